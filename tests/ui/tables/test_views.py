# SPDX-License-Identifier: Apache-2.0
"""The user's own views: kept in the settings file, read back, passed over when broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.queries.filters import Condition, Filter
from ui.desk.geometry import Geometry
from ui.tables.views import NameDialog, Tab, ViewTabs, keep_own, read_own

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
    menu.actions()[0].trigger()
    assert removed == [1]


def test_setting_tabs_tells_nothing(tabs: ViewTabs) -> None:
    told: list[int] = []
    tabs.chosen.connect(told.append)
    tabs.set_tabs([Tab("All"), Tab("Signed"), MINE], 2)
    tabs.choose(1)
    assert told == []
    assert tabs.current == 1


def test_a_view_needs_a_name(qtbot: QtBot) -> None:
    told: list[str] = []
    dialog = NameDialog("")
    qtbot.addWidget(dialog)
    dialog.named.connect(told.append)
    dialog.open()
    dialog.accept()
    assert dialog.isVisible()
    assert told == []
