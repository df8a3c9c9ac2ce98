# SPDX-License-Identifier: Apache-2.0
"""A project stands in the library of a level once at a time, whoever writes it down."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import records
from crm.domain.course import LibraryEntry
from crm.domain.records import Record
from crm.errors import InvalidInput
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a_project

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def entered(unit: UnitOfWork, project: Record, **over: object) -> Record:
    given: dict[str, object] = {
        "project_id": project.id, "level": "prefecture", "entered_on": JUNE, "number": "ZK-1",
    }  # fmt: skip
    return records.create(unit, "library_entry", {**given, **over})


def test_another_entry_of_the_same_time_is_refused(any_store: Register) -> None:
    with any_store.writing("Library") as unit:
        project = a_project(unit)
        entered(unit, project)
    for over in ({}, {"entered_on": None}, {"entered_on": MAY}, {"entered_on": JULY}):
        with pytest.raises(InvalidInput) as refused, any_store.writing("Again") as unit:
            entered(unit, project, **over)
        assert refused.value.fields.keys() == {"level"}


def test_other_levels_other_projects_and_other_times_do_not_stand_in_the_way(
    store: Register,
) -> None:
    with store.writing("Library") as unit:
        project = a_project(unit)
        entered(unit, project, left_on=JULY)
        entered(unit, project, level="province")
        entered(unit, a_project(unit))
        entered(unit, project, entered_on=JULY)
        entered(unit, project, entered_on=MAY, left_on=JUNE)
        assert len(unit.find(LibraryEntry)) == 5


def test_an_entry_is_corrected_without_standing_in_its_own_way(store: Register) -> None:
    with store.writing("Library") as unit:
        project = a_project(unit)
        made = entered(unit, project)
        records.save(unit, "library_entry", made.id, made.version, {"entered_on": MAY}, {})
        first = entered(unit, project, entered_on=date(2026, 1, 1), left_on=MAY)
        with pytest.raises(InvalidInput):
            records.set_many(unit, "library_entry", [first.id], {"left_on": None})


def test_a_deleted_entry_frees_its_place(store: Register) -> None:
    with store.writing("Library") as unit:
        project = a_project(unit)
        made = entered(unit, project)
        records.delete(unit, "library_entry", [made.id])
        assert entered(unit, project).id != made.id
