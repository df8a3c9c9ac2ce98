# SPDX-License-Identifier: Apache-2.0
"""The list a record was opened from: the way to the record before it and the one after."""

from __future__ import annotations

from array import array
from collections.abc import Iterable


class Neighbours:
    """The ids of a list, by record type, in the order in which they were seen."""

    def __init__(self) -> None:
        self._ids: dict[str, array[int]] = {}
        self._found: dict[str, tuple[int, int]] = {}

    def keep(self, record: str, ids: Iterable[int]) -> None:
        """Remember the list that a record is opened from."""
        self._ids[record] = array("q", ids)
        self._found.pop(record, None)

    def beside(self, record: str, record_id: int, by: int) -> int | None:
        """The record `by` places further (negative: before); None at the end, or outside it."""
        at = self._at(record, record_id)
        if at < 0:
            return None
        ids, place = self._ids[record], at + by
        return ids[place] if 0 <= place < len(ids) else None

    def place(self, record: str, record_id: int) -> tuple[int, int] | None:
        """The place of a record in its list, counted from 1, and how many there are."""
        at = self._at(record, record_id)
        return None if at < 0 else (at + 1, len(self._ids[record]))

    def _at(self, record: str, record_id: int) -> int:
        """The place of a record, looked for once; -1 outside its list."""
        known = self._found.get(record)
        if known is None or known[0] != record_id:
            ids = self._ids.get(record)
            at = ids.index(record_id) if ids is not None and record_id in ids else -1
            known = self._found[record] = (record_id, at)
        return known[1]
