# SPDX-License-Identifier: Apache-2.0
"""A line that can be pressed: a title with a smaller line below it, and a word at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.theme import tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineItem(QAbstractButton):
    """Painted by hand, so that whatever does not fit is shortened and never cut off.

    `urgency` of the word at the right is danger, warning, or nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._detail = self._when = self._urgency = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title

    @property
    def when(self) -> str:
        """The word at the right."""
        return self._when

    def show_line(
        self, title: str, detail: str = "", when: str = "", urgency: str = "", *, leads: bool = True
    ) -> None:
        """Show other words; with `leads` false it is only to be read."""
        self._title, self._detail, self._when, self._urgency = title, detail, when, urgency
        self.setEnabled(leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        spoken = ", ".join(part for part in (title, detail, when) if part)
        self.setAccessibleName(spoken)
        self.setToolTip("\n".join(part for part in (title, detail) if part))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        high = self.fontMetrics().height() + sizes.SPACE
        if self._detail:
            high += QFontMetrics(self._small()).height()
        return QSize(sizes.FIELD_LEAST, high)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(sizes.FIELD_LEAST, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        room = self.rect().adjusted(sizes.SPACE, sizes.TIGHT, -sizes.SPACE, -sizes.TIGHT)
        colours, first = tokens(), self.fontMetrics().height()
        top = QRect(room.left(), room.top(), room.width(), first)
        painter.setFont(self._small())
        painter.setPen(colours.colour(self._urgency or "muted"))
        taken = painter.fontMetrics().horizontalAdvance(self._when)
        painter.drawText(top, RIGHT, self._when)
        if self._detail:
            painter.setPen(colours.colour("muted"))
            below = QRect(room.left(), top.bottom() + 1, room.width(), room.bottom() - top.bottom())
            _short(painter, below, self._detail)
        painter.setFont(self.font())
        painter.setPen(colours.colour("text"))
        _short(painter, top.adjusted(0, 0, -taken - sizes.GAP if taken else 0, 0), self._title)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setBrush(colours.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(self.rect(), sizes.RADIUS, sizes.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.colour("focus"), sizes.RING))
            inside = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, sizes.RADIUS, sizes.RADIUS)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(sizes.FONT_SMALL)
        return font


def _short(painter: QPainter, room: QRect, text: str) -> None:
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(room, LEFT, painter.fontMetrics().elidedText(text, elide, room.width()))
