# SPDX-License-Identifier: Apache-2.0
"""The window of groups: turned to another field it is remembered; Enter narrows the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from tests.ui.tables.conftest import names
from ui.desk.desk import Desk
from ui.tables.groups import GroupsDialog
from ui.tables.panel import ListPanel
from ui.widgets.droplist import Option


def turned(dialog: GroupsDialog, qtbot: QtBot, by: str) -> None:
    dialog.by.set_option(Option(by, by))
    dialog.by.changed.emit()
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.by == by)


def test_groups_show_count_and_sums_and_enter_narrows_the_list(
    panel: ListPanel, desk: Desk, qtbot: QtBot
) -> None:
    desk.commands.run("list.groups")
    (dialog,) = panel.findChildren(GroupsDialog)
    turned(dialog, qtbot, "stage")
    rows = [[dialog.text(row, column) for column in (0, 1, 2)] for row in range(3)]
    assert rows == [
        ["All together", "12", "36,000"], ["Reserved", "8", "28,000"], ["Signed", "4", "8,000"],
    ]  # fmt: skip
    dialog.table.setCurrentCell(2, 0)
    press(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.complete and len(panel.model.ids) == 4)
    assert names(panel) == ["A works", "D works", "G works", "J works"]


def test_the_whole_is_no_group_to_narrow_to(panel: ListPanel, qtbot: QtBot) -> None:
    dialog = panel.open_groups()
    turned(dialog, qtbot, "stage")
    dialog.table.setCurrentCell(0, 0)
    press(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert len(panel.model.ids) == 12
    dialog.close()


def test_what_a_list_was_laid_together_by_is_remembered(panel: ListPanel, qtbot: QtBot) -> None:
    first = panel.open_groups()
    turned(first, qtbot, "staff_id")
    first.close()
    again = panel.open_groups()
    qtbot.waitUntil(lambda: again.shown is not None)
    assert again.shown is not None
    assert again.shown.by == "staff_id"
    assert again.text(1, 0) == "Officer Wen"
    again.close()
