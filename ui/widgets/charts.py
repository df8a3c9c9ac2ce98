# SPDX-License-Identifier: Apache-2.0
"""Bars painted by hand with the theme's colours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.theme import tokens

Show = Callable[[float], str]


class Series(NamedTuple):
    """One row of values, one for each label; None is unknown and leaves a gap, it is not 0."""

    name: str
    values: Sequence[float | None]


class BarChart(QWidget):
    """Bars side by side, axis, labels, legend; the arrows walk over the points, Enter opens."""

    pressed = Signal(int)
    """A label's index was clicked: the rows behind it are wanted."""

    def __init__(
        self, title: str, show: Show = "{:g}".format, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._show = show
        self._labels: list[str] = []
        self._series: list[Series] = []
        self._chosen = -1
        self._whole = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(sizes.CHART_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    def set_data(
        self, labels: Sequence[str], series: Sequence[Series], *, whole: bool = False
    ) -> None:
        """Show these values; `whole`: they count something, of which there are no halves."""
        self._whole = whole
        self._labels, self._series, self._chosen = list(labels), list(series), -1
        spoken = (self._sentence(index) for index in range(len(labels)))
        self.setAccessibleDescription("; ".join(spoken))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.READING_WIDTH, sizes.CHART_LEAST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None and self._labels:
            self._choose(min(max(0, self._chosen + step), len(self._labels) - 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chosen >= 0:
            self.pressed.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        room = self._room()
        if self._labels and room.contains(event.position()):
            share = (event.position().x() - room.left()) / room.width()
            index = min(int(share * len(self._labels)), len(self._labels) - 1)
            self._choose(index)
            self.pressed.emit(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        room = self._room()
        self._paint_ground(painter, room)
        if self._labels and self._series:
            self._paint_bars(painter, room)
        self._paint_legend(painter)

    def _paint_bars(self, painter: QPainter, room: QRectF) -> None:
        column = room.width() / len(self._labels)
        width = max(1.0, min(column * 0.7 / len(self._series), sizes.VAST))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, one in enumerate(self._series):
            painter.setBrush(tokens().series(number))
            for index, value in enumerate(one.values):
                if value is None:
                    continue
                tip = self.place(room, index, value)
                left = tip.x() + (number - len(self._series) / 2) * width
                bar = QRectF(left, tip.y(), width - 1, room.bottom() - tip.y())
                painter.drawRoundedRect(bar, sizes.RING, sizes.RING)

    def top(self) -> float:
        """The value at the upper end of the axis: 1, 2 or 5 times a power of ten.

        Of what is counted it is even, so that the middle is a whole number too.
        """
        known = [value for one in self._series for value in one.values if value is not None]
        most = max(known, default=0.0)
        top = _round_up(most)
        return max(2.0, 2.0 * math.ceil(most / 2)) if self._whole and top % 2 else top

    def marks(self) -> tuple[float, float, float]:
        """The values at which the axis is marked."""
        return 0.0, self.top() / 2, self.top()

    def place(self, room: QRectF, index: int, value: float) -> QPointF:
        """Where a value stands, in the middle of its label's column."""
        width = room.width() / max(1, len(self._labels))
        height = room.height() * max(0.0, value) / self.top()
        return QPointF(room.left() + (index + 0.5) * width, room.bottom() - height)

    def _paint_ground(self, painter: QPainter, room: QRectF) -> None:
        colours = tokens()
        for mark in self.marks():
            height = room.bottom() - mark / self.top() * room.height()
            painter.setPen(QPen(colours.colour("line")))
            painter.drawLine(QPointF(room.left(), height), QPointF(room.right(), height))
            painter.setPen(colours.colour("muted"))
            box = QRectF(0, height - sizes.WIDE, room.left() - sizes.SPACE, 2 * sizes.WIDE)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, self._show(mark))
        self._paint_labels(painter, room)

    def _paint_labels(self, painter: QPainter, room: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        width = room.width() / max(1, len(self._labels))
        widest = max((metrics.horizontalAdvance(one) for one in self._labels), default=0.0)
        every = max(1, math.ceil((widest + sizes.SPACE) / width)) if width else 1
        for index in range(0, len(self._labels), every):
            middle = room.left() + (index + 0.5) * width
            span = max(width * every, widest)
            box = QRectF(
                middle - span / 2, room.bottom() + sizes.TIGHT, span, sizes.WIDE + sizes.TIGHT
            )
            painter.setPen(tokens().colour("text" if index == self._chosen else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._labels[index])

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        left = float(sizes.TIGHT)
        entries = [one.name for one in self._series] if len(self._series) > 1 else []
        for index, name in enumerate(entries):
            mark = QRectF(left, sizes.SNUG, sizes.SPACE, sizes.SPACE)
            painter.fillRect(mark, tokens().series(index))
            painter.setPen(tokens().colour("muted"))
            left += sizes.GAP + sizes.TIGHT
            painter.drawText(QPointF(left, sizes.SNUG + sizes.SPACE), name)
            left += metrics.horizontalAdvance(name) + sizes.WIDE
        if self._chosen >= 0:
            box = QRectF(left, 0, self.width() - left - sizes.TIGHT, sizes.BROAD)
            painter.setPen(tokens().colour("text"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, self._sentence(self._chosen))

    def _room(self) -> QRectF:
        metrics = QFontMetricsF(self._font())
        left = max(metrics.horizontalAdvance(self._show(mark)) for mark in self.marks())
        inside = QRectF(self.rect())
        return inside.adjusted(left + sizes.WIDE, sizes.VAST, -sizes.SPACE, -sizes.BROAD)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(sizes.FONT_SMALL)
        return font

    def _choose(self, index: int) -> None:
        self._chosen = index
        self.update()

    def _sentence(self, index: int) -> str:
        parts: list[str] = []
        for one in self._series:
            value = one.values[index]
            shown = "—" if value is None else self._show(value)
            parts.append(f"{one.name} {shown}" if len(self._series) > 1 else shown)
        return f"{self._labels[index]}: {', '.join(parts)}"

    @property
    def chosen(self) -> int:
        """The index of the chosen label; -1 if none is."""
        return self._chosen


def _round_up(value: float) -> float:
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if value <= step * power * 1.000001)
