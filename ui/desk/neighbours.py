# SPDX-License-Identifier: Apache-2.0
"""The list a record was opened from: the way to the record before it and the one after."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Neighbours:
    """The ids of a list, by record type, in the order in which they were seen."""

    def __init__(self) -> None:
        self._ids: dict[str, array[int]] = {}

    def keep(self, record: str, ids: Iterable[int]) -> None:
        """Remember the list that a record is opened from."""
        self._ids[record] = array("q", ids)

    def beside(self, record: str, record_id: int, by: int) -> int | None:
        """The record `by` places further (negative: before); None at the end, or outside it."""
        ids = self._ids.get(record)
        if ids is None or record_id not in ids:
            return None
        place = ids.index(record_id) + by
        return ids[place] if 0 <= place < len(ids) else None

    def place(self, record: str, record_id: int) -> tuple[int, int] | None:
        """The place of a record in its list, counted from 1, and how many there are."""
        ids = self._ids.get(record)
        if ids is None or record_id not in ids:
            return None
        return ids.index(record_id) + 1, len(ids)
