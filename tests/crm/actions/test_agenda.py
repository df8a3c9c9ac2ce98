# SPDX-License-Identifier: Apache-2.0
"""A timetable is written as a whole, or not at all."""

from __future__ import annotations

from datetime import date, time

import pytest

from crm.actions.agenda import Entry, write_timetable
from crm.domain.event import AgendaItem
from crm.errors import Conflict, InvalidInput
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, an_event

DAY = date(2026, 6, 18)


def a_line(hour: int, subject: str, **more: object) -> dict[str, object]:
    return {"day": DAY, "starts_at": time(hour), "subject": subject, **more}


def subjects(store: Register, event_id: int) -> list[str]:
    with store.writing("Look") as unit:
        return [one.subject for one in unit.find(AgendaItem, AgendaItem.event_id == event_id)]


def test_lines_are_added_edited_and_taken_out_in_one_step(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        kept = a(unit, AgendaItem, event_id=event.id, **a_line(9, "Garden"))
        gone = a(unit, AgendaItem, event_id=event.id, **a_line(10, "Park"))
    with any_store.writing("Timetable") as unit:
        write_timetable(unit, event.id, [
            Entry({"subject": "Tea garden"}, kept.id, kept.version, {"subject": "Garden"}),
            Entry({"subject": None}, gone.id, gone.version, {"subject": "Park"}, emptied=True),
            Entry(a_line(11, "Talks", speaker="Li", vehicle="Coach 1")),
        ])  # fmt: skip
    assert subjects(any_store, event.id) == ["Tea garden", "Talks"]
    undo_last(any_store)
    assert subjects(any_store, event.id) == ["Garden", "Park"]


def test_a_line_that_ends_too_early_keeps_all_of_them_out(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
    with pytest.raises(InvalidInput) as caught, any_store.writing("Timetable") as unit:
        write_timetable(unit, event.id, [
            Entry(a_line(9, "Garden")),
            Entry(a_line(10, "Park", ends_at=time(9))),
            Entry({"day": DAY}),
        ])  # fmt: skip
    assert {"1:ends_at", "2:subject"} <= set(caught.value.fields)
    assert subjects(any_store, event.id) == []


def test_what_somebody_else_changed_meanwhile_is_a_conflict(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        line = a(unit, AgendaItem, event_id=event.id, **a_line(9, "Garden"))
    read = line.version
    with any_store.writing("Other") as unit:
        unit.change(unit.get(AgendaItem, line.id), {"subject": "Park"})
    entry = Entry({"subject": "Talks"}, line.id, read, {"subject": "Garden"})
    with pytest.raises(Conflict), any_store.writing("Timetable") as unit:
        write_timetable(unit, event.id, [entry])
    assert subjects(any_store, event.id) == ["Park"]
