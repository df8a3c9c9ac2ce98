# SPDX-License-Identifier: Apache-2.0
"""The papers of an event from its page: a menu, then a file in the chosen language."""

from __future__ import annotations

from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from crm.documents.papers.printing import KINDS
from crm.storage.register import Register
from tests.builders import a_person, an_attendance, an_event
from tests.crm.documents.engine import reading
from ui.desk.desk import Desk
from ui.record import papers


@pytest.fixture
def ground(qtbot: QtBot) -> Generator[QWidget]:
    """What the menu belongs to: held until the menu is gone."""
    widget = QWidget()
    qtbot.addWidget(widget)
    yield widget
    qtbot.wait(10)


def test_the_menu_offers_just_the_papers_there_are() -> None:
    assert [one[:2] for one in papers.PAPERS] == [(one.code, one.label) for one in KINDS]


def test_a_paper_chosen_in_the_menu_is_printed_where_the_user_says(
    desk: Desk, store: Register, ground: QWidget, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="无锡推介会", name_en="Wuxi roadshow")
        an_attendance(unit, event, a_person(unit, name="钱伟"))
        event_id = event.id
    menu = papers.open_menu(desk, event_id, "Wuxi roadshow", ground)
    names = [action.text() for action in menu.actions()]
    menu.actions()[names.index("Name badges")].trigger()
    (dialog,) = ground.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Print: Name badges"
    assert Path(dialog.selectedFiles()[0]).name == "Wuxi roadshow Name badges.pdf"
    dialog.fileSelected.emit(str(tmp_path / "badges.pdf"))
    dialog.close()
    menu.close()
    assert "钱伟" in reading.texts(tmp_path / "badges.pdf")[0]


def test_only_events_have_papers(desk: Desk, ground: QWidget) -> None:
    assert papers.offered(desk, "project", 1, str, ground) == {}
    assert list(papers.offered(desk, "event", 1, str, ground)) == [papers.COMMAND]


def test_the_follow_up_list_is_written_as_a_workbook_with_those_who_came(
    desk: Desk, store: Register, ground: QWidget, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="无锡推介会")
        came = a_person(unit, name="钱伟", mobile="13812345678")
        an_attendance(unit, event, came, state="attended", interest="a")
        an_attendance(unit, event, a_person(unit, name="周平"), state="invited")
        event_id = event.id
    target = tmp_path / "list.xlsx"
    dialog = papers.ask_workbook(desk, event_id, "无锡推介会", ground)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(target.read_bytes()))
        .get_sheet_by_index(0)
        .to_python()
    )
    cells = [str(cell) for row in rows for cell in row]
    assert "Follow-up list: 无锡推介会" in cells
    assert {"钱伟", "13812345678", "A strong"} <= set(cells)
    assert "周平" not in cells
