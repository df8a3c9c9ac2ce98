# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds: pasted, saved at once, reported, locked, corrected, summed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from crm.actions import records
from crm.domain.course import Party
from crm.domain.office import StoreSetting
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.kinds.days import PartialDay
from crm.queries.filters import Filter
from crm.storage.register import Register
from tests.builders import a, a_project, a_receipt, an_organisation
from tests.ui.keys import press
from ui.desk.desk import Desk, Notice
from ui.forms.conflicts import ConflictDialog
from ui.pages.funds import LEDGER, SUMS, FundsPage
from ui.tables import fundscommands, fundsledger
from ui.theme import sizes

TODAY = date(2026, 6, 18)
MAY, JUNE = PartialDay(2026, 5), PartialDay(2026, 6)
CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    return told


@pytest.fixture
def tea(store: Register) -> int:
    """A project of 35 million yuan with an investor from Hangzhou; another one, of nobody."""
    with store.writing("Prepared") as unit:
        a(unit, StoreSetting, key="county.place", value='"422825"')
        a_project(unit, name="Mill", code="P-2")
        project = a_project(unit, name="Tea garden", code="P-1")
        firm = an_organisation(unit, place="330102")
        a(unit, Party, project_id=project.id, organisation_id=firm.id, role="investor")
        return project.id


@pytest.fixture
def page(desk: Desk, tea: int, qtbot: QtBot) -> FundsPage:
    assert tea
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot, argument: object = None) -> FundsPage:
    made = FundsPage(desk, lambda: TODAY)
    desk.relay.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.open_with(argument)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.grid.table.setFocus()
    return made


def paste(page: FundsPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.grid.table.go(len(page.grid.rows), 0)
    press(page.grid.table, KEY.Key_V, CTRL)


def words(page: FundsPage, row: int) -> list[str]:
    model = page.grid.grid.model
    return [str(model.index(row, at).data()) for at in range(model.columnCount())]


def receipts(store: Register) -> list[tuple[int, str, str]]:
    with store.writing("Look") as unit:
        return [(one.amount, one.origin, one.state) for one in unit.find(Receipt)]


def test_a_pasted_block_is_saved_as_one_change_with_the_origin_of_the_investor(
    page: FundsPage, store: Register, notices: list[Notice]
) -> None:
    paste(page, "Tea garden\t2026.5\t350\nP-1\t2026年6月\t1.2亿元\n")
    assert words(page, 0)[:5] == [
        "Tea garden", "2026-05", "350", "Outside the province, within the mainland", "",
    ]  # fmt: skip
    assert not page.leave()
    page.save()
    assert receipts(store) == [
        (3_500_000, "in_country", "draft"), (120_000_000, "in_country", "draft"),
    ]  # fmt: skip
    assert page.leave()
    assert notices[-1].act is not None
    notices[-1].act()
    assert receipts(store) == []


def test_an_unknown_project_and_an_unknown_origin_stand_in_their_cells(
    page: FundsPage, store: Register
) -> None:
    paste(page, "Palace\t2026.5\t350\nMill\t2026.5\t20\n")
    page.save()
    assert receipts(store) == []
    assert "Palace" in page.grid.grid.model.said(page.grid.table.currentIndex())
    page.grid.grid.put(0, "project_id", page.grid.grid.rows()[1]["project_id"])
    page.save()
    assert page.banner.text
    wrong = page.grid.grid.model.wrong
    assert set(wrong) == {(0, "origin"), (1, "origin")}
    for row in (0, 1):
        page.grid.grid.put(row, "origin", "in_county")
    page.save()
    assert len(receipts(store)) == 2
    assert page.banner.text == ""


def test_what_is_beyond_the_total_stays_marked_at_the_last_receipt_of_the_project(
    page: FundsPage, qtbot: QtBot
) -> None:
    paste(page, "P-1\t2026.4\t3000\nP-1\t2026.5\t600\nMill\t2026.5\t20\n")
    for row in range(3):
        page.grid.grid.put(row, "origin", "in_county")
    page.save()
    assert page.leave()
    model = page.grid.grid.model
    qtbot.waitUntil(lambda: set(model.doubts) == {(1, "amount")})
    assert "CNY 1 million" in model.doubts[1, "amount"]


def test_more_than_the_total_investment_is_said_in_the_cell_and_can_be_saved(
    page: FundsPage, store: Register
) -> None:
    paste(page, "Tea garden\t2026.5\t3000\nTea garden\t2026.6\t600\n")
    model = page.grid.grid.model
    assert "CNY 1 million" in model.said(model.index(0, 2))
    page.save()
    assert len(receipts(store)) == 2


def test_a_month_is_reported_locked_and_corrected_by_a_row(
    page: FundsPage, store: Register
) -> None:
    paste(page, "Tea garden\t2026.5\t350\n")
    page.save()
    page.grid.table.go(0, 0)
    assert page.month == MAY
    page.report()
    assert receipts(store) == [(3_500_000, "in_country", "reported")]
    page.grid.table.go(0, 2)
    press(page.grid.table, KEY.Key_Delete)
    assert page.grid.many == 0
    page.handlers()[fundscommands.CORRECT]()
    assert page.grid.table.currentIndex().row() == 1
    page.grid.grid.put(1, "amount", -500_000)
    page.save()
    assert page.banner.text
    page.grid.grid.put(1, "note", "Counted twice")
    page.save()
    with store.writing("Look") as unit:
        row = unit.find(Receipt)[1]
        assert (row.amount, row.month, row.note) == (-500_000, MAY, "Counted twice")
        assert row.corrects_id == unit.find(Receipt)[0].id


def test_what_those_who_check_it_say_is_typed_into_the_locked_row(
    page: FundsPage, store: Register, tea: int
) -> None:
    with store.writing("Prepared") as unit:
        project = unit.get(type(a_project(unit)), tea)
        a_receipt(unit, project, month=MAY, amount=1_000_000, state="reported")
    page.grid.grid.put(0, "approved_amount", 800_000)
    page.save()
    assert receipts(store) == [(1_000_000, "in_country", "reduced")]


def test_what_is_typed_stays_when_a_colleague_enters_something(
    page: FundsPage, store: Register, tea: int
) -> None:
    paste(page, "Tea garden\t2026.5\t350\n")
    with store.writing("Colleague") as unit:
        a_receipt(unit, unit.get(type(a_project(unit)), tea), month=JUNE)
    assert page.grid.many == 1
    page.save()
    assert len(page.grid.rows) == 2


def test_sums_open_the_receipts_behind_them(page: FundsPage, store: Register, tea: int) -> None:
    with store.writing("Prepared") as unit:
        project = unit.get(type(a_project(unit)), tea)
        a_receipt(unit, project, month=MAY, amount=1_000_000, state="reported")
        a_receipt(unit, project, month=JUNE, amount=3_000_000, origin="abroad")
    page.way.choose(SUMS)
    page.way.chosen.emit(SUMS)
    assert page.sums.text(1, 0) == "Tea garden"
    assert [page.sums.text(0, at) for at in range(5)] == ["Total", "2", "400", "100", "100.0"]
    page.sums.way.choose("origin")
    page.sums.way.chosen.emit("origin")
    assert page.sums.lines[2].key == "abroad"
    page.sums.table.setCurrentCell(2, 0)
    press(page.sums.table, KEY.Key_Return)
    assert page.way.current == LEDGER
    assert [one.values["amount"] for one in page.grid.rows] == [3_000_000]


def test_the_ledger_of_one_project_is_opened_by_its_id(
    desk: Desk, store: Register, tea: int, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        a_receipt(unit, unit.get(type(a_project(unit)), tea), month=PartialDay(2024, 1))
        a_receipt(unit, a_project(unit), month=MAY)
    page = opened(desk, qtbot, tea)
    assert [one.values["month"].text() for one in page.grid.rows] == ["2024-01"]


def test_what_is_typed_can_be_thrown_away(page: FundsPage) -> None:
    paste(page, "Tea garden\t2026.5\t350\n")
    page.discard()
    assert page.grid.many == 0
    assert page.leave()


def test_what_a_crash_left_in_the_ledger_stands_there_again(
    desk: Desk, page: FundsPage, store: Register, tea: int, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        a_receipt(unit, unit.get(type(a_project(unit)), tea), month=MAY, amount=1_000_000)
    paste(page, "Tea garden\t2026.6\t350\nNobody\tsoon\n")
    page.grid.grid.put(0, "amount", 2_000_000)
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    again = opened(desk, qtbot)
    assert [words(again, row)[:3] for row in range(3)] == [
        ["Tea garden", "2026-05", "200"], ["Tea garden", "2026-06", "350"], ["Nobody", "soon", ""],
    ]  # fmt: skip
    assert len(again.grid.grid.wrong()) > 0
    again.discard()
    qtbot.waitUntil(lambda: desk.drafts.all() == [])
    assert [words(again, row)[2] for row in range(1)] == ["100"]


@pytest.fixture
def million(store: Register, tea: int) -> int:
    """A receipt of the tea garden."""
    with store.writing("Prepared") as unit:
        project = unit.get(Project, tea)
        return a_receipt(unit, project, month=MAY, amount=1_000_000, note="first").id


def change(store: Register, receipt_id: int, **values: object) -> None:
    """What a colleague does in another window."""
    with store.writing("Colleague") as unit:
        records.alter(unit, unit.get(Receipt, receipt_id), values)


def asked(page: FundsPage) -> ConflictDialog:
    dialogs = page.window().findChildren(ConflictDialog)
    (dialog,) = [one for one in dialogs if one.isVisible()]
    return dialog


def amounts(store: Register) -> list[tuple[int, str | None]]:
    with store.writing("Look") as unit:
        return [(one.amount, one.note) for one in unit.find(Receipt)]


def test_a_draft_does_not_overwrite_what_a_colleague_saved_in_the_same_cell(
    desk: Desk, million: int, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot)
    page.grid.grid.put(0, "amount", 2_000_000)
    page.grid.grid.put(0, "kind", "new")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    change(store, million, amount=3_000_000, note="theirs")
    again = opened(desk, qtbot)
    assert words(again, 0)[2:3] == ["300"]
    assert again.grid.grid.rows()[0]["kind"] == "new"
    (one,) = again.clashes()
    assert one.label.startswith("Tea garden · 2026-05 · Amount")
    assert (one.original, one.mine, one.theirs) == ("100", "200", "300")
    asked(again).reject()
    again.save()
    assert amounts(store) == [(3_000_000, "theirs")]
    asked(again).table.choose(one.name, "mine")
    asked(again).accept()
    assert amounts(store) == [(2_000_000, "theirs")]
    assert again.leave()


def test_until_it_is_chosen_a_draft_keeps_what_was_typed(
    desk: Desk, million: int, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot)
    page.grid.grid.put(0, "amount", 2_000_000)
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    change(store, million, amount=3_000_000)
    once = opened(desk, qtbot)
    asked(once).reject()
    qtbot.wait(sizes.PAUSE_DRAFT + 100)
    again = opened(desk, qtbot)
    asked(again).reject()
    assert [(one.original, one.mine) for one in again.clashes()] == [("100", "200")]
    again.banner.press(0)
    asked(again).table.choose_all("theirs")
    asked(again).accept()
    assert again.leave()
    qtbot.waitUntil(lambda: desk.drafts.all() == [])


def test_two_windows_that_changed_the_same_cells_choose_field_by_field(
    desk: Desk, million: int, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot)
    paste(page, "Tea garden\t2026.6\t350\n")
    page.grid.grid.put(0, "amount", 2_000_000)
    page.grid.grid.put(0, "note", "mine")
    change(store, million, amount=3_000_000, note="theirs")
    page.save()
    first, second = asked(page).table.choices()
    assert len(amounts(store)) == 1
    asked(page).table.choose(first, "theirs")
    asked(page).accept()
    assert amounts(store) == [(3_000_000, "mine"), (3_500_000, None)]
    assert second.endswith("note")
    assert page.leave()


def test_what_was_typed_in_a_receipt_that_a_colleague_deleted_is_asked_for(
    desk: Desk, million: int, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot)
    page.grid.grid.put(0, "amount", 2_000_000)
    with store.writing("Colleague") as unit:
        records.delete(unit, "receipt", [million])
    page.save()
    (one,) = page.clashes()
    assert (one.label, one.mine, one.theirs) == ("Tea garden · 2026-05", "200", "Deleted")
    asked(page).accept()
    assert amounts(store) == [(2_000_000, "first")]


def test_a_draft_finds_its_receipt_outside_the_filter(
    desk: Desk, tea: int, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        a_receipt(unit, unit.get(Project, tea), month=PartialDay(2024, 1), amount=1_000_000)
    page = opened(desk, qtbot, tea)
    page.grid.grid.put(0, "amount", 2_000_000)
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    again = opened(desk, qtbot)
    assert words(again, 0)[:3] == ["Tea garden", "2024-01", "200"]
    again.save()
    assert [one for one, _note in amounts(store)] == [2_000_000]


def test_what_was_typed_in_a_month_that_was_reported_meanwhile_is_told(
    desk: Desk, million: int, store: Register, qtbot: QtBot, notices: list[Notice]
) -> None:
    page = opened(desk, qtbot)
    page.grid.grid.put(0, "amount", 2_000_000)
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    change(store, million, state="reported", reported_on=TODAY)
    again = opened(desk, qtbot)
    assert again.leave()
    assert "Tea garden · 2026-05 · Amount" in notices[-1].text
    assert "200" in notices[-1].text


def test_nothing_is_typed_over_rows_that_are_being_written(page: FundsPage) -> None:
    grid = page.grid.grid
    paste(page, "Tea garden\t2026.6\t350\n")
    grid.hold(on=True)
    grid.put(0, "amount", 1_000_000)
    press(page.grid.table, KEY.Key_Z, CTRL)
    assert words(page, 0)[2] == "350"
    grid.hold(on=False)
    grid.put(0, "amount", 1_000_000)
    assert words(page, 0)[2] == "100"


def test_the_workbook_has_real_numbers_and_a_total(
    desk: Desk, store: Register, tea: int, tmp_path: Path, notices: list[Notice]
) -> None:
    with store.writing("Prepared") as unit:
        project = unit.get(type(a_project(unit)), tea)
        a_receipt(unit, project, month=MAY, amount=1_500_000, state="reported")
        a_receipt(unit, project, month=JUNE, amount=3_000_000)
    target = tmp_path / "funds.xlsx"
    fundsledger.write(desk, Filter(), target, TODAY)
    book = CalamineWorkbook.from_filelike(BytesIO(target.read_bytes()))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Ledger of funds in place"
    assert rows[3][0] == "Tea garden"
    assert [row[2] for row in rows[3:]] == [150.0, 300.0, 450.0]
    assert notices[-1].text == "funds.xlsx is written: 2 receipts."
