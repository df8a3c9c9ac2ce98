# SPDX-License-Identifier: Apache-2.0
"""An empty list of costs is filled with the usual items by one press, and emptied by one undo."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.actions.catalogue import OFFERED
from crm.domain.cost import CostItem
from crm.storage.register import Register
from ui.desk.desk import Desk, Notice
from ui.tables import usual
from ui.tables.empties import nothing_yet
from ui.widgets.empty import EmptyState


def many(store: Register) -> int:
    with store.writing("Look") as unit:
        return len(unit.find(CostItem))


def test_the_lists_that_offer_it_are_those_with_a_catalogue() -> None:
    assert usual.RECORDS == OFFERED


def test_the_usual_items_are_added_once_and_taken_back_by_the_notice(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    command = usual.offered(desk, "cost_item", ground)[usual.COMMAND]
    command()
    added = many(store)
    assert added > 30
    assert told[-1].text == f"{added} items added."
    command()
    assert many(store) == added
    assert told[-1].text == "All the usual items are in the list already."
    assert told[0].act is not None
    told[0].act()
    assert many(store) == 0


def test_only_lists_with_a_catalogue_offer_it(desk: Desk, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    assert usual.offered(desk, "policy", ground) == {}

    def offers(record: str) -> bool:
        page: EmptyState = nothing_yet(record)
        qtbot.addWidget(page)
        page.show()
        return "Add the usual items" in [
            one.text() for one in page.findChildren(QPushButton) if one.isVisible()
        ]

    assert offers("cost_item")
    assert not offers("policy")
