# SPDX-License-Identifier: Apache-2.0
"""Rows of a spreadsheet are pasted into a list of the county's data, all in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.grid import GridColumn
from ui.forms.griddialog import GridDialog

if TYPE_CHECKING:
    from crm.actions.pasting import Pasted
    from crm.storage.unit import UnitOfWork

COMMAND = "list.paste"

COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "cost_item": {
        "cost_item": ("category", "name", "specification", "price_unit"),
        "cost_price": ("low", "high", "effective_from", "source", "collected_on"),
    },
    "overview_item": {
        "overview_item": ("section", "label", "value", "unit", "year", "source", "checked_on"),
    },
    "register_entry": {
        "register_entry": (
            "kind", "name", "chain", "towns", "area", "output_value", "year", "source",
            "checked_on",
        ),
    },
}  # fmt: skip
"""The lists that take rows: the columns in their order, by the record that has the field."""

WIDTHS: Mapping[str, int] = {
    "category": 6, "section": 7, "kind": 7, "name": 9, "label": 9, "specification": 7,
    "price_unit": 6, "unit": 6, "source": 9, "towns": 7, "chain": 6,
}  # fmt: skip


def offered(desk: Desk, record: str, on: QWidget) -> dict[str, Callable[[], object]]:
    """What a list does for the command."""
    return {COMMAND: partial(ask, desk, record, on)} if record in COLUMNS else {}


def ask(desk: Desk, record: str, on: QWidget) -> PasteDialog:
    """Open the window into which rows are pasted."""
    dialog = PasteDialog(desk, record, on.window())
    dialog.open()
    return dialog


class PasteDialog(GridDialog):
    """An empty table that grows; nothing is written while a cell is wrong."""

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        columns = _columns(record)
        named = columns[0].key
        super().__init__(desk, "pasting", columns, named, _("Enter the rows"), parent)
        self.setWindowTitle(_("Paste rows"))
        self._record = record
        self.grid.table.setAccessibleName(_("Paste rows"))
        self._build()

    @override
    def accept(self) -> None:
        """Write all rows in one step, and close when they are written."""
        self.grid.table.take_typed()
        if self._saving or not (sent := self.grid.touched()):
            return
        if self.grid.wrong():
            self.grid.table.next_wrong()
            self.grid.table.setFocus()
            return
        self.banner.hide()
        typed, record = self.grid.rows(), self._record
        rows = [{n: one for n, one in typed[at].items() if one is not None} for at in sent]

        def act(unit: UnitOfWork) -> Pasted:
            from crm.actions import pasting  # noqa: PLC0415 - only when something is written

            return pasting.enter(unit, record, rows)

        self._sent = sent
        self._hold(on=True)
        write(
            self._desk, self, _("Rows pasted"), act, said=_said, done=self._done,
            failed=self._failed,
        )  # fmt: skip

    @override
    def _hold(self, *, on: bool) -> None:
        super()._hold(on=on)
        self._follow()

    def _follow(self) -> None:
        self.primary.setEnabled(not self._saving and bool(self.grid.touched()))

    def _changed(self) -> None:
        self.grid.drop_heading()
        self._follow()

    def _build(self) -> None:
        self.grid.show_rows([])
        self.grid.may_grow = True
        self.grid.table.go(0, 0)
        self.grid.changed.connect(self._changed)
        about = RECORDS[self._record].about
        said = [_(
            "Copy rows in a spreadsheet and press Ctrl+V here. A first row of headings is left out."
        )]  # fmt: skip
        if self._record == "cost_item":
            said.append(_("A cost that is in the list already gets one more price."))
        self._lay(_("Paste rows: {list}").format(list=tr(about.words)), *said)
        self.grid.setFocus()
        self._take_draft(self._record)
        self._follow()


def _columns(record: str) -> list[GridColumn]:
    """The columns; whether a cost lacks its unit is told when it is known whether it is new."""
    return [
        GridColumn.of(
            RECORDS[owner].fields()[name], width=WIDTHS.get(name, 0),
            required=False if name == "price_unit" else None,
        )
        for owner, names in COLUMNS[record].items()
        for name in names
    ]  # fmt: skip


def _said(pasted: Pasted) -> str:
    new, prices, there = pasted
    told = (
        ngettext("{n} record new.", "{n} records new.", new).format(n=new) if new else "",
        ngettext("{n} price added.", "{n} prices added.", prices).format(n=prices)
        if prices else "",
        ngettext("{n} row was there already.", "{n} rows were there already.", there).format(
            n=there
        ) if there else "",
    )  # fmt: skip
    return " ".join(one for one in told if one)
