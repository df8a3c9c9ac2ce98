# SPDX-License-Identifier: Apache-2.0
"""The events, as a list, a month or a year; filter and views are the same for all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.event import Event
from crm.domain.records import today as this_day
from crm.domain.rules.workdays import SATURDAY, Workdays
from crm.progress import Progress
from crm.queries import calendar as queries
from crm.queries.calendar import Held
from crm.queries.conventions import conventions
from crm.words import N_, _, pgettext
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.record.rounds import ask_round
from ui.tables.commands import LIST as LIST_GROUP
from ui.tables.turning import TurningPage
from ui.theme import sizes
from ui.widgets.labels import push, sign_button, words
from ui.widgets.monthview import DAY_OFF, DAY_WORKED, Entry, MonthView, after
from ui.widgets.switch import Way
from ui.widgets.yearview import MONTHS, YearView

LIST, MONTH, YEAR = "list", "month", "year"
ROUND = Command("events.round", N_("Enter the expos of the year before again …"), "copy", "",
                LIST_GROUP, "edit")  # fmt: skip
TURN = Command("events.turn", N_("List, month or year"), "calendar-days", "", LIST_GROUP, "view")


class EventsPage(TurningPage):
    """The list of events, or their calendar by month or by year."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        ways = [Way(LIST, _("List"), "list"), Way(MONTH, pgettext("period", "Month"), "calendar"),
                Way(YEAR, pgettext("period", "Year"), "calendar-days")]  # fmt: skip
        super().__init__(desk, "event", TURN, ways, clock, parent)
        self.day = clock()
        self._workdays = Workdays()
        self.month = MonthView(_("Events of the month"), self._mark)
        self.year = YearView(_("Events of the year"))
        self.before = sign_button("chevron-left", _("Before"))
        self.after = sign_button("chevron-right", _("After"))
        self.now = push(_("Today"), "link")
        self._when = words("", "heading")
        self.doubt = words("", "muted")
        self.round = push(_("Last year's expos …"), "link")
        desk.commands.declare(ROUND)
        self._calendar = QWidget(self)
        self._stack = QStackedWidget()
        self._build()
        self._wire()
        self.recall()

    @property
    def is_calendar(self) -> bool:
        """Whether a calendar is shown."""
        return self.switch.current != LIST

    @override
    def other(self) -> QWidget:
        self._stack.setCurrentWidget(self.year if self.switch.current == YEAR else self.month)
        self.round.setVisible(self.switch.current == YEAR)
        self._place()
        return self._calendar

    @override
    def narrow(self) -> None:
        if self.desk.has_register:
            self.read()

    @override
    def focus_other(self) -> None:
        (self.year if self.switch.current == YEAR else self.month).setFocus()

    @override
    def refresh(self, changes: object) -> None:
        super().refresh(changes)
        if self.is_calendar:
            self.read()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        return {**super().handlers(), ROUND.id: self.repeat_expos}

    def repeat_expos(self) -> None:
        """Enter the expos of the year before: for the year that is shown, of a list the next."""
        year = self.day.year if self.is_calendar else self._clock().year + 1
        ask_round(self.desk, year, self)

    def step(self, by: int) -> None:
        """Turn to the month, or the year, before (-1) or after (1)."""
        self._go_to(after(self.day, by * (MONTHS if self.switch.current == YEAR else 1)))

    def read(self) -> None:
        """Read what is on in the month or year that is shown."""
        wanted, today, day = self.panel.filter, self._clock(), self.day
        first, last = self._span(day)

        def work(_progress: Progress) -> tuple[tuple[Held, ...], Workdays]:
            with self.desk.register.reading() as session:
                found = queries.events_between(session, wanted, first, last, today=today)
                return found, conventions(session).workdays

        self.desk.jobs.submit_read(work, partial(self._fill, day), owner=self, topic="calendar")

    def _span(self, day: date) -> tuple[date, date]:
        """The first and the last day that are seen."""
        if self.switch.current == YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        begin = day.replace(day=1)
        return after(begin, -1), after(begin, 2)

    def _fill(self, day: date, found: tuple[tuple[Held, ...], Workdays]) -> None:
        if day != self.day:
            return
        held, self._workdays = found
        self.doubt.setText(self._workdays.doubt(day))
        entries, today = [_entry(one) for one in held], self._clock()
        if self.switch.current == YEAR:
            self._when.setText(_("Year {year}").format(year=day.year))
            self.year.show_year(_nearest(self.year.day, day), entries, today)
        else:
            self._when.setText(f"{day:%Y-%m}")
            self.month.show_month(_nearest(self.month.day, day), entries, today)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(sizes.SPACE)
        for widget in (self.before, self._when, self.after, self.now):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.doubt)
        top.addWidget(self.round)
        self._stack.addWidget(self.month)
        self._stack.addWidget(self.year)
        column = QVBoxLayout(self._calendar)
        column.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.GAP)
        column.setSpacing(sizes.SPACE)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._calendar.hide()

    def _wire(self) -> None:
        self.before.clicked.connect(partial(self._step, -1))
        self.after.clicked.connect(partial(self._step, 1))
        self.now.clicked.connect(partial(self._step, 0))
        self.round.clicked.connect(self.repeat_expos)
        for view in (self.month, self.year):
            view.opened.connect(partial(self.desk.go, "event"))
            view.turned.connect(self._turned)
            view.setCursor(Qt.CursorShape.ArrowCursor)
        self.month.asked.connect(self._new_on)
        self.year.month_asked.connect(self._open_month)

    def _place(self) -> None:
        """Let the views stand where they are read for, before what is read has come."""
        today = self._clock()
        self.month.show_month(self.day, self.month.entries, today)
        self.year.show_year(self.day, self.year.entries, today)

    def _step(self, by: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if by:
            self.step(by)
        else:
            self._go_to(self._clock())
        self.focus()

    def _turned(self, day: object) -> None:
        if isinstance(day, date):
            self._go_to(day)

    def _go_to(self, day: date) -> None:
        self.day = day
        self._place()
        self.read()

    def _open_month(self, day: object) -> None:
        if isinstance(day, date):
            self.day = day
            self.see(MONTH)

    def _mark(self, day: date) -> str:
        return mark(day, self._workdays)

    def _new_on(self, day: object) -> None:
        """Begin a new event on a day."""
        self.desk.go("event", {"starts_on": day})


def _nearest(walked: date, day: date) -> date:
    """The day that was walked to meanwhile, while it is in the month that was read."""
    return walked if (walked.year, walked.month) == (day.year, day.month) else day


def mark(day: date, workdays: Workdays) -> str:
    """Whether offices are closed on a day, or work although it is a weekend."""
    if workdays.works(day):
        return DAY_WORKED if day.weekday() >= SATURDAY else ""
    return DAY_OFF


def _entry(one: Held) -> Entry:
    kind = Event.fields()["kind"].show(one.kind)
    days = one.first.isoformat() if one.first == one.last else f"{one.first} – {one.last}"
    spoken = " · ".join(part for part in (one.name, days, one.city, kind) if part)
    voice = "muted" if one.state == "cancelled" else "expo" if one.is_expo else ""
    # Not by its colour alone.
    title = f"◆ {one.name}" if one.is_expo else one.name
    return Entry(one.id, title, one.first, one.last, voice, spoken)
