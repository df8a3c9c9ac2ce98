# SPDX-License-Identifier: Apache-2.0
"""Undo brings back what was, can itself be undone, and refuses when a record has moved on."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.attachment import Attachment
from crm.domain.contact import Activity
from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.errors import Conflict, NotFound
from crm.storage import history
from crm.storage.changes import Changes
from crm.storage.register import Register
from crm.storage.undo import redo_last, undo, undo_last
from tests.builders import a_milestone, a_project, an_activity, an_attachment


@pytest.fixture
def done(any_store: Register) -> list[Changes]:
    """Every change of the store since the test began, oldest first."""
    heard: list[Changes] = []
    any_store.subscribe(heard.append)
    return heard


def _names(register: Register) -> list[str]:
    with register.reading() as session:
        rows = session.query(Project).filter(Project.deleted.is_(False)).order_by(Project.id)
        return [project.name for project in rows]


def _project(register: Register, name: str = "A") -> int:
    with register.writing("New project") as unit:
        return a_project(unit, name=name).id


def _rename(register: Register, project: int, name: str) -> None:
    with register.writing("Rename") as unit:
        unit.get(Project, project).name = name


def test_undoing_a_creation_takes_the_record_away(any_store: Register, done: list[Changes]) -> None:
    _project(any_store)
    undo(any_store, done[-1].id)
    assert _names(any_store) == []
    assert done[-1].title == "Undo: New project"
    assert done[-1].undoes == done[0].id


def test_undoing_an_edit_brings_the_old_values_back(any_store: Register) -> None:
    _rename(any_store, _project(any_store), "B")
    undo_last(any_store)
    assert _names(any_store) == ["A"]


def test_undoing_a_deletion_brings_parts_and_files_back(
    any_store: Register, done: list[Changes]
) -> None:
    with any_store.writing("New") as unit:
        project = a_project(unit, name="A")
        milestone = a_milestone(unit, project)
        an_attachment(unit, milestone)
    with any_store.writing("Delete") as unit:
        unit.delete(unit.get(Project, project.id))
    undo(any_store, done[-1].id)
    assert _names(any_store) == ["A"]
    with any_store.reading() as session:
        assert not session.get_one(Milestone, milestone.id).deleted
        assert not session.query(Attachment).one().deleted
    assert {item.record for item in done[-1].items} == {"project", "milestone", "attachment"}


def test_undoing_an_undo_is_called_redo_and_back_again(
    any_store: Register, done: list[Changes]
) -> None:
    _rename(any_store, _project(any_store), "B")
    undo(any_store, done[-1].id)
    undo(any_store, done[-1].id)
    assert (_names(any_store), done[-1].title) == (["B"], "Redo: Rename")
    undo(any_store, done[-1].id)
    assert (_names(any_store), done[-1].title) == (["A"], "Undo: Rename")


def test_undo_and_redo_walk_back_and_forth(any_store: Register) -> None:
    project = _project(any_store)
    for name in "BCD":
        _rename(any_store, project, name)
    seen: list[list[str]] = []
    for step in (undo_last, undo_last, redo_last, undo_last, redo_last, redo_last):
        assert step(any_store) is not None
        seen.append(_names(any_store))
    assert seen == [["C"], ["B"], ["C"], ["B"], ["C"], ["D"]]
    assert redo_last(any_store) is None


def test_nothing_is_redone_after_something_new_was_done(any_store: Register) -> None:
    project = _project(any_store)
    _rename(any_store, project, "B")
    undo_last(any_store)
    _rename(any_store, project, "C")
    assert redo_last(any_store) is None
    assert _names(any_store) == ["C"]


def test_only_the_own_changes_are_undone_last(any_store: Register, other_window: Register) -> None:
    _project(any_store, "Mine")
    _project(other_window, "Theirs")
    undo_last(any_store)
    assert _names(any_store) == ["Theirs"]
    assert undo_last(any_store) is None


def test_a_change_is_undone_only_once(any_store: Register, done: list[Changes]) -> None:
    _project(any_store)
    undo(any_store, done[0].id)
    with pytest.raises(Conflict, match="already undone"):
        undo(any_store, done[0].id)


def test_undo_refuses_when_a_colleague_changed_the_record(
    any_store: Register, other_window: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    _rename(any_store, project, "B")
    _rename(other_window, project, "C")
    with pytest.raises(Conflict, match="changed again"):
        undo(any_store, done[-1].id)
    assert _names(any_store) == ["C"]


def test_undo_goes_through_when_another_field_was_changed(
    any_store: Register, other_window: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    _rename(any_store, project, "B")
    with other_window.writing("Code") as unit:
        unit.get(Project, project).code = "X1"
    undo(any_store, done[-1].id)
    assert _names(any_store) == ["A"]


def test_a_creation_stays_when_an_unknown_field_was_filled_in_since(
    any_store: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    with any_store.writing("Fill in") as unit:
        unit.get(Project, project).code = "X1"
    with pytest.raises(Conflict):
        undo(any_store, done[0].id)


def test_a_creation_stays_when_parts_were_added_since(
    any_store: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    with any_store.writing("Milestone") as unit:
        a_milestone(unit, unit.get(Project, project))
    with pytest.raises(Conflict, match="added"):
        undo(any_store, done[0].id)
    assert _names(any_store) == ["A"]


def test_a_part_does_not_come_back_without_what_it_belongs_to(
    any_store: Register, done: list[Changes]
) -> None:
    with any_store.writing("New") as unit:
        milestone = a_milestone(unit, a_project(unit))
    with any_store.writing("Delete milestone") as unit:
        unit.delete(unit.get(Milestone, milestone.id))
    deletion = done[-1].id
    with any_store.writing("Delete project") as unit:
        unit.delete(unit.get(Project, milestone.project_id))
    with pytest.raises(Conflict, match="deleted since"):
        undo(any_store, deletion)


def test_one_refusal_leaves_all_records_of_the_change_as_they_were(
    any_store: Register, done: list[Changes]
) -> None:
    first, second = _project(any_store, "A"), _project(any_store, "B")
    with any_store.writing("Both") as unit:
        unit.get(Project, first).name = "A2"
        unit.get(Project, second).name = "B2"
    both = done[-1].id
    _rename(any_store, first, "A3")
    with pytest.raises(Conflict):
        undo(any_store, both)
    assert _names(any_store) == ["A3", "B2"]


def test_what_is_not_there_cannot_be_undone(any_store: Register) -> None:
    with pytest.raises(NotFound):
        undo(any_store, 4711)


def test_the_history_of_a_record_tells_all_of_it_newest_first(any_store: Register) -> None:
    project = _project(any_store)
    _project(any_store, "Other")
    _rename(any_store, project, "B")
    undo_last(any_store)
    with any_store.reading() as session:
        told = history.of_record(session, Project, project)
        assert [changes.title for changes in told] == ["Undo: Rename", "Rename", "New project"]
        assert [c.title for c in history.recent(session, limit=2)] == ["Undo: Rename", "Rename"]


def _called(register: Register, project: int, day: int) -> int:
    """Write down a call of a day, and on the project when the last contact was."""
    with register.writing("Call") as unit:
        made = an_activity(unit, project_id=project, happened_on=date(2026, 6, day))
        unit.change(unit.get(Project, project), {"last_activity_on": made.happened_on})
    return made.id


def _last_contact(register: Register, project: int) -> date | None:
    with register.reading() as session:
        return session.get_one(Project, project).last_activity_on


def test_an_older_contact_can_be_undone_after_a_newer_one_was_written_down(
    any_store: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    first, second = (_called(any_store, project, day) for day in (10, 12))
    undo(any_store, done[1].id)
    with any_store.reading() as session:
        gone = session.query(Activity.id).filter(Activity.deleted).all()
        assert [one.id for one in gone] == [first]
    assert _last_contact(any_store, project) == date(2026, 6, 12)
    undo(any_store, done[2].id)
    assert second
    assert _last_contact(any_store, project) is None


def test_a_contact_that_comes_back_is_the_last_one_again(
    any_store: Register, done: list[Changes]
) -> None:
    project = _project(any_store)
    _called(any_store, project, 12)
    undo(any_store, done[1].id)
    _called(any_store, project, 10)
    undo(any_store, done[2].id)
    assert _last_contact(any_store, project) == date(2026, 6, 12)
