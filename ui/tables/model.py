# SPDX-License-Identifier: Apache-2.0
"""The model of a list: ids in their order, read behind the window, and the rows that are seen."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.fields import Field
from crm.progress import Progress
from crm.queries import listing as queries
from crm.queries.listing import Listing
from crm.storage.changes import Changes
from ui.desk.desk import Desk
from ui.tables.differing import Step, step_between
from ui.tables.effects import linked_records, looked_through, may_move
from ui.tables.painters import has_dots, painter_of
from ui.tables.windows import Windows

FIRST = 200  # rows of the first page

Index = QModelIndex | QPersistentModelIndex

DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
VALUE: Final = int(Qt.ItemDataRole.UserRole)
"""The role of the value behind a cell's words."""
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

_NOTHING = QModelIndex()


class ListModel(QAbstractTableModel):
    """Ids and windows of rows. Every answer of an older question is dropped."""

    began = Signal()
    """Another listing is shown from its top."""

    turning = Signal()
    """The order is about to become another one; the listing is the same."""

    turned = Signal()
    """It has become another one."""

    counted = Signal()
    """All ids are known now."""

    def __init__(
        self, desk: Desk, record: str, today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._today = today
        self.record = record
        self.listing = Listing(record)
        self.fields: tuple[Field, ...] = ()
        self.complete = False
        self._ids: array[int] = array("q")
        self._sides: tuple[int, ...] = ()
        self.marked: frozenset[int] = frozenset()
        self._generation = 0
        self._begun = 0
        self._windows = Windows(desk, record, today, self)
        self._windows.arrived.connect(self._repaint)

    @property
    def ids(self) -> array[int]:
        """The ids in their order; to be read, never changed."""
        return self._ids

    @property
    def windows(self) -> Windows:
        """The rows that are known."""
        return self._windows

    @property
    def voiced(self) -> int:
        """The place of the column that has a voice; -1 for none."""
        voiced = self._windows.voiced
        names = [one.name for one in self.fields]
        return names.index(voiced.column) if voiced and voiced.column in names else -1

    @property
    def begun(self) -> bool:
        """Whether at least the first page of the listing is there."""
        return self._begun == self._generation > 0

    def show(self, listing: Listing) -> None:
        """List something else, its first page as soon as possible."""
        columns = listing.columns or queries.default_columns(self.record)
        self.listing = replace(listing, columns=columns)
        self._generation += 1
        self.complete = False
        desk, today, listing = self._desk, self._today(), self.listing
        listing = replace(listing, columns=self._windows.widened(columns))

        def first(_progress: Progress) -> list[tuple[int, tuple[object, ...]]]:
            with desk.register.reading() as session:
                return queries.first(session, listing, today=today, limit=FIRST)

        landed = partial(self._land_first, self._generation)
        desk.jobs.submit_read(first, landed, owner=self, topic="first")
        self._read_ids()

    def refresh(self, changes: Changes | None) -> None:
        """Follow what was changed in the store; None when it may be anything."""
        if self._generation == 0:
            return
        if changes is None or not changes.complete:
            self._windows.touch_all()
            self._read_ids()
            return
        others = linked_records(self.record, self.listing.columns)
        if any(item.record in others for item in changes.items):
            self._windows.touch_all()
        own = [item for item in changes.items if item.record == self.record]
        self._windows.touch(item.id for item in own)
        parts = looked_through(self.record, self.listing.filter)
        if may_move(self.listing, own) or any(item.record in parts for item in changes.items):
            self._read_ids()

    def row_of(self, record_id: int) -> int:
        """The row of a record; -1 if it is not in the list."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._sides)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> object:
        if role == DISPLAY:
            row = index.row()
            cells = self._windows.cells.get(self._ids[row])
            if cells is None:
                self._windows.want(row)
                return None
            return cells[0][index.column()]
        if role == ALIGNMENT:
            return self._sides[index.column()]
        if role in {VALUE, TOOLTIP}:
            cells = self._windows.cells.get(self._ids[index.row()])
            return None if cells is None else cells[role == VALUE][index.column()]
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.fields):
            return None
        if role in {DISPLAY, TOOLTIP}:
            return self.fields[section].heading
        return self._sides[section] if role == ALIGNMENT else None

    def _read_ids(self) -> None:
        desk, today, listing, old = self._desk, self._today(), self.listing, self._ids
        begun = self.begun

        def work(progress: Progress) -> tuple[array[int], array[int], Step]:
            with desk.register.reading() as session:
                ids = queries.ids(session, listing, today=today, progress=progress)
            return old, ids, step_between(old, ids) if begun else Step("turned")

        landed = partial(self._land_ids, self._generation)
        desk.jobs.submit_read(work, landed, owner=self, topic="ids")

    def _land_first(self, generation: int, rows: list[tuple[int, tuple[object, ...]]]) -> None:
        if generation == self._generation and not self.begun:
            self._begin(array("q", [one for one, _values in rows]), rows)

    def _land_ids(self, generation: int, answer: tuple[array[int], array[int], Step]) -> None:
        if generation != self._generation:
            return
        old, ids, step = answer
        if not self.begun:
            self._begin(ids, [])
        else:
            self._take(step if old is self._ids else step_between(self._ids, ids), ids)
        self.complete = True
        self.counted.emit()

    def _begin(self, ids: array[int], rows: list[tuple[int, tuple[object, ...]]]) -> None:
        fields = RECORDS[self.record].fields()
        self.beginResetModel()
        self.fields = tuple(fields[name] for name in self.listing.columns)
        painters = [painter_of(one.kind) for one in self.fields]
        self._sides = tuple(RIGHT if one.right else LEFT for one in painters)
        self.marked = frozenset(at for at, one in enumerate(self.fields) if has_dots(one.kind))
        self._windows.set_columns(self.listing.columns)
        self._windows.seed(rows)
        self._put(ids)
        self._begun = self._generation
        self.endResetModel()
        self.began.emit()

    def _take(self, step: Step, ids: array[int]) -> None:
        if step.kind == "same":
            return
        if step.kind == "inserted":
            self.beginInsertRows(QModelIndex(), step.first, step.last)
            self._put(ids)
            self.endInsertRows()
        elif step.kind == "removed":
            self.beginRemoveRows(QModelIndex(), step.first, step.last)
            self._put(ids)
            self.endRemoveRows()
        elif step.kind == "moved":
            none = QModelIndex()
            self.beginMoveRows(none, step.first, step.last, none, step.to)
            self._put(ids)
            self.endMoveRows()
        else:
            self.turning.emit()
            self.beginResetModel()
            self._put(ids)
            self.endResetModel()
            self.turned.emit()

    def _put(self, ids: array[int]) -> None:
        self._ids = ids
        self._windows.set_ids(ids)

    def _repaint(self) -> None:
        if len(self._ids):
            last = self.index(len(self._ids) - 1, len(self._sides) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
