# SPDX-License-Identifier: Apache-2.0
"""A list that can be seen in other ways: the command turns it, the filter holds, it is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from crm.queries.filters import Condition, Filter
from crm.words import N_
from tests.ui.tables.conftest import today
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.tables.turning import OF_THE_TABLE, TurningPage
from ui.widgets.switch import Way

TURN = Command("heaps.turn", N_("List or board"), "list")
SIGNED = Filter((Condition("stage", "one_of", ("sign",)),))


class Heaps(TurningPage):
    """Projects as a list, a heap or a pile; both say the filter that they were given."""

    def __init__(self, desk: Desk) -> None:
        ways = [Way("list", "List"), Way("heap", "Heap"), Way("pile", "Pile")]
        super().__init__(desk, "project", TURN, ways, today)
        self.heap, self.pile = QLabel(self), QLabel(self)
        self.heap.hide()
        self.pile.hide()
        self.recall()

    @override
    def other(self) -> QWidget:
        return self.heap if self.switch.current == "heap" else self.pile

    @override
    def narrow(self) -> None:
        self.heap.setText(str(len(self.panel.filter.conditions)))

    @override
    def focus_other(self) -> None:
        self.heap.setFocus()


Shown = Callable[[], Heaps]


@pytest.fixture
def shown(desk: Desk, projects: list[int], qtbot: QtBot) -> Shown:
    assert projects

    def show() -> Heaps:
        page = Heaps(desk)
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        page.show()
        page.open_with(None)
        return page

    return show


def test_the_command_goes_round_through_all_ways(shown: Shown, desk: Desk) -> None:
    page = shown()
    seen: list[str] = []
    for _turn in range(3):
        desk.commands.run(TURN.id)
        seen.append(page.switch.current)
    assert seen == ["heap", "pile", "list"]
    assert page.panel.table.isVisible()


def test_one_thing_at_a_time_stands_in_the_place_of_the_table(shown: Shown) -> None:
    page = shown()
    page.see("heap")
    assert page.heap.isVisible()
    page.see("pile")
    assert page.pile.isVisible()
    assert not page.heap.isVisible()
    assert not page.panel.table.isVisible()


def test_the_way_is_remembered(shown: Shown) -> None:
    shown().see("pile")
    again = shown()
    assert again.switch.current == "pile"
    assert again.pile.isVisible()


def test_a_filter_holds_for_what_is_seen_and_for_what_is_turned_to(shown: Shown) -> None:
    page = shown()
    page.panel.open_with(SIGNED)
    assert not page.heap.text()
    page.see("heap")
    assert page.heap.text() == "1"
    page.panel.bar.clear()
    assert page.heap.text() == "0"


def test_commands_of_rows_rest_while_no_rows_are_seen(shown: Shown) -> None:
    page = shown()
    page.panel.table.selectAll()
    assert "list.delete" in page.handlers()
    page.see("heap")
    assert not OF_THE_TABLE & set(page.handlers())
    assert TURN.id in page.handlers()
