# SPDX-License-Identifier: Apache-2.0
"""A change set answers what it touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.domain.records import now
from crm.storage import history
from crm.storage.changes import Change, Changes
from crm.storage.register import Register
from tests.builders import a_project

CREATED = Change("project", 7, "u", 1, None, {"name": "A", "deleted": False})
DELETED = Change("project", 8, "u", 2, {"deleted": False}, {"deleted": True})
RESTORED = Change("project", 9, "u", 3, {"deleted": True}, {"deleted": False})
CHANGES = Changes(1, "Edit", now(), "", (CREATED, DELETED, RESTORED))


def test_a_change_knows_what_it_did() -> None:
    seen = [(c.created, c.deleted, c.restored) for c in CHANGES.items]
    assert seen == [(True, False, False), (False, True, False), (False, False, True)]


def test_changes_know_which_records_they_touch() -> None:
    assert CHANGES.touches(Project)
    assert CHANGES.touches(Milestone, Project)
    assert not CHANGES.touches(Milestone)
    assert CHANGES.ids(Project) == {7, 8, 9}
    assert CHANGES.ids(Milestone) == frozenset()


def test_what_is_not_complete_may_touch_everything() -> None:
    assert replace(CHANGES, items=(), complete=False).touches(Milestone)


@pytest.mark.parametrize("odd", ["\ud83c", "\x00"])
def test_a_title_or_author_that_no_store_takes_stops_no_change(
    any_store: Register, odd: str
) -> None:
    any_store.author = f"Office{odd}"
    with any_store.writing(f"New{odd} project") as unit:
        a_project(unit)
    with any_store.reading() as session:
        found = history.recent(session)[0]
    assert (found.title, found.author) == ("New project", "Office")
