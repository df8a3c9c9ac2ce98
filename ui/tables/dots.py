# SPDX-License-Identifier: Apache-2.0
"""The small dot before the words of a stage or a status; it only repeats what the words say."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap

from ui.theme import sizes
from ui.theme.theme import tokens


def dot(role: str) -> QPixmap:
    """The dot in the colour of a role, for the theme that is on and the sharpest screen."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _painted(tokens().colour(role).name(), ratio)


@lru_cache(maxsize=64)
def _painted(colour: str, ratio: float) -> QPixmap:
    breadth = sizes.SPACE
    made = QPixmap(round((breadth + sizes.RING) * ratio), round(breadth * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(0, 0, breadth, breadth))
    painter.end()
    return made
