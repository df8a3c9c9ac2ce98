# SPDX-License-Identifier: Apache-2.0
"""Random creating, editing, deleting and undoing, beside a plain dictionary that must agree."""

from __future__ import annotations

import copy
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from typing_extensions import override

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.errors import NotFound
from crm.storage import history
from crm.storage.changes import Changes
from crm.storage.recording import unpack_one
from crm.storage.store import open_store
from crm.storage.undo import redo_last, undo_last

Plain = dict[str, dict[int, dict[str, object]]]
NAMES = st.text("茶园柑橘ab", min_size=1, max_size=4)
MONEY = st.none() | st.integers(0, 10**12)
KINDS: dict[str, type[Project | Milestone]] = {"project": Project, "milestone": Milestone}


class RegisterMachine(RuleBasedStateMachine):
    """The register, a model of what it must hold, and the stacks of undo and redo."""

    projects: Bundle[int] = Bundle("projects")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._register = open_store(Path(self._folder.name) / "office.icr")
        self._heard: list[Changes] = []
        self._register.subscribe(self._heard.append)
        self._model: Plain = {"project": {}, "milestone": {}}
        self._done: list[Plain] = []
        self._undone: list[Plain] = []

    @rule(target=projects, name=NAMES, money=MONEY)
    def create(self, name: str, money: int | None) -> int:
        """A project more."""
        with self._register.writing("Create") as unit:
            project = unit.add(Project(name=name, total_investment=money))
        self._stepped()
        self._model["project"][project.id] = {"name": name, "total_investment": money}
        return project.id

    @rule(project=projects, note=NAMES)
    def add_part(self, project: int, note: str) -> None:
        """A milestone on a project."""
        if project not in self._model["project"]:
            return
        with self._register.writing("Part") as unit:
            part = unit.add(Milestone(project_id=project, kind="filed", note=note))
        self._stepped()
        self._model["milestone"][part.id] = {"project_id": project, "note": note}

    @rule(project=projects, name=NAMES, money=MONEY)
    def edit(self, project: int, name: str, money: int | None) -> None:
        """Other values, by two flushes."""
        wanted: dict[str, object] = {"name": name, "total_investment": money}
        if project not in self._model["project"] or self._model["project"][project] == wanted:
            return
        with self._register.writing("Edit") as unit:
            record = unit.get(Project, project)
            record.name = name
            unit.flush()
            record.total_investment = money
        self._stepped()
        self._model["project"][project] = wanted

    @rule(project=projects)
    def delete(self, project: int) -> None:
        """A project and what hangs on it."""
        try:
            with self._register.writing("Delete") as unit:
                unit.delete(unit.get(Project, project))
        except NotFound:
            assert project not in self._model["project"]
            return
        self._stepped()
        del self._model["project"][project]
        parts = self._model["milestone"]
        self._model["milestone"] = {
            i: part for i, part in parts.items() if part["project_id"] != project
        }

    @rule(project=projects, name=NAMES)
    def fail(self, project: int, name: str) -> None:
        """An edit that does not come to its end leaves no trace."""
        with suppress(NotFound), self._register.writing("Fail") as unit:
            unit.get(Project, project).name = name
            unit.flush()
            unit.get(Project, 0)

    @rule()
    def undo(self) -> None:
        """The last step is taken back."""
        taken_back = undo_last(self._register)
        assert (taken_back is not None) == bool(self._done)
        if taken_back is not None:
            self._undone.append(self._model)
            self._model = self._done.pop()

    @rule()
    def redo(self) -> None:
        """The last step that was taken back is done again."""
        done_again = redo_last(self._register)
        assert (done_again is not None) == bool(self._undone)
        if done_again is not None:
            self._done.append(self._model)
            self._model = self._undone.pop()

    @invariant()
    def the_store_holds_what_the_model_holds(self) -> None:
        """Record by record."""
        with self._register.reading() as session:
            for name, kind in KINDS.items():
                rows = session.query(kind).filter(kind.deleted.is_(False))
                found = {row.id: row for row in rows}
                assert found.keys() == self._model[name].keys()
                for i, values in self._model[name].items():
                    assert {key: getattr(found[i], key) for key in values} == values

    @invariant()
    def what_was_told_adds_up_to_what_is_there(self) -> None:
        """Whoever applies every change in turn has the same."""
        told: Plain = {"project": {}, "milestone": {}}
        for changes in self._heard:
            for item in changes.items:
                kind = KINDS[item.record]
                values = {k: unpack_one(kind, k, v) for k, v in item.after.items()}
                told[item.record].setdefault(item.id, {}).update(values)
        for name, records in self._model.items():
            live = {i for i, values in told[name].items() if not values["deleted"]}
            assert live == records.keys()
            for i, values in records.items():
                assert {key: told[name][i].get(key) for key in values} == values

    @override
    def teardown(self) -> None:
        """At the end the history holds exactly what was told."""
        with self._register.reading() as session:
            assert list(history.since(session, 0, limit=10_000)) == self._heard
        self._register.close()
        self._folder.cleanup()

    def _stepped(self) -> None:
        self._done.append(copy.deepcopy(self._model))
        self._undone.clear()


TestRegister = RegisterMachine.TestCase
TestRegister.settings = settings(max_examples=25, stateful_step_count=30)
