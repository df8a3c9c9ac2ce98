# SPDX-License-Identifier: Apache-2.0
"""A month painted by hand: weeks from Monday, what is on lies as bars over its days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from crm.words import _, ngettext
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.painted import Painted

WEEK, SATURDAY = 7, 5
DAY_OFF, DAY_WORKED = "off", "worked"
Mark = Callable[[date], str]
"""Whether a day is off, or worked although it is a weekend; else nothing."""


class Entry(NamedTuple):
    """Something that is on from a first to a last day; `voice` is expo, muted or nothing."""

    key: int
    title: str
    first: date
    last: date
    voice: str = ""
    spoken: str = ""


GROUNDS = {"expo": ("warning-soft", "warning"), "muted": ("sunken", "muted"),
           "": ("accent-soft", "accent")}  # fmt: skip
"""For each voice the ground of a bar, and the words on it."""


class MonthView(Painted):
    """The arrows walk over the days, Space over what is on that day, Enter opens it."""

    opened = Signal(int)
    """The key of an entry that shall be opened."""

    turned = Signal(object)
    """Another day was walked to, in another month."""

    asked = Signal(object)
    """A day without anything was opened: something new may be entered on it."""

    def __init__(self, title: str, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = date.min
        self.entries: tuple[Entry, ...] = ()
        self._title, self._mark, self._today = title, mark, date.min
        self._nth = 0
        self._places: list[tuple[QRectF, Entry]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    def show_month(self, day: date, entries: Sequence[Entry], today: date) -> None:
        """Show the month of a day, and walk to that day."""
        self.day, self._today = day, today
        self.entries, self._nth = tuple(entries), 0
        self._speak()
        self.update()

    @property
    def first(self) -> date:
        """The Monday of the first week that is shown."""
        return monday(self.day.replace(day=1))

    @property
    def weeks(self) -> int:
        """How many weeks the month has."""
        last = after(self.day, 1).replace(day=1) - timedelta(days=1)
        return (monday(last) - self.first).days // WEEK + 1

    def marked(self, day: date) -> str:
        """Whether a day is off, or worked although it is a weekend; else nothing."""
        return self._mark(day)

    def on(self, day: date) -> list[Entry]:
        """What is on on a day."""
        return [one for one in self.entries if one.first <= day <= one.last]

    @property
    def current(self) -> Entry | None:
        """What Enter opens."""
        here = self.on(self.day)
        return here[self._nth % len(here)] if here else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK,
                 Qt.Key.Key_Down: WEEK}  # fmt: skip
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            self._walk(self.day + timedelta(days=steps[key]))
        elif key in months:
            self._walk(after(self.day, months[key]))
        elif key == Qt.Key.Key_Home:
            self._walk(self._today)
        elif key == Qt.Key.Key_Space:
            self._nth += 1
            self._speak()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        found = self.entry_at(event)
        if found is not None:
            self.opened.emit(found.key)
            return
        day = self._day_at(event.position().x(), event.position().y())
        if day is not None:
            self._walk(day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.entry_at(event) is None:
            self._open()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        by = event.angleDelta().y()
        if by:
            self._walk(after(self.day, -1 if by > 0 else 1))
        event.accept()

    @override
    def told_at(self, x: float, y: float) -> str:
        found = self._entry(x, y)
        return found.spoken or found.title if found else ""

    def entry_at(self, event: QMouseEvent) -> Entry | None:
        """What lies under the mouse."""
        return self._entry(event.position().x(), event.position().y())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        self._places = []
        self._paint_heads(painter)
        for week in range(self.weeks):
            self._paint_days(painter, week)
        for week in range(self.weeks):
            self._paint_bars(painter, week)

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setPen(tokens().colour("muted"))
        for at, word in enumerate(weekdays()):
            room = QRectF(self._left(at), 0, self._wide, sizes.CONTROL_SMALL)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_days(self, painter: QPainter, week: int) -> None:
        colours = tokens()
        for at in range(WEEK):
            day = self.first + timedelta(days=week * WEEK + at)
            room = self._room(week, at)
            mark = self.marked(day)
            painter.fillRect(room, colours.colour("sunken" if mark == DAY_OFF else "raised"))
            painter.setPen(QPen(colours.colour("line"), sizes.HAIR))
            painter.drawRect(room)
            self._paint_number(painter, room, day, mark)
            if day == self.day:
                role = "focus" if self.hasFocus() else "edge"
                painter.setPen(QPen(colours.colour(role), sizes.RING))
                painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _paint_number(self, painter: QPainter, room: QRectF, day: date, mark: str) -> None:
        colours = tokens()
        inside = day.month == self.day.month
        words = str(day.day) if day != self._today else _("{day} today").format(day=day.day)
        if mark == DAY_WORKED:
            words = _("{day} worked").format(day=words)
        elif mark == DAY_OFF and day.weekday() < SATURDAY:
            words = _("{day} off").format(day=words)
        painter.setPen(
            colours.colour("accent" if day == self._today else "text" if inside else "muted")
        )
        font = QFont(painter.font())
        font.setBold(day == self._today)
        plain = painter.font()
        painter.setFont(font)
        painter.drawText(
            room.adjusted(sizes.SNUG, sizes.RING, -sizes.SNUG, 0), Qt.AlignmentFlag.AlignTop, words
        )
        painter.setFont(plain)

    def _paint_bars(self, painter: QPainter, week: int) -> None:
        first = self.first + timedelta(days=week * WEEK)
        lanes = laid_out(self.entries, first)
        metrics = QFontMetricsF(painter.font())
        step = metrics.height() + sizes.TIGHT
        most = max(1, int((self._high - step - sizes.TIGHT) // step))
        hidden = [0] * WEEK
        for lane, many in enumerate(lanes):
            for one in many:
                left = max(0, (one.first - first).days)
                right = min(WEEK - 1, (one.last - first).days)
                full = max(
                    len(self.on(first + timedelta(days=at))) for at in range(left, right + 1)
                )
                if lane >= most - (full > most):
                    for at in range(left, right + 1):
                        hidden[at] += 1
                    continue
                top = self._room(week, 0).top() + step * (lane + 1)
                room = QRectF(self._left(left) + sizes.RING, top,
                              self._wide * (right - left + 1) - sizes.TIGHT,
                              metrics.height() + sizes.RING)  # fmt: skip
                self._paint_bar(painter, room, one)
        for at, count in enumerate(hidden):
            if count:
                room = self._room(week, at)
                said = ngettext("{n} more", "{n} more", count).format(n=count)
                painter.setPen(tokens().colour("muted"))
                bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
                painter.drawText(room.adjusted(0, 0, -sizes.SNUG, -sizes.RING), bottom, said)

    def _paint_bar(self, painter: QPainter, room: QRectF, one: Entry) -> None:
        colours, (ground, words) = tokens(), GROUNDS[one.voice]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(ground))
        painter.drawRoundedRect(room, sizes.TIGHT, sizes.TIGHT)
        painter.fillRect(QRectF(room.topLeft(), QSizeF(sizes.MARK, room.height())),
                         colours.colour(words))  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if one == self.current and self.hasFocus():
            painter.setPen(QPen(colours.colour("focus"), sizes.HAIR))
            painter.drawRoundedRect(room, sizes.TIGHT, sizes.TIGHT)
        painter.setPen(colours.colour(words))
        inner = room.adjusted(sizes.SPACE, 0, -sizes.TIGHT, 0)
        said = QFontMetricsF(painter.font()).elidedText(
            one.title, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, said)
        self._places.append((room, one))

    @property
    def _wide(self) -> float:
        return (self.width() - sizes.HAIR) / WEEK

    @property
    def _high(self) -> float:
        return (self.height() - sizes.CONTROL_SMALL - sizes.HAIR) / self.weeks

    def _left(self, at: int) -> float:
        return at * self._wide

    def _room(self, week: int, at: int) -> QRectF:
        top = sizes.CONTROL_SMALL + week * self._high
        return QRectF(self._left(at), top, self._wide, self._high)

    def _entry(self, x: float, y: float) -> Entry | None:
        return next((one for room, one in self._places if room.contains(x, y)), None)

    def _day_at(self, x: float, y: float) -> date | None:
        week, at = int((y - sizes.CONTROL_SMALL) // self._high), int(x // self._wide)
        inside = y >= sizes.CONTROL_SMALL and 0 <= week < self.weeks and 0 <= at < WEEK
        return self.first + timedelta(days=week * WEEK + at) if inside else None

    def _walk(self, day: date) -> None:
        former, self.day, self._nth = self.day, day, 0
        self._speak()
        self.update()
        if (former.year, former.month) != (day.year, day.month):
            self.turned.emit(day)

    def _open(self) -> None:
        current = self.current
        if current is not None:
            self.opened.emit(current.key)
        else:
            self.asked.emit(self.day)

    def _speak(self) -> None:
        here = "; ".join(one.spoken or one.title for one in self.on(self.day))
        self.setAccessibleDescription(f"{self.day.isoformat()} {here}".strip())


def laid_out(entries: Sequence[Entry], first: date) -> list[list[Entry]]:
    """The entries of a week in lanes, so that none lies over another; longer ones above."""
    last = first + timedelta(days=WEEK - 1)
    here = [one for one in entries if one.first <= last and one.last >= first]
    here.sort(key=lambda one: (max(one.first, first), -(one.last - one.first).days, one.key))
    lanes: list[list[Entry]] = []
    for one in here:
        lane = next((many for many in lanes if many[-1].last < one.first), None)
        if lane is None:
            lanes.append([one])
        else:
            lane.append(one)
    return lanes


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    total = day.year * 12 + day.month - 1 + months
    begin = date(total // 12, total % 12 + 1, 1)
    following = date((total + 1) // 12, (total + 1) % 12 + 1, 1)
    return begin.replace(day=min(day.day, (following - timedelta(days=1)).day))


def weekdays() -> tuple[str, ...]:
    """The days of the week from Monday, short."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
