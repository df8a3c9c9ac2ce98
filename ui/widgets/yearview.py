# SPDX-License-Identifier: Apache-2.0
"""A year painted by hand: twelve months with what is on in each, expos apart by their colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from crm.words import _, ngettext
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.monthview import GROUNDS, Entry, after
from ui.widgets.painted import Painted

ACROSS, DOWN = 4, 3
MONTHS = ACROSS * DOWN


class YearView(Painted):
    """The arrows walk over the months, Enter opens one; a click opens what is under it."""

    opened = Signal(int)
    """The key of an entry that shall be opened."""

    month_asked = Signal(object)
    """A month shall be opened: a day of it."""

    turned = Signal(object)
    """Another year was walked to: a day of it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = date.min
        self.entries: tuple[Entry, ...] = ()
        self._today = date.min
        self._places: list[tuple[QRectF, Entry]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    def show_year(self, day: date, entries: Sequence[Entry], today: date) -> None:
        """Show the year of a day, and walk to its month."""
        self.day, self.entries, self._today = day, tuple(entries), today
        self._speak()
        self.update()

    def of_month(self, month: int) -> list[Entry]:
        """What begins in a month, and what is still on when it begins and began the year before."""
        year = self.day.year
        return [
            one for one in self.entries
            if (one.first.year, one.first.month) == (year, month)
            or (month == 1 and one.first.year < year <= one.last.year)
        ]  # fmt: skip

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -ACROSS,
            Qt.Key.Key_Down: ACROSS, Qt.Key.Key_PageUp: -MONTHS, Qt.Key.Key_PageDown: MONTHS,
        }  # fmt: skip
        if key in steps:
            self._walk(after(self.day, steps[key]))
        elif key == Qt.Key.Key_Home:
            self._walk(self._today)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.month_asked.emit(self.day)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self._entry(event.position().x(), event.position().y())
        if found is not None:
            self.opened.emit(found.key)
            return
        month = self._month_at(event.position().x(), event.position().y())
        self._walk(self.day.replace(month=month, day=1))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._entry(event.position().x(), event.position().y()) is None:
            self.month_asked.emit(self.day)

    @override
    def told_at(self, x: float, y: float) -> str:
        found = self._entry(x, y)
        return found.spoken or found.title if found else ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        self._places = []
        for month in range(1, MONTHS + 1):
            self._paint_month(painter, month)

    def _paint_month(self, painter: QPainter, month: int) -> None:
        colours, room = tokens(), self._room(month)
        painter.setBrush(colours.colour("raised"))
        chosen = month == self.day.month
        role = "focus" if chosen and self.hasFocus() else "edge" if chosen else "line"
        painter.setPen(QPen(colours.colour(role), sizes.RING if chosen else sizes.HAIR))
        painter.drawRoundedRect(room, sizes.RADIUS, sizes.RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        metrics = QFontMetricsF(painter.font())
        inner = room.adjusted(sizes.SPACE, sizes.SNUG, -sizes.SPACE, -sizes.SNUG)
        here = self.of_month(month)
        self._paint_head(painter, inner, month, len(here))
        step = metrics.height() + sizes.TIGHT
        most = max(0, int((inner.height() - step) // step))
        shown = here if len(here) <= most else here[: max(0, most - 1)]
        for at, one in enumerate(shown, 1):
            line = QRectF(inner.left(), inner.top() + step * at, inner.width(), metrics.height())
            self._paint_entry(painter, line, one)
        left = len(here) - len(shown)
        if left:
            painter.setPen(colours.colour("muted"))
            said = ngettext("{n} more", "{n} more", left).format(n=left)
            below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, below, said)

    def _paint_head(self, painter: QPainter, inner: QRectF, month: int, many: int) -> None:
        colours, plain = tokens(), painter.font()
        now = (self.day.year, month) == (self._today.year, self._today.month)
        bold = QFont(plain)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(colours.colour("accent" if now else "text"))
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(
            inner, top, _("{year}-{month:02d}").format(year=self.day.year, month=month)
        )
        painter.setFont(plain)
        painter.setPen(colours.colour("muted"))
        if many:
            painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, str(many))

    def _paint_entry(self, painter: QPainter, line: QRectF, one: Entry) -> None:
        colours, (ground, words) = tokens(), GROUNDS[one.voice]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(ground))
        painter.drawRoundedRect(line, sizes.TIGHT, sizes.TIGHT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(colours.colour(words))
        said = f"{one.first:%m-%d} {one.title}"
        inner = line.adjusted(sizes.TIGHT, 0, -sizes.TIGHT, 0)
        metrics = QFontMetricsF(painter.font())
        cut = metrics.elidedText(said, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, cut)
        self._places.append((line, one))

    def _room(self, month: int) -> QRectF:
        down, across = divmod(month - 1, ACROSS)
        wide = (self.width() - sizes.SPACE * (ACROSS - 1) - sizes.RING) / ACROSS
        high = (self.height() - sizes.SPACE * (DOWN - 1) - sizes.RING) / DOWN
        left, top = across * (wide + sizes.SPACE) + 1, down * (high + sizes.SPACE) + 1
        return QRectF(left, top, wide, high)

    def _entry(self, x: float, y: float) -> Entry | None:
        return next((one for room, one in self._places if room.contains(x, y)), None)

    def _month_at(self, x: float, y: float) -> int:
        across = min(int(x * ACROSS / max(1, self.width())), ACROSS - 1)
        down = min(int(y * DOWN / max(1, self.height())), DOWN - 1)
        return down * ACROSS + across + 1

    def _walk(self, day: date) -> None:
        former, self.day = self.day, day
        self._speak()
        self.update()
        if former.year != day.year:
            self.turned.emit(day)

    def _speak(self) -> None:
        here = "; ".join(one.spoken or one.title for one in self.of_month(self.day.month))
        self.setAccessibleDescription(f"{self.day:%Y-%m} {here}".strip())
