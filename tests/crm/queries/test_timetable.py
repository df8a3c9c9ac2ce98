# SPDX-License-Identifier: Apache-2.0
"""The timetable: milestones in their order, late by days, with the files that prove them."""

from __future__ import annotations

from datetime import date

from crm.domain import choices
from crm.domain.project import Project
from crm.domain.rules.gates import AGREEMENT, START
from crm.domain.rules.milestones import SLOTS, slot_of
from crm.kinds.days import PartialDay
from crm.queries import timetable
from crm.queries.timetable import Node
from crm.storage.register import Register
from tests.builders import a_milestone, a_project, an_attachment

TODAY = date(2026, 6, 30)


def read(store: Register, project: Project) -> tuple[Node, ...]:
    with store.reading() as session:
        return timetable.nodes(session, project.id, today=TODAY)


def test_milestones_stand_in_the_order_in_which_projects_pass_them(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, other = a_project(unit), a_project(unit)
        for one in reversed(choices.MILESTONE_KINDS):
            a_milestone(unit, project, kind=one.code)
        a_milestone(unit, other, kind="started")
        unit.delete(a_milestone(unit, project, kind="started"))
    found = read(any_store, project)
    assert [one.kind for one in found] == [one.code for one in choices.MILESTONE_KINDS]


def test_what_was_or_is_late_says_by_how_many_days(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        may, day = PartialDay(2026, 5), PartialDay(2026, 6, 10)
        a_milestone(unit, project, kind="filed", planned=may, actual=day)
        a_milestone(unit, project, kind="land", planned=may, actual=PartialDay(2026, 5, 3))
        a_milestone(unit, project, kind="started", planned=day, actual=None)
        a_milestone(unit, project, kind="completed", planned=None, actual=None)
    assert [one.late for one in read(any_store, project)] == [10, 0, 20, 0]


def test_evidence_is_found_by_its_slot(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_milestone(unit, project, kind="formal")
        a_milestone(unit, project, kind="started")
        paper = an_attachment(unit, project, slot=AGREEMENT)
        first, second = (an_attachment(unit, project, slot=START) for _one in range(2))
        an_attachment(unit, project)
        unit.delete(first)
    assert [one.files for one in read(any_store, project)] == [(paper.id,), (second.id,)]


def test_the_slots_of_the_gates_are_those_of_milestones() -> None:
    assert {AGREEMENT, START} <= set(SLOTS)
    assert slot_of("started") == START
    assert slot_of("framework") == slot_of("formal") == AGREEMENT
