# SPDX-License-Identifier: Apache-2.0
"""The rows of a list that are known: fetched behind the window when they are painted."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from crm.domain.all_records import RECORDS
from crm.kinds.base import Kind
from crm.progress import Progress
from crm.queries import listing as queries
from ui.desk.desk import Desk
from ui.tables.painters import text_of
from ui.tables.voices import VOICED

WINDOW = 128  # rows fetched at once
MOST = 64 * WINDOW  # rows kept

Cells = tuple[tuple[str, ...], tuple[object, ...]]
"""The words of a row's cells, and the values behind them."""


class Windows(QObject):
    """Rows by id. `want` asks for the window around a row; one question is on its way at a time.

    What was wanted meanwhile is asked for again by the painting that follows `arrived`, so that
    only windows that are still seen are fetched.
    """

    arrived = Signal()

    def __init__(
        self,
        desk: Desk,
        record: str,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.cells: dict[int, Cells] = {}
        self.voices: dict[int, str] = {}
        self.voiced = VOICED.get(record)
        self._today = today
        self._desk = desk
        self._record = record
        self._ids: array[int] = array("q")
        self._columns: tuple[str, ...] = ()
        self._kinds: tuple[Kind[Any], ...] = ()
        self._wanted: set[int] = set()
        self._asked: array[int] | None = None
        self._turn = 0
        self._touched: dict[int, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    @property
    def kinds(self) -> tuple[Kind[Any], ...]:
        """The kinds of the columns."""
        return self._kinds

    def set_columns(self, columns: tuple[str, ...]) -> None:
        """Fetch these columns from now on."""
        columns = self.widened(columns)
        if columns != self._columns:
            fields = RECORDS[self._record].fields()
            self._columns = columns
            self._kinds = tuple(fields[name].kind for name in columns)
            self.forget()

    def widened(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns with those behind them that a voice is said from."""
        needs = self.voiced.needs if self.voiced and self.voiced.column in columns else ()
        return (*columns, *(one for one in needs if one not in columns))

    def set_ids(self, ids: array[int]) -> None:
        """The order of the list from now on; what is known of its rows stays."""
        self._ids = ids

    def seed(self, rows: Iterable[tuple[int, tuple[object, ...]]]) -> None:
        """Enter rows that came with the first page."""
        for one, values in rows:
            self._put(one, _cells(self._kinds, values))

    def want(self, row: int) -> None:
        """A row is painted that is not known."""
        self._wanted.add(row // WINDOW)
        if not self._soon.isActive():
            self._soon.start()

    def touch(self, ids: Iterable[int]) -> None:
        """Rows were changed: those known are fetched again and shown as they were until then."""
        known = [one for one in ids if one in self.cells]
        self._turn += 1
        for one in known:
            self._touched[one] = self._turn
        if len(known) > WINDOW:
            for one in known:
                del self.cells[one]
            self.arrived.emit()
        elif known:
            self._fetch(known, ends=False)

    def touch_all(self) -> None:
        """Any row may have changed: the newest stay on show until they are fetched again."""
        latest = list(self.cells)[-WINDOW:]
        self.cells = {one: self.cells[one] for one in latest}
        self.touch(latest)

    def forget(self) -> None:
        """Nothing is known any more."""
        self._turn += 1
        self.cells.clear()
        self.voices.clear()
        self._touched.clear()
        self._asked = None

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Cells]:
        """The rows with these ids, read here and now: for work that runs behind the window."""
        with self._desk.register.reading() as session:
            found = queries.rows(session, self._record, self._columns, ids)
        kinds = self._kinds
        return {one: _cells(kinds, values) for one, values in found.items()}

    def _ask(self) -> None:
        if self._asked is not None:
            # The painting after its arrival asks again for what is still seen.
            self._wanted.clear()
            return
        ids: array[int] = array("q")
        for window in sorted(self._wanted):
            ids.extend(self._ids[window * WINDOW : (window + 1) * WINDOW])
        self._wanted.clear()
        missing = array("q", [one for one in ids if one not in self.cells])
        if missing:
            self._asked = missing
            self._fetch(missing, ends=True)

    def _fetch(self, ids: Sequence[int], *, ends: bool) -> None:
        columns, kinds, turn = self._columns, self._kinds, self._turn
        register, record = self._desk.register, self._record

        def work(_progress: Progress) -> dict[int, Cells]:
            with register.reading() as session:
                found = queries.rows(session, record, columns, ids)
            return {one: _cells(kinds, values) for one, values in found.items()}

        def done(found: dict[int, Cells]) -> None:
            if ends:
                self._asked = None
            if columns == self._columns:
                self._enter(ids, found, turn)

        def failed(error: Exception) -> None:
            if ends:
                self._asked = None
            self._desk.jobs.troubled.emit(error, None)

        self._desk.jobs.submit_read(work, done, failed, owner=self)

    def _enter(self, ids: Iterable[int], found: Mapping[int, Cells], turn: int) -> None:
        # A row that is gone stays empty until the list of ids is read again.
        width = len(self._columns)
        gone: Cells = ("",) * width, (None,) * width
        for one in ids:
            # An older answer must not overwrite what was changed after it was asked for.
            if self._touched.get(one, 0) <= turn:
                self.cells.pop(one, None)
                self._put(one, found.get(one, gone))
        while len(self.cells) > MOST:
            oldest = next(iter(self.cells))
            del self.cells[oldest]
            self.voices.pop(oldest, None)
        self.arrived.emit()

    def _put(self, record_id: int, cells: Cells) -> None:
        """Keep a row; the column that has a voice says what it says of the whole row."""
        voiced, columns = self.voiced, self._columns
        if voiced is not None and voiced.column in columns:
            told = voiced.say(dict(zip(columns, cells[1], strict=True)), self._today())
            self.voices.pop(record_id, None)
            if told is not None:
                at = columns.index(voiced.column)
                cells = (*cells[0][:at], told[0], *cells[0][at + 1 :]), cells[1]
                self.voices[record_id] = told[1]
        self.cells[record_id] = cells


def _cells(kinds: Sequence[Kind[Any]], values: tuple[object, ...]) -> Cells:
    return tuple(map(text_of, kinds, values)), values
