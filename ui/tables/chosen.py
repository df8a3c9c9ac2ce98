# SPDX-License-Identifier: Apache-2.0
"""What the list of one record type can do beyond what every list does, with the chosen rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk
from ui.tables import cards, investors, sheets
from ui.tables.view import BigTable


def offered(
    desk: Desk, record: str, table: BigTable, today: Callable[[], date], on: QWidget
) -> dict[str, Callable[[], object]]:
    """The commands of this list that can be done now; most want some rows to be chosen."""
    count = table.selected_count()
    found = investors.for_list(desk, record, count, table.selected_ids, on)
    found |= cards.for_list(desk, record, count, table.selected_ids, on)
    if count:
        found |= sheets.offered(desk, record, table.selected_ids, today, on)
    return found
