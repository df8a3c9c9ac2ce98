# SPDX-License-Identifier: Apache-2.0
"""A month of funds: pasted from a spreadsheet, summed, reported, locked, corrected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.course import Party
from crm.domain.office import StoreSetting
from crm.domain.receipt import Receipt
from crm.storage.store import open_store
from tests.builders import a, a_project, an_organisation
from tests.journeys.traveller import CTRL, SHIFT, Traveller
from tests.ui.applications import application
from tests.ui.keys import type_in
from ui.pages.funds import FundsPage

KEY = Qt.Key


def a_store(place: Path) -> str:
    """A store of a county with a project whose investor sits in Hangzhou."""
    register = open_store(str(place))
    with register.writing("Prepared") as unit:
        a(unit, StoreSetting, key="county.place", value='"422825"')
        project = a_project(unit, name="Tea garden")
        firm = an_organisation(unit, place="330102")
        a(unit, Party, project_id=project.id, organisation_id=firm.id, role="investor")
    register.close()
    return str(place)


def write(traveller: Traveller, page: FundsPage, text: str) -> None:
    """Type into the current cell of the grid and go on by Tab."""
    type_in(page.grid.table, text[0])
    editor = page.grid.table.focusWidget()
    assert editor is not None
    type_in(editor, text[1:])
    traveller.key(KEY.Key_Tab)


def rows(traveller: Traveller) -> list[tuple[object, ...]]:
    with traveller.app.desk.register.reading() as session:
        query = select(Receipt.amount, Receipt.origin, Receipt.state, Receipt.corrects_id)
        live = query.where(~Receipt.deleted).order_by(Receipt.id)
        return [tuple(row) for row in session.execute(live)]


def test_receipts_are_entered_summed_reported_and_corrected(qtbot: QtBot, tmp_path: Path) -> None:
    with application(qtbot, a_store(tmp_path / "county.icr")) as app:
        office = Traveller(app, qtbot)
        office.start("today")
        office.key(KEY.Key_T, CTRL | SHIFT)
        office.arrive("funds")
        page = app.window.stack.page
        assert isinstance(page, FundsPage)

        QGuiApplication.clipboard().setText("Tea garden\t2026年5月\t350\nTea garden\t2026.5\t50\n")
        office.key(KEY.Key_V, CTRL)
        assert page.grid.many == 2
        office.key(KEY.Key_S, CTRL)
        drafts = [(3_500_000, "in_country", "draft", None), (500_000, "in_country", "draft", None)]
        assert rows(office) == drafts

        office.push("Sums")
        assert [page.sums.text(0, at) for at in range(4)] == ["Total", "2", "400", "0"]
        office.push("Ledger")
        page.grid.table.setFocus()
        page.grid.table.go(0, 2)
        office.rest()
        office.push("Report 2026-05")
        assert [row[2] for row in rows(office)] == ["reported", "reported"]

        page.grid.table.setFocus()
        page.grid.table.go(0, 2)
        office.key(KEY.Key_Delete)
        assert page.grid.many == 0
        office.push("Correct")
        write(office, page, "-100")
        page.grid.table.go(2, 8)
        write(office, page, "Counted twice")
        office.key(KEY.Key_S, CTRL)
        with app.desk.register.reading() as session:
            first = session.scalars(select(Receipt.id).order_by(Receipt.id)).first()
        assert rows(office)[2] == (-1_000_000, "in_country", "draft", first)
        office.push("Sums")
        assert [page.sums.text(0, at) for at in range(4)] == ["Total", "3", "300", "400"]

        office.key(KEY.Key_Z, CTRL)
        assert [row[2] for row in rows(office)] == ["reported", "reported"]
