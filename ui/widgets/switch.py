# SPDX-License-Identifier: Apache-2.0
"""A switch between a few ways to see the same thing: list, board, calendar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.icons import icon


class Way(NamedTuple):
    """One way to see it."""

    key: str
    label: str
    icon: str = ""


class ViewSwitch(QFrame):
    """Segments in a row, of which one is on; the arrows move along."""

    chosen = Signal(str)

    def __init__(self, name: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "switch")
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self)
        box.setContentsMargins(sizes.RING, sizes.RING, sizes.RING, sizes.RING)
        box.setSpacing(sizes.RING)
        for way in ways:
            box.addWidget(self._make(way))
        if ways:
            self.choose(ways[0].key)

    @property
    def current(self) -> str:
        """The way that is on."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Turn one on, without telling.

        Raises:
            KeyError: there is no such way.
        """
        self._buttons[key].setChecked(True)
        for one, button in self._buttons.items():
            focus = Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current:
            self._buttons[self.current].setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._turn(key)

    def _make(self, way: Way) -> QToolButton:
        button = _Segment()
        button.setCheckable(True)
        button.setText(way.label)
        button.setAccessibleName(way.label)
        if way.icon:
            button.setIcon(icon(way.icon, "muted"))
            button.setIconSize(QSize(sizes.ICON, sizes.ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(partial(self._pressed, way.key))
        self._group.addButton(button)
        self._buttons[way.key] = button
        return button

    def _pressed(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._turn(key)

    def _turn(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class _Segment(QToolButton):
    """Leaves the arrows to the switch: Qt's group would check without telling."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
            return
        super().keyPressEvent(event)
