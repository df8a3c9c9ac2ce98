# SPDX-License-Identifier: Apache-2.0
"""What became of a list of ids: the smallest step from the old order to the new one."""

from __future__ import annotations

from array import array
from typing import NamedTuple


class Step(NamedTuple):
    """One step: `same`, `inserted`, `removed` (rows `first` to `last`), `moved` (to before `to`).

    `turned` is anything else: the whole list is another one.
    """

    kind: str
    first: int = 0
    last: int = 0
    to: int = 0


def step_between(old: array[int], new: array[int]) -> Step:
    """How the new order follows from the old one."""
    head = _common(old, new, from_end=False)
    if head == len(old) == len(new):
        return Step("same")
    tail = min(_common(old, new, from_end=True), len(old) - head, len(new) - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before:
        return Step("inserted", head, head + len(after) - 1)
    if not after:
        return Step("removed", head, head + len(before) - 1)
    if len(before) == len(after) and before[-1] == after[0] and before[:-1] == after[1:]:
        last = head + len(before) - 1
        return Step("moved", last, last, head)
    if len(before) == len(after) and before[0] == after[-1] and before[1:] == after[:-1]:
        return Step("moved", head, head, head + len(before))
    return Step("turned")


def _common(old: array[int], new: array[int], *, from_end: bool) -> int:
    """How many ids at one end are the same; halved, as comparing slices is one call."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if from_end:
            same = (
                old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]
            )
        else:
            same = old[low:middle] == new[low:middle]
        if same:
            low = middle
        else:
            high = middle - 1
    return low
