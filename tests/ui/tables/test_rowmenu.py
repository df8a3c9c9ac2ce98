# SPDX-License-Identifier: Apache-2.0
"""The menu on the rows of a list: the right button offers what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.tables.panel import ListPanel


def opened(panel: ListPanel) -> list[QMenu]:
    """The menus after the right button was pressed near the top of the list."""
    panel.table.customContextMenuRequested.emit(QPoint(40, 8))
    return [one for one in panel.table.findChildren(QMenu) if one.isVisible()]


def test_the_right_button_offers_what_the_list_does_with_its_rows(
    panel: ListPanel, desk: Desk
) -> None:
    desk.commands.refresh()
    press(panel.table, Qt.Key.Key_Home)
    (menu,) = opened(panel)
    said = [one.text() for one in menu.actions()]
    assert {"Open the record", "Copy the rows", "Delete the rows"} <= set(said)
    menu.close()


def test_a_chosen_command_of_the_menu_is_done(panel: ListPanel, desk: Desk, qtbot: QtBot) -> None:
    press(panel.table, Qt.Key.Key_Home)
    (menu,) = opened(panel)
    asked: list[str] = []

    def note(page: str, _argument: object) -> None:
        asked.append(page)

    desk.asked.connect(note)
    next(one for one in menu.actions() if one.text() == "Open the record").trigger()
    menu.close()
    qtbot.waitUntil(lambda: asked == ["project"])


def test_where_no_row_is_chosen_no_menu_opens(panel: ListPanel) -> None:
    panel.table.clearSelection()
    assert opened(panel) == []
