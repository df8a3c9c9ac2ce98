# SPDX-License-Identifier: Apache-2.0
"""Dice that fall the same every time: choices, amounts, days and numbers of the sample county."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")

MOBILES = ("135", "136", "138", "139", "150", "158", "159", "177", "186", "187", "189", "199")
SATURDAY = 5
FIRST_MOMENT = 0x018E_0000_0000
"""The millisecond that the identities count from."""


class Dice:
    """A seeded source of choices; the same seed gives the same county."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - a sample, not a secret
        self.bits = self._random.getrandbits
        self.share = self._random.random

    def chance(self, share: float) -> bool:
        """Yes, in that share of all cases."""
        return self.share() < share

    def of(self, things: Sequence[T]) -> T:
        """One of several."""
        return things[int(self.share() * len(things))]

    def weighted(self, things: Sequence[T], weights: tuple[int, ...]) -> T:
        """One of several that are not equally likely."""
        sums = _sums(weights)
        return things[bisect(sums, self.share() * sums[-1])]

    def some(self, things: Sequence[T], number: int) -> list[T]:
        """Several different ones, at most as many as there are, in any order."""
        size = len(things)
        if number >= size:
            return self.shuffled(things)
        found: dict[int, T] = {}
        while len(found) < number:
            at = int(self.share() * size)
            found[at] = things[at]
        return list(found.values())

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them in another order."""
        found = list(things)
        self._random.shuffle(found)
        return found

    def between(self, low: int, high: int) -> int:
        """A whole number of that range, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def decimal(self, low: float, high: float, places: int) -> Decimal:
        """An exact number of that range with so many places."""
        return Decimal(f"{low + self.share() * (high - low):.{places}f}")

    def yuan(self, low: float, high: float) -> int:
        """Whole yuan between two amounts in 万元, to the ten thousand."""
        return round(low + self.share() * (high - low)) * 10_000

    def day(self, first: date, last: date) -> date:
        """A working day between two days (the first one when the range is empty)."""
        span = max((last - first).days, 0)
        return max(first, weekday(first + timedelta(days=self.between(0, span))))

    def mobile(self) -> str:
        """A mobile number that looks real and is given to nobody."""
        return f"{self.of(MOBILES)}0000{self.between(0, 9999):04d}"

    def landline(self) -> str:
        """A number of the sample county's offices."""
        return f"0719-5550{self.between(100, 999)}"

    def uuid(self, number: int) -> str:
        """An identity of the ordered form (version 7): those of later rows come later."""
        text = f"{FIRST_MOMENT + number:012x}{self.bits(80):020x}"
        return f"{text[:8]}-{text[8:12]}-7{text[13:16]}-a{text[17:20]}-{text[20:]}"


@cache
def _sums(weights: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(accumulate(weights))


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))
