# SPDX-License-Identifier: Apache-2.0
"""Tabs that go on in a second line where one is too short: none is ever hidden."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.widgets.flow import FlowLayout


class TabText(NamedTuple):
    """A tab: what it is called by the program, its words, and how many things are behind it."""

    key: str
    label: str
    number: int = 0


class TabRow(QWidget):
    """One of the tabs is on; the arrows move along."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, sizes.RING)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}

    @property
    def current(self) -> str:
        """The tab that is on; nothing before there is any."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The tabs in their order."""
        return tuple(self._buttons)

    def set_tabs(self, tabs: Sequence[TabText]) -> None:
        """Show these tabs; the one that is on stays on if it is among them."""
        wanted = [one.key for one in tabs]
        if wanted != list(self._buttons):
            self._make_all(wanted)
        for one in tabs:
            words = one.label.replace("&", "&&")
            self._buttons[one.key].setText(f"{words}  {one.number}" if one.number else words)
            self._buttons[one.key].setAccessibleName(
                f"{one.label} {one.number}" if one.number else one.label
            )
        self.updateGeometry()

    def choose(self, key: str) -> None:
        """Turn a tab on, without telling.

        Raises:
            KeyError: there is no such tab.
        """
        self._buttons[key].setChecked(True)
        for one, button in self._buttons.items():
            focus = Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)

    def step(self, by: int) -> None:
        """Turn the tab on that is `by` places further, round the end, and tell it."""
        keys = list(self._buttons)
        if keys:
            self._turn(keys[(keys.index(self.current) + by) % len(keys)])

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current:
            self._buttons[self.current].setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self.step(by)
        self._buttons[self.current].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_all(self, keys: Sequence[str]) -> None:
        on = self.current
        for old in self._buttons.values():
            self._flow.removeWidget(old)
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._buttons = {key: self._make(key) for key in keys}
        if keys:
            self.choose(on if on in self._buttons else keys[0])

    def _make(self, key: str) -> QToolButton:
        button = _Tab()
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.clicked.connect(partial(self._pressed, key))
        self._group.addButton(button)
        self._flow.addWidget(button)
        button.show()
        return button

    def _pressed(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._turn(key)

    def _turn(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class _Tab(QToolButton):
    """Leaves the arrows to the row: Qt's group would check without telling."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
            return
        super().keyPressEvent(event)
