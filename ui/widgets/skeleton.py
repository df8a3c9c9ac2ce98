# SPDX-License-Identifier: Apache-2.0
"""The quiet shape of a page that is still being read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm.words import _
from ui.overriding import override
from ui.theme import sizes
from ui.theme.theme import tokens

_SHARES = (0.82, 0.64, 0.74, 0.58, 0.7, 0.5)


class Skeleton(QWidget):
    """Bars where words will be; nothing moves, so that nothing is spent on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Being read"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().colour("sunken"))
        room = self.rect().adjusted(sizes.VAST, sizes.VAST, -sizes.VAST, -sizes.VAST)
        title = QRectF(room.left(), room.top(), room.width() * 0.28, sizes.BROAD)
        painter.drawRoundedRect(title, sizes.TIGHT, sizes.TIGHT)
        top = room.top() + sizes.BROAD + sizes.VAST
        line = 0
        while top + sizes.WIDE < room.bottom():
            share = _SHARES[line % len(_SHARES)]
            bar = QRectF(room.left(), top, room.width() * share, sizes.WIDE)
            painter.drawRoundedRect(bar, sizes.TIGHT, sizes.TIGHT)
            top += sizes.VAST
            line += 1
