# SPDX-License-Identifier: Apache-2.0
"""What a move writes: once, by whom, within the limit of files, beside what colleagues save."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.actions.conventions import settle
from crm.domain.course import StageChange
from crm.domain.project import Project
from crm.domain.records import today
from crm.storage.register import Register
from tests.builders import (
    a_staff_member,
)
from tests.ui.forms.movehands import Opened, fields, put, stage_of
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.owner import Owner, sit_down
from ui.forms.moving import MoveDialog, ask_to_move
from ui.widgets.confirm import ConfirmDialog


@pytest.fixture
def project(negotiating: int) -> int:
    return negotiating


@pytest.fixture
def opened(ask: Opened) -> Opened:
    return ask


def test_a_move_that_is_saved_twice_quickly_is_written_once(
    store: Register, tmp_path: Path, project: int, qtbot: QtBot
) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "slow.json"))
    desk.open(store)
    parent = QWidget()
    qtbot.addWidget(parent)
    found: list[MoveDialog] = []
    ask_to_move(desk, parent, project, "sign", today, shown=found.append)
    qtbot.waitUntil(lambda: bool(found))
    type_in(found[0].reason, "Decided")
    with qtbot.waitSignal(found[0].moved):
        found[0].accept()
        found[0].accept()
        found[0].reject()
        assert found[0].isVisible()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    desk.close()
    with store.writing("Look") as unit:
        assert len(unit.find(StageChange)) == 1


def test_a_move_says_who_at_first_whoever_sits_at_the_desk(
    store: Register, desk: Desk, opened: Opened, project: int
) -> None:
    with store.writing("Prepared") as unit:
        other = a_staff_member(unit, name="Officer Li")
        responsible = unit.get(Project, project).staff_id
    dialog = opened(project, "sign")
    assert dialog.by.editors["staff_id"].value() == responsible
    put(dialog.by, staff_id=other.id)
    type_in(dialog.reason, "Decided")
    dialog.accept()
    with store.writing("Look") as unit:
        (change,) = unit.find(StageChange)
        assert change.staff_id == other.id
    sit_down(desk, Owner(other.id, "Officer Li"))
    again = opened(project, "negotiate")
    assert again.by.editors["staff_id"].value() == other.id
    again.reject()


def test_a_file_that_is_too_large_stops_the_move(
    store: Register, opened: Opened, project: int, tmp_path: Path
) -> None:
    with store.writing("Settled") as unit:
        settle(unit, {"files.limit": 1})
    paper = tmp_path / "scan.pdf"
    paper.write_bytes(b"x" * 1_100_000)
    dialog = opened(project, "sign")
    dialog.asked.files[0].take(str(paper))
    type_in(dialog.reason, "Decided")
    dialog.accept()
    assert "larger than 1 MB" in dialog.reason_row.message
    assert stage_of(store, project) == "negotiate"
    dialog.accept()
    assert dialog.isVisible()


def test_what_a_colleague_saved_meanwhile_stays_and_the_rest_is_asked_for_again(
    store: Register, opened: Opened, project: int
) -> None:
    dialog = opened(project, "sign")
    put(dialog.asked.fields, agreed_investment=30_000_000, signed_without_event=True)
    type_in(dialog.reason, "Decided")
    with store.writing("A colleague") as unit:
        unit.change(unit.get(Project, project), {"agreed_investment": 10_000_000})
    dialog.accept()
    assert dialog.isVisible()
    assert "agreed_investment" not in fields(dialog)
    assert dialog.asked.fields is not None
    assert dialog.asked.fields.editors["signed_without_event"].value() is True
    dialog.accept()
    with store.writing("Look") as unit:
        moved = unit.get(Project, project)
        assert (moved.stage, moved.agreed_investment) == ("sign", 10_000_000)


def test_a_project_that_a_colleague_moved_meanwhile_is_asked_about_from_there(
    store: Register, opened: Opened, project: int
) -> None:
    dialog = opened(project, "sign")
    type_in(dialog.reason, "Decided")
    with store.writing("A colleague") as unit:
        unit.change(unit.get(Project, project), {"stage": "sign"})
    dialog.accept()
    assert dialog.stage.current == "build"
    with store.writing("Look") as unit:
        assert not unit.find(StageChange)


def test_what_was_entered_stands_there_again_after_a_crash(
    store: Register, opened: Opened, project: int, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(project, "sign")
    dialog.stage.choose("build")
    dialog.stage.chosen.emit("build")
    rows = dialog.asked.fields
    assert rows is not None
    type_in(rows.editors["filing_code"].target, "2606")
    type_in(rows.editors["agreed_investment"].target, "a lot")
    type_in(dialog.reason, "Decided")
    qtbot.waitUntil(partial(_is_kept, tmp_path), timeout=3_000)
    again = opened(project, "sign")
    assert (again.stage.current, again.reason.text()) == ("build", "Decided")
    assert again.asked.fields is not None
    assert again.asked.fields.editors["filing_code"].value() == "2606"
    assert again.asked.fields.editors["agreed_investment"].typed() == "a lot"
    assert stage_of(store, project) == "negotiate"


def test_leaving_asks_once_when_something_was_entered(opened: Opened, project: int) -> None:
    dialog = opened(project, "sign")
    type_in(dialog.reason, "Decided")
    dialog.reject()
    assert dialog.isVisible()
    (question,) = dialog.findChildren(ConfirmDialog)
    press(question, Qt.Key.Key_Escape)
    assert dialog.reason.text() == "Decided"
    dialog.reject()
    shown = [one for one in dialog.findChildren(ConfirmDialog) if one.isVisible()]
    (leave,) = [b for b in shown[0].findChildren(QPushButton) if b.text() == "Close without moving"]
    leave.click()
    assert not dialog.isVisible()
    assert not opened(project, "sign").reason.text()


def _is_kept(folder: Path) -> bool:
    return any("2606" in one.read_text("utf-8") for one in folder.rglob("*.json"))
