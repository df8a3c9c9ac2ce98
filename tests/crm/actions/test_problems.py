# SPDX-License-Identifier: Apache-2.0
"""A problem is closed with its result and day, by whatever way it is written."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import projects, records
from crm.domain.course import Problem
from crm.errors import InvalidInput
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a, a_project

DAY = date(2026, 6, 18)


def a_problem(unit: UnitOfWork, **over: object) -> Problem:
    given: dict[str, object] = {"subject": "No road", "state": "open", "raised_on": DAY}
    return a(unit, Problem, project_id=a_project(unit).id, **{**given, **over})


def test_the_form_cannot_close_it_without_result_and_day(any_store: Register) -> None:
    with any_store.writing("Close") as unit:
        problem = a_problem(unit)
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, problem, {"state": "closed"})
        assert refused.value.fields.keys() == {"solution", "closed_on"}
        records.alter(unit, problem, {"state": "closed", "solution": "Built", "closed_on": DAY})
        assert problem.state == "closed"


@pytest.mark.parametrize("name", ["solution", "closed_on"])
def test_result_and_day_stay_as_long_as_it_is_closed(store: Register, name: str) -> None:
    with store.writing("Edit") as unit:
        problem = a_problem(unit, state="closed", solution="Built", closed_on=DAY)
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, problem, {name: None})
        assert refused.value.fields.keys() == {name}
        records.alter(unit, problem, {"state": "open", name: None})
        assert problem.state == "open"


def test_an_old_closed_one_without_result_can_be_edited_elsewhere(store: Register) -> None:
    with store.writing("Edit") as unit:
        problem = a_problem(unit, state="closed")
        records.alter(unit, problem, {"subject": "No road to the plot"})
        assert problem.subject == "No road to the plot"


def test_how_a_colleague_solved_it_is_not_written_over_by_closing_it_again(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        problem = a_problem(unit)
        projects.close_problem(unit, problem.id, on=DAY, solution="The road was built")
    with pytest.raises(InvalidInput, match="closed already"), any_store.writing("Again") as unit:
        projects.close_problem(unit, problem.id, on=DAY, solution="Nobody knows")
    with any_store.reading() as session:
        assert session.get_one(Problem, problem.id).solution == "The road was built"
