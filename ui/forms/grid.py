# SPDX-License-Identifier: Apache-2.0
"""The editable grid: many records typed, pasted and corrected as in a spreadsheet.

It holds texts and values and writes nothing: whoever shows it saves what `rows` gives, for the
rows that `touched` names, once `wrong` is empty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.progress import Progress
from crm.queries import meaning
from crm.queries.reading import Choosable
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.forms.gridmodel import GridModel
from ui.forms.gridsheet import Cell, GridColumn, Place, Sheet
from ui.forms.gridtable import GridTable
from ui.theme import sizes
from ui.widgets.conflict import Difference
from ui.widgets.labels import push, restyle, words

__all__ = ["Grid", "GridColumn"]


class _Asked(NamedTuple):
    """What is to be looked up for one record type."""

    texts: frozenset[str]
    ids: frozenset[int]


class _Found(NamedTuple):
    """What was found: what texts mean, and what records are called."""

    texts: Mapping[str, Choosable | str]
    ids: Mapping[int, str]


class Grid(QWidget):
    """A table to type in, and below it what is wrong with the current cell.

    `changed` tells that cells were changed, also when the name of a record was found.
    """

    changed = Signal()

    def __init__(
        self, desk: Desk, columns: Sequence[GridColumn], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheet = Sheet(columns)
        self.named_by = 1
        """How many columns at the left tell a row from the others."""
        self.model = GridModel(self._sheet, self)
        self.table = GridTable(desk, self.model)
        self._said = words("", "muted", wrap=True)
        self.next_button = push(_("Next wrong cell"), "jump", sign="arrow-right")
        self._build()
        self._wire()

    @property
    def may_grow(self) -> bool:
        """Whether an empty last row becomes a new one when something is typed into it."""
        return self.model.may_grow

    @may_grow.setter
    def may_grow(self, may: bool) -> None:
        self.model.may_grow = may
        self.model.follow()

    def show_rows(
        self,
        rows: Sequence[Mapping[str, object]],
        *,
        grey: Sequence[Mapping[str, str]] = (),
        locked: Mapping[int, Collection[str]] | None = None,
    ) -> None:
        """Show these rows; what was typed before is forgotten.

        A record is given by its id, or as something with `id` and `label`. What has no column
        comes back with the rows. `grey` stands pale behind empty cells; `locked` names the cells
        that may not be edited, by row.
        """
        self._settled.load(rows, grey, locked)
        self.model.restart()
        self._seek()
        self._speak()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.go(0, 0)

    def rows(self) -> list[dict[str, object]]:
        """The rows as edited; what is unknown or wrong is None."""
        return self._settled.rows()

    def touched(self) -> list[int]:
        """The rows that were edited or added."""
        return self._settled.touched()

    def wrong(self) -> dict[Place, str]:
        """A sentence for each cell that cannot be taken, or whose name is still looked up."""
        return self._settled.wrong()

    def tell(
        self, wrong: Mapping[Place, str] | None = None, doubts: Mapping[Place, str] | None = None
    ) -> None:
        """Say more about cells, until their row is edited: what is refused, what looks wrong."""
        self.model.told_wrong.clear()
        self.model.told_wrong.update(wrong or {})
        self.model.doubts.clear()
        self.model.doubts.update(doubts or {})
        self.model.follow()
        self._speak()

    def hold(self, *, on: bool) -> None:
        """Let nothing be typed for a moment, or again."""
        self._settled.fixed = on

    def put(self, row: int, key: str, value: object) -> None:
        """Put a value into a cell, as if it had been typed."""
        self.put_all({(row, key): value})

    def put_all(self, values: Mapping[Place, object]) -> None:
        """Put values into many cells in one step, as if they had been typed."""
        self.model.put({at: self._settled.shown(at[1], value) for at, value in values.items()})

    def add_row(self, values: Mapping[str, object], rest: Mapping[str, object]) -> int:
        """Add a row below the others, as if it had been typed; what has no column is in `rest`."""
        at = self._settled.append(values, rest)
        self.model.follow()
        self.model.edited.emit()
        return at

    def drop_heading(self) -> None:
        """Take away a first row that only repeats the headings, in the step that brought it."""
        sheet = self._settled
        if sheet.list and sheet.is_heading(0) and sheet.drop([0], on=True):
            self.model.follow()
            self.model.edited.emit()

    def held(self, row: int, *, whole: bool = False) -> dict[str, object]:
        """What is typed in a row and over what, or all of it, as JSON knows it: for a draft."""
        return self._settled.held(row, whole=whole)

    def put_back(self, row: int, held: Mapping[str, object]) -> list[str]:
        """Type again in a row what was held of it; gives in words what is locked by now.

        Of what others changed since, `clashes` tells.
        """
        locked = self._settled.put_back(row, held)
        self.model.follow()
        self.model.edited.emit()
        return [f"{self.called(row, key)}: {cell.text or '—'}" for key, cell in locked.items()]

    def clashes(self) -> list[Difference]:
        """The cells that two people changed and nobody has chosen yet, named `row:column`."""
        return [
            Difference(
                f"{row}:{key}", self.called(row, key),
                clash.original.text, clash.mine.text, clash.theirs.text,
            )
            for (row, key), clash in sorted(self._sheet.clashes.items())
        ]  # fmt: skip

    def choose(self, choices: Mapping[str, str]) -> None:
        """Let `mine` or `theirs` stand in the cells that `clashes` named."""
        for name, whose in choices.items():
            row, _colon, key = name.partition(":")
            self._sheet.choose((int(row), key), mine=whose == "mine")
        self.model.follow()
        self.model.edited.emit()

    def called(self, row: int, key: str = "") -> str:
        """What a cell is called: what tells its row from the others, and its column."""
        ahead = self._sheet.columns[: self.named_by]
        told = [self._sheet.cell(row, one.key).text for one in ahead]
        heading = self._sheet.by_key[key].heading if key else ""
        return " · ".join(text for text in (*told, heading) if text)

    def doubt(self, doubts: Mapping[Place, str]) -> None:
        """Say what looks wrong about cells, though it can be taken."""
        self.model.doubts.clear()
        self.model.doubts.update(doubts)
        self.model.follow()
        self._speak()

    def put_grey(self, row: int, key: str, text: str) -> None:
        """Let a pale text stand behind a cell while it is empty."""
        grey = self._sheet.grey
        while len(grey) <= row:
            grey.append({})
        if grey[row].get(key, "") != text:
            grey[row][key] = text
            self.model.follow()

    @property
    def _settled(self) -> Sheet:
        """The sheet, with all of a long block that is still being pasted."""
        self.table.settle()
        return self._sheet

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(sizes.SPACE)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.next_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.TIGHT)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.setFocusProxy(self.table)
        self.next_button.hide()

    def _wire(self) -> None:
        self.model.edited.connect(self._edited)
        self.next_button.clicked.connect(self._go_on)
        self.table.selectionModel().currentChanged.connect(self._speak)
        self.table.lost.connect(self._lost)

    def _edited(self) -> None:
        self._seek()
        self._speak()
        self.changed.emit()

    def _go_on(self) -> None:
        self.table.next_wrong()
        self.table.setFocus()

    def _lost(self, count: int) -> None:
        said = ngettext(
            "{n} row found no place below.", "{n} rows found no place below.", count
        ).format(n=count)
        self._desk.notice(said, kind="trouble")

    def _speak(self) -> None:
        here = self.model.said(self.table.currentIndex())
        wrong = len(self.model.wrong)
        total = ngettext(
            "{n} cell cannot be taken yet.", "{n} cells cannot be taken yet.", wrong
        ).format(n=wrong)
        self._said.setText(here or (total if wrong else ""))
        at = self.table.currentIndex()
        is_wrong = at.isValid() and self.model.place(at) in self.model.wrong
        restyle(self._said, "role", "error" if is_wrong else "warning" if here else "muted")
        self.next_button.setVisible(wrong > 0)

    def _seek(self) -> None:
        """Ask for what names mean and what records are called, all at once for a whole block."""
        asked: dict[str, tuple[set[str], set[int]]] = {}
        for (_row, key), cell in self._sheet.sought().items():
            record = self._sheet.by_key[key].record
            texts, ids = asked.setdefault(record, (set(), set()))
            if isinstance(cell.value, int):
                ids.add(cell.value)
            else:
                texts.add(cell.text)
        for record, (texts, ids) in asked.items():
            self._ask(record, _Asked(frozenset(texts), frozenset(ids)))

    def _ask(self, record: str, asked: _Asked) -> None:
        register = self._desk.register

        def work(_progress: Progress) -> _Found:
            with register.reading() as session:
                return _Found(
                    meaning.meanings(session, record, asked.texts),
                    meaning.titles(session, record, asked.ids),
                )

        def done(found: _Found) -> None:
            self._answer(record, found)

        self._desk.jobs.submit_read(work, done, owner=self)

    def _answer(self, record: str, found: _Found) -> None:
        cells: dict[Place, Cell] = {}
        for at, cell in self._sheet.sought().items():
            if self._sheet.by_key[at[1]].record == record:
                answer = _answered(cell, found)
                if answer is not None:
                    cells[at] = answer
        if cells:
            self.model.settle(cells)
            self._speak()
            self.changed.emit()


def _answered(cell: Cell, found: _Found) -> Cell | None:
    value: Any = cell.value
    if value is not None:
        title = found.ids.get(value)
        return None if title is None else Cell(value, title)
    meant = found.texts.get(cell.text)
    if meant is None:
        return None
    return (
        Cell(text=cell.text, wrong=meant) if isinstance(meant, str) else Cell(meant.id, meant.label)
    )
