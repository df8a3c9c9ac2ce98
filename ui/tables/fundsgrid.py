# SPDX-License-Identifier: Apache-2.0
"""The grid of receipts: what follows from the investor stands pale, what was reported is locked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.domain import funding
from crm.domain.receipt import Receipt
from crm.domain.rules import receipts
from crm.progress import Progress
from crm.queries import funds as queries
from crm.queries.funds import Given, Ledger, Row
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.grid import Grid, GridColumn
from ui.widgets.conflict import Difference

if TYPE_CHECKING:
    from crm.actions.funds import Entry

COLUMNS: tuple[tuple[str, int], ...] = (
    ("project_id", 16), ("month", 0), ("amount", 0), ("origin", 0), ("kind", 0), ("use", 0),
    ("state", 0), ("approved_amount", 0), ("note", 10), ("origin_reason", 8), ("place", 8),
)  # fmt: skip
"""The fields that are typed, in the order of the columns, with their widths."""

GONE = "gone"
"""Before the name of what was typed in a receipt that is deleted."""

CORRECTED = ("project_id", "month", "origin", "origin_reason", "place", "kind", "use")
"""What a correction takes over from the row that it corrects."""


class _Known(NamedTuple):
    """What was looked up about the projects of the rows that are typed."""

    given: Mapping[int, Given]
    beyond: Mapping[int, int]


class FundsGrid(QWidget):
    """Receipts to look at, to enter and to correct; `changed` tells that something was typed."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.grid = Grid(desk, _columns())
        self.grid.table.setAccessibleName(_("Funds in place"))
        self.grid.may_grow = True
        self.table = self.grid.table
        self.grid.named_by = 2
        self.rows: tuple[Row, ...] = ()
        self._gone: list[Mapping[str, Any]] = []
        """What was typed in receipts that somebody deleted meanwhile, as it was held."""
        self._saved: list[int] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.grid)
        self.setFocusProxy(self.grid)
        self.grid.changed.connect(self._edited)

    def show_ledger(self, found: Ledger) -> None:
        """Show the receipts that were read; the keys go to the empty row below them."""
        self.rows = found.rows
        self._gone = []
        locked = {
            at: [name for name, _width in COLUMNS if name not in queries.OPEN]
            for at, row in enumerate(found.rows)
            if row.is_locked
        }
        self.grid.show_rows([dict(row.values) for row in found.rows], locked=locked)
        self.table.go(len(found.rows), 0)
        self._look_up()

    @property
    def many(self) -> int:
        """How many rows are typed and not yet saved."""
        return len(self.grid.touched()) + len(self._gone)

    @property
    def current(self) -> Row | None:
        """The saved receipt on whose row the keys are."""
        at = self.table.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def correct(self) -> None:
        """Begin a correction of the current receipt in a row of its own: what differs is typed."""
        row = self.current
        if row is None or not row.is_locked:
            return
        values = {name: row.values[name] for name in CORRECTED}
        at = self.grid.add_row(values, {"corrects_id": row.id})
        self.table.go(at, [name for name, _width in COLUMNS].index("amount"))
        self.table.setFocus()

    def held(self) -> list[object]:
        """What is typed, by the id of the receipt (0: a new one): for a draft."""
        whole = self.grid.rows()
        found: list[object] = list(self._gone)
        for at in self.grid.touched():
            saved = self.rows[at].id if at < len(self.rows) else 0
            rest = {"corrects": whole[at].get("corrects_id"), "cells": self.grid.held(at)}
            stood = {"row": self.grid.held(at, whole=True), "called": self.grid.called(at)}
            found.append({"id": saved, **rest, **(stood if saved else {})})
        return found

    def put_back(self, held: Sequence[object]) -> list[str]:
        """Type again what a draft holds; gives in words what is locked by now.

        What somebody changed or deleted meanwhile is asked for: see `clashes`.
        """
        places = {row.id: at for at, row in enumerate(self.rows)}
        locked: list[str] = []
        for kept in held:
            one = cast("Mapping[str, Any]", kept if isinstance(kept, dict) else {})
            cells = cast("Mapping[str, object]", one.get("cells") or {})
            at = places.get(one.get("id", 0))
            if at is None and one.get("id"):
                self._gone.append(one)
                continue
            locked += self.grid.put_back(self._again(one) if at is None else at, cells)
        return locked

    def clashes(self) -> list[Difference]:
        """What somebody else changed or deleted under what is typed, until it is chosen."""
        gone = [
            Difference(f"{GONE}{at}", str(one.get("called", "")), "", _told(one), _("Deleted"))
            for at, one in enumerate(self._gone)
        ]
        return [*self.grid.clashes(), *gone]

    def choose(self, choices: Mapping[str, str]) -> None:
        """Let mine or theirs stand; mine of a deleted receipt is entered once more."""
        gone, self._gone = self._gone, []
        for at, one in enumerate(gone):
            if choices.get(f"{GONE}{at}") == "mine":
                row = cast("Mapping[str, object]", one.get("row") or {})
                self.grid.put_back(self._again(one), row)
        self.grid.choose({n: whose for n, whose in choices.items() if not n.startswith(GONE)})

    def _again(self, one: Mapping[str, Any]) -> int:
        corrects = one.get("corrects")
        return self.grid.add_row({}, {"corrects_id": corrects} if corrects else {})

    def entries(self) -> list[Entry]:
        """What is to be saved, in the order of the rows."""
        from crm.actions.funds import Entry  # noqa: PLC0415 - only when something is written

        rows, self._saved = self.grid.rows(), self.grid.touched()
        made: list[Entry] = []
        for at in self._saved:
            typed = rows[at]
            if at >= len(self.rows):
                names = [*(name for name, _width in COLUMNS), "corrects_id"]
                made.append(Entry({n: typed[n] for n in names if typed.get(n) is not None}))
                continue
            row = self.rows[at]
            before = {name: _bare(row.values[name]) for name, _width in COLUMNS}
            edited = {n: typed[n] for n, was in before.items() if typed[n] != was}
            originals = {name: before[name] for name in edited}
            made.append(Entry(edited, row.id, row.version, originals))
        return made

    def refuse(self, fields: Mapping[str, str]) -> None:
        """Show in its cell what the ledger has against each entry: `row:field`, as it was sent."""
        shown = {name for name, _width in COLUMNS}
        told: dict[tuple[int, str], str] = {}
        for place, said in fields.items():
            number, _colon, name = place.partition(":")
            told[self._saved[int(number)], name if name in shown else "amount"] = said
        self.grid.tell(told)
        self.table.next_wrong()

    def _edited(self) -> None:
        self._look_up()
        self.changed.emit()

    def _look_up(self) -> None:
        """Ask what follows from the investors, and whether too much comes in."""
        rows, touched = self.grid.rows(), self.grid.touched()
        amounts: defaultdict[int, int] = defaultdict(int)
        amounts.update(dict.fromkeys(self._last_rows(), 0))
        for at in touched:
            project, amount = rows[at]["project_id"], _counted(rows[at])
            if isinstance(project, int):
                amounts[project] += amount
        without = [self.rows[at].id for at in touched if at < len(self.rows)]
        register = self._desk.register

        def work(_progress: Progress) -> _Known:
            with register.reading() as session:
                return _Known(
                    queries.given(session, amounts.keys()),
                    queries.beyond(session, dict(amounts), without),
                )

        def done(known: _Known) -> None:
            self._tell(known)

        self._desk.jobs.submit_read(work, done, owner=self, topic="follows")

    def _tell(self, known: _Known) -> None:
        fields, rows = Receipt.fields(), self.grid.rows()
        doubts: dict[tuple[int, str], str] = {}
        for at in self.grid.touched():
            project: Any = rows[at]["project_id"]
            follows = known.given.get(project)
            if at >= len(self.rows):
                self.grid.put_grey(at, "origin", fields["origin"].show(follows and follows.origin))
                self.grid.put_grey(at, "place", fields["place"].show(follows and follows.place))
                self.grid.put_grey(at, "state", fields["state"].show("draft"))
            if project in known.beyond:
                doubts[at, "amount"] = funding.over_words(known.beyond[project])
        typed = {rows[at]["project_id"] for at, _name in doubts}
        for project, at in self._last_rows().items():
            if project in known.beyond and project not in typed:
                doubts[at, "amount"] = funding.over_words(known.beyond[project])
        self.grid.doubt(doubts)

    def _last_rows(self) -> dict[int, int]:
        """The row of the last saved receipt of each project: there it is said once."""
        projects = ((_bare(row.values["project_id"]), at) for at, row in enumerate(self.rows))
        return {project: at for project, at in projects if isinstance(project, int)}


def _columns() -> Sequence[GridColumn]:
    fields = Receipt.fields()
    needed = {"project_id", "month", "amount"}
    return [
        GridColumn.of(fields[name], width=width, required=name in needed) for name, width in COLUMNS
    ]


def ids_in(held: Sequence[object]) -> list[int]:
    """The receipts in which something is typed, by what is held of it."""
    kept = (cast("Mapping[str, Any]", one) for one in held if isinstance(one, dict))
    return [int(one["id"]) for one in kept if one.get("id")]


def _told(one: Mapping[str, Any]) -> str:
    """What was typed in a row, in words."""
    cells = cast("Mapping[str, Mapping[str, object]]", one.get("cells") or {})
    return ", ".join(str(cell.get("text") or "—") for cell in cells.values())


def _bare(value: object) -> object:
    """A value without the name that came along for a record."""
    return getattr(value, "id", value)


def _counted(row: Mapping[str, Any]) -> int:
    amount, approved = row["amount"] or 0, row["approved_amount"]
    return receipts.counted(amount, approved, row["state"] or "draft")
