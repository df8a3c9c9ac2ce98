# SPDX-License-Identifier: Apache-2.0
"""Reports of a period: one entry a project, all of them or none, colleagues are not overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from crm.actions import records
from crm.actions.progress import Report, report
from crm.domain.course import ProgressEntry
from crm.domain.project import Project
from crm.domain.rules.reporting import MONTHLY, period_of
from crm.errors import Conflict, NotFound
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project, a_staff_member

TODAY = date(2026, 6, 18)
JUNE = period_of(MONTHLY, TODAY)


def projects(store: Register, number: int = 2) -> list[int]:
    with store.writing("Prepared") as unit:
        return [a_project(unit).id for _number in range(number)]


def write(store: Register, *reports: Report, by: int | None = None) -> None:
    with store.writing("Progress") as unit:
        report(unit, reports, period=JUNE, today=TODAY, by=by)


def entries(store: Register) -> Sequence[ProgressEntry]:
    with store.writing("Looked") as unit:
        return unit.find(ProgressEntry)


def test_what_is_told_becomes_an_entry_of_the_period_and_nothing_becomes_none(
    any_store: Register,
) -> None:
    told, silent = projects(any_store)
    with any_store.writing("Prepared") as unit:
        me = a_staff_member(unit).id
    blank: dict[str, object] = {"done": "  ", "next_steps": None}
    write(any_store, Report(told, {"done": "Met"}), Report(silent, blank), by=me)
    (entry,) = entries(any_store)
    assert (entry.project_id, entry.done, entry.staff_id) == (told, "Met", me)
    assert (entry.entered_on, entry.rhythm) == (TODAY, MONTHLY)
    with any_store.reading() as session:
        assert session.get_one(Project, told).last_progress_on == TODAY


def test_all_reports_are_undone_at_once(any_store: Register) -> None:
    many = projects(any_store, 5)
    write(any_store, *(Report(one, {"done": "Met"}) for one in many))
    assert len(entries(any_store)) == 5
    undo_last(any_store)
    assert entries(any_store) == []
    with any_store.reading() as session:
        assert session.get_one(Project, many[0]).last_progress_on is None


def test_the_entry_of_the_period_is_changed_not_doubled(any_store: Register) -> None:
    one, _other = projects(any_store)
    write(any_store, Report(one, {"done": "Met"}))
    (entry,) = entries(any_store)
    changed = Report(one, {"done": "Met twice"}, {"done": "Met"}, entry.id, entry.version)
    write(any_store, changed)
    assert [one.done for one in entries(any_store)] == ["Met twice"]


def test_an_entry_that_says_nothing_any_more_is_taken_away(any_store: Register) -> None:
    one, _other = projects(any_store)
    write(any_store, Report(one, {"done": "Met"}))
    (entry,) = entries(any_store)
    write(any_store, Report(one, {"done": None}, {"done": "Met"}, entry.id, entry.version))
    assert entries(any_store) == []


def test_what_a_colleague_reported_meanwhile_is_not_overwritten(
    any_store: Register, other_window: Register
) -> None:
    one, other = projects(any_store)
    write(other_window, Report(one, {"done": "Theirs"}))
    with pytest.raises(Conflict) as refused:
        write(any_store, Report(other, {"done": "Mine too"}), Report(one, {"done": "Mine"}))
    (field,) = refused.value.fields
    assert (field.name, field.theirs, field.mine) == ("done", "Theirs", "Mine")
    assert [entry.done for entry in entries(any_store)] == ["Theirs"]


def test_what_a_colleague_reported_in_another_column_stays_beside_mine(
    any_store: Register, other_window: Register
) -> None:
    one, _other = projects(any_store)
    write(other_window, Report(one, {"done": "Theirs"}))
    write(any_store, Report(one, {"obstacles": "Land"}))
    assert [(entry.done, entry.obstacles) for entry in entries(any_store)] == [("Theirs", "Land")]


def test_a_project_that_is_gone_is_told(any_store: Register) -> None:
    one, _other = projects(any_store)
    with any_store.writing("Gone") as unit:
        records.delete(unit, "project", [one])
    with pytest.raises(NotFound):
        write(any_store, Report(one, {"done": "Met"}))
