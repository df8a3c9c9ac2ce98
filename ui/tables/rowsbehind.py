# SPDX-License-Identifier: Apache-2.0
"""The rows that a figure is counted from, listed below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from crm.domain.all_records import RECORDS
from crm.queries.filters import Filter
from crm.queries.listing import Linked, Listing
from crm.words import tr
from ui.desk.desk import Desk
from ui.tables.model import ListModel
from ui.tables.view import BigTable


class RowsBehind(QStackedWidget):
    """The rows that a figure is counted from; a table for each type of record."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self.models: dict[str, ListModel] = {}
        self._tables: dict[str, BigTable] = {}
        self._record = ""

    @property
    def table(self) -> BigTable:
        """The table that is shown."""
        return self._tables[self._record]

    def show_rows(self, record: str, behind: Filter) -> None:
        """List the records of a type that a figure counts."""
        if record not in self.models:
            model = self.models[record] = ListModel(self._desk, record, self._today, self)
            table = self._tables[record] = BigTable(model)
            table.setAccessibleName(tr(RECORDS[record].about.words))
            table.opened.connect(partial(self._open, record))
            self.addWidget(table)
        self._record = record
        self.setCurrentWidget(self.table)
        listing = Listing(record, behind)
        if self.models[record].listing.filter != behind or not self.models[record].begun:
            self.models[record].show(listing)
        else:
            self.models[record].refresh(None)

    def _open(self, record: str, record_id: int) -> None:
        """Open the record; a part opens what it hangs on."""
        parent = RECORDS[record].about.parent
        if not parent:
            self._desk.neighbours.keep(record, self.models[record].ids)
            self._desk.go(record, record_id)
            return
        model = self.models[record]
        cells = model.windows.cells.get(record_id)
        names = [one.name for one in model.fields]
        value = cells[1][names.index(parent)] if cells is not None and parent in names else None
        owner = value.id if isinstance(value, Linked) else value
        kind = getattr(RECORDS[record].fields()[parent].kind, "record", "")
        if isinstance(owner, int):
            self._desk.go(kind, owner)
