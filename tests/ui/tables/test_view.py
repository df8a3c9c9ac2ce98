# SPDX-License-Identifier: Apache-2.0
"""The big table by keys and clicks: opening, sorting, columns, selection kept through changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.keys import click, double_click, press
from tests.ui.tables.conftest import names, shown
from ui.desk.desk import Desk
from ui.tables.model import ListModel
from ui.tables.panel import ListPanel
from ui.theme import sizes


def click_header(panel: ListPanel, name: str) -> None:
    """Click on the head of a column."""
    header = panel.table.horizontalHeader()
    at = panel.listing.columns.index(name)
    place = QPoint(header.sectionViewportPosition(at) + sizes.WIDE, header.height() // 2)
    click(header.viewport(), place)


def test_every_row_has_the_same_height(panel: ListPanel) -> None:
    heights = {panel.table.rowHeight(row) for row in range(12)}
    assert heights == {sizes.ROW}


def test_home_and_end_go_to_the_first_and_the_last_row(
    panel: ListPanel, projects: list[int]
) -> None:
    press(panel.table, Qt.Key.Key_End)
    assert panel.table.current_id == projects[-1]
    press(panel.table, Qt.Key.Key_Home)
    assert panel.table.current_id == projects[0]
    press(panel.table, Qt.Key.Key_Down)
    assert list(panel.table.selected_ids()) == [projects[1]]


def test_enter_opens_the_record(panel: ListPanel, projects: list[int]) -> None:
    press(panel.table, Qt.Key.Key_Home)
    told: list[int] = []
    panel.table.opened.connect(told.append)
    press(panel.table, Qt.Key.Key_Return)
    assert told == [projects[0]]


def test_a_double_click_opens_the_record(panel: ListPanel, projects: list[int]) -> None:
    place = panel.table.visualRect(panel.model.index(2, 0)).center()
    ground = panel.table.viewport()
    told: list[int] = []
    panel.table.opened.connect(told.append)
    click(ground, place)
    double_click(ground, place)
    assert told == [projects[2]]


def test_the_header_sorts_upwards_downwards_and_not(panel: ListPanel, qtbot: QtBot) -> None:
    seen: list[tuple[str, ...]] = []
    for _click in range(4):
        click_header(panel, "total_investment")
        qtbot.waitUntil(lambda: panel.model.complete)
        seen.append(panel.listing.sort)
    amount = "total_investment"
    assert seen == [(amount,), (f"-{amount}",), (), (amount,)]


def test_several_rows_are_selected_with_shift(panel: ListPanel, projects: list[int]) -> None:
    press(panel.table, Qt.Key.Key_Home)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(panel.table.selected_ids()) == projects[:3]
    assert panel.table.selected_count() == 3


def test_the_selection_stays_with_its_records_when_the_order_changes(
    panel: ListPanel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    panel.table.choose(projects[5])
    with store.writing("Turned") as unit:
        for at, one in enumerate(projects[:5]):
            unit.change(unit.get(Project, one), {"name": f"Z{9 - at} works"})
    qtbot.waitUntil(lambda: names(panel)[0] == "F works")
    assert panel.table.current_id == projects[5]
    assert list(panel.table.selected_ids()) == [projects[5]]


def test_the_row_at_the_top_stays_there_when_one_comes_in_above(
    panel: ListPanel, store: Register, qtbot: QtBot
) -> None:
    panel.resize(1100, 300)
    bar = panel.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > sizes.ROW * 4)
    bar.setValue(sizes.ROW * 3 + 5)
    top = panel.model.ids[panel.table.rowAt(0)]
    with store.writing("Added") as unit:
        a_project(unit, name="AA works")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 13)
    assert panel.model.ids[panel.table.rowAt(0)] == top
    assert bar.value() == sizes.ROW * 4 + 5


def test_a_width_the_user_set_is_kept_for_the_next_time(panel: ListPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.table.arranged):
        panel.table.horizontalHeader().resizeSection(0, 333)
    kept = {one.field: one.width for one in panel.table.arrangement()}
    assert kept[panel.listing.columns[0]] == 333
    panel.open_with(None)
    panel.table.sorted.emit(("-name",))
    qtbot.waitUntil(lambda: panel.model.complete)
    assert panel.table.horizontalHeader().sectionSize(0) == 333


def test_a_column_can_be_moved(panel: ListPanel, qtbot: QtBot) -> None:
    first = panel.table.arrangement()[0].field
    with qtbot.waitSignal(panel.table.arranged):
        panel.table.horizontalHeader().moveSection(0, 2)
    assert panel.table.arrangement()[2].field == first


def test_selecting_everything_does_not_walk_over_all_rows(
    desk: Desk, store: Register, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at:04d}") for at in range(600)])
    calls: list[int] = []
    count = ListModel.rowCount

    def counted(self: ListModel, *parent: QModelIndex) -> int:
        calls.append(1)
        return count(self, *parent)

    monkeypatch.setattr(ListModel, "rowCount", counted)
    panel = shown(desk, qtbot)
    calls.clear()
    panel.table.selectAll()
    panel.table.grab()
    assert panel.table.selected_count() == 600
    assert 0 < len(calls) < 300
