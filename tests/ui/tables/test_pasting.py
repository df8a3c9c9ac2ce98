# SPDX-License-Identifier: Apache-2.0
"""A block of a spreadsheet becomes records in one step, and one undo takes all of them back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.storage.register import Register
from tests.builders import a
from ui.desk.desk import Desk, Notice
from ui.tables import pasting
from ui.tables.listhead import PASTED
from ui.tables.pasting import PasteDialog

HEAD = "Category\tItem\tSpecification *\tPrice unit\tLow\tHigh\n"
COSTS = (
    "Electricity\tFactory power\t10kV\tyuan/kWh\t0.5\t0.8\t2026-01-01\tGrid\t2026-02-01\n"
    "Water\tFactory water\t\tyuan/t\t3\t\t\tWater works\t\n"
)


def opened(desk: Desk, record: str, ground: QWidget) -> PasteDialog:
    pasting.offered(desk, record, ground)[pasting.COMMAND]()
    made = ground.findChild(PasteDialog)
    assert isinstance(made, PasteDialog)
    return made


def paste(dialog: PasteDialog, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    dialog.grid.table.paste()


def kept(store: Register) -> tuple[list[str], int]:
    with store.writing("Look") as unit:
        return [one.name for one in unit.find(CostItem)], len(unit.find(CostPrice))


def test_a_pasted_block_is_entered_in_one_step_and_taken_back_by_the_notice(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    with store.writing("Before") as unit:
        a(
            unit, CostItem, category="power", name="Factory power", specification="10kV",
            price_unit="yuan/kWh",
        )  # fmt: skip
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    dialog = opened(desk, "cost_item", ground)
    paste(dialog, HEAD + COSTS)
    assert len(dialog.grid.rows()) == 2
    assert dialog.grid.wrong() == {}
    dialog.primary.click()
    assert kept(store) == (["Factory power", "Factory water"], 2)
    assert told[-1].text == "1 record new. 2 prices added."
    assert told[-1].act is not None
    told[-1].act()
    assert kept(store) == (["Factory power"], 0)


def test_taking_a_paste_back_in_the_table_takes_its_headings_along(
    desk: Desk, ground: QWidget
) -> None:
    dialog = opened(desk, "cost_item", ground)
    paste(dialog, HEAD + COSTS)
    dialog.grid.table.undo()
    assert dialog.grid.rows() == []
    assert not dialog.primary.isEnabled()


def test_a_wrong_cell_keeps_all_rows_from_the_store_until_it_is_right(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    dialog = opened(desk, "cost_item", ground)
    paste(dialog, COSTS.replace("0.5", "cheap"))
    dialog.accept()
    assert dialog.grid.wrong().keys() == {(0, "low")}
    assert kept(store) == ([], 0)
    dialog.grid.put(0, "low", None)
    dialog.accept()
    assert kept(store)[1] == 2


def test_what_the_store_refuses_is_told_in_its_cell(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    dialog = opened(desk, "cost_item", ground)
    paste(dialog, COSTS + COSTS.replace("yuan/t", "yuan/m3"))
    dialog.accept()
    assert "yuan/t" in dialog.grid.model.wrong[3, "price_unit"]
    assert kept(store) == ([], 0)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            "overview_item",
            "Section\tLabel\nResources\tForest\t12.5\tmu\t2025\tBureau\t2026-01-01\n",
        ),
        ("register_entry", "Kind of entry\tName\nBrand\tForest\t\tTown\t\t\t2025\tBureau\t\n"),
    ],
)
def test_overview_and_register_take_rows_too(
    desk: Desk, store: Register, ground: QWidget, record: str, text: str
) -> None:
    dialog = opened(desk, record, ground)
    paste(dialog, text)
    assert dialog.grid.wrong() == {}
    dialog.accept()
    with store.writing("Look") as unit:
        items, entries = unit.find(OverviewItem), unit.find(RegisterEntry)
        names = [one.label for one in items] + [one.name for one in entries]
    assert names == ["Forest"]


def test_other_lists_do_not_offer_it(desk: Desk, ground: QWidget) -> None:
    assert pasting.offered(desk, "policy", ground) == {}


def test_the_lists_that_take_rows_have_a_button_for_it() -> None:
    assert set(pasting.COLUMNS) == PASTED


def test_a_block_that_is_pasted_twice_says_that_it_was_there(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    for _time in range(2):
        dialog = opened(desk, "cost_item", ground)
        paste(dialog, COSTS)
        dialog.accept()
        dialog.setParent(None)
    assert told[-1].text == "2 rows were there already."
    assert kept(store) == (["Factory power", "Factory water"], 2)


def test_pasted_rows_survive_a_crash_until_they_are_entered_or_thrown_away(
    desk: Desk, store: Register, ground: QWidget, qtbot: QtBot
) -> None:
    dialog = opened(desk, "cost_item", ground)
    paste(dialog, COSTS.replace("0.5", "cheap"))
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    again = PasteDialog(desk, "cost_item", ground)
    assert again.grid.wrong().keys() == {(0, "low")}
    again.grid.put(0, "low", None)
    again.accept()
    assert kept(store)[1] == 2
    assert desk.drafts.all() == []
