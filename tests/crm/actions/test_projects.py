# SPDX-License-Identifier: Apache-2.0
"""Moving a project, its course: what must be said is asked for, nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import projects, records
from crm.domain.course import LibraryEntry, Milestone, Problem, ProgressEntry, StageChange
from crm.domain.project import Project
from crm.errors import Conflict, InvalidInput, NotAllowed
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from crm.storage.undo import undo_last
from crm.storage.unit import UnitOfWork
from tests.builders import (
    a_milestone,
    a_person,
    a_project,
    a_staff_member,
    a_unit,
    an_attachment,
    an_organisation,
)

DAY = date(2026, 6, 18)


def ready_to_advance(unit: UnitOfWork, **over: object) -> Project:
    """A project that lacks nothing to enter 推进."""
    given: dict[str, object] = {
        "name": "Tea garden", "industry": "A01", "content": "200 mu", "site": "Shuiping",
        "unit_id": a_unit(unit).id, "staff_id": a_staff_member(unit).id,
        "target_note": "Two makers of tea were written to", "stage_since": date(2026, 5, 1),
        "last_activity_on": date(2026, 6, 1),
    }  # fmt: skip
    return a_project(unit, **{**given, **over})


def history(unit: UnitOfWork, project: Project) -> list[StageChange]:
    return list(unit.find(StageChange, StageChange.project_id == project.id))


def test_a_move_with_nothing_missing_keeps_from_to_day_and_who(any_store: Register) -> None:
    with any_store.writing("Move") as unit:
        project = ready_to_advance(unit)
        projects.move(unit, project.id, "advance", on=DAY, by=project.staff_id)
        (change,) = history(unit, project)
        assert (change.from_stage, change.to_stage, change.moved_on) == ("reserve", "advance", DAY)
        assert (change.staff_id, change.marked) == (project.staff_id, False)
        assert (project.stage, project.stage_since) == ("advance", DAY)


def test_a_move_says_what_the_stage_still_needs(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = ready_to_advance(unit, staff_id=None, last_activity_on=None)
    with pytest.raises(InvalidInput) as refused, any_store.writing("Move") as unit:
        projects.move(unit, project.id, "advance", on=DAY)
    assert refused.value.fields.keys() == {"staff_id", "contact", "reason"}
    assert "Person responsible" in refused.value.sentence


def test_a_gate_is_passed_over_with_a_reason_and_the_move_is_marked(store: Register) -> None:
    with store.writing("Move") as unit:
        project = ready_to_advance(unit, staff_id=None)
        projects.move(unit, project.id, "advance", on=DAY, reason="The county asks for speed")
        assert [(c.marked, c.reason) for c in history(unit, project)] == [
            (True, "The county asks for speed")
        ]


def test_what_is_filled_in_with_the_move_opens_the_gate(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = ready_to_advance(unit, staff_id=None)
        officer = a_staff_member(unit)
    with any_store.writing("Move") as unit:
        projects.move(unit, project.id, "advance", on=DAY, values={"staff_id": officer.id})
    undo_last(any_store)
    with any_store.reading() as session:
        found = session.get_one(Project, project.id)
        assert (found.stage, found.staff_id) == ("reserve", None)


def test_a_move_that_is_refused_keeps_nothing_of_its_values(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = ready_to_advance(unit, staff_id=None, unit_id=None)
        officer = a_staff_member(unit)
    with pytest.raises(InvalidInput), any_store.writing("Move") as unit:
        projects.move(unit, project.id, "negotiate", on=DAY, values={"staff_id": officer.id})
    with any_store.reading() as session:
        assert session.get_one(Project, project.id).staff_id is None


def test_skipping_a_stage_asks_for_what_all_gates_on_the_way_need(store: Register) -> None:
    with pytest.raises(InvalidInput) as refused, store.writing("Move") as unit:
        project = ready_to_advance(unit, staff_id=None)
        projects.move(unit, project.id, "negotiate", on=DAY)
    assert {"staff_id", "investor", "screening"} <= refused.value.fields.keys()


def test_a_move_back_needs_a_reason_even_when_nothing_is_missing(store: Register) -> None:
    with store.writing("Move") as unit:
        project = ready_to_advance(unit, stage="negotiate")
        with pytest.raises(InvalidInput) as refused:
            projects.move(unit, project.id, "advance", on=DAY)
        assert refused.value.fields.keys() == {"reason"}
        projects.move(unit, project.id, "advance", on=DAY, reason="The investor withdrew")
        assert [change.marked for change in history(unit, project)] == [True]


@pytest.mark.parametrize(
    ("over", "stage", "on", "field"),
    [
        ({}, "reserve", DAY, "stage"),
        ({"status": "terminated"}, "advance", DAY, "status"),
        ({}, "advance", date(2026, 4, 30), "moved_on"),
        ({}, "advance", date(2999, 1, 1), "moved_on"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    store: Register, over: dict[str, object], stage: str, on: date, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused, store.writing("Move") as unit:
        project = ready_to_advance(unit, **over)
        projects.move(unit, project.id, stage, on=on, reason="Because")
    assert refused.value.fields.keys() == {field}


def test_everything_beside_the_project_counts_at_the_gate_of_signing(any_store: Register) -> None:
    with any_store.writing("Move") as unit:
        firm, person, leader = an_organisation(unit), a_person(unit), a_staff_member(unit)
        project = ready_to_advance(
            unit, stage="negotiate", intended_investment=1, screening="recommended"
        )
        records.create(unit, "party", {
            "project_id": project.id, "organisation_id": firm.id, "person_id": person.id,
        })  # fmt: skip
        an_attachment(unit, project, slot="agreement")
        signing: dict[str, object] = {
            "signed_on": PartialDay(2026, 6, 18), "agreement_kind": "formal",
            "agreed_investment": 30_000_000, "signed_without_event": True,
            "lead_official_id": leader.id,
        }  # fmt: skip
        projects.move(unit, project.id, "sign", on=DAY, values=signing)
        assert [change.marked for change in history(unit, project)] == [False]
        (milestone,) = unit.find(Milestone, Milestone.project_id == project.id)
        assert (milestone.kind, milestone.actual) == ("formal", PartialDay(2026, 6, 18))


def test_the_stage_history_cannot_be_deleted(store: Register) -> None:
    with store.writing("Move") as unit:
        made = records.create(unit, "project", {"name": "Tea garden"})
        (change,) = unit.find(StageChange, StageChange.project_id == made.id)
        with pytest.raises(NotAllowed):
            records.delete(unit, "stage_change", [change.id])


def test_a_new_project_has_entered_its_stage(any_store: Register) -> None:
    with any_store.writing("New") as unit:
        made = records.create(unit, "project", {
            "name": "Tea garden", "stage": "negotiate", "stage_reason": "Taken over",
        })  # fmt: skip
        assert isinstance(made, Project)
        (change,) = history(unit, made)
        assert (change.from_stage, change.to_stage, change.marked) == (None, "negotiate", True)
        assert (made.stage_since, change.reason) == (change.moved_on, "Taken over")


def test_a_new_project_that_begins_further_on_must_say_why(store: Register) -> None:
    with pytest.raises(InvalidInput) as refused, store.writing("New") as unit:
        records.create(unit, "project", {"name": "Tea garden", "stage": "build"})
    assert refused.value.fields.keys() == {"stage_reason"}
    assert "Filing code" in refused.value.sentence


def test_a_new_project_in_reserve_has_passed_nothing_over_whatever_it_lacks(
    store: Register,
) -> None:
    with store.writing("New") as unit:
        made = records.create(unit, "project", {"name": "Tea garden"})
        assert isinstance(made, Project)
        (change,) = history(unit, made)
        assert (change.to_stage, change.marked) == ("reserve", False)


def test_a_move_that_was_decided_on_other_values_is_a_conflict(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = ready_to_advance(unit)
        first, second = a_staff_member(unit), a_staff_member(unit)
    seen: dict[str, object] = {"stage": "reserve", "staff_id": project.staff_id}
    version = project.version
    with any_store.writing("A colleague") as unit:
        unit.change(unit.get(Project, project.id), {"staff_id": first.id})
    with pytest.raises(Conflict) as refused, any_store.writing("Move") as unit:
        projects.move(unit, project.id, "advance", on=DAY, values={"staff_id": second.id},
                      version=version, originals=seen)  # fmt: skip
    assert [one.name for one in refused.value.fields] == ["staff_id"]
    with any_store.writing("Move") as unit:
        projects.move(unit, project.id, "advance", on=DAY, version=version, originals=seen)
        assert unit.get(Project, project.id).staff_id == first.id


def test_a_project_that_a_colleague_moved_is_not_moved_again_unseen(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = ready_to_advance(unit)
    version = project.version
    with store.writing("A colleague") as unit:
        projects.move(unit, project.id, "negotiate", on=DAY, reason="Quickly")
    with pytest.raises(Conflict) as refused, store.writing("Move") as unit:
        projects.move(unit, project.id, "advance", on=DAY, reason="Slowly", version=version,
                      originals={"stage": "reserve"})  # fmt: skip
    assert "Negotiating" in refused.value.sentence


def test_another_kind_of_agreement_does_not_take_the_day_of_the_former(store: Register) -> None:
    with store.writing("Signed") as unit:
        project = a_project(unit)
        day = PartialDay(2026, 3, 1)
        records.alter(unit, project, {"signed_on": day})
        records.alter(unit, project, {"agreement_kind": "framework"})
        records.alter(unit, project, {"agreement_kind": "formal"})
        assert {one.kind: one.actual for one in unit.find(Milestone)} == {"framework": day}
        records.alter(unit, project, {"signed_on": PartialDay(2026, 5)})
        reached = {one.kind: one.actual for one in unit.find(Milestone)}
        assert reached == {"framework": day, "formal": PartialDay(2026, 5)}


@pytest.mark.parametrize(("known", "reached"), [(None, "2026-06-18"), ("2026-05", "2026-05")])
def test_production_is_reached_also_where_it_was_planned(
    any_store: Register, known: str | None, reached: str
) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_milestone(
            unit, project, kind="production", planned=PartialDay.of("2026-08"),
            actual=PartialDay.of(known) if known else None,
        )  # fmt: skip
    with any_store.writing("Form") as unit:
        found = unit.get(Project, project.id)
        records.alter(unit, found, {"status": "completed", "status_on": DAY})
        (milestone,) = unit.find(Milestone, Milestone.project_id == project.id)
        assert milestone.actual == PartialDay.of(reached)


def test_the_day_of_production_that_is_corrected_is_corrected_in_the_milestone(
    store: Register,
) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        projects.set_status(unit, project.id, "completed", on=DAY)
        records.alter(unit, project, {"status_on": date(2026, 6, 1)})
        (milestone,) = unit.find(Milestone, Milestone.project_id == project.id)
        assert milestone.actual == PartialDay(2026, 6, 1)


def test_a_project_in_production_has_reached_that_milestone(store: Register) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        projects.set_status(unit, project.id, "completed", on=DAY)
        (milestone,) = unit.find(Milestone, Milestone.project_id == project.id)
        assert (milestone.kind, milestone.actual) == ("production", PartialDay(2026, 6, 18))


def test_the_last_progress_follows_the_entries(any_store: Register) -> None:
    with any_store.writing("Progress") as unit:
        project = a_project(unit)
        mine = {"project_id": project.id}
        records.make(unit, ProgressEntry, {**mine, "entered_on": date(2026, 5, 1)})
        newer = records.make(unit, ProgressEntry, {**mine, "entered_on": DAY})
        assert project.last_progress_on == DAY
        records.delete(unit, "progress_entry", [newer.id])
        assert project.last_progress_on == date(2026, 5, 1)


def test_a_problem_is_closed_with_its_solution(any_store: Register) -> None:
    with any_store.writing("Problem") as unit:
        project = a_project(unit)
        given = {"project_id": project.id, "subject": "No road", "raised_on": DAY}
        problem = records.make(unit, Problem, given)
        with pytest.raises(InvalidInput):
            projects.close_problem(unit, problem.id, on=DAY, solution="")
        with pytest.raises(InvalidInput) as refused:
            projects.close_problem(unit, problem.id, on=date(2026, 6, 1), solution="Built")
        assert "closed_on" in refused.value.fields
        projects.close_problem(unit, problem.id, on=DAY, solution="Built")
        assert (problem.state, problem.closed_on) == ("closed", DAY)


def test_a_milestone_that_is_reached_is_the_day_of_the_project(any_store: Register) -> None:
    with any_store.writing("Milestone") as unit:
        project = a_project(unit)
        given = {"project_id": project.id, "kind": "started", "planned": PartialDay(2026, 5)}
        milestone = records.make(unit, Milestone, given)
        records.alter(unit, milestone, {"actual": PartialDay(2026, 6, 3)})
        assert milestone.planned == PartialDay(2026, 5)
        assert project.started_on == PartialDay(2026, 6, 3)


def test_the_start_of_the_project_and_its_milestone_stay_one(any_store: Register) -> None:
    with any_store.writing("Start") as unit:
        project = a_project(unit)
        records.alter(unit, project, {"started_on": PartialDay(2026, 9)})
        (milestone,) = unit.find(Milestone, Milestone.project_id == project.id)
        records.alter(unit, milestone, {"actual": PartialDay(2026, 9, 3)})
        assert project.started_on == PartialDay(2026, 9, 3)


def test_a_project_stands_in_a_library_once_at_a_time(any_store: Register) -> None:
    with any_store.writing("Library") as unit:
        project = a_project(unit)
        mine = {"project_id": project.id, "level": "prefecture"}
        entry = records.make(unit, LibraryEntry, {**mine, "entered_on": DAY, "number": "ZK-1"})
        with pytest.raises(InvalidInput):
            records.make(unit, LibraryEntry, {**mine, "entered_on": DAY})
        records.alter(unit, entry, {"left_on": date(2026, 7, 1)})
        records.make(unit, LibraryEntry, {**mine, "entered_on": date(2026, 9, 1)})
        assert len(unit.find(LibraryEntry, LibraryEntry.project_id == project.id)) == 2


def test_a_standstill_is_explained_with_a_day(any_store: Register) -> None:
    with any_store.writing("Explain") as unit:
        project = a_project(unit)
        projects.explain_standstill(unit, project.id, "Waits for the plan", on=DAY)
        assert (project.stale_reason, project.stale_reason_on) == ("Waits for the plan", DAY)
        with pytest.raises(InvalidInput):
            projects.explain_standstill(unit, project.id, " ", on=DAY)


def test_the_last_activity_follows_the_activities(any_store: Register) -> None:
    with any_store.writing("Call") as unit:
        first, second = a_project(unit), a_project(unit)
        call = records.create(unit, "activity", {
            "subject": "Call", "happened_on": DAY, "project_id": first.id,
        })  # fmt: skip
        assert first.last_activity_on == DAY
        records.alter(unit, call, {"project_id": second.id})
        assert (first.last_activity_on, second.last_activity_on) == (None, DAY)
        records.delete(unit, "activity", [call.id])
        assert second.last_activity_on is None
