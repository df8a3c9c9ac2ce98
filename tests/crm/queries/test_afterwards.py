# SPDX-License-Identifier: Apache-2.0
"""The desk shows who attended with all that is known of them, and who waits for a plan."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.event import Attendance, AttendanceProject, EventProject
from crm.errors import NotFound
from crm.queries.afterwards import after_event, waiting_event
from crm.storage.register import Register
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_project,
    an_attendance,
    an_event,
    an_organisation,
)


def test_the_desk_shows_who_attended(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="Tea Ltd")
        promoted, other = a_project(unit, name="Garden"), a_project(unit, name="Mill")
        a(unit, EventProject, event_id=event.id, project_id=promoted.id)
        person = a_person(unit, name="Wang", title="Head", mobile="13812345678")
        row = an_attendance(unit, event, person, organisation_id=firm.id, state="attended",
                            interest="a")  # fmt: skip
        a(unit, AttendanceProject, attendance_id=row.id, project_id=other.id)
        for over in ({"state": "done", "due_on": date(2026, 6, 19)}, {"subject": "Call"},
                     {"due_on": date(2026, 7, 1)}):  # fmt: skip
            a_follow_up(unit, attendance_id=row.id, **over)
        a(unit, Attendance, event_id=event.id, name="Li", state="attended")
        a(unit, Attendance, event_id=event.id, name="No", state="attended", board="declined")
        a(unit, Attendance, event_id=event.id, name="On", state="attended", board="negotiating")
        an_attendance(unit, event, a_person(unit))
    with any_store.reading() as session:
        found = after_event(session, event.id)
    first, second = found.attendees[:2]
    assert (first.name, first.organisation, first.title, first.phone) == (
        "Wang", "Tea Ltd", "Head", "13812345678",
    )  # fmt: skip
    assert (first.plan.steps, first.plan.open, first.plan.subject) == (3, 2, "Call")
    assert (first.projects, first.values["interest"]) == ((other.id,), "a")
    assert (second.name, second.person_id, second.plan.steps) == ("Li", None, 0)
    assert found.projects == {promoted.id: "Garden", other.id: "Mill"}
    assert (found.waiting, found.unplanned, found.invited) == (2, 1, 1)


def test_the_next_step_is_the_one_that_counts_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        a_follow_up(unit, attendance_id=row.id, subject="Put off", due_on=date(2026, 6, 19),
                    snoozed_until=date(2026, 7, 9))  # fmt: skip
        a_follow_up(unit, attendance_id=row.id, subject="Call", due_on=date(2026, 6, 30))
    with any_store.reading() as session:
        (attendee,) = after_event(session, event.id).attendees
    assert (attendee.plan.subject, attendee.plan.due_on) == ("Call", date(2026, 6, 30))


def test_who_said_at_the_event_that_they_would_visit_waits_all_the_same(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        row = an_attendance(unit, event, a_person(unit), state="attended", board="intends")
    with any_store.reading() as session:
        assert after_event(session, event.id).waiting == 1
        assert waiting_event(session, today=date(2026, 6, 20)) == event.id
    with any_store.writing("Spoken to") as unit:
        unit.change(unit.get(Attendance, row.id), {"followed_up_on": date(2026, 6, 19)})
    with any_store.reading() as session:
        assert after_event(session, event.id).waiting == 0


def test_the_desk_opens_at_the_last_event_where_somebody_waits(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        waits, done, ahead = (
            an_event(unit, starts_on=date(2026, 6, day)) for day in (1, 10, 30)
        )  # fmt: skip
        for event, board in ((waits, "untouched"), (done, "negotiating"), (ahead, "untouched")):
            an_attendance(unit, event, a_person(unit), state="attended", board=board)
    with any_store.reading() as session:
        assert waiting_event(session, today=date(2026, 6, 20)) == waits.id


def test_an_event_that_is_gone_has_no_desk(store: Register) -> None:
    with store.reading() as session, pytest.raises(NotFound):
        after_event(session, 7)
