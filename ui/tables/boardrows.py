# SPDX-License-Identifier: Apache-2.0
"""What the board knows: ids by column, sums, and the cards that are seen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from crm.domain.rules.stages import CODES
from crm.progress import Progress
from crm.queries import board as queries
from crm.queries.board import Board, Card
from crm.queries.filters import Filter
from crm.storage.changes import Changes
from ui.desk.desk import Desk

WINDOW = 64  # cards fetched at once
MOST = 64 * WINDOW  # cards kept

SHOWN = frozenset(
    {
        "project", "party", "organisation", "receipt", "activity", "progress_entry", "attachment",
        "milestone", "staff", "unit", "event",
    }
)  # fmt: skip
"""The record types whose changes may be seen on a card or in the sums."""


class BoardRows(QObject):
    """Ids and windows of cards; every answer of an older question is dropped."""

    counted = Signal()
    """The columns are known, or are others now."""

    arrived = Signal()
    """Cards have come that were wanted."""

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self.board: Board | None = None
        self.cards: dict[int, Card | None] = {}
        self.filter = Filter()
        self._wanted: set[tuple[int, int]] = set()
        self._asked = False
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show(self, wanted: Filter) -> None:
        """Show the projects that pass another filter."""
        self.filter = wanted
        self.read()

    def refresh(self, changes: Changes | None) -> None:
        """Follow what was changed in the store; None when it may be anything."""
        if self.board is None:
            return
        told = changes is not None and changes.complete
        if changes is not None and told and not any(i.record in SHOWN for i in changes.items):
            return
        self._turn += 1
        # The cards that were seen last stay on show until they are read again.
        self._fetch(list(self.cards)[-WINDOW * len(CODES) :], only=True)
        self.read()

    def read(self) -> None:
        """Read the columns anew."""
        desk, today, wanted = self._desk, self._today(), self.filter

        def work(progress: Progress) -> Board:
            with desk.register.reading() as session:
                return queries.read(session, wanted, today=today, progress=progress)

        desk.jobs.submit_read(work, self._land, owner=self, topic="board")

    def ids(self, column: int) -> array[int]:
        """The ids of a column; to be read, never changed."""
        return self.board.columns[column].ids if self.board is not None else array("q")

    def card(self, column: int, row: int) -> Card | None:
        """The card in a place; it is asked for when it is not known."""
        ids = self.ids(column)
        if not 0 <= row < len(ids):
            return None
        if ids[row] not in self.cards:
            self._wanted.add((column, row // WINDOW))
            if not self._soon.isActive():
                self._soon.start()
        return self.cards.get(ids[row])

    def place_of(self, project_id: int) -> tuple[int, int] | None:
        """The column and the row of a project, if it is on the board."""
        for column in range(len(CODES)):
            ids = self.ids(column)
            if project_id in ids:
                return column, ids.index(project_id)
        return None

    def _land(self, board: Board) -> None:
        self.board = board
        self.counted.emit()

    def _ask(self) -> None:
        if self._asked:
            # The painting after the arrival asks again for what is still seen.
            self._wanted.clear()
            return
        missing: list[int] = []
        for column, window in sorted(self._wanted):
            ids = self.ids(column)[window * WINDOW : (window + 1) * WINDOW]
            missing += [one for one in ids if one not in self.cards]
        self._wanted.clear()
        if missing:
            self._asked = True
            self._fetch(missing, ends=True)

    def _fetch(self, ids: list[int], *, ends: bool = False, only: bool = False) -> None:
        """Read cards; with `only` whatever else is known is forgotten then."""
        if not ids:
            return
        register, today, turn = self._desk.register, self._today(), self._turn

        def work(_progress: Progress) -> dict[int, Card]:
            with register.reading() as session:
                return queries.cards(session, ids, today=today)

        def done(found: dict[int, Card]) -> None:
            if ends:
                self._asked = False
            if turn == self._turn:
                self._enter(found, ids, only=only)
            self.arrived.emit()

        def failed(error: Exception) -> None:
            if ends:
                self._asked = False
            self._desk.jobs.troubled.emit(error, None)

        self._desk.jobs.submit_read(work, done, failed, owner=self)

    def _enter(self, found: dict[int, Card], ids: Iterable[int], *, only: bool) -> None:
        if only:
            self.cards.clear()
        for one in ids:
            # A project that is gone has no card until the columns are read again.
            self.cards.pop(one, None)
            self.cards[one] = found.get(one)
        for oldest in list(self.cards)[: max(0, len(self.cards) - MOST)]:
            del self.cards[oldest]
