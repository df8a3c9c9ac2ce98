# SPDX-License-Identifier: Apache-2.0
"""What any board knows: ids by column, and windows of the cards that are seen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from crm.progress import Progress
from crm.queries.filters import Filter
from crm.storage.changes import Changes
from ui.desk.desk import Desk

WINDOW = 64  # cards fetched at once
MOST = 64 * WINDOW  # cards kept


class Pile(Protocol):
    """A column as it was counted."""

    @property
    def ids(self) -> array[int]:
        """The ids of its cards, in their order."""
        ...


class Piles(Protocol):
    """A board as it was counted."""

    @property
    def columns(self) -> Sequence[Pile]:
        """Its columns, from left to right."""
        ...


B = TypeVar("B", bound=Piles)
C = TypeVar("C")


class CardRows(QObject, Generic[B, C]):
    """Ids and windows of cards; every answer of an older question is dropped.

    `shown` are the record types whose changes may be seen on a card or at the head of a column.
    """

    shown: frozenset[str] = frozenset()

    counted = Signal()
    """The columns are known, or are others now."""

    arrived = Signal()
    """Cards have come that were wanted."""

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QObject | None) -> None:
        super().__init__(parent)
        self.desk, self.today = desk, today
        self.board: B | None = None
        self.cards: dict[int, C | None] = {}
        self.filter = Filter()
        self._wanted: set[tuple[int, int]] = set()
        self._asked = False
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show(self, wanted: Filter) -> None:
        """Show the records that pass another filter."""
        self.filter = wanted
        self.read()

    def refresh(self, changes: Changes | None) -> None:
        """Follow what was changed in the store; None when it may be anything."""
        if self.board is None:
            return
        told = changes is not None and changes.complete
        if changes is not None and told and not any(i.record in self.shown for i in changes.items):
            return
        self._turn += 1
        # The cards that were seen last stay on show until they are read again.
        self._fetch(list(self.cards)[-WINDOW * self.width :], only=True)
        self.read()

    def read(self) -> None:
        """Read the columns anew."""
        work = self.counting(self.filter)
        self.desk.jobs.submit_read(work, self._land, owner=self, topic="board")

    @property
    def width(self) -> int:
        """How many columns there are."""
        return 0 if self.board is None else len(self.board.columns)

    def counting(self, wanted: Filter) -> Callable[[Progress], B]:
        """The job that counts the columns."""
        raise NotImplementedError

    def fetching(self, ids: list[int]) -> Callable[[Progress], Mapping[int, C]]:
        """The job that reads cards."""
        raise NotImplementedError

    def ids(self, column: int) -> array[int]:
        """The ids of a column; to be read, never changed."""
        return self.board.columns[column].ids if self.board is not None else array("q")

    def card(self, column: int, row: int) -> C | None:
        """The card in a place; it is asked for when it is not known."""
        ids = self.ids(column)
        if not 0 <= row < len(ids):
            return None
        if ids[row] not in self.cards:
            self._wanted.add((column, row // WINDOW))
            if not self._soon.isActive():
                self._soon.start()
        return self.cards.get(ids[row])

    def place_of(self, card_id: int) -> tuple[int, int] | None:
        """The column and the row of a card, if it is on the board."""
        for column in range(self.width):
            ids = self.ids(column)
            if card_id in ids:
                return column, ids.index(card_id)
        return None

    def _land(self, board: B) -> None:
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
        turn = self._turn

        def done(found: Mapping[int, C]) -> None:
            if ends:
                self._asked = False
            if turn == self._turn:
                self._enter(found, ids, only=only)
            self.arrived.emit()

        def failed(error: Exception) -> None:
            if ends:
                self._asked = False
            self.desk.jobs.troubled.emit(error, None)

        self.desk.jobs.submit_read(self.fetching(ids), done, failed, owner=self)

    def _enter(self, found: Mapping[int, C], ids: Iterable[int], *, only: bool) -> None:
        if only:
            self.cards.clear()
        for one in ids:
            # A record that is gone has no card until the columns are read again.
            self.cards.pop(one, None)
            self.cards[one] = found.get(one)
        for oldest in list(self.cards)[: max(0, len(self.cards) - MOST)]:
            del self.cards[oldest]
