# SPDX-License-Identifier: Apache-2.0
"""A row of buttons of which one is on: the arrows move along, Tab comes to the one that is on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QWidget
from typing_extensions import override

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OneOf(QFrame):
    """Whoever inherits makes the buttons and lays them out."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: dict[str, QToolButton] = {}
        self.group = QButtonGroup(self)

    @property
    def current(self) -> str:
        """The key of the one that is on; nothing before there is any."""
        return next((key for key, one in self.buttons.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Turn one on, without telling.

        Raises:
            KeyError: there is no such one.
        """
        self.buttons[key].setChecked(True)
        for one, button in self.buttons.items():
            focus = Qt.FocusPolicy.StrongFocus if one == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)

    def step(self, by: int) -> None:
        """Turn the one on that is `by` places further, round the end, and tell it."""
        keys = list(self.buttons)
        if keys:
            self._turn(keys[(keys.index(self.current) + by) % len(keys)])

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.current:
            self.buttons[self.current].setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = STEPS.get(Qt.Key(event.key()))
        if by is None or not self.current:
            super().keyPressEvent(event)
            return
        self.step(by)
        self.buttons[self.current].setFocus(Qt.FocusReason.TabFocusReason)

    def make(self, key: str) -> QToolButton:
        """One more button."""
        button = self.buttons[key] = _Segment()
        button.setCheckable(True)
        button.clicked.connect(partial(self._pressed, key))
        self.group.addButton(button)
        return button

    def _pressed(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._turn(key)

    def _turn(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class _Segment(QToolButton):
    """Leaves the arrows to the row: Qt's group would check without telling."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
            return
        super().keyPressEvent(event)
