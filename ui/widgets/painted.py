# SPDX-License-Identifier: Apache-2.0
"""What is painted by hand and walked by keys: its focus is seen, and it tells what it points at."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from ui.theme import sizes


class Painted(QWidget):
    """Whoever inherits paints, and says what lies at a place."""

    def told_at(self, x: float, y: float) -> str:
        """What the tooltip says at a place."""
        raise NotImplementedError

    def painter(self) -> QPainter:
        """A painter with the small font of such pictures."""
        made = QPainter(self)
        made.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(sizes.FONT_SMALL)
        made.setFont(font)
        return made

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self.told_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
