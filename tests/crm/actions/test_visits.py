# SPDX-License-Identifier: Apache-2.0
"""One step leads from a visit to a project, and one step takes all of it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from crm.actions.visits import begin_project
from crm.domain.all_records import RECORDS
from crm.domain.contact import Activity, ActivityPerson, FollowUp
from crm.domain.course import Party
from crm.domain.event import Attendance, AttendanceProject
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.records import today
from crm.errors import InvalidInput, NotAllowed
from crm.queries.effects import Effect, of_event
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import (
    a,
    a_person,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
    an_organisation,
)

SHOWN, CAME = date(2026, 6, 18), date(2026, 8, 3)
CAME_FROM = {"name": "Tea drinks", "chain": "tea", "total_investment": 50_000_000, "site": "Park"}


@dataclass(frozen=True)
class Visit:
    """A roadshow, the visit after it, and who was at both or only at the second."""

    roadshow: int
    visit: int
    seen: int
    both: int
    new: int
    house: int
    people: tuple[int, int]
    officer: int


@pytest.fixture
def visit(any_store: Register) -> Visit:
    """Two of a firm come to the county; one of them was at the roadshow."""
    with any_store.writing("Prepared") as unit:
        officer, firm = a_staff_member(unit), an_organisation(unit)
        people = [a_person(unit, organisation_id=firm.id) for _each in range(2)]
        roadshow = an_event(unit, starts_on=SHOWN)
        event = an_event(
            unit, name="Visit of the drinks", starts_on=CAME, kind="inbound", staff_id=officer.id
        )
        of_firm = {"organisation_id": firm.id, "state": "attended"}
        seen = an_attendance(unit, roadshow, people[0], board="intends", **of_firm)
        both = an_attendance(unit, event, people[0], asked_about="Land", **of_firm)
        new = an_attendance(unit, event, people[1], **of_firm)
        garden = a_project(unit, name="Tea garden")
        a(unit, AttendanceProject, attendance_id=new.id, project_id=garden.id)
        return Visit(
            roadshow.id, event.id, seen.id, both.id, new.id, firm.id,
            (people[0].id, people[1].id), officer.id,
        )  # fmt: skip


def effect(store: Register, event_id: int) -> Effect:
    with store.reading() as session:
        return of_event(session, event_id).effect


def counts(store: Register) -> dict[str, int]:
    """How many live records of each kind there are."""
    with store.reading() as session:
        return {
            name: session.scalar(select(func.count()).where(~kind.deleted)) or 0
            for name, kind in RECORDS.items()
        }


def test_the_project_comes_from_the_roadshow_and_has_its_investor(
    any_store: Register, visit: Visit
) -> None:
    with any_store.writing("Begin") as unit:
        made = begin_project(unit, visit.visit, [visit.both, visit.new], CAME_FROM)
        (party,) = unit.find(Party, Party.project_id == made.id)
    assert (made.source_event_id, made.staff_id) == (visit.roadshow, visit.officer)
    assert (made.name, made.stage, made.total_investment) == ("Tea drinks", "reserve", 50_000_000)
    assert made.target_note == "Asked about: Land; Tea garden"
    assert (party.organisation_id, party.role, party.person_id) == (
        visit.house, "investor", visit.people[0],
    )  # fmt: skip


def test_the_talk_of_the_day_and_the_next_step_stand_with_it(
    any_store: Register, visit: Visit
) -> None:
    with any_store.writing("Begin") as unit:
        made = begin_project(unit, visit.visit, [visit.both, visit.new], CAME_FROM)
        (talk,) = unit.find(Activity)
        (other,) = unit.find(ActivityPerson, ActivityPerson.activity_id == talk.id)
        (task,) = unit.find(FollowUp)
    assert (talk.kind, talk.happened_on, talk.subject) == ("reception", CAME, "Visit of the drinks")
    assert (talk.project_id, talk.event_id, talk.organisation_id) == (
        made.id, visit.visit, visit.house,
    )  # fmt: skip
    assert (talk.person_id, other.person_id) == visit.people
    assert made.last_activity_on == CAME
    assert (task.project_id, task.staff_id, task.subject) == (
        made.id, visit.officer, "Talk on about Tea drinks",
    )  # fmt: skip
    assert task.due_on > today()


def test_the_visit_counts_once_where_it_was_wished_for(any_store: Register, visit: Visit) -> None:
    before = effect(any_store, visit.roadshow)
    with any_store.writing("Begin") as unit:
        begin_project(unit, visit.visit, [visit.both, visit.new], CAME_FROM)
        rows = [unit.get(Attendance, one) for one in (visit.seen, visit.both, visit.new)]
        assert [one.board for one in rows] == ["negotiating"] * 3
        assert [one.visited_on for one in rows] == [CAME, None, CAME]
    roadshow, came = effect(any_store, visit.roadshow), effect(any_store, visit.visit)
    assert (before.projects, before.visits) == (0, 0)
    assert (roadshow.projects, roadshow.visits) == (1, 1)
    assert (came.projects, came.visits, came.attendees, came.in_time) == (0, 1, 2, 2)


def test_a_visit_that_answers_nothing_is_the_origin_itself(
    any_store: Register, visit: Visit
) -> None:
    with any_store.writing("Begin") as unit:
        made = begin_project(unit, visit.visit, [visit.new], CAME_FROM)
        assert made.source_event_id == visit.visit
    found = effect(any_store, visit.visit)
    assert (found.projects, found.visits) == (1, 1)


def test_a_project_begun_at_a_roadshow_is_no_visit(any_store: Register, visit: Visit) -> None:
    with any_store.writing("Begin") as unit:
        made = begin_project(unit, visit.roadshow, [visit.seen], CAME_FROM)
        row = unit.get(Attendance, visit.seen)
        (talk,) = unit.find(Activity)
    assert (made.source_event_id, talk.kind) == (visit.roadshow, "meeting")
    assert (row.board, row.visited_on) == ("negotiating", None)


def test_one_undo_takes_all_of_it_back(any_store: Register, visit: Visit) -> None:
    before = counts(any_store)
    with any_store.writing("Begin") as unit:
        begin_project(unit, visit.visit, [visit.both, visit.new], CAME_FROM)
    assert counts(any_store) != before
    undo_last(any_store)
    assert counts(any_store) == before
    with any_store.writing("Look") as unit:
        rows = [unit.get(Attendance, one) for one in (visit.seen, visit.both, visit.new)]
        assert [one.board for one in rows] == ["intends", "untouched", "untouched"]
        assert [one.visited_on for one in rows] == [None] * 3
    assert effect(any_store, visit.roadshow).projects == 0


def test_who_is_only_a_name_on_the_list_becomes_a_person(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm, event = an_organisation(unit), an_event(unit, kind="inbound", starts_on=CAME)
        row = a(unit, Attendance, event_id=event.id, name="Wang", organisation_id=firm.id)
    with any_store.writing("Begin") as unit:
        made = begin_project(unit, event.id, [row.id], CAME_FROM)
        (person,) = unit.find(Person)
        (party,) = unit.find(Party, Party.project_id == made.id)
    assert (person.name, person.organisation_id) == ("Wang", firm.id)
    assert (party.person_id, party.organisation_id) == (person.id, firm.id)


def test_somebody_without_interest_negotiates_again(any_store: Register, visit: Visit) -> None:
    with any_store.writing("Begin") as unit:
        row = unit.get(Attendance, visit.new)
        unit.change(row, {"board": "declined", "declined_reason": "Too far"})
        begin_project(unit, visit.visit, [visit.new], CAME_FROM)
        assert (row.board, row.declined_reason) == ("negotiating", None)


def test_several_houses_are_investors_and_have_talks_of_their_own(
    any_store: Register, visit: Visit
) -> None:
    with any_store.writing("Begin") as unit:
        other = an_organisation(unit)
        row = a(unit, Attendance, event_id=visit.visit, organisation_id=other.id)
        made = begin_project(unit, visit.visit, [visit.both, row.id], CAME_FROM)
        parties = unit.find(Party, Party.project_id == made.id)
        talks = unit.find(Activity, Activity.project_id == made.id)
    assert {one.organisation_id for one in parties} == {visit.house, other.id}
    assert {one.organisation_id for one in talks} == {visit.house, other.id}


def test_what_cannot_be_is_refused_and_nothing_is_written(
    any_store: Register, visit: Visit
) -> None:
    before = counts(any_store)
    with pytest.raises(NotAllowed), any_store.writing("Begin") as unit:
        begin_project(unit, visit.visit, [], CAME_FROM)
    with pytest.raises(NotAllowed), any_store.writing("Begin") as unit:
        begin_project(unit, visit.visit, [visit.seen], CAME_FROM)
    with pytest.raises(InvalidInput), any_store.writing("Begin") as unit:
        begin_project(unit, visit.visit, [visit.both], {**CAME_FROM, "name": ""})
    assert counts(any_store) == before


def test_a_visit_that_lies_ahead_begins_no_project(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, kind="inbound", starts_on=today() + timedelta(days=1))
        row = an_attendance(unit, event, a_person(unit))
    with pytest.raises(NotAllowed, match="not begun"), any_store.writing("Begin") as unit:
        begin_project(unit, event.id, [row.id], CAME_FROM)
    with any_store.writing("Look") as unit:
        assert not unit.find(Project)
