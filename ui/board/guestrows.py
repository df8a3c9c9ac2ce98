# SPDX-License-Identifier: Apache-2.0
"""What the roadshow board knows: attendances by their place, and the cards that are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from typing_extensions import override

from crm.progress import Progress
from crm.queries import courting
from crm.queries.courting import Courting, Guest
from crm.queries.filters import Filter
from ui.board.cardrows import CardRows


class GuestRows(CardRows[Courting, Guest]):
    """The attendances that pass a filter, by how far the following up has come."""

    shown = frozenset({"attendance", "event", "person", "organisation"})

    @override
    def counting(self, wanted: Filter) -> Callable[[Progress], Courting]:
        register, today = self.desk.register, self.today()

        def work(progress: Progress) -> Courting:
            with register.reading() as session:
                return courting.read(session, wanted, today=today, progress=progress)

        return work

    @override
    def fetching(self, ids: list[int]) -> Callable[[Progress], Mapping[int, Guest]]:
        register, today = self.desk.register, self.today()

        def work(_progress: Progress) -> Mapping[int, Guest]:
            with register.reading() as session:
                return courting.cards(session, ids, today=today)

        return work
