# SPDX-License-Identifier: Apache-2.0
"""The whole list: views, filter, sums, preview, deleting, setting, copying, empty lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.ui.keys import click, press, type_in
from tests.ui.tables.conftest import names, shown, today
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.tables import doing
from ui.tables.panel import ListPanel
from ui.tables.views import Tab, keep_own, read_own

SIGNED = Filter((Condition("stage", "one_of", ("sign",)),))


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


@pytest.fixture
def asked(desk: Desk) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []

    def note(page: str, argument: object) -> None:
        found.append((page, argument))

    desk.asked.connect(note)
    return found


def settled(panel: ListPanel, qtbot: QtBot, check: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: panel.model.complete and check())


def test_the_foot_counts_the_records_and_sums_their_amounts(panel: ListPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "CNY 360 million" in panel.footer.text)
    assert panel.footer.text.startswith("12 records")


def test_the_foot_sums_what_is_selected(panel: ListPanel, qtbot: QtBot) -> None:
    press(panel.table, Qt.Key.Key_Home)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(
        lambda: "3 selected" in panel.footer.text and "CNY 40 million" in panel.footer.text
    )


def test_words_typed_into_the_quick_box_narrow_the_list(panel: ListPanel, qtbot: QtBot) -> None:
    type_in(panel.quick, "C works")
    settled(panel, qtbot, lambda: names(panel) == ["C works"])
    panel.quick.clear()
    settled(panel, qtbot, lambda: len(names(panel)) == 12)


def test_a_filter_from_elsewhere_stands_in_the_chips(panel: ListPanel, qtbot: QtBot) -> None:
    panel.open_with(SIGNED)
    settled(panel, qtbot, lambda: panel.model.rowCount() == 4)
    assert panel.filter == SIGNED
    assert panel.bar.filter == SIGNED


def test_removing_a_chip_takes_its_condition_away(panel: ListPanel, qtbot: QtBot) -> None:
    panel.open_with(SIGNED)
    settled(panel, qtbot, lambda: panel.model.rowCount() == 4)
    panel.bar.chips.removed.emit("0")
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)


def test_a_view_is_saved_under_a_name_and_found_again(
    panel: ListPanel, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.open_with(SIGNED)
    panel.tabs.save_asked.emit("My signed ones")
    again = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    again.open(desk.register)
    other = ListPanel(again, "project", today)
    qtbot.addWidget(other)
    other.open_with(None)
    place = [one.name for one in other.tabs.tabs].index("My signed ones")
    other.choose_view(place)
    settled(other, qtbot, lambda: other.model.rowCount() == 4)


def test_removing_a_view_can_be_undone(
    panel: ListPanel, notices: list[Notice], qtbot: QtBot
) -> None:
    panel.tabs.save_asked.emit("Mine")
    place = len(panel.tabs.tabs) - 1
    panel.tabs.removed.emit(place)
    assert "Mine" not in [one.name for one in panel.tabs.tabs]
    back = notices[-1].act
    assert back is not None
    back()
    assert panel.tabs.tabs[place].name == "Mine"
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)


def test_the_preview_shows_the_current_record(
    panel: ListPanel, projects: list[int], qtbot: QtBot
) -> None:
    panel.table.choose(projects[2])
    qtbot.waitUntil(lambda: panel.preview.title == "C works")
    press(panel.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.preview.title == "D works")


def test_the_preview_follows_a_change_of_its_record(
    panel: ListPanel, store: Register, projects: list[int], qtbot: QtBot
) -> None:
    panel.table.choose(projects[2])
    qtbot.waitUntil(lambda: panel.preview.title == "C works")
    with store.writing("Renamed") as unit:
        unit.change(unit.get(Project, projects[2]), {"name": "C2 works"})
    qtbot.waitUntil(lambda: panel.preview.title == "C2 works")


def test_hiding_the_preview_is_remembered(panel: ListPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.commands.run("list.preview")
    assert not panel.preview.isVisible()
    assert not shown(desk, qtbot).preview.isVisible()


def test_delete_takes_the_selected_records_out_and_offers_undo(
    panel: ListPanel, desk: Desk, projects: list[int], notices: list[Notice], qtbot: QtBot
) -> None:
    panel.table.choose(projects[0])
    desk.commands.run("list.delete")
    settled(panel, qtbot, lambda: panel.model.rowCount() == 11)
    assert notices[-1].text == "1 record deleted."
    undo = notices[-1].act
    assert undo is not None
    undo()
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)


def test_a_field_of_several_records_is_set_in_one_step(
    panel: ListPanel, desk: Desk, store: Register, projects: list[int], notices: list[Notice]
) -> None:
    panel.table.selectAll()
    dialog = panel.set_field()
    dialog.choose_field("site")
    assert dialog.entry is not None
    dialog.entry.put("Tea town")
    dialog.accept()
    with store.writing("Look") as unit:
        assert {unit.get(Project, one).site for one in projects} == {"Tea town"}
    assert notices[-1].text == "12 records changed."
    assert desk.register is store


def test_a_needed_field_cannot_be_emptied(panel: ListPanel) -> None:
    panel.table.selectAll()
    dialog = panel.set_field()
    dialog.choose_field("name")
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()


def test_the_selected_rows_are_copied_with_their_headings(
    panel: ListPanel, desk: Desk, projects: list[int]
) -> None:
    panel.table.choose(projects[1])
    desk.commands.run("list.copy")
    head, row = QGuiApplication.clipboard().text().splitlines()
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    assert cells["Name"] == "B works"
    assert cells["Stage"] == "Reserved"


def test_nothing_can_be_done_with_rows_when_none_is_selected(panel: ListPanel) -> None:
    panel.table.clearSelection()
    assert not {"list.delete", "list.copy", "list.set", "list.open"} & set(panel.handlers())


def test_new_and_enter_ask_for_the_page_of_the_record(
    panel: ListPanel, desk: Desk, asked: list[tuple[str, object]], projects: list[int]
) -> None:
    desk.commands.run("list.new")
    panel.table.choose(projects[0])
    press(panel.table, Qt.Key.Key_Return)
    assert asked == [("project", None), ("project", projects[0])]


def test_an_empty_list_says_what_belongs_there_and_offers_the_first_step(
    desk: Desk, asked: list[tuple[str, object]], qtbot: QtBot
) -> None:
    panel = shown(desk, qtbot, "organisation")
    (first,) = [one for one in panel.findChildren(QPushButton)
                if one.isVisible() and one.text() == "New organisation"
                and one.property("sign") is None and one.parent() is not panel]  # fmt: skip
    first.click()
    assert asked == [("organisation", None)]


def test_a_filter_that_nothing_passes_can_be_cleared(panel: ListPanel, qtbot: QtBot) -> None:
    type_in(panel.quick, "no such words")
    settled(panel, qtbot, lambda: panel.model.rowCount() == 0)
    (clear,) = [one for one in panel.findChildren(QPushButton) if one.text() == "Clear the filter"]
    assert clear.isVisible()
    clear.click()
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)


def test_chosen_columns_are_shown_in_their_order(panel: ListPanel, qtbot: QtBot) -> None:
    dialog = panel.choose_columns()
    dialog.tick(("stage", "name", "code"))
    dialog.chosen.emit(dialog.columns())
    dialog.reject()
    settled(panel, qtbot, lambda: panel.listing.columns == ("stage", "name", "code"))
    assert [one.field for one in panel.table.arrangement()] == ["stage", "name", "code"]


def test_only_so_many_rows_go_to_the_clipboard_at_once() -> None:
    assert doing.MOST_COPIED < 100_000


def test_in_a_narrow_window_the_table_comes_before_the_preview(panel: ListPanel) -> None:
    panel.resize(800, 500)
    assert not panel.preview.isVisible()
    panel.resize(1360, 500)
    assert panel.preview.isVisible()


def drag(panel: ListPanel, qtbot: QtBot, from_: int, to: int) -> None:
    """Move a column to another place, and wait until it is remembered."""
    with qtbot.waitSignal(panel.table.arranged):
        panel.table.horizontalHeader().moveSection(from_, to)


def order(panel: ListPanel) -> list[str]:
    return [one.field for one in panel.table.arrangement()]


def test_a_dragged_order_stays_when_it_is_sorted_or_narrowed(
    panel: ListPanel, qtbot: QtBot
) -> None:
    before = order(panel)
    drag(panel, qtbot, 1, 3)
    wanted = [before[0], before[2], before[3], before[1], *before[4:]]
    assert order(panel) == wanted
    panel.table.sorted.emit(("-name",))
    assert order(panel) == wanted
    panel.bar.add_condition(Condition("stage", "one_of", ("sign",)))
    settled(panel, qtbot, lambda: panel.model.rowCount() == 4)
    assert order(panel) == wanted
    assert panel.listing.columns == tuple(wanted)


def test_the_columns_of_an_own_view_are_its_own(panel: ListPanel, desk: Desk, qtbot: QtBot) -> None:
    usual = order(panel)
    panel.set_columns(("name", "stage"))
    panel.tabs.save_asked.emit("Short")
    panel.choose_view(0)
    panel.set_columns(usual)
    mine = len(panel.tabs.tabs) - 1
    panel.choose_view(mine)
    with qtbot.waitSignal(panel.table.arranged):
        panel.table.horizontalHeader().resizeSection(1, 333)
    assert order(panel) == ["name", "stage"]
    panel.choose_view(0)
    assert order(panel) == usual
    again = shown(desk, qtbot)
    assert order(again) == usual
    assert dict(again.table.arrangement())["stage"] == 333


def test_other_columns_are_a_change_that_a_view_can_keep(panel: ListPanel, qtbot: QtBot) -> None:
    panel.tabs.save_asked.emit("Mine")
    save = next(one for one in panel.tabs.findChildren(QPushButton) if "Save" in one.text())
    assert not save.isVisible()
    panel.set_columns(("name", "stage", "place"))
    assert save.isVisible()
    drag(panel, qtbot, 0, 1)
    panel.tabs.save_asked.emit("Mine")
    panel.choose_view(0)
    panel.choose_view(len(panel.tabs.tabs) - 1)
    assert order(panel) == ["stage", "name", "place"]


def test_a_foreign_filter_leaves_no_tab_on_and_all_can_be_pressed(
    panel: ListPanel, qtbot: QtBot
) -> None:
    panel.open_with(SIGNED)
    settled(panel, qtbot, lambda: panel.model.rowCount() == 4)
    assert panel.tabs.current == -1
    bar = panel.tabs.findChildren(QTabBar)[0]
    click(bar, bar.tabRect(0).center())
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)
    assert panel.tabs.current == 0


def test_the_quick_box_hears_the_same_words_again_after_another_view(
    panel: ListPanel, qtbot: QtBot
) -> None:
    type_in(panel.quick, "C works")
    settled(panel, qtbot, lambda: names(panel) == ["C works"])
    panel.choose_view(0)
    settled(panel, qtbot, lambda: panel.model.rowCount() == 12)
    type_in(panel.quick, "C works")
    settled(panel, qtbot, lambda: panel.model.rowCount() == 1)


def test_the_foot_never_shows_sums_of_what_was_listed_before(
    panel: ListPanel, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "CNY 360 million" in panel.footer.text)
    seen: list[str] = []
    panel.model.began.connect(lambda: seen.append(panel.footer.text))
    panel.bar.add_condition(Condition("stage", "one_of", ("sign",)))
    assert "360 million" not in seen[0]
    settled(panel, qtbot, lambda: panel.model.rowCount() == 4)


def test_the_preview_shows_the_current_record_when_there_is_room_again(
    panel: ListPanel, projects: list[int], qtbot: QtBot
) -> None:
    panel.resize(700, 640)
    panel.table.choose(projects[4])
    panel.resize(1360, 640)
    qtbot.waitUntil(lambda: panel.preview.record_id == projects[4])


def test_the_list_is_sorted_by_keyboard(panel: ListPanel, desk: Desk, qtbot: QtBot) -> None:
    def choose(text: str) -> None:
        menu = panel.open_sort_menu()
        next(one for one in menu.actions() if one.text().startswith(text)).trigger()
        menu.close()

    desk.commands.refresh()
    assert desk.commands.action("list.sort").isEnabled()
    choose("Name")
    settled(panel, qtbot, lambda: names(panel)[0] == "L works")
    choose("Stage")
    assert panel.listing.sort == ("stage",)


def test_own_views_are_renamed_ordered_and_removed_by_command(
    panel: ListPanel, desk: Desk, notices: list[Notice]
) -> None:
    for name in ("One", "Two"):
        panel.tabs.save_asked.emit(name)
    assert panel.tabs.tabs[panel.tabs.current].name == "Two"
    desk.commands.run("list.view_before")
    assert [one.name for one in panel.tabs.tabs if one.own] == ["Two", "One"]
    panel.own.rename(panel.tabs.current, "First")
    assert panel.tabs.tabs[panel.tabs.current].name == "First"
    back = notices[-1].act
    assert back is not None
    back()
    assert [one.name for one in panel.tabs.tabs if one.own] == ["Two", "One"]
    desk.commands.run("list.view_remove")
    assert [one.name for one in panel.tabs.tabs if one.own] == ["One"]


def test_a_view_that_another_window_saved_is_not_lost(
    panel: ListPanel, desk: Desk, tmp_path: Path
) -> None:
    keep_own(Geometry(tmp_path / "window.json"), "project", [Tab("Theirs", SIGNED, own=True)])
    panel.tabs.save_asked.emit("Mine")
    assert [one.name for one in panel.tabs.tabs if one.own] == ["Theirs", "Mine"]
    assert [one.name for one in read_own(desk.geometry, "project")] == ["Theirs", "Mine"]
