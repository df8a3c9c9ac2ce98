# SPDX-License-Identifier: Apache-2.0
"""Sheets of the chosen projects, from their list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.event import EventProject
from crm.domain.project import Project
from crm.storage.register import Register
from tests.builders import a, a_project, an_event
from tests.crm.documents.engine import reading
from tests.ui.keys import press, type_in
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.desk.written import as_name
from ui.tables import sheets
from ui.widgets.askline import AskLine


def test_the_chosen_projects_are_printed_in_the_chosen_language(
    desk: Desk, store: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        ids = [
            a_project(unit, name=f"茶园{n}", name_en=f"Garden {n}", may_be_published=True).id
            for n in (1, 2)
        ]
    ground = QWidget()
    qtbot.addWidget(ground)
    offered = sheets.offered(desk, "project", lambda: ids, today, ground)
    assert list(offered) == [sheets.COMMAND]
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    for place, name in enumerate(("Garden 2", "茶园2")):
        offered[sheets.COMMAND]()
        dialog = opened(ground)
        dialog.selectNameFilter(dialog.nameFilters()[place])
        target = tmp_path / f"{place}.pdf"
        dialog.fileSelected.emit(str(target))
        dialog.close()
        assert name in reading.texts(target)[1]
        assert heard[-1].text == f"{place}.pdf is written: 2 pages."
        assert heard[-1].action == "Open the folder"


def test_the_projects_that_an_event_promotes_are_printed(
    desk: Desk, store: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="无锡推介会")
        for name, shown in (("茶园", True), ("密件", False), ("果园", True)):
            project = a_project(unit, name=name, may_be_published=shown)
            if name != "果园":
                a(unit, EventProject, event_id=event.id, project_id=project.id)
    ground = QWidget()
    qtbot.addWidget(ground)
    dialog = sheets.offered(desk, "event", lambda: [event.id], today, ground)[sheets.COMMAND]()
    assert isinstance(dialog, QFileDialog)
    dialog.selectNameFilter(next(one for one in dialog.nameFilters() if "Chinese" in one))
    dialog.fileSelected.emit(str(tmp_path / "fair.pdf"))
    dialog.close()
    pages = reading.texts(tmp_path / "fair.pdf")
    assert len(pages) == 1
    assert "茶园" in pages[0]


@pytest.fixture
def mixed(store: Register) -> list[int]:
    """Two projects; the second one is not released."""
    with store.writing("Prepared") as unit:
        return [
            a_project(unit, name=name, may_be_published=released).id
            for name, released in (("茶园", True), ("密件", False))
        ]


def test_what_is_held_back_is_printed_for_a_reason_that_is_kept(
    desk: Desk, store: Register, mixed: list[int], ground: QWidget, tmp_path: Path
) -> None:
    store.author = "Officer Wen"
    sheets.ask(desk, mixed, today(), ground)
    (question,) = ground.findChildren(AskLine)
    assert question.detail.text() == "密件: The project is not released for publishing."
    type_in(question.line, "The investor asked")
    press(question.line, Qt.Key.Key_Return)
    opened(ground).fileSelected.emit(str(tmp_path / "both.pdf"))
    assert len(reading.texts(tmp_path / "both.pdf")) == 2
    with store.writing("Look") as unit:
        assert "Officer Wen: The investor asked" in (unit.get(Project, mixed[1]).let_in or "")


def test_what_is_held_back_can_be_left_out(
    desk: Desk, store: Register, mixed: list[int], ground: QWidget, tmp_path: Path
) -> None:
    store.author = "Officer Wen"
    sheets.ask(desk, mixed, today(), ground)
    (out,) = [one for one in ground.findChildren(QPushButton) if one.text() == "Leave them out"]
    out.click()
    opened(ground).fileSelected.emit(str(tmp_path / "one.pdf"))
    (text,) = reading.texts(tmp_path / "one.pdf")
    assert "茶园" in text
    with store.writing("Look") as unit:
        assert unit.get(Project, mixed[1]).let_in is None


def test_a_desk_that_is_nobodys_decides_nothing(
    desk: Desk, mixed: list[int], ground: QWidget
) -> None:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    sheets.ask(desk, mixed, today(), ground)
    assert not ground.findChildren(QDialog)
    assert heard[-1].text == "A decision needs a name: say whose desk this is first."


def opened(ground: QWidget) -> QFileDialog:
    """The window that asks for the file."""
    return ground.findChildren(QFileDialog)[-1]


def test_only_projects_and_events_have_sheets(desk: Desk, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    assert sheets.offered(desk, "person", lambda: [1], lambda: date(2026, 1, 1), ground) == {}


def test_a_title_becomes_a_name_that_every_computer_takes() -> None:
    assert as_name('A/B: "C" <d>|e?', "x") == "A B C d e"
    assert as_name("../..", "guide") == "guide"
    assert len(as_name("长" * 300, "x")) == 80
