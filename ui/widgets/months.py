# SPDX-License-Identifier: Apache-2.0
"""Days along a line: where each stands between two places, and which months are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
"""Every how many months one is named."""


@dataclass(frozen=True)
class Scale:
    """Whole months from that of `first` to that of `last` between two places of the screen."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Where a day begins."""
        begin, days = self._begin, (self._over - self._begin).days
        return self.left + (self.right - self.left) * (day - begin).days / days

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.place(day + timedelta(days=1))

    def ticks(self, least: float) -> list[tuple[float, str]]:
        """The months that are named, at least so far apart: where each begins, and its name."""
        months = _months(self._begin, self._over)
        step = next(
            (one for one in STEPS if (self.right - self.left) * one / months >= least), STEPS[-1]
        )
        found: list[tuple[float, str]] = []
        for at in range(months):
            day = _later(self._begin, at)
            if (day.month - 1 + 12 * day.year) % step == 0:
                found.append((self.place(day), f"{day.year}-{day.month:02d}"))
        return found

    @property
    def _begin(self) -> date:
        return self.first.replace(day=1)

    @property
    def _over(self) -> date:
        """The day after the last month."""
        return _later(self.last.replace(day=1), 1)


def _months(first: date, over: date) -> int:
    return (over.year - first.year) * 12 + over.month - first.month


def _later(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)
