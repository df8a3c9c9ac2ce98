# SPDX-License-Identifier: Apache-2.0
"""What is done with many records at once overwrites nothing that a colleague just wrote."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from crm.domain.project import Project
from crm.errors import Conflict
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project
from ui.desk.desk import Desk
from ui.tables import doing


@pytest.fixture
def colleague(store_path: Path, store: Register) -> Generator[Register]:
    """The register of another window on the same store."""
    assert store.desk
    made = open_store(store_path)
    yield made
    made.close()


@pytest.fixture
def troubles(desk: Desk) -> list[object]:
    told: list[object] = []

    def tell(error: object, _job: object) -> None:
        told.append(error)

    desk.jobs.troubled.connect(tell)
    return told


@pytest.fixture
def ids(store: Register) -> list[int]:
    with store.writing("Prepared") as unit:
        return [a_project(unit, name="Tea works").id, a_project(unit, name="Orchard").id]


def names(store: Register) -> list[tuple[str, str | None]]:
    with store.writing("Look") as unit:
        return [(one.name, one.site) for one in unit.find(Project)]


def test_what_a_colleague_just_changed_is_not_deleted_unseen(
    desk: Desk, store: Register, colleague: Register, ids: list[int], troubles: list[object]
) -> None:
    with colleague.writing("Renamed") as unit:
        unit.change(unit.get(Project, ids[0]), {"name": "Tea works II"})
    doing.delete(desk, "project", ids)
    assert isinstance(troubles[0], Conflict)
    assert len(names(store)) == 2
    store.catch_up()
    doing.delete(desk, "project", ids)
    assert names(store) == []


def test_a_field_that_a_colleague_filled_while_the_window_stood_open_is_kept(
    desk: Desk, store: Register, colleague: Register, ids: list[int], troubles: list[object]
) -> None:
    seen = store.seen
    with colleague.writing("Filled") as unit:
        unit.change(unit.get(Project, ids[1]), {"site": "East"})
    store.catch_up()
    doing.set_field(desk, "project", ids, {"site": "West"}, seen=seen)
    assert isinstance(troubles[0], Conflict)
    assert [site for _name, site in names(store)] == [None, "East"]
    doing.set_field(desk, "project", ids, {"code": "P"}, seen=seen)
    doing.set_field(desk, "project", ids, {"site": "West"})
    assert [site for _name, site in names(store)] == ["West", "West"]
    assert len(troubles) == 1
