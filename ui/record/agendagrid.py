# SPDX-License-Identifier: Apache-2.0
"""The timetable of a visit as one table: typed or pasted by the minute, written in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.event import AgendaItem
from crm.domain.rules import agenda
from crm.domain.rules.agenda import Line
from crm.kinds.days import Day
from crm.progress import Progress
from crm.queries import reception
from crm.queries.reception import Timetable
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.grid import GridColumn
from ui.forms.griddialog import GridDialog

if TYPE_CHECKING:
    from crm.actions.agenda import Entry
    from crm.storage.unit import UnitOfWork

WIDTHS: Mapping[str, int] = {
    "day": 0, "starts_at": 4, "ends_at": 4, "subject": 12, "place": 7, "speaker": 6,
    "company": 7, "vehicle": 6, "duty": 9,
}  # fmt: skip
"""The columns with their widths, in their order."""

Place = tuple[int, str]


def ask_timetable(desk: Desk, event_id: int, parent: QWidget) -> None:
    """Read the timetable of an event and open the window in which it is a table."""

    def work(_progress: Progress) -> Timetable:
        with desk.register.reading() as session:
            return reception.timetable(session, event_id)

    def done(found: Timetable) -> None:
        AgendaDialog(desk, found, parent.window()).open()

    desk.jobs.submit_read(work, done, owner=desk, topic="timetable")


class AgendaDialog(GridDialog):
    """Lines to type, paste and correct; an emptied one goes. What overlaps is said, not refused."""

    def __init__(self, desk: Desk, found: Timetable, parent: QWidget | None = None) -> None:
        columns = _columns(found.starts_on.year)
        super().__init__(desk, "timetable", columns, "subject", _("Save"), parent)
        self.setWindowTitle(_("Timetable"))
        self.found = found
        self.grid.table.setAccessibleName(_("Agenda"))
        self._build()
        self._show()

    @override
    def accept(self) -> None:
        """Write all that is typed in one step, and close when it is written."""
        if self._saving:
            return
        self.banner.hide()
        self._tell()
        if self.grid.wrong() or self._refused():
            self.grid.table.next_wrong()
            self.grid.table.setFocus()
            return
        entries = self.entries()
        if not entries:
            self._throw_away()
            return
        event_id, many = self.found.event_id, len(entries)
        said = ngettext(
            "{n} line of the timetable saved.", "{n} lines of the timetable saved.", many
        ).format(n=many)

        def act(unit: UnitOfWork) -> None:
            from crm.actions.agenda import write_timetable  # noqa: PLC0415 - only when written

            write_timetable(unit, event_id, entries)

        self._hold(on=True)
        write(
            self._desk, self, _("Timetable"), act, said=said, done=self._done, failed=self._failed
        )

    def lines(self) -> list[Line]:
        """The rows of the table as the rules know them, each with its day."""
        rows = self.grid.rows()
        given = [cast("date | None", row["day"]) for row in rows]
        days = agenda.days(given, self.found.starts_on)
        return [_line(row, day) for row, day in zip(rows, days, strict=True)]

    def entries(self) -> list[Entry]:
        """What is to be saved, in the order of the rows."""
        from crm.actions.agenda import Entry  # noqa: PLC0415 - only when something is written

        slots = self.found.slots
        rows, lines, self._sent = self.grid.rows(), self.lines(), self.grid.touched()
        made: list[Entry] = []
        for at in self._sent:
            typed = {name: rows[at][name] for name in WIDTHS}
            emptied = not any(typed.values())
            typed["day"] = lines[at].day
            if at >= len(slots):
                made.append(Entry({name: one for name, one in typed.items() if one is not None}))
                continue
            slot = slots[at]
            edited = {name: one for name, one in typed.items() if one != slot.values[name]}
            before = {name: slot.values[name] for name in edited}
            made.append(Entry(edited, slot.id, slot.version, before, emptied))
        return made

    def _show(self) -> None:
        self.grid.show_rows([dict(one.values) for one in self.found.slots])
        self.grid.may_grow = True
        self.grid.table.go(len(self.found.slots), 0)
        self.grid.setFocus()
        self._tell()
        self._take_draft(str(self.found.event_id))

    @override
    def _number(self, row: int) -> int:
        slots = self.found.slots
        return slots[row].id if row < len(slots) else 0

    @override
    def _row_of(self, number: int) -> int:
        places = (at for at, one in enumerate(self.found.slots) if one.id == number)
        return next(places, super()._row_of(number))

    def _tell(self) -> None:
        """Say what is refused, what overlaps, and on which day a line without one is."""
        lines = self.lines()
        rows, first = self.grid.rows(), self.found.starts_on
        shown = AgendaItem.fields()["day"].show
        for at, line in enumerate(lines):
            self.grid.put_grey(at, "day", "" if rows[at]["day"] else shown(line.day))
        self.grid.put_grey(len(lines), "day", shown(lines[-1].day if lines else first))
        self.grid.tell(self._refused(), {**self._outside(lines), **agenda.clashes(lines)})

    def _refused(self) -> dict[Place, str]:
        """What cannot be saved: a line that ends too early, a line without a subject."""
        lacks = _("{field} is empty.").format(field=AgendaItem.fields()["subject"].title)
        rows, touched = self.grid.rows(), self.grid.touched()
        nameless: dict[Place, str] = {
            (at, "subject"): lacks
            for at in touched
            if not rows[at]["subject"] and any(rows[at][name] for name in WIDTHS)
        }
        return {**nameless, **agenda.backward(self.lines())}

    def _outside(self, lines: list[Line]) -> dict[Place, str]:
        """A doubt at each day on which the event does not take place."""
        first, last = self.found.starts_on, self.found.ends_on
        said = _("The event does not take place on this day.")
        return {
            (at, "day"): said
            for at, line in enumerate(lines)
            if line.day is not None and not first <= line.day <= last
        }

    def _build(self) -> None:
        self.grid.changed.connect(self._tell)
        said = _(
            "Rows of a spreadsheet can be pasted, “9:00–10:20” as well; a line that is "
            "emptied goes."
        )
        self._lay(_("Timetable: {event}").format(event=self.found.name), said)


def _columns(year: int) -> list[GridColumn]:
    """The columns; days of the year of the event may be written without it."""
    fields = AgendaItem.fields()
    # A line may be emptied to take it out; what lacks a subject is told by the window.
    made = [
        GridColumn.of(fields[name], width=width, required=False) for name, width in WIDTHS.items()
    ]
    return [_own(one, year) for one in made]


def _own(column: GridColumn, year: int) -> GridColumn:
    """What the window knows more of a column: the year, and how hours are written in a table."""
    if column.key == "day":
        return replace(column, kind=Day(year))
    if column.key == "starts_at":
        return replace(column, parted=_hours)
    return replace(column, parted=_moment) if column.key == "ends_at" else column


def _hours(text: str) -> tuple[str, ...]:
    """From when and until when a text says, for the two columns."""
    show = AgendaItem.fields()["starts_at"].kind.show
    return tuple(show(one) for one in agenda.hours(text))


def _moment(text: str) -> tuple[str, ...]:
    """The one time that a text says."""
    found = _hours(text)
    return found if len(found) == 1 else ()


def _line(row: Mapping[str, Any], day: date) -> Line:
    begins: time | None = row["starts_at"]
    return Line(
        day, begins, row["ends_at"], row["subject"] or "", row["speaker"] or "",
        row["vehicle"] or "",
    )  # fmt: skip
