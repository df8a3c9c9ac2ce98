# SPDX-License-Identifier: Apache-2.0
"""Chips: conditions of a filter, or chosen things, each with a way to change and to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.flow import FlowLayout

_REMOVING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class ChipText(NamedTuple):
    """What a chip is called by the program and what it says."""

    key: str
    label: str


class Chip(QFrame):
    """One chip; Enter changes it, Delete or the cross removes it."""

    pressed = Signal()
    removed = Signal()

    def __init__(
        self, label: str, *, removable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self._word = QToolButton()
        # A very long one is cut; its whole words come up under the pointer.
        right = Qt.TextElideMode.ElideRight
        short = self.fontMetrics().elidedText(label, right, sizes.DIALOG_WIDTH)
        self._word.setText(short.replace("&", "&&"))
        self._word.setToolTip(label if short != label else "")
        self._word.setAccessibleName(label)
        self._word.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._word.clicked.connect(self.pressed)
        box = QHBoxLayout(self)
        box.setContentsMargins(sizes.TIGHT, 0, sizes.TIGHT, 0)
        box.setSpacing(0)
        box.addWidget(self._word)
        if removable:
            box.addWidget(self._cross(label))

    @override
    def event(self, event: QEvent) -> bool:
        # The page may have Del for something else.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in _REMOVING
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _REMOVING:
            self.removed.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def _cross(self, label: str) -> QToolButton:
        cross = QToolButton()
        cross.setIcon(icon("x", "accent"))
        cross.setIconSize(QSize(sizes.ICON_SMALL, sizes.ICON_SMALL))
        # Delete does the same from the word: one stop for the Tab key is enough.
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName(_("Remove {what}").format(what=label))
        cross.setToolTip(cross.accessibleName())
        cross.clicked.connect(self.removed)
        return cross


class ChipRow(QWidget):
    """Chips in lines, and a button that adds one."""

    pressed = Signal(str)
    removed = Signal(str)
    add_asked = Signal()

    def __init__(self, add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, sizes.SNUG)
        self._chips: list[Chip] = []
        self._add = QToolButton()
        self._add.setText(add)
        self._add.setAccessibleName(add)
        self._add.setIcon(icon("plus", "muted"))
        self._add.setIconSize(QSize(sizes.ICON_SMALL, sizes.ICON_SMALL))
        self._add.setProperty("kind", "quiet")
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._add.clicked.connect(self.add_asked)
        self._flow.addWidget(self._add)
        self._add.setVisible(bool(add))

    @property
    def add_button(self) -> QToolButton:
        """The button that adds one: a menu may hang on it."""
        return self._add

    def set_chips(self, chips: Sequence[ChipText]) -> None:
        """Show these."""
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self._add)
        self._chips = [self._make(one) for one in chips]
        self._flow.addWidget(self._add)
        self.updateGeometry()

    def _make(self, text: ChipText) -> Chip:
        chip = Chip(text.label)
        chip.pressed.connect(partial(self.pressed.emit, text.key))
        chip.removed.connect(partial(self.removed.emit, text.key))
        self._flow.addWidget(chip)
        chip.show()
        return chip
