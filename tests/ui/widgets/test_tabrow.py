# SPDX-License-Identifier: Apache-2.0
"""Tabs that go on in a second line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.widgets.tabrow import TabRow, TabText

TABS = [TabText("form", "Details"), TabText("party", "Investors & partners", 2), TabText("x", "X")]


def shown(qtbot: QtBot, width: int = 600) -> tuple[TabRow, list[str]]:
    row = TabRow("Parts")
    qtbot.addWidget(row)
    row.set_tabs(TABS)
    told: list[str] = []
    row.chosen.connect(told.append)
    row.resize(width, row.heightForWidth(width))
    row.show()
    qtbot.waitExposed(row)
    return row, told


def test_the_first_is_on_and_a_count_stands_beside_its_words(qtbot: QtBot) -> None:
    row, _told = shown(qtbot)
    assert row.current == "form"
    words = [one.text() for one in row.findChildren(QToolButton)]
    assert words == ["Details", "Investors && partners  2", "X"]


def test_the_arrows_go_round(qtbot: QtBot) -> None:
    row, told = shown(qtbot)
    row.setFocus()
    press(row, Qt.Key.Key_Right)
    press(row, Qt.Key.Key_Left)
    press(row, Qt.Key.Key_Left)
    assert told == ["party", "form", "x"]


def test_another_count_leaves_the_tab_on(qtbot: QtBot) -> None:
    row, told = shown(qtbot)
    row.choose("party")
    row.set_tabs([*TABS[:1], TabText("party", "Investors", 3)])
    assert row.current == "party"
    assert told == []


def test_what_does_not_fit_stands_in_a_second_line(qtbot: QtBot) -> None:
    row, _told = shown(qtbot, width=200)
    tops = {one.y() for one in row.findChildren(QToolButton)}
    assert len(tops) == 2
