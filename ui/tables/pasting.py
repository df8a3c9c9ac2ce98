# SPDX-License-Identifier: Apache-2.0
"""Rows of a spreadsheet are pasted into a list of the county's data, all in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import CrmError, InvalidInput
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid, GridColumn
from ui.forms.leftover import say_found
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words

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


class PasteDialog(QDialog):
    """An empty table that grows; nothing is written while a cell is wrong."""

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Paste rows"))
        self._desk, self._record = desk, record
        self._sent: list[int] = []
        self._saving = False
        self._draft = DraftKeeper(desk, "pasting", self._gather, self)
        self.banner = Banner()
        self.grid = Grid(desk, _columns(record))
        self.grid.table.setAccessibleName(_("Paste rows"))
        self.enter = push(_("Enter the rows"), "primary")
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
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if self._saving:
            return
        if not self.grid.touched():
            self._throw_away()
            return
        confirm(
            self, _("Close without saving?"), _("What you typed here is not kept."),
            yes=_("Close without saving"), act=self._throw_away, danger=True,
        )  # fmt: skip

    def _done(self, _pasted: Pasted) -> None:
        self._draft.drop()
        super().accept()

    def _throw_away(self) -> None:
        self._draft.drop()
        super().reject()

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        """What was pasted or typed, row by row."""
        rows = [self.grid.held(at) for at in self.grid.touched()]
        return 0, {"rows": rows} if rows else {}

    def _take_draft(self) -> None:
        """What a crash left of it stands there again."""
        draft = self._draft.follow(self._record)
        if draft is None:
            return
        for held in cast("list[Mapping[str, object]]", draft.values.get("rows") or []):
            self.grid.put_back(len(self.grid.rows()), held)
        say_found(self.banner, draft, self.grid.setFocus, self._throw_away)

    def _failed(self, error: Exception) -> None:
        self._hold(on=False)
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        self.banner.say(str(error), role="danger")
        keys = [one for names in COLUMNS[self._record].values() for one in names]
        found = error.fields if isinstance(error, InvalidInput) else {}
        parts = [(*place.split(":"), said) for place, said in found.items()]
        self.grid.tell({
            (self._sent[int(at)], key if key in keys else keys[0]): said
            for at, key, said in parts
        })  # fmt: skip
        self.grid.table.next_wrong()
        self.grid.table.setFocus()

    def _hold(self, *, on: bool) -> None:
        self._saving = on
        self.grid.hold(on=on)
        self._follow()

    def _follow(self) -> None:
        self.enter.setEnabled(not self._saving and bool(self.grid.touched()))

    def _changed(self) -> None:
        self.grid.drop_heading()
        self._follow()

    def _build(self) -> None:
        self.grid.show_rows([])
        self.grid.may_grow = True
        self.grid.table.go(0, 0)
        self.grid.changed.connect(self._changed)
        self.enter.clicked.connect(self.accept)
        about = RECORDS[self._record].about
        box = body(self, _("Paste rows: {list}").format(list=tr(about.words)))
        said = _(
            "Copy rows in a spreadsheet and press Ctrl+V here. A first row of headings is left out."
        )
        box.addWidget(words(said, "muted", wrap=True))
        if self._record == "cost_item":
            more = _("A cost that is in the list already gets one more price.")
            box.addWidget(words(more, "muted", wrap=True))
        box.addWidget(self.banner)
        box.addWidget(self.grid, 1)
        box.addLayout(foot(self, self.enter))
        self.enter.setDefault(False)
        self.resize(sizes.SHEET_WIDTH + sizes.READING_WIDTH, sizes.SHEET_HEIGHT)
        self.grid.setFocus()
        self._take_draft()
        self.grid.changed.connect(self._draft.touch)
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
