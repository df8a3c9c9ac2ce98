# SPDX-License-Identifier: Apache-2.0
"""Doing something with many records: told, stopped, undone, and backed up before when very many."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.queries.listing import Listing
from crm.storage.backup import listed
from crm.storage.register import Register
from tests.builders import a_project, a_staff_member
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.tables import doing


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


def live(store: Register) -> int:
    with store.reading() as session:
        return session.query(Project).where(Project.deleted.is_(False)).count()


def test_deleting_says_what_still_refers_to_it_and_can_be_undone(
    desk: Desk, store: Register, notices: list[Notice]
) -> None:
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        for name in ("One", "Two"):
            a_project(unit, name=name, staff_id=officer.id)
    doing.delete(desk, "staff", [officer.id])
    assert notices[-1].text == "1 record deleted. Still referred to by: Project × 2."
    assert notices[-1].act is not None
    notices[-1].act()
    doing.delete(desk, "project", [])
    with store.reading() as session:
        assert not session.get_one(type(officer), officer.id).deleted


@pytest.fixture
def many(store: Register) -> list[int]:
    with store.writing("Prepared") as unit:
        return [a_project(unit, name=f"P{at}").id for at in range(doing.AT_ONCE + 20)]


@pytest.fixture
def busy(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"))
    made.open(store)
    yield made
    made.close()


def test_very_many_are_deleted_in_parts_that_can_be_stopped_as_a_whole(
    busy: Desk, store: Register, many: list[int], qtbot: QtBot
) -> None:
    def stop() -> None:
        for job in busy.jobs.shown():
            job.cancel()

    busy.jobs.changed.connect(stop)
    doing.delete(busy, "project", many)
    qtbot.waitUntil(lambda: not busy.jobs.busy(), timeout=20_000)
    assert live(store) == len(many)
    busy.jobs.changed.disconnect(stop)
    doing.delete(busy, "project", many)
    assert [one.title for one in busy.jobs.shown()] == [f"Delete: Project × {len(many)}"]
    qtbot.waitUntil(lambda: not busy.jobs.busy(), timeout=20_000)
    assert live(store) == 0


def test_a_backup_is_made_before_very_many_are_changed(
    desk: Desk, store: Register, store_path: Path, many: list[int], notices: list[Notice]
) -> None:
    desk.stores.where = str(store_path)
    doing.set_field(desk, "project", many[:10], {"site": "East"})
    assert listed(desk.stores.backups, store_path) == ()
    doing.set_field(desk, "project", many, {"site": "West"})
    assert [one.reason for one in listed(desk.stores.backups, store_path)] == ["bulk"]
    assert notices[-1].text == f"{len(many)} records changed."
    with store.reading() as session:
        assert {one.site for one in session.query(Project)} == {"West"}


def test_nothing_is_changed_when_no_backup_can_be_made(
    desk: Desk, store: Register, tmp_path: Path, many: list[int], notices: list[Notice]
) -> None:
    desk.stores.where = str(tmp_path / "gone" / "office.icr")
    doing.delete(desk, "project", many)
    assert notices[-1].kind == "trouble"
    assert live(store) == len(many)


@pytest.mark.parametrize(
    ("name", "format_", "written"),
    [
        ("list.xlsx", 1, "list.csv"),
        ("list", 1, "list.csv"),
        ("list.2026", 0, "list.2026.xlsx"),
        ("list.csv", 0, "list.xlsx"),
    ],
)
def test_the_format_that_was_chosen_is_written(
    desk: Desk, tmp_path: Path, qtbot: QtBot, name: str, format_: int, written: str
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    listing = Listing("project", columns=("name",))
    dialog: QFileDialog = doing.export(desk, listing, "Projects", today, ground)
    dialog.selectNameFilter(dialog.nameFilters()[format_])
    dialog.fileSelected.emit(str(tmp_path / name))
    assert (tmp_path / written).exists()
