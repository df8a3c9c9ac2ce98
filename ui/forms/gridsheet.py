# SPDX-License-Identifier: Apache-2.0
"""What a grid holds: its columns, its cells as they were edited, and the steps back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from crm.errors import InvalidInput
from crm.fields import Field
from crm.kinds.base import Kind
from crm.kinds.links import Reference
from crm.words import _, tr

MOST_STEPS = 200

Place = tuple[int, str]
"""A row and the key of a column."""


@dataclass(frozen=True)
class GridColumn:
    """One column; `key` names its values in the rows, `kind` reads and shows them.

    `label` is in the language of here and now. `target` is the record type that a reference
    names. `width` is in Chinese characters; nothing means what is usual for the kind. `hint` says
    more about the column when one points at its head. `parted` are the texts into which one that
    says more than this column holds comes apart, for it and the columns right of it.
    """

    key: str
    label: str
    kind: Kind[Any]
    editable: bool = True
    target: str = ""
    required: bool = False
    width: int = 0
    hint: str = ""
    parted: Callable[[str], tuple[str, ...]] | None = None

    @staticmethod
    def of(
        spec: Field, *, editable: bool = True, width: int = 0, required: bool | None = None
    ) -> GridColumn:
        """The column of a field of a record; what follows from others need not be `required`."""
        return GridColumn(
            spec.name, spec.title, spec.kind, editable=editable and not spec.computed,
            required=spec.required if required is None else required, width=width,
            hint=tr(spec.hint) if spec.hint else "",
        )  # fmt: skip

    @property
    def record(self) -> str:
        """The record type whose names are typed here; nothing for other kinds."""
        return self.target or (self.kind.record if isinstance(self.kind, Reference) else "")

    @property
    def heading(self) -> str:
        """The label with its unit: 金额（万元）."""
        unit = tr(self.kind.unit)
        return _("{label} ({unit})").format(label=self.label, unit=unit) if unit else self.label


@dataclass(frozen=True)
class Cell:
    """What stands in a cell; `wrong` says why its text is no value, `sought` that it is asked."""

    value: object = None
    text: str = ""
    wrong: str = ""
    sought: bool = False


EMPTY = Cell()


class Clash(NamedTuple):
    """A cell that two people changed: as it stood, as it was typed here, as it is saved now."""

    original: Cell
    mine: Cell
    theirs: Cell


@dataclass(frozen=True)
class Row:
    """One row: its cells, how they stood at first, and what came along without a column."""

    cells: Mapping[str, Cell]
    before: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    rest: Mapping[str, object] = field(default_factory=dict[str, object])
    new: bool = False
    locked: Collection[str] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.text for cell in self.cells.values())

    @property
    def touched(self) -> bool:
        """Whether it was edited, or added with something in it."""
        return not self.empty if self.new else self.cells != self.before


class Sheet:
    """The rows of a grid; every change is one step that can be taken back."""

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        self.columns = tuple(columns)
        self.by_key = {one.key: one for one in columns}
        self.list: tuple[Row, ...] = ()
        self.grey: list[dict[str, str]] = []
        self.fixed = False
        """Nothing can be typed: what is here is being written."""
        self.clashes: dict[Place, Clash] = {}
        """What was typed over something else than what is saved now; nobody has chosen yet."""
        self._undone: list[tuple[Row, ...]] = []
        self._done: list[tuple[Row, ...]] = []

    def load(
        self,
        rows: Sequence[Mapping[str, object]],
        grey: Sequence[Mapping[str, str]] = (),
        locked: Mapping[int, Collection[str]] | None = None,
    ) -> None:
        """Begin with these rows; what was done before is forgotten."""
        held = locked or {}
        self.list = tuple(self._row(one, held.get(at, ())) for at, one in enumerate(rows))
        self.grey = [dict(one) for one in grey]
        self.clashes.clear()
        self._done.clear()
        self._undone.clear()

    def cell(self, row: int, key: str) -> Cell:
        """What stands in a cell; an empty one below the last row."""
        return self.list[row].cells.get(key, EMPTY) if row < len(self.list) else EMPTY

    def pale(self, row: int, key: str) -> str:
        """What stands behind an empty cell."""
        return self.grey[row].get(key, "") if row < len(self.grey) else ""

    def may_edit(self, row: int, key: str) -> bool:
        """Whether something can be typed into a cell now."""
        return not self.fixed and self.is_open(row, key)

    def is_open(self, row: int, key: str) -> bool:
        """Whether a cell is one to be typed into."""
        locked = self.list[row].locked if row < len(self.list) else ()
        return self.by_key[key].editable and key not in locked

    def read(self, key: str, text: str) -> Cell:
        """The cell that a typed text makes; names of records are still to be asked for."""
        column = self.by_key[key]
        if not text.strip():
            return EMPTY
        if column.record:
            return Cell(text=text.strip(), wrong=_("This name is being looked up."), sought=True)
        try:
            value = column.kind.parse(text)
        except InvalidInput as error:
            return Cell(text=text.strip(), wrong=str(error))
        return self.shown(key, value)

    def shown(self, key: str, value: object) -> Cell:
        """The cell of a value; a record may come with its name as `label`."""
        if value is None or value in ("", ()):
            return EMPTY
        label, found = getattr(value, "label", None), getattr(value, "id", value)
        if isinstance(label, str):
            return Cell(found, label)
        if self.by_key[key].record:
            return Cell(value, f"#{value}", sought=True)
        show: Callable[[Any], str] = self.by_key[key].kind.show
        return Cell(value, show(value))

    def put(self, cells: Mapping[Place, Cell], *, on: bool = False) -> bool:
        """Change some cells as one step; rows below the last are added. Whether any changed.

        To go `on` is to make them part of the step before.
        """
        changed = {
            at: cell for at, cell in cells.items() if self.may_edit(*at) and self.cell(*at) != cell
        }
        if not changed:
            return False
        if not on:
            self._step()
        self.list = self._with(self.list, changed)
        for at in changed:
            self.clashes.pop(at, None)
        return True

    def settle(self, cells: Mapping[Place, Cell]) -> None:
        """Put answers into cells that asked: no step of its own."""
        self.list = self._with(self.list, cells)

    def append(self, values: Mapping[str, object], rest: Mapping[str, object]) -> int:
        """Add a row with values in it, and with what has no column; its place."""
        self._step()
        cells = {key: self.shown(key, value) for key, value in values.items()}
        self.list = (*self.list, Row(cells, rest=rest, new=True))
        return len(self.list) - 1

    def held(self, at: int, *, whole: bool = False) -> dict[str, object]:
        """What is typed in a row and what it was typed over, as JSON knows it; or the `whole` row.

        What nobody has chosen yet is still what was typed.
        """
        row, found = self.list[at], dict[str, object]()
        for key, cell in row.cells.items():
            before = row.before.get(key, EMPTY)
            clash = self.clashes.get((at, key), Clash(before, cell, before))
            if whole or clash.mine != clash.original:
                was = {} if row.new else {"was": self._packed(key, clash.original)}
                found[key] = {**self._packed(key, clash.mine), **was}
        return found

    def put_back(self, at: int, held: Mapping[str, object]) -> dict[str, Cell]:
        """Type again in a row what was held of it; gives what is locked by now.

        Where something else stands now than what it was typed over, somebody has to choose.
        """
        cells: dict[Place, Cell] = {}
        locked: dict[str, Cell] = {}
        new = at >= len(self.list) or self.list[at].new
        for key, kept in held.items():
            if key in self.by_key and isinstance(kept, dict):
                one = cast("Mapping[str, Any]", kept)
                clash = Clash(
                    self._unpacked(key, one.get("was")),
                    self._unpacked(key, one),
                    self.cell(at, key),
                )
                if not self.is_open(at, key):
                    locked[key] = clash.mine
                elif not new and clash.theirs.value not in _values(clash):
                    self.clashes[at, key] = clash
                else:
                    cells[at, key] = clash.mine
        self.put(cells)
        return locked

    def choose(self, place: Place, *, mine: bool) -> None:
        """Let what was typed here stand in a cell, or what somebody else saved in it."""
        clash = self.clashes.pop(place, None)
        if clash is not None and mine:
            self.put({place: clash.mine})

    def _packed(self, key: str, cell: Cell) -> dict[str, object]:
        known = cell.value is not None
        value = {"is": self.by_key[key].kind.pack(cell.value)} if known else {}
        return {"text": cell.text, **value}

    def _unpacked(self, key: str, kept: object) -> Cell:
        one = cast("Mapping[str, Any]", kept if isinstance(kept, dict) else {})
        text = str(one.get("text", ""))
        if "is" in one:
            return Cell(self.by_key[key].kind.unpack(one["is"]), text)
        return self.read(key, text)

    def drop(self, rows: Iterable[int], *, on: bool = False) -> bool:
        """Take away rows that were added here; the others only by their records.

        To go `on` is to make that part of the step before.
        """
        gone = {at for at in rows if at < len(self.list) and self.list[at].new}
        if not gone or self.fixed:
            return False
        if not on:
            self._step()
        self.list = tuple(one for at, one in enumerate(self.list) if at not in gone)
        return True

    @property
    def fresh(self) -> bool:
        """Whether nothing was done since the rows were shown: nothing to take back or do again."""
        return not self._done and not self._undone

    def undo(self) -> bool:
        """Take the last step back."""
        return self._move(self._done, self._undone)

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self._move(self._undone, self._done)

    def rows(self) -> list[dict[str, object]]:
        """The rows as they stand: values by key, unknown and wrong ones None."""
        return [
            {**one.rest, **{c.key: one.cells.get(c.key, EMPTY).value for c in self.columns}}
            for one in self.list
        ]

    def touched(self) -> list[int]:
        """The rows that were edited or added."""
        asked = {at for at, _key in self.clashes}
        return [at for at, one in enumerate(self.list) if one.touched or at in asked]

    def wrong(self, rows: Iterable[int] | None = None) -> dict[Place, str]:
        """Why some cells cannot be taken; an empty one only in a row that is to be saved.

        Only of these `rows`, if any are named.
        """
        said = _("You typed “{mine}” here, somebody else saved “{theirs}” meanwhile.")
        found: dict[Place, str] = {
            at: said.format(mine=one.mine.text or "—", theirs=one.theirs.text or "—")
            for at, one in self.clashes.items()
        }
        for at in range(len(self.list)) if rows is None else rows:
            row = self.list[at]
            for column in self.columns:
                cell = row.cells.get(column.key, EMPTY)
                if cell.wrong:
                    found[at, column.key] = cell.wrong
                elif column.required and not cell.text and row.touched:
                    lacks = _("{field} is empty.").format(field=column.label)
                    found[at, column.key] = f"{lacks} {_('Please fill it in.')}"
        return found

    def is_heading(self, at: int) -> bool:
        """Whether a row says nothing but what its columns are called, as copied tables begin."""
        texts = {key: cell.text for key, cell in self.list[at].cells.items() if cell.text}
        return len(texts) > 1 and all(
            text.rstrip(" *").casefold()
            in {called.casefold() for called in _called(self.by_key[key])}
            for key, text in texts.items()
        )

    def sought(self) -> dict[Place, Cell]:
        """The cells whose record, or its name, is still to be asked for."""
        return {
            (at, key): cell
            for at, row in enumerate(self.list)
            for key, cell in row.cells.items()
            if cell.sought
        }

    def _row(self, given: Mapping[str, object], locked: Collection[str]) -> Row:
        cells = {key: self.shown(key, given.get(key)) for key in self.by_key}
        rest = {key: value for key, value in given.items() if key not in self.by_key}
        return Row(cells, cells, rest, locked=locked)

    def _with(self, rows: tuple[Row, ...], cells: Mapping[Place, Cell]) -> tuple[Row, ...]:
        made = list(rows)
        by_row: dict[int, dict[str, Cell]] = {}
        for (at, key), cell in cells.items():
            by_row.setdefault(at, {})[key] = cell
        for at, own in by_row.items():
            while at >= len(made):
                made.append(Row({}, new=True))
            former = made[at].before
            named = {
                key: cell for key, cell in own.items()
                if former.get(key, EMPTY).sought and cell.value == former[key].value
            }  # fmt: skip
            made[at] = replace(
                made[at], cells={**made[at].cells, **own}, before={**former, **named}
            )
        return tuple(made)

    def _step(self) -> None:
        self._done.append(self.list)
        del self._done[:-MOST_STEPS]
        self._undone.clear()

    def _move(self, of: list[tuple[Row, ...]], to: list[tuple[Row, ...]]) -> bool:
        if not of or self.fixed:
            return False
        to.append(self.list)
        self.list = of.pop()
        return True


def _called(column: GridColumn) -> tuple[str, str]:
    return column.label, column.heading


def _values(clash: Clash) -> tuple[object, object]:
    return clash.original.value, clash.mine.value
