# SPDX-License-Identifier: Apache-2.0
"""Events are repeated with what belongs to them, people are invited once, interest is noted."""

from __future__ import annotations

from datetime import date, time

import pytest

from crm.actions import events, records
from crm.domain.event import AgendaItem, Attendance, Event, EventProject
from crm.errors import InvalidInput, NotAllowed
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import (
    a,
    a_person,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
    an_organisation,
)

NEXT_YEAR = date(2027, 6, 10)


def invited(unit: UnitOfWork, event: Event) -> list[Attendance]:
    return list(unit.find(Attendance, Attendance.event_id == event.id))


def test_a_repeated_event_takes_agenda_projects_and_invitations_along(any_store: Register) -> None:
    with any_store.writing("Clone") as unit:
        old = an_event(
            unit, starts_on=date(2026, 6, 18), ends_on=date(2026, 6, 19), city="320200",
            budget=100, spending=90, summary="It went well", state="held",
        )  # fmt: skip
        promoted = a_project(unit)
        a(unit, EventProject, event_id=old.id, project_id=promoted.id)
        day = {"day": date(2026, 6, 19), "starts_at": time(9), "subject": "Opening"}
        a(unit, AgendaItem, event_id=old.id, **day)
        person = a_person(unit)
        an_attendance(unit, old, person, state="attended", interest="a", board="signed")
        new = events.clone(unit, old.id, starts_on=NEXT_YEAR, name="Roadshow 2027")
        assert (new.name, new.starts_on, new.ends_on) == (
            "Roadshow 2027", NEXT_YEAR, date(2027, 6, 11),
        )  # fmt: skip
        assert (new.city, new.budget) == ("320200", 100)
        assert (new.state, new.spending, new.summary) == ("planned", None, None)
        (item,) = unit.find(AgendaItem, AgendaItem.event_id == new.id)
        assert (item.day, item.starts_at, item.subject) == (date(2027, 6, 11), time(9), "Opening")
        (again,) = invited(unit, new)
        assert (again.person_id, again.state) == (person.id, "invited")
        assert (again.interest, again.board) == (None, "untouched")
        projects = unit.find(EventProject, EventProject.event_id == new.id)
        assert [one.project_id for one in projects] == [promoted.id]


def test_who_is_not_to_be_contacted_and_what_has_ended_is_left_out(any_store: Register) -> None:
    with any_store.writing("Clone") as unit:
        old = an_event(unit)
        silent, gone = a_person(unit, do_not_contact=True), a_person(unit)
        for person in (silent, gone):
            an_attendance(unit, old, person)
        firm = an_organisation(unit, do_not_contact=True)
        an_attendance(unit, old, a_person(unit, organisation_id=firm.id))
        an_attendance(unit, old, silent, person_id=None, organisation_id=firm.id)
        ended = a_project(unit, status="terminated")
        a(unit, EventProject, event_id=old.id, project_id=ended.id)
        records.delete(unit, "person", [gone.id])
        new = events.clone(unit, old.id, starts_on=NEXT_YEAR)
        assert invited(unit, new) == []
        assert not unit.find(EventProject, EventProject.event_id == new.id)


def test_people_are_invited_once_and_for_their_organisation(any_store: Register) -> None:
    with any_store.writing("Invite") as unit:
        event, firm = an_event(unit), an_organisation(unit)
        person = a_person(unit, organisation_id=firm.id)
        (made,) = events.invite(unit, event.id, [person.id, person.id])
        assert (made.organisation_id, made.name) == (firm.id, person.name)
        assert events.invite(unit, event.id, [person.id]) == []
        assert len(invited(unit, event)) == 1


def test_nobody_is_invited_when_one_of_them_is_not_to_be_contacted(any_store: Register) -> None:
    with any_store.writing("Invite") as unit:
        event, willing = an_event(unit), a_person(unit)
        silent = a_person(unit, name="Li", do_not_contact=True)
        with pytest.raises(NotAllowed, match="Li"):
            events.invite(unit, event.id, [willing.id, silent.id])
        assert invited(unit, event) == []


def test_houses_and_names_without_a_person_are_invited_again(any_store: Register) -> None:
    with any_store.writing("Clone") as unit:
        old, firm = an_event(unit), an_organisation(unit)
        a(unit, Attendance, event_id=old.id, organisation_id=firm.id, state="attended")
        a(unit, Attendance, event_id=old.id, name="Somebody")
        again = invited(unit, events.clone(unit, old.id, starts_on=NEXT_YEAR))
        assert [(one.organisation_id, one.name, one.state) for one in again] == [
            (firm.id, None, "invited"), (None, "Somebody", "invited"),
        ]  # fmt: skip


def test_an_event_is_repeated_without_the_host_who_is_there_no_more(any_store: Register) -> None:
    with any_store.writing("Clone") as unit:
        host, officer = an_organisation(unit), a_staff_member(unit)
        guest = a_person(unit, organisation_id=host.id)
        old = an_event(unit, host_id=host.id, staff_id=officer.id)
        an_attendance(unit, old, guest, organisation_id=host.id)
        unit.delete(host)
        unit.delete(officer)
        new = events.clone(unit, old.id, starts_on=NEXT_YEAR)
        assert (new.host_id, new.staff_id) == (None, None)
        assert [(one.person_id, one.organisation_id) for one in invited(unit, new)] == [
            (guest.id, None)
        ]


def test_a_house_is_invited_once_and_not_when_it_wants_no_contact(any_store: Register) -> None:
    with any_store.writing("Invite") as unit:
        event, firm = an_event(unit), an_organisation(unit)
        silent = an_organisation(unit, name="Quiet", do_not_contact=True)
        (made,) = events.invite(unit, event.id, [], [firm.id])
        assert (made.organisation_id, made.person_id, made.state) == (firm.id, None, "invited")
        assert events.invite(unit, event.id, [], [firm.id]) == []
        worker = a_person(unit, name="Wang", organisation_id=silent.id)
        for people, firms, who in (([worker.id], [], "Wang"), ([], [silent.id], "Quiet")):
            with pytest.raises(NotAllowed, match=who):
                events.invite(unit, event.id, people, firms)
        assert len(invited(unit, event)) == 1


def test_a_reply_says_whether_somebody_comes(any_store: Register) -> None:
    with any_store.writing("Reply") as unit:
        attendance = an_attendance(unit, an_event(unit), a_person(unit))
        for coming, state in ((True, "replied"), (False, "absent")):
            assert events.reply(unit, attendance.id, coming=coming).state == state


def test_a_return_visit_moves_somebody_on_but_never_back(any_store: Register) -> None:
    with any_store.writing("Visit") as unit:
        event = an_event(unit)
        new = an_attendance(unit, event, a_person(unit))
        far = an_attendance(unit, event, a_person(unit), board="signed")
        for attendance in (new, far):
            records.alter(unit, attendance, {"visited_on": date(2026, 7, 1)})
        assert (new.board, far.board) == ("visited", "signed")


def test_no_interest_needs_a_reason(any_store: Register) -> None:
    with any_store.writing("Decline") as unit:
        attendance = an_attendance(unit, an_event(unit), a_person(unit))
        with pytest.raises(InvalidInput) as refused:
            events.decline(unit, attendance.id, "")
        assert refused.value.fields.keys() == {"declined_reason"}
        events.decline(unit, attendance.id, "Too far away")
        assert attendance.board == "declined"


def test_an_invitation_that_is_turned_down_is_an_absence(store: Register) -> None:
    with store.writing("Reply") as unit:
        attendance = an_attendance(unit, an_event(unit), a_person(unit))
        assert events.reply(unit, attendance.id, coming=False).state == "absent"
