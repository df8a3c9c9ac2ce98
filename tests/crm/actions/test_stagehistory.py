# SPDX-License-Identifier: Apache-2.0
"""A move keeps what it did; its true date is corrected within the moves around it."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import projects, records
from crm.domain.course import StageChange
from crm.domain.project import Project
from crm.errors import InvalidInput
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 4), date(2026, 7, 4)


@pytest.fixture
def project(any_store: Register) -> int:
    """It moved on in May, in June and in July, each time with a reason."""
    with any_store.writing("Prepared") as unit:
        made = a_project(unit, stage_since=date(2026, 1, 1))
        for stage, on in (("advance", MAY), ("negotiate", JUNE), ("sign", JULY)):
            projects.move(unit, made.id, stage, on=on, reason="Decided")
    return made.id


def correct(store: Register, at: int, **values: object) -> None:
    with store.writing("Correct") as unit:
        one = unit.find(StageChange)[at]
        given = {name: getattr(one, name) for name in values}
        records.save(unit, "stage_change", one.id, one.version, values, given)


def since(store: Register, project: int) -> date | None:
    with store.reading() as session:
        return session.get_one(Project, project).stage_since


def test_the_last_move_is_since_when_the_project_is_in_its_stage(
    any_store: Register, project: int
) -> None:
    correct(any_store, 2, moved_on=date(2026, 6, 20))
    assert since(any_store, project) == date(2026, 6, 20)
    undo_last(any_store)
    assert since(any_store, project) == JULY


def test_an_earlier_move_changes_nothing_else(any_store: Register, project: int) -> None:
    correct(any_store, 1, moved_on=date(2026, 5, 20), reason="Better known")
    assert since(any_store, project) == JULY


@pytest.mark.parametrize(
    ("at", "values", "field"),
    [
        (1, {"moved_on": date(2026, 5, 3)}, "moved_on"),
        (1, {"moved_on": date(2026, 7, 5)}, "moved_on"),
        (2, {"moved_on": date(2062, 1, 1)}, "moved_on"),
        (1, {"to_stage": "build"}, "to_stage"),
        (1, {"reason": None}, "reason"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    any_store: Register, project: int, at: int, values: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        correct(any_store, at, **values)
    assert refused.value.fields.keys() == {field}
    assert since(any_store, project) == JULY
