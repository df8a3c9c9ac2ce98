# SPDX-License-Identifier: Apache-2.0
"""The menu of the right mouse button on the rows of a list: what can be done with those chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.desk.desk import Desk
from ui.tables.view import BigTable


def hang_row_menu(desk: Desk, table: BigTable) -> None:
    """Let the right mouse button, or the menu key, open what the page does with the rows."""
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.customContextMenuRequested.connect(partial(_open, desk, table))


def _open(desk: Desk, table: BigTable, at: QPoint) -> None:
    if not table.selected_count():
        return
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.commands.fill(menu, "edit", of_page=True)
    menu.popup(table.viewport().mapToGlobal(at))
