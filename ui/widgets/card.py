# SPDX-License-Identifier: Apache-2.0
"""Cards, and the heads of sections."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.widgets.labels import push, words


class Card(QFrame):
    """A raised surface with a column of things; pressed by mouse or Enter if `pressable`."""

    pressed = Signal()

    def __init__(self, *, pressable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pressable = pressable
        if pressable:
            self.setProperty("clickable", "true")
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        self.box.setSpacing(sizes.SPACE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._pressable and Qt.Key(event.key()) in keys:
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._pressable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
        super().mouseReleaseEvent(event)


class SectionHeader(QWidget):
    """The head of a section: its name, how many there are, and one thing to do."""

    pressed = Signal()

    def __init__(self, label: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = words("", "muted")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addWidget(words(label, "heading"))
        box.addWidget(self._count)
        box.addStretch(1)
        self._button = push(action, "link")
        self._button.setAccessibleName(f"{action}: {label}")
        self._button.clicked.connect(self.pressed)
        box.addWidget(self._button)
        self._button.setVisible(bool(action))

    def offer(self, *, on: bool) -> None:
        """Show or hide what can be done."""
        self._button.setVisible(on)

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        self._count.setText(str(count))
