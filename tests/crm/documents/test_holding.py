# SPDX-License-Identifier: Apache-2.0
"""What is held back is told in a few lines, and printed by a decision that is kept first."""

from __future__ import annotations

from datetime import date

import pytest

from crm.documents import holding
from crm.domain.project import Project
from crm.domain.rules.plan import Decision
from crm.errors import InvalidInput, NotAllowed, NotFound
from crm.queries.guard import Finding
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project

BY = Decision(printed=True, who="Wen", on=date(2026, 6, 30), why="The investor asked")


def held(record_id: int, sentence: str = "Not released.") -> Finding:
    return Finding("project", record_id, f"Garden {record_id}", sentence, rule="unreleased")


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    lines = holding.told([held(number) for number in range(11)]).split("\n")
    assert lines[0] == "Garden 0: Not released."
    assert lines[-2:] == ["Garden 7: Not released.", "and 3 more"]


def test_nothing_held_back_is_no_reason_to_refuse() -> None:
    holding.refuse([])
    with pytest.raises(NotAllowed, match="Garden 1"):
        holding.refuse([held(1)])


def test_a_decision_is_kept_once_with_all_that_was_said_and_undone(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit).id
    holding.keep(any_store, [held(project), held(project, "Past its date.")], BY)
    with any_store.writing("Look") as unit:
        said = "2026-06-30 Wen: The investor asked (Not released. Past its date.)"
        assert unit.get(Project, project).let_in == said
    undo_last(any_store)
    with any_store.writing("Look") as unit:
        assert unit.get(Project, project).let_in is None


def test_a_decision_upon_what_is_gone_or_of_nobody_is_none(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit).id
        unit.flush()
    with pytest.raises(InvalidInput):
        holding.keep(any_store, [held(project)], Decision(printed=True, who=" ", why="So"))
    with pytest.raises(NotFound):
        holding.keep(any_store, [held(project), held(project + 1)], BY)
    with any_store.writing("Look") as unit:
        assert unit.get(Project, project).let_in is None
