# SPDX-License-Identifier: Apache-2.0
"""One step of the desk notes interest, makes who is missing, and plans the follow-ups."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import afterwards, records
from crm.actions.afterwards import Planning, Verdict
from crm.domain.contact import FollowUp
from crm.domain.event import Attendance, AttendanceProject
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.afterplan import steps
from crm.domain.rules.guests import Guest
from crm.errors import Conflict
from crm.storage.register import Register
from crm.storage.undo import undo_last
from crm.storage.unit import UnitOfWork
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
    an_organisation,
)

HELD = date(2026, 6, 18)  # a Thursday; the 19th is the Dragon Boat Festival
PLANNING = Planning(steps("1 Thank; 3 Call"), "own", HELD)


def plan_of(unit: UnitOfWork, attendance: Attendance) -> list[FollowUp]:
    return list(unit.find(FollowUp, FollowUp.attendance_id == attendance.id))


def noted(attendance: Attendance, **values: object) -> Verdict:
    before = {name: getattr(attendance, name) for name in values}
    return Verdict(attendance.id, attendance.version, values, before, plan=True)


def test_interest_makes_a_plan_for_who_attended_in_working_days(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        officer, firm = a_staff_member(unit), an_organisation(unit)
        event = an_event(unit, starts_on=HELD)
        person = a_person(unit, organisation_id=firm.id, staff_id=officer.id)
        row = an_attendance(unit, event, person, organisation_id=firm.id, state="attended")
        verdict = noted(row, interest="a", wants_to_visit=True, note="Tea")
        assert afterwards.conclude(unit, event.id, [verdict], PLANNING) == 1
        assert (row.interest, row.board, row.note) == ("a", "intends", "Tea")
        made = plan_of(unit, row)
        assert [(one.subject, one.due_on, one.plan_step) for one in made] == [
            ("Thank", date(2026, 6, 22), 1), ("Call", date(2026, 6, 24), 2),
        ]  # fmt: skip
        assert {(one.person_id, one.organisation_id, one.event_id, one.staff_id)
                for one in made} == {(person.id, firm.id, event.id, officer.id)}  # fmt: skip
        assert row.followed_up_on is None


def test_an_event_after_which_something_is_noted_was_held(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        afterwards.conclude(unit, event.id, [], PLANNING)
        assert event.state == "planned"
        afterwards.conclude(unit, event.id, [noted(row, interest="b")], PLANNING)
        assert event.state == "held"


def test_a_plan_is_made_once(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        assert afterwards.conclude(unit, event.id, [noted(row, interest="b")], PLANNING) == 1
        assert afterwards.conclude(unit, event.id, [noted(row, interest="a")], PLANNING) == 0
        assert len(plan_of(unit, row)) == 2


def test_interest_makes_the_person_and_the_house_that_are_missing(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = a(unit, Attendance, event_id=event.id, name="王强", state="attended")
        guest = Guest("王强", "恒通公司", "总经理", "13812345678")
        quiet = a(unit, Attendance, event_id=event.id, name="李敏", state="attended")
        afterwards.conclude(unit, event.id, [
            Verdict(row.id, row.version, {"interest": "a"}, {"interest": None}, guest, plan=True),
            Verdict(quiet.id, quiet.version, {"note": "-"}, {"note": None}, Guest("李敏")),
            Verdict(0, values={"interest": "b"}, guest=Guest("赵晓东", "恒通公司"), plan=True),
        ], PLANNING)  # fmt: skip
        (firm,) = unit.find(Organisation)
        people = unit.find(Person)
        assert [one.name for one in people] == ["王强", "赵晓东"]
        assert {one.organisation_id for one in people} == {firm.id}
        assert (row.person_id, row.organisation_id) == (people[0].id, firm.id)
        assert quiet.person_id is None
        (added,) = unit.find(Attendance, Attendance.person_id == people[1].id)
        assert (added.state, added.interest, len(plan_of(unit, added))) == ("attended", "b", 2)


def test_no_interest_leaves_the_board_and_drops_what_was_planned(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        afterwards.conclude(unit, event.id, [noted(row, interest="c")], PLANNING)
        afterwards.conclude(unit, event.id, [noted(row, interest="none")], PLANNING)
        assert (row.board, bool(row.declined_reason)) == ("declined", True)
        assert {one.state for one in plan_of(unit, row)} == {"dropped"}
        afterwards.conclude(unit, event.id, [noted(row, interest="b")], PLANNING)
        assert row.board == "untouched"
        far = an_attendance(unit, event, a_person(unit), state="attended", board="negotiating")
        afterwards.conclude(unit, event.id, [noted(far, interest="none")], PLANNING)
        assert far.board == "negotiating"


def test_projects_asked_about_are_kept_as_they_are_ticked(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        tea, citrus = a_project(unit), a_project(unit)
        asked: tuple[int, ...] = ()
        for wanted in ((tea.id, citrus.id), (citrus.id,)):
            verdict = Verdict(row.id, row.version, asked=asked, projects=wanted)
            afterwards.conclude(unit, event.id, [verdict], PLANNING)
            asked = wanted
        parts = unit.find(AttendanceProject)
        assert [one.project_id for one in parts] == [citrus.id]


def test_a_project_that_a_colleague_ticked_meanwhile_stays_ticked(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        tea, theirs = a_project(unit), a_project(unit)
        a(unit, AttendanceProject, attendance_id=row.id, project_id=theirs.id)
        verdict = Verdict(row.id, row.version, asked=(), projects=(tea.id,))
        afterwards.conclude(unit, event.id, [verdict], PLANNING)
        parts = unit.find(AttendanceProject)
        assert {one.project_id for one in parts} == {tea.id, theirs.id}


def test_what_a_colleague_noted_meanwhile_is_a_conflict(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        event = an_event(unit, starts_on=HELD)
        row = an_attendance(unit, event, a_person(unit), state="attended")
        verdict = noted(row, interest="a")
        records.alter(unit, row, {"interest": "c"})
        with pytest.raises(Conflict):
            afterwards.conclude(unit, event.id, [verdict], PLANNING)


def test_who_answers_is_as_the_office_settled_it(any_store: Register) -> None:
    with any_store.writing("Desk") as unit:
        host, busy, free = (a_staff_member(unit) for _one in range(3))
        a_staff_member(unit, leader=True)
        a_staff_member(unit, active=False)
        for officer in (host, busy):
            for _each in range(20):
                a_follow_up(unit, staff_id=officer.id)
        gone = a_staff_member(unit, active=False)
        event = an_event(unit, starts_on=HELD, staff_id=host.id)
        known = a_person(unit, staff_id=gone.id)
        answers: dict[str, set[int | None]] = {}
        for spread in ("own", "event", "even"):
            row = an_attendance(unit, event, known, state="attended")
            planning = Planning(PLANNING.steps, spread, HELD)
            afterwards.conclude(unit, event.id, [noted(row, interest="a")], planning)
            answers[spread] = {one.staff_id for one in plan_of(unit, row)}
        assert answers == {"own": {host.id}, "event": {host.id}, "even": {free.id}}


def test_one_undo_takes_the_desk_back(any_store: Register) -> None:
    with any_store.writing("Event") as unit:
        event = an_event(unit, starts_on=HELD)
        rows = [a(unit, Attendance, event_id=event.id, name=f"G {at}", state="attended")
                for at in range(4)]  # fmt: skip
    with any_store.writing("Desk") as unit:
        verdicts = [
            Verdict(
                one.id, one.version, {"interest": "a"}, {"interest": None},
                Guest(one.name or ""), plan=True,
            )
            for one in rows
        ]  # fmt: skip
        assert afterwards.conclude(unit, event.id, verdicts, PLANNING) == 4
    undo_last(any_store)
    with any_store.writing("Look") as unit:
        assert not unit.find(Person)
        assert not unit.find(FollowUp)
        assert [one.interest for one in unit.find(Attendance)] == [None] * 4
