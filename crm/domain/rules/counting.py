# SPDX-License-Identifier: Apache-2.0
"""Which funds count, and how far the year has gone: the office's own way of counting (口径)."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

OUTSIDE = ("in_country", "abroad")
"""Origins outside the province; abroad belongs to them unless the county counts otherwise."""


@dataclass(frozen=True)
class Counting:
    """What a county counts: states of receipts, whether 省外 includes 境外, the least project."""

    states: tuple[str, ...] = ("reported", "approved", "reduced")
    abroad_is_outside: bool = True
    least: int = 0

    @property
    def outside(self) -> tuple[str, ...]:
        """The origins that are outside the province."""
        return OUTSIDE if self.abroad_is_outside else OUTSIDE[:1]


USUAL = Counting()


def elapsed(today: date) -> Decimal:
    """How much of the year has gone with the end of this day, in per cent, unrounded."""
    days = 366 if isleap(today.year) else 365
    return Decimal(today.timetuple().tm_yday) * 100 / days


def progress(done: int | None, target: int | None) -> Decimal | None:
    """What was done of a target in per cent, unrounded; None when one of them is unknown."""
    if done is None or not target:
        return None
    return Decimal(done) * 100 / target


def pace(done: int | None, target: int | None, today: date) -> Decimal | None:
    """By how many percentage points the progress is ahead of the time (behind: negative)."""
    share = progress(done, target)
    return None if share is None else share - elapsed(today)


def needed_per_month(done: int | None, target: int | None, today: date) -> Decimal | None:
    """What each month that is left, this one included, has to bring to reach the target."""
    if done is None or target is None:
        return None
    return Decimal(max(0, target - done)) / (13 - today.month)
