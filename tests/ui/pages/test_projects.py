# SPDX-License-Identifier: Apache-2.0
"""Projects as a list or as a board: one filter, one set of views, the choice is remembered."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.pages.projects import ProjectsPage
from ui.widgets.chips import Chip

TEA = Filter((Condition("chain", "one_of", ("tea",)),))


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    with store.writing("Prepared") as unit:
        a_project(unit, name="Tea garden", chain="tea", stage="sign")
        a_project(unit, name="Tea shop", chain="tea", status="terminated")
        a_project(unit, name="Fig orchard")
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store)
    yield made
    made.close()


Shown = Callable[[], ProjectsPage]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show() -> ProjectsPage:
        page = ProjectsPage(desk, lambda: date(2026, 6, 30))
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        desk.relay.changed.connect(page.refresh)
        page.resize(1100, 640)
        page.show()
        page.open_with(None)
        qtbot.waitUntil(lambda: page.panel.model.complete)
        return page

    return show


def on_board(page: ProjectsPage) -> list[int]:
    """How many cards each column has."""
    return [lane.cards.rowCount() for lane in page.board.lanes]


def links(page: ProjectsPage, text: str) -> list[QPushButton]:
    """The buttons below the board with a text."""
    found = page.board.findChildren(QPushButton)
    return [one for one in found if one.text() == text and one.isVisible()]


def test_the_switch_shows_the_board_in_the_place_of_the_table(shown: Shown) -> None:
    page = shown()
    assert page.panel.table.isVisible()
    assert not page.board.isVisible()
    page.switch.setFocus()
    press(page.switch, Qt.Key.Key_Right)
    assert page.board.isVisible()
    assert not page.panel.table.isVisible()
    assert not page.panel.footer.isVisible()
    assert on_board(page) == [1, 0, 0, 1, 0]


def test_the_command_turns_it_and_the_choice_is_remembered(shown: Shown, desk: Desk) -> None:
    page = shown()
    desk.commands.run("projects.turn")
    assert page.on_board
    again = shown()
    assert again.on_board
    assert again.board.isVisible()
    desk.commands.run("projects.turn")
    assert again.panel.table.isVisible()


def test_the_filter_and_the_quick_box_hold_for_both(shown: Shown, desk: Desk) -> None:
    page = shown()
    desk.commands.run("projects.turn")
    page.open_with(TEA)
    assert on_board(page) == [0, 0, 0, 1, 0]
    page.panel.bar.clear()
    type_in(page.panel.quick, "orchard")
    press(page.panel.quick, Qt.Key.Key_Return)
    assert on_board(page) == [1, 0, 0, 0, 0]
    desk.commands.run("projects.turn")
    assert page.panel.model.rowCount() == 1


def test_a_filter_chosen_in_the_list_holds_when_the_board_is_shown(
    shown: Shown, desk: Desk
) -> None:
    page = shown()
    page.open_with(TEA)
    desk.commands.run("projects.turn")
    assert on_board(page) == [0, 0, 0, 1, 0]


def test_the_board_follows_what_is_changed(shown: Shown, desk: Desk, store: Register) -> None:
    page = shown()
    desk.commands.run("projects.turn")
    with store.writing("Added") as unit:
        a_project(unit, stage="build")
    assert on_board(page) == [1, 0, 0, 1, 1]


def test_what_stands_aside_is_listed_with_the_filter_that_holds(
    shown: Shown, desk: Desk, qtbot: QtBot
) -> None:
    page = shown()
    desk.commands.run("projects.turn")
    page.open_with(TEA)
    qtbot.waitUntil(lambda: len(links(page, "Terminated 1")) == 1)
    links(page, "Terminated 1")[0].click()
    assert not page.on_board
    assert page.panel.model.rowCount() == 1
    assert page.panel.filter.conditions == (
        *TEA.conditions,
        Condition("status", "one_of", ("terminated",)),
    )


def test_enter_opens_the_project_of_the_card(shown: Shown, desk: Desk) -> None:
    asked: list[tuple[str, object]] = []

    def note(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(note)
    page = shown()
    desk.commands.run("projects.turn")
    page.board.choose(page.board.rows.ids(3)[0])
    press(page.board.lanes[3], Qt.Key.Key_Return)
    assert asked == [("project", page.board.rows.ids(3)[0])]


def test_on_the_board_the_commands_of_rows_rest_and_those_of_cards_work(
    shown: Shown, desk: Desk
) -> None:
    page = shown()
    page.panel.table.selectAll()
    assert "list.delete" in page.handlers()
    assert "board.move" not in page.handlers()
    desk.commands.run("projects.turn")
    page.board.choose(page.board.rows.ids(0)[0])
    assert "list.delete" not in page.handlers()
    assert {"board.move", "board.onward", "list.new", "list.filter"} <= set(page.handlers())
    declared = {one.id for one in desk.commands.all()}
    assert set(page.handlers()) <= declared


def test_a_board_that_nothing_passes_says_so(shown: Shown, desk: Desk) -> None:
    page = shown()
    desk.commands.run("projects.turn")
    page.open_with(Filter((Condition("chain", "one_of", ("citrus",)),)))
    assert not page.board.isVisible()
    page.open_with(TEA)
    assert page.board.isVisible()


def test_it_is_called_projects(shown: Shown) -> None:
    assert shown().title == "Projects"


def test_delete_on_a_filter_chip_removes_the_condition_and_never_the_records(
    shown: Shown, desk: Desk, qtbot: QtBot
) -> None:
    page = shown()
    # As the window does: the keys of all commands work from everywhere on it.
    page.addActions([desk.commands.action(one.id) for one in desk.commands.all()])
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.panel.open_with(TEA)
    page.panel.table.selectAll()
    desk.commands.refresh()
    chip = page.panel.bar.findChildren(Chip)[0].findChildren(QToolButton)[0]
    chip.setFocus()
    press(chip, Qt.Key.Key_Delete)
    assert page.panel.filter.conditions == ()
    page.panel.tabs.setFocus()
    page.panel.table.selectAll()
    qtbot.waitUntil(desk.commands.action("list.delete").isEnabled)
    press(page.panel.tabs, Qt.Key.Key_Delete)
    assert len(page.panel.model.ids) == 3
    page.panel.table.setFocus()
    page.panel.table.choose(page.panel.model.ids[0])
    qtbot.waitUntil(desk.commands.action("list.delete").isEnabled)
    press(page.panel.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.panel.model.ids) == 2)
