# SPDX-License-Identifier: Apache-2.0
"""Contacts stand in every timeline they belong to; follow-ups are closed, put off, passed on."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import contacts, records
from crm.domain.contact import ActivityPerson
from crm.domain.person import Position
from crm.domain.rules.following import Chain, Next, proposed
from crm.domain.rules.workdays import Workdays
from crm.errors import Conflict, InvalidInput, NotFound
from crm.storage.register import Register
from tests.builders import (
    a_follow_up,
    a_person,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
    an_organisation,
)

DAY = date(2026, 6, 18)


def test_a_contact_belongs_to_the_organisation_of_its_person(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        firm = an_organisation(unit)
        person = a_person(unit, organisation_id=firm.id)
        values = {"subject": "Call", "happened_on": DAY, "person_id": person.id}
        assert contacts.add_activity(unit, values).organisation_id == firm.id
        other = an_organisation(unit)
        said = contacts.add_activity(unit, {**values, "organisation_id": other.id})
        assert said.organisation_id == other.id


def test_a_contact_of_somebody_whose_organisation_was_deleted_belongs_to_the_person(
    store: Register,
) -> None:
    with store.writing("Call") as unit:
        firm = an_organisation(unit)
        person = a_person(unit, organisation_id=firm.id)
        records.delete(unit, "organisation", [firm.id])
        values = {"subject": "Call", "happened_on": DAY, "person_id": person.id}
        assert contacts.add_activity(unit, values).organisation_id is None


def test_everybody_who_took_part_is_kept_once(any_store: Register) -> None:
    with any_store.writing("Meeting") as unit:
        first, second = a_person(unit), a_person(unit)
        values = {"subject": "Talk", "happened_on": DAY, "person_id": first.id, "kind": "meeting"}
        made = contacts.add_activity(unit, values, others=[second.id, second.id, first.id])
        found = unit.find(ActivityPerson, ActivityPerson.activity_id == made.id)
        assert [one.person_id for one in found] == [second.id]


def test_a_contact_with_nobody_about_nothing_is_refused(store: Register) -> None:
    with pytest.raises(InvalidInput, match="with whom"), store.writing("Call") as unit:
        contacts.add_activity(unit, {"subject": "Call", "happened_on": DAY})


def test_speaking_to_an_attendee_is_the_first_follow_up(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        event, person = an_event(unit), a_person(unit)
        attendance = an_attendance(unit, event, person, state="attended")
        values = {"subject": "Call", "event_id": event.id, "person_id": person.id}
        for on in (DAY, date(2026, 7, 1)):
            contacts.add_activity(unit, {**values, "happened_on": on})
        assert (attendance.followed_up_on, attendance.board) == (DAY, "contacted")


def test_closing_proposes_the_next_step_a_working_week_later(any_store: Register) -> None:
    with any_store.writing("Close") as unit:
        project = a_project(unit)
        first = a_follow_up(unit, project_id=project.id, next_step="Call again")
        chain = Chain(date(2026, 9, 28), Workdays())
        step = proposed(first.subject, first.next_step, chain)
        assert step == Next("Call again", date(2026, 10, 10))
        second = contacts.close(
            unit, first.id, on=date(2026, 9, 28), result="They think", then=step
        )
        assert (first.state, first.done_on, first.result) == (
            "done",
            date(2026, 9, 28),
            "They think",
        )
        assert second is not None
        assert (second.subject, second.due_on) == ("Call again", date(2026, 10, 10))
        assert (second.project_id, second.state) == (project.id, "open")


def test_a_chain_ends_when_nothing_is_to_follow(any_store: Register) -> None:
    with any_store.writing("Close") as unit:
        first = a_follow_up(unit)
        assert contacts.close(unit, first.id, on=DAY, result="Done") is None
        with pytest.raises(InvalidInput, match="closed already"):
            contacts.close(unit, first.id, on=DAY, result="Again")


def test_a_follow_up_is_not_closed_without_a_result(store: Register) -> None:
    with pytest.raises(InvalidInput) as refused, store.writing("Close") as unit:
        contacts.close(unit, a_follow_up(unit).id, on=DAY, result=" ")
    assert refused.value.fields.keys() == {"result"}


def test_a_follow_up_after_an_event_marks_the_attendee_as_followed_up(any_store: Register) -> None:
    with any_store.writing("Close") as unit:
        attendance = an_attendance(unit, an_event(unit), a_person(unit), state="attended")
        follow_up = a_follow_up(unit, attendance_id=attendance.id)
        contacts.close(unit, follow_up.id, on=DAY, result="Thanked them")
        assert (attendance.followed_up_on, attendance.board) == (DAY, "contacted")


def test_a_follow_up_is_dropped_with_a_reason(any_store: Register) -> None:
    with any_store.writing("Drop") as unit:
        follow_up = a_follow_up(unit)
        with pytest.raises(InvalidInput):
            contacts.drop(unit, follow_up.id, on=DAY, reason="")
        contacts.drop(unit, follow_up.id, on=DAY, reason="They moved away")
        assert (follow_up.state, follow_up.result) == ("dropped", "They moved away")


def test_a_follow_up_is_put_off_to_a_later_day_with_a_reason(any_store: Register) -> None:
    with any_store.writing("Snooze") as unit:
        follow_up = a_follow_up(unit, due_on=DAY)
        for until, reason in ((DAY, "Abroad"), (date(2026, 7, 1), "")):
            with pytest.raises(InvalidInput):
                contacts.snooze(unit, follow_up.id, until, reason=reason)
        contacts.snooze(unit, follow_up.id, date(2026, 7, 1), reason="Abroad")
        assert (follow_up.due_on, follow_up.snoozed_until) == (DAY, date(2026, 7, 1))


def test_several_are_closed_with_one_result_and_each_has_its_own_next_step(
    any_store: Register,
) -> None:
    with any_store.writing("Close") as unit:
        project, officer = a_project(unit), a_staff_member(unit)
        first, second, third = (
            a_follow_up(unit, project_id=project.id, staff_id=officer.id) for _ in range(3)
        )
        then = {first.id: Next("Call", date(2026, 7, 1)), third.id: Next("Visit", date(2026, 7, 2))}
        ids = [first.id, second.id, third.id]
        made = contacts.close_all(unit, ids, on=DAY, result="Thanked", then=then)
        assert [(one.subject, one.due_on, one.staff_id) for one in made] == [
            ("Call", date(2026, 7, 1), officer.id),
            ("Visit", date(2026, 7, 2), officer.id),
        ]
        assert {one.state for one in (first, second, third)} == {"done"}


def test_several_are_put_off_and_what_is_due_later_stays(any_store: Register) -> None:
    with any_store.writing("Snooze") as unit:
        early, late = a_follow_up(unit, due_on=DAY), a_follow_up(unit, due_on=date(2026, 9, 1))
        until = date(2026, 7, 1)
        assert contacts.snooze_all(unit, [early.id, late.id], until, reason="Holiday") == 1
        assert (early.snoozed_until, late.snoozed_until) == (until, None)
        with pytest.raises(InvalidInput, match="later than that"):
            contacts.snooze_all(unit, [late.id], until, reason="Holiday")


def test_follow_ups_are_passed_on_all_together(any_store: Register) -> None:
    with any_store.writing("Reassign") as unit:
        many = [a_follow_up(unit), a_follow_up(unit)]
        officer, retired = a_staff_member(unit), a_staff_member(unit, active=False)
        ids = [one.id for one in many]
        contacts.reassign(unit, ids, officer.id)
        assert {one.staff_id for one in many} == {officer.id}
        with pytest.raises(InvalidInput):
            contacts.reassign(unit, ids, retired.id)
        with pytest.raises(NotFound):
            contacts.reassign(unit, [*ids, 999], officer.id)


def test_the_positions_of_a_person_stay_when_they_change_jobs(any_store: Register) -> None:
    with any_store.writing("Change") as unit:
        old, new = an_organisation(unit), an_organisation(unit)
        person = records.create(unit, "person", {
            "name": "Wang", "organisation_id": old.id, "title": "Manager",
        })  # fmt: skip
        records.alter(unit, person, {"title": "Director"})
        records.alter(unit, person, {"organisation_id": new.id, "title": "Chairman"})
        positions = unit.find(Position, Position.person_id == person.id)
        kept = [(one.organisation_id, one.title, one.until is None) for one in positions]
    assert kept == [(old.id, "Director", False), (new.id, "Chairman", True)]


def test_whom_a_colleague_gave_it_to_or_how_far_he_put_it_off_is_not_written_over_unseen(
    any_store: Register, other_window: Register
) -> None:
    with any_store.writing("Prepared") as unit:
        mine, theirs = a_staff_member(unit), a_staff_member(unit)
        one = a_follow_up(unit, due_on=DAY).id
    seen = any_store.seen
    with other_window.writing("Colleague") as unit:
        contacts.reassign(unit, [one], theirs.id)
        contacts.snooze(unit, one, date(2026, 7, 1), reason="On holiday")
    with pytest.raises(Conflict), any_store.writing("Mine") as unit:
        contacts.reassign(unit, [one], mine.id, seen=seen)
    with pytest.raises(Conflict), any_store.writing("Mine") as unit:
        contacts.snooze_all(unit, [one], date(2026, 8, 1), reason="Later", seen=seen)
    any_store.catch_up()
    with any_store.writing("Mine, having seen it") as unit:
        contacts.reassign(unit, [one], mine.id, seen=any_store.seen)
        assert contacts.snooze_all(
            unit, [one], date(2026, 8, 1), reason="Later", seen=any_store.seen
        )
