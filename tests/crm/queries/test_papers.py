# SPDX-License-Identifier: Apache-2.0
"""What the papers of an event say of its guests."""

from __future__ import annotations

from datetime import date

from crm.domain.event import Attendance
from crm.domain.office import StoreSetting
from crm.queries.afterwards import after_event
from crm.queries.papers import EventPapers, read_papers
from crm.storage.register import Register
from tests.builders import a, a_follow_up, a_person, an_attendance, an_event, an_organisation


def read(store: Register, event_id: int) -> EventPapers:
    with store.reading() as session:
        return read_papers(session, event_id)


def test_the_next_step_with_a_guest_is_the_one_that_counts_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit)
        person = a_person(unit)
        an_attendance(unit, event, person)
        house = a(unit, Attendance, event_id=event.id, organisation_id=firm.id)
        mine = {"event_id": event.id, "person_id": person.id}
        a_follow_up(unit, **mine, subject="Put off", due_on=date(2026, 6, 19),
                    snoozed_until=date(2026, 7, 9))  # fmt: skip
        a_follow_up(unit, **mine, subject="Call", due_on=date(2026, 6, 30))
        a_follow_up(unit, event_id=event.id, attendance_id=house.id, subject="Write",
                    due_on=date(2026, 6, 20), snoozed_until=date(2026, 7, 2))  # fmt: skip
        a(unit, Attendance, event_id=event.id, name="Nobody's")
    first, second, third = read(any_store, event.id).guests
    assert (first.next_subject, first.next_due) == ("Call", date(2026, 6, 30))
    assert (second.next_subject, second.next_due) == ("Write", date(2026, 7, 2))
    assert (third.next_subject, third.next_due) == ("", None)


def test_who_waits_on_paper_waits_on_the_desk(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        for board in ("untouched", "intends", "declined", "negotiating"):
            an_attendance(unit, event, a_person(unit), state="attended", board=board)
        an_attendance(unit, event, a_person(unit))
    with any_store.reading() as session:
        on_the_desk = after_event(session, event.id).waiting
    assert sum(one.waits for one in read(any_store, event.id).came()) == on_the_desk == 2


def test_the_papers_bear_the_name_of_the_county(store: Register) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit)
        a(unit, StoreSetting, key="county.name", value='"示例县"')
    assert read(store, event.id).county == "示例县"
