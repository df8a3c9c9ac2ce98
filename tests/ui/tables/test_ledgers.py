# SPDX-License-Identifier: Apache-2.0
"""The project ledger and the policy compilation, from their lists as they are filtered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from crm.exchange.projectledger import COLUMNS
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing
from crm.storage.register import Register
from tests.builders import a_policy, a_project
from tests.crm.documents.engine import reading
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.tables import ledgers
from ui.tables.commands import LIST_COMMANDS
from ui.tables.panel import ListPanel


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def told(desk: Desk) -> list[Notice]:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    return heard


@pytest.mark.parametrize(("place", "columns"), [(0, 1 + len(COLUMNS)), (1, 14)])
def test_the_ledger_holds_what_the_list_shows(
    desk: Desk, store: Register, ground: QWidget, tmp_path: Path, place: int, columns: int
) -> None:
    with store.writing("Prepared") as unit:
        for name, stage in (("Tea", "sign"), ("Citrus", "reserve")):
            a_project(unit, name=name, stage=stage)
    signed = Listing("project", Filter((Condition("stage", "one_of", ("sign",)),)))
    heard, target = told(desk), tmp_path / "ledger.xlsx"
    dialog = ledgers.offered(desk, lambda: signed, today, ground)[ledgers.LEDGER]()
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith(f"Project ledger {today().isoformat()}.xlsx")
    dialog.selectNameFilter(dialog.nameFilters()[place])
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert heard[-1].text == "ledger.xlsx is written: 1 project."
    assert heard[-1].action == "Open the folder"
    book = CalamineWorkbook.from_filelike(BytesIO(target.read_bytes()))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows[2]) == columns
    names = [row[1] for row in rows]
    assert "Tea" in names
    assert "Citrus" not in names


def test_the_compilation_holds_the_policies_of_the_list(
    desk: Desk, store: Register, ground: QWidget, tmp_path: Path
) -> None:
    with store.writing("Prepared") as unit:
        for title, level in (("Tea rules", "county"), ("Western rules", "state")):
            a_policy(unit, title=title, level=level, review="reviewed", may_be_published=True)
    listing = Listing("policy", Filter((Condition("level", "one_of", ("state",)),)))
    heard, target = told(desk), tmp_path / "policies.pdf"
    dialog = ledgers.offered(desk, lambda: listing, today, ground)[ledgers.COMPILATION]()
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert heard[-1].action == "Open the folder"
    whole = "".join(reading.texts(target))
    assert "Western rules" in whole
    assert "Tea rules" not in whole


def test_other_lists_have_neither(desk: Desk, ground: QWidget) -> None:
    assert ledgers.offered(desk, lambda: Listing("event"), today, ground) == {}


def test_the_list_offers_its_paper_as_a_command(desk: Desk, qtbot: QtBot) -> None:
    known = {one.id for one in LIST_COMMANDS}
    for record, command in (("project", ledgers.LEDGER), ("policy", ledgers.COMPILATION)):
        panel = ListPanel(desk, record, today)
        qtbot.addWidget(panel)
        assert command in known
        assert command in panel.handlers()
