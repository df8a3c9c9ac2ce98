# SPDX-License-Identifier: Apache-2.0
"""Choosing columns: ticks, order, as usual, narrowing without losing ticks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from ui.tables.columns import ColumnsDialog
from ui.widgets.search import SearchLine

LABELS = {"name": "Name", "code": "Code", "stage": "Stage", "site": "Place"}


@pytest.fixture
def dialog(qtbot: QtBot) -> ColumnsDialog:
    made = ColumnsDialog(LABELS, ("stage", "name"), ("name", "stage", "site"))
    qtbot.addWidget(made)
    return made


def test_the_shown_columns_stand_first_in_their_order(dialog: ColumnsDialog) -> None:
    assert dialog.columns() == ("stage", "name")


def test_a_column_is_moved_down_and_up(dialog: ColumnsDialog) -> None:
    dialog.shift(1)
    assert dialog.columns() == ("name", "stage")
    dialog.shift(-1)
    dialog.shift(-1)
    assert dialog.columns() == ("stage", "name")


def test_as_usual_ticks_what_the_list_began_with(dialog: ColumnsDialog) -> None:
    dialog.tick(("name", "stage", "site"))
    assert dialog.columns() == ("name", "stage", "site")


def test_narrowing_hides_columns_and_keeps_their_ticks(dialog: ColumnsDialog) -> None:
    dialog.findChildren(SearchLine)[0].asked.emit("code")
    box = dialog.findChild(QListWidget)
    assert isinstance(box, QListWidget)
    seen = [box.item(row).text() for row in range(box.count()) if not box.item(row).isHidden()]
    assert seen == ["Code"]
    assert dialog.columns() == ("stage", "name")


def test_no_column_at_all_is_not_taken(dialog: ColumnsDialog) -> None:
    told: list[object] = []
    dialog.chosen.connect(told.append)
    dialog.tick(())
    (take,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Show these"]
    take.click()
    assert told == []
