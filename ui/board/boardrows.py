# SPDX-License-Identifier: Apache-2.0
"""What the board of projects knows: ids by stage, sums, and the cards that are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from typing_extensions import override

from crm.progress import Progress
from crm.queries import board as queries
from crm.queries.board import Board, Card
from crm.queries.filters import Filter
from ui.board.cardrows import CardRows


class BoardRows(CardRows[Board, Card]):
    """The projects that pass a filter, by their stage."""

    shown = frozenset(
        {
            "project", "party", "organisation", "receipt", "activity", "progress_entry",
            "attachment", "milestone", "staff", "unit", "event",
        }
    )  # fmt: skip

    @override
    def counting(self, wanted: Filter) -> Callable[[Progress], Board]:
        register, today = self.desk.register, self.today()

        def work(progress: Progress) -> Board:
            with register.reading() as session:
                return queries.read(session, wanted, today=today, progress=progress)

        return work

    @override
    def fetching(self, ids: list[int]) -> Callable[[Progress], Mapping[int, Card]]:
        register, today = self.desk.register, self.today()

        def work(_progress: Progress) -> Mapping[int, Card]:
            with register.reading() as session:
                return queries.cards(session, ids, today=today)

        return work
