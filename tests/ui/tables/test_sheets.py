# SPDX-License-Identifier: Apache-2.0
"""Sheets of the chosen projects, from their list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.builders import a_project
from tests.crm.documents.engine import reading
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.desk.written import as_name
from ui.tables import sheets


def test_the_chosen_projects_are_printed_in_the_chosen_language(
    desk: Desk, store: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        ids = [a_project(unit, name=f"茶园{n}", name_en=f"Garden {n}").id for n in (1, 2)]
    ground = QWidget()
    qtbot.addWidget(ground)
    offered = sheets.offered(desk, "project", lambda: ids, today, ground)
    assert list(offered) == [sheets.COMMAND]
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    for place, name in enumerate(("Garden 2", "茶园2")):
        dialog = offered[sheets.COMMAND]()
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(dialog.nameFilters()[place])
        target = tmp_path / f"{place}.pdf"
        dialog.fileSelected.emit(str(target))
        dialog.close()
        assert name in reading.texts(target)[1]
        assert heard[-1].text == f"{place}.pdf is written: 2 pages."
        assert heard[-1].action == "Open the folder"


def test_only_projects_have_sheets(desk: Desk, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    assert sheets.offered(desk, "event", lambda: [1], lambda: date(2026, 1, 1), ground) == {}


def test_a_title_becomes_a_name_that_every_computer_takes() -> None:
    assert as_name('A/B: "C" <d>|e?', "x") == "A B C d e"
    assert as_name("../..", "guide") == "guide"
    assert len(as_name("长" * 300, "x")) == 80
