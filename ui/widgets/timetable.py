# SPDX-License-Identifier: Apache-2.0
"""A timetable painted by hand: what was planned above what happened, along the months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.theme.theme import tokens
from ui.theme.tokens import tint
from ui.widgets.months import Scale
from ui.widgets.painted import Painted

Span = tuple[date, date]
"""The first and the last day something can be on: a day twice, or a whole month."""


class Line(NamedTuple):
    """One line: what it is, planned and actual (None: unknown), a short remark in words.

    `late` marks the way between planned and actual, or between planned and today; what is
    `proved` has a paper clip.
    """

    name: str
    planned: Span | None = None
    actual: Span | None = None
    late: bool = False
    remark: str = ""
    spoken: str = ""
    proved: bool = False


class Timetable(Painted):
    """Lines walked by the arrows; Enter opens one, files can be dropped onto one."""

    chosen = Signal(int)
    """Another line was chosen: its place."""

    opened = Signal(int)
    """Enter or a double click on a line."""

    dropped = Signal(int, object)
    """Files were let go on a line: its place, and their names."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._today = date.min
        self._current = -1
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)

    @property
    def current(self) -> int:
        """The place of the chosen line; -1 for none."""
        return self._current

    def show_lines(self, lines: Sequence[Line], today: date) -> None:
        """Show other lines; the same place stays chosen."""
        self.lines, self._today = tuple(lines), today
        self._current = min(self._current, len(self.lines) - 1)
        self.setAccessibleDescription("; ".join(one.spoken or one.name for one in self.lines))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def choose(self, place: int) -> None:
        """Choose a line without telling."""
        if place != self._current and -1 <= place < len(self.lines):
            self._current = place
            self.update()

    def line_at(self, height: float) -> int:
        """The place of the line at a height; -1 for none."""
        place = int((height - _top()) // sizes.CONTROL_SMALL)
        return place if height >= _top() and place < len(self.lines) else -1

    @override
    def sizeHint(self) -> QSize:
        rows = max(1, len(self.lines)) * sizes.CONTROL_SMALL
        return QSize(sizes.SHEET_WIDTH, _top() + rows + sizes.SPACE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self.lines) - 1
        aim = {
            Qt.Key.Key_Up: max(0, self._current - 1), Qt.Key.Key_Home: 0,
            Qt.Key.Key_Down: min(last, self._current + 1), Qt.Key.Key_End: last,
        }.get(key)  # fmt: skip
        if aim is not None and self.lines:
            self._turn(aim)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = self.line_at(event.position().y())
        if place >= 0:
            self._turn(place)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.line_at(event.position().y())
        if place >= 0:
            self._turn(place)
            self.opened.emit(place)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        place = self.line_at(event.position().y())
        names = [one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile()]
        if place >= 0 and names:
            event.acceptProposedAction()
            self._turn(place)
            self.dropped.emit(place, names)

    @override
    def told_at(self, x: float, y: float) -> str:
        place = self.line_at(y)
        return self.lines[place].spoken if place >= 0 else ""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0 and self.lines:
            self._turn(0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        scale = self._scale(QFontMetricsF(painter.font()))
        self._paint_legend(painter)
        self._paint_months(painter, scale)
        for place, line in enumerate(self.lines):
            self._paint_line(painter, scale, place, line)
        self._paint_today(painter, scale)

    def _scale(self, metrics: QFontMetricsF) -> Scale:
        """From the first to the last month there is, today's among them."""
        days = [day for line in self.lines for span in (line.planned, line.actual)
                for day in span or ()]  # fmt: skip
        names = (metrics.horizontalAdvance(one.name) for one in self.lines)
        left = min(max(names, default=0.0) + sizes.VAST + sizes.WIDE, self.width() / 3)
        right = self.width() - self._widest_remark(metrics) - sizes.SPACE
        known = [*days, self._today] if self._today != date.min else days
        first, last = min(known, default=date.min), max(known, default=date.min)
        return Scale(first, last, left, max(right, left + 1))

    def _widest_remark(self, metrics: QFontMetricsF) -> float:
        remarks = (metrics.horizontalAdvance(one.remark) for one in self.lines)
        return max(remarks, default=0.0) + sizes.SPACE

    def _paint_legend(self, painter: QPainter) -> None:
        colours, metrics = tokens(), QFontMetricsF(painter.font())
        left, middle = float(sizes.SPACE), sizes.CONTROL_SMALL / 2
        for word, draw in (
            (_("Planned"), self._draw_planned), (_("Happened"), self._draw_actual),
            (_("Late"), self._draw_late),
        ):  # fmt: skip
            draw(painter, QRectF(left, middle - sizes.TIGHT, sizes.WIDE, sizes.SPACE))
            left += sizes.BROAD
            painter.setPen(colours.colour("muted"))
            painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), word)
            left += metrics.horizontalAdvance(word) + sizes.WIDE

    def _paint_months(self, painter: QPainter, scale: Scale) -> None:
        colours, metrics = tokens(), QFontMetricsF(painter.font())
        bottom = _top() + len(self.lines) * sizes.CONTROL_SMALL
        for at, words in scale.ticks(metrics.horizontalAdvance("0000-00") + sizes.SPACE):
            painter.setPen(QPen(colours.colour("line")))
            painter.drawLine(QPointF(at, _top() - sizes.TIGHT), QPointF(at, bottom))
            painter.setPen(colours.colour("muted"))
            painter.drawText(QPointF(at + sizes.RING, _top() - sizes.SNUG), words)

    def _paint_line(self, painter: QPainter, scale: Scale, place: int, line: Line) -> None:
        colours, top = tokens(), _top() + place * sizes.CONTROL_SMALL
        row = QRectF(0, top, self.width(), sizes.CONTROL_SMALL)
        if place == self._current:
            ground = colours.colour("accent-soft")
            painter.fillRect(row, ground)
            if self.hasFocus():
                painter.setPen(QPen(colours.colour("focus"), sizes.HAIR))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(row.adjusted(1, 1, -1, -1))
        painter.setPen(colours.colour("text"))
        metrics = QFontMetricsF(painter.font())
        room = QRectF(sizes.SPACE, top, scale.left - sizes.VAST, sizes.CONTROL_SMALL)
        if line.proved:
            clip = pixmap("paperclip", "muted", sizes.ICON_SMALL, self.devicePixelRatioF())
            middle = top + (sizes.CONTROL_SMALL - sizes.ICON_SMALL) / 2
            painter.drawPixmap(QPointF(room.right() + sizes.TIGHT, middle), clip)
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_spans(painter, scale, top, line)
        side = QRectF(scale.right, top, self.width() - scale.right - sizes.SPACE, row.height())
        painter.setPen(colours.colour("danger" if line.late else "muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(side, right, line.remark)

    def _paint_spans(self, painter: QPainter, scale: Scale, top: float, line: Line) -> None:
        planned = None if line.planned is None else self._room(scale, top, line.planned)
        actual = None if line.actual is None else self._room(scale, top, line.actual)
        if line.late and planned is not None:
            end = scale.place(self._today) if actual is None else actual.left()
            way = QRectF(planned.right(), planned.top(), end - planned.right(), planned.height())
            self._draw_late(painter, way)
        if planned is not None:
            self._draw_planned(painter, planned)
        if actual is not None:
            self._draw_actual(painter, actual)

    def _room(self, scale: Scale, top: float, span: Span) -> QRectF:
        """A day is as wide as it is high at least, so that it can be seen."""
        first, last = scale.place(span[0]), scale.end(span[1])
        wide = max(last - first, float(sizes.SPACE))
        middle = top + sizes.CONTROL_SMALL / 2
        return QRectF(first, middle - sizes.TIGHT, wide, sizes.SPACE)

    def _draw_planned(self, painter: QPainter, room: QRectF) -> None:
        colours = tokens()
        painter.setPen(QPen(colours.colour("text"), sizes.HAIR))
        painter.setBrush(colours.colour("raised"))
        painter.drawRoundedRect(room, sizes.RING, sizes.RING)

    def _draw_actual(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().colour("accent"))
        painter.drawRoundedRect(room.adjusted(0, sizes.RING, 0, -sizes.RING), 1, 1)

    def _draw_late(self, painter: QPainter, room: QRectF) -> None:
        if room.width() <= 0:
            return
        colours = tokens()
        painter.setPen(QPen(colours.colour("danger"), sizes.RING, Qt.PenStyle.DotLine))
        painter.setBrush(tint(colours.colour("danger"), colours.colour("raised"), 0.1))
        painter.drawLine(
            QPointF(room.left(), room.center().y()), QPointF(room.right(), room.center().y())
        )

    def _paint_today(self, painter: QPainter, scale: Scale) -> None:
        if self._today == date.min or not self.lines:
            return
        at = scale.place(self._today)
        bottom = _top() + len(self.lines) * sizes.CONTROL_SMALL
        painter.setPen(QPen(tokens().colour("info"), sizes.HAIR, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, sizes.CONTROL_SMALL), QPointF(at, bottom))
        metrics, word = QFontMetricsF(painter.font()), _("Today")
        painter.setPen(tokens().colour("info"))
        wide = metrics.horizontalAdvance(word)
        left = min(at - wide / 2, self.width() - wide - sizes.SPACE)
        painter.drawText(QPointF(left, sizes.CONTROL_SMALL - sizes.RING), word)

    def _turn(self, place: int) -> None:
        if place != self._current:
            self.choose(place)
            self.chosen.emit(place)


def _top() -> int:
    """Where the lines begin: below the legend and the months."""
    return 2 * sizes.CONTROL_SMALL
