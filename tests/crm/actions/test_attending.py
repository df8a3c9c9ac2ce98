# SPDX-License-Identifier: Apache-2.0
"""The first day somebody was followed up on is that of the first contact after they attended."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.actions import contacts, records
from crm.domain.contact import Activity, ActivityPerson
from crm.domain.event import Attendance, Event
from crm.domain.person import Person
from crm.storage.register import Register
from crm.storage.undo import undo
from crm.storage.unit import UnitOfWork
from tests.builders import a, a_follow_up, a_person, an_attendance, an_event, an_organisation

HELD = date(2026, 6, 18)
AFTER = date(2026, 6, 20)


def day(by: int) -> date:
    return HELD + timedelta(days=by)


def an_attendee(unit: UnitOfWork, **over: object) -> tuple[Event, Person, Attendance]:
    event, person = an_event(unit, starts_on=HELD), a_person(unit)
    return event, person, an_attendance(unit, event, person, **{"state": "attended", **over})


def called(unit: UnitOfWork, event: Event, person: Person, on: date) -> Activity:
    values = {"subject": "Call", "event_id": event.id, "person_id": person.id, "happened_on": on}
    return contacts.add_activity(unit, values)


def test_a_call_before_the_event_is_an_invitation_and_no_follow_up(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, person, attendance = an_attendee(unit)
        called(unit, event, person, day(-3))
        assert (attendance.followed_up_on, attendance.board) == (None, "untouched")


def test_who_is_only_invited_is_not_followed_up_until_they_have_come(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, person, attendance = an_attendee(unit, state="invited")
        called(unit, event, person, AFTER)
        assert attendance.followed_up_on is None
        records.alter(unit, attendance, {"state": "attended"})
        assert (attendance.followed_up_on, attendance.board) == (AFTER, "contacted")
        records.alter(unit, attendance, {"state": "absent"})
        assert (attendance.followed_up_on, attendance.board) == (None, "untouched")


def test_the_earliest_contact_counts_whenever_it_was_entered(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, person, attendance = an_attendee(unit)
        for by in (9, 2, 5):
            called(unit, event, person, day(by))
        assert attendance.followed_up_on == day(2)


def test_a_contact_that_is_redated_deleted_or_moved_counts_no_longer(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, person, attendance = an_attendee(unit)
        first, second = (called(unit, event, person, day(by)) for by in (2, 5))
        records.alter(unit, first, {"happened_on": day(-1)})
        assert attendance.followed_up_on == day(5)
        records.alter(unit, second, {"event_id": an_event(unit).id})
        assert (attendance.followed_up_on, attendance.board) == (None, "untouched")
        records.alter(unit, first, {"happened_on": day(1)})
        assert attendance.followed_up_on == day(1)
        records.delete(unit, "activity", [first.id])
        assert attendance.followed_up_on is None


def test_who_took_part_beside_the_first_person_is_followed_up_too(any_store: Register) -> None:
    with any_store.writing("Meeting") as unit:
        event, person, attendance = an_attendee(unit)
        values = {"subject": "Meeting", "event_id": event.id, "happened_on": AFTER}
        made = contacts.add_activity(unit, {**values, "person_id": a_person(unit).id},
                                     others=[person.id])  # fmt: skip
        assert attendance.followed_up_on == AFTER
        (part,) = unit.find(ActivityPerson, ActivityPerson.activity_id == made.id)
        records.delete(unit, "activity_person", [part.id])
        assert attendance.followed_up_on is None
        records.make(unit, ActivityPerson, {"activity_id": made.id, "person_id": person.id})
        records.delete(unit, "activity", [made.id])
        assert attendance.followed_up_on is None


def test_a_house_without_a_person_is_followed_up_by_a_contact_with_it(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, firm = an_event(unit, starts_on=HELD), an_organisation(unit)
        attendance = a(unit, Attendance, event_id=event.id, organisation_id=firm.id,
                       state="attended")  # fmt: skip
        contacts.add_activity(unit, {
            "subject": "Call", "event_id": event.id, "organisation_id": firm.id,
            "happened_on": AFTER,
        })  # fmt: skip
        assert attendance.followed_up_on == AFTER


def test_a_step_that_is_opened_again_was_no_contact(any_store: Register) -> None:
    with any_store.writing("Close") as unit:
        _event, _person, attendance = an_attendee(unit)
        step = a_follow_up(unit, attendance_id=attendance.id)
        contacts.close(unit, step.id, on=AFTER, result="Thanked them")
        assert attendance.followed_up_on == AFTER
        records.alter(unit, step, {"state": "open"})
        assert attendance.followed_up_on is None


def test_an_event_on_another_day_has_other_contacts_after_it(any_store: Register) -> None:
    with any_store.writing("Redate") as unit:
        event, person, attendance = an_attendee(unit)
        for by in (2, 5):
            called(unit, event, person, day(by))
        records.alter(unit, event, {"starts_on": day(4)})
        assert attendance.followed_up_on == day(5)


def test_a_return_visit_that_is_entered_at_once_stands_on_the_board(any_store: Register) -> None:
    with any_store.writing("Visit") as unit:
        event, person = an_event(unit, starts_on=HELD), a_person(unit)
        made = records.make(unit, Attendance, {
            "event_id": event.id, "person_id": person.id, "state": "attended",
            "visited_on": AFTER,
        })  # fmt: skip
        assert made.board == "visited"


def test_undoing_a_call_takes_the_follow_up_back(any_store: Register) -> None:
    with any_store.writing("Event") as unit:
        event, person, attendance = an_attendee(unit)
    with any_store.writing("Call") as unit:
        called(unit, event, person, AFTER)
    with any_store.reading() as session:
        found = session.get(Attendance, attendance.id)
        assert found is not None
        assert found.followed_up_on == AFTER
    undo(any_store, 2, None)
    with any_store.reading() as session:
        found = session.get(Attendance, attendance.id)
        assert found is not None
        assert (found.followed_up_on, found.board) == (None, "untouched")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(-5, 20), st.booleans()), max_size=6))
def test_it_is_the_earliest_live_contact_from_the_first_day_on(
    store: Register, calls: list[tuple[int, bool]]
) -> None:
    with store.writing("Calls") as unit:
        event, person, attendance = an_attendee(unit)
        made = [(called(unit, event, person, day(by)), by, stays) for by, stays in calls]
        records.delete(unit, "activity", [one.id for one, _by, stays in made if not stays])
        kept = [day(by) for by, stays in calls if stays and by >= 0]
        assert attendance.followed_up_on == min(kept, default=None)
