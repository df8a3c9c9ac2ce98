# SPDX-License-Identifier: Apache-2.0
"""The file of a project or an investor from its page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm.documents.dossier import TITLES
from crm.storage.register import Register
from tests.builders import a_project
from tests.crm.documents.engine import reading
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.record import handing
from ui.record.recordcommands import RECORD_COMMANDS


def test_the_file_is_printed_in_the_chosen_language(
    desk: Desk, store: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        one = a_project(unit, name="茶园", name_en="Tea garden").id
    ground = QWidget()
    qtbot.addWidget(ground)
    offered = handing.offered(desk, "project", one, lambda: "茶园", today, ground)
    assert list(offered) == [handing.COMMAND]
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    for place, word in enumerate(("Project file", "项目档案")):
        dialog = offered[handing.COMMAND]()
        assert isinstance(dialog, QFileDialog)
        assert Path(dialog.selectedFiles()[0]).name == "茶园 Project file.pdf"
        dialog.selectNameFilter(dialog.nameFilters()[place])
        target = tmp_path / f"{place}.pdf"
        dialog.fileSelected.emit(str(target))
        dialog.close()
        assert word in reading.texts(target)[0]
        assert heard[-1].action == "Open the folder"


def test_projects_and_investors_have_a_file(desk: Desk, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    assert set(handing.FILES) == set(TITLES)
    assert handing.COMMAND in {one.id for one in RECORD_COMMANDS}
    for record in ("project", "organisation", "event", "policy"):
        found = handing.offered(desk, record, 1, str, today, ground)
        assert bool(found) == (record in TITLES)
