# SPDX-License-Identifier: Apache-2.0
"""The user's own views: kept in the settings file, read back, passed over when broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from crm.queries.filters import Condition, Filter
from tests.ui.keys import click, press, type_in
from ui.desk.geometry import Geometry
from ui.tables.views import Tab, ViewTabs, keep_own, read_own

MINE = Tab(
    "Mine", Filter((Condition("stage", "one_of", ("sign",)),)), ("-name",), ("name",), own=True
)


@pytest.fixture
def tabs(qtbot: QtBot) -> ViewTabs:
    made = ViewTabs()
    qtbot.addWidget(made)
    made.set_tabs([Tab("All"), MINE])
    return made


def test_own_views_come_back_as_they_were(tmp_path: Path) -> None:
    keep_own(Geometry(tmp_path / "w.json"), "project", [Tab("All"), MINE])
    assert read_own(Geometry(tmp_path / "w.json"), "project") == [MINE]
    assert read_own(Geometry(tmp_path / "w.json"), "person") == []


@pytest.mark.parametrize("kept", ["", "{", "3", '[{"name": "x"}]', "[7]"])
def test_views_that_cannot_be_read_are_passed_over(tmp_path: Path, kept: str) -> None:
    geometry = Geometry(tmp_path / "w.json")
    geometry.keep_word("views project", kept)
    assert read_own(geometry, "project") == []


def test_only_own_views_can_be_removed(tabs: ViewTabs) -> None:
    removed: list[int] = []
    tabs.removed.connect(removed.append)
    assert tabs.menu_of(0) is None
    menu = tabs.menu_of(1)
    assert menu is not None
    menu.actions()[-1].trigger()
    assert removed == [1]


def test_setting_tabs_tells_nothing(tabs: ViewTabs) -> None:
    told: list[int] = []
    tabs.chosen.connect(told.append)
    tabs.set_tabs([Tab("All"), Tab("Signed"), MINE], 2)
    tabs.choose(1)
    assert told == []
    assert tabs.current == 1


def test_a_view_needs_a_name(tabs: ViewTabs) -> None:
    told: list[str] = []
    tabs.save_asked.connect(told.append)
    tabs.choose(1)
    asking = tabs.ask_name()
    assert asking.line.text() == "Mine"
    asking.line.clear()
    press(asking.line, Qt.Key.Key_Return)
    assert asking.isVisible()
    assert told == []
    type_in(asking.line, "Ours")
    press(asking.line, Qt.Key.Key_Return)
    assert told == ["Ours"]


def test_the_tab_that_is_on_can_be_pressed_again(tabs: ViewTabs) -> None:
    told: list[int] = []
    tabs.chosen.connect(told.append)
    tabs.show()
    bar = tabs.findChildren(QTabBar)[0]
    click(bar, bar.tabRect(0).center())
    click(bar, bar.tabRect(1).center())
    press(bar, Qt.Key.Key_Space)
    assert told == [0, 1, 1]


def test_no_tab_is_on_while_rows_from_elsewhere_are_shown(tabs: ViewTabs) -> None:
    tabs.choose(-1)
    assert tabs.current == -1
    told: list[int] = []
    tabs.chosen.connect(told.append)
    bar = tabs.findChildren(QTabBar)[0]
    click(bar, bar.tabRect(0).center())
    assert told == [0]
