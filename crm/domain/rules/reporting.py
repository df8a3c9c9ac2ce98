# SPDX-License-Identifier: Apache-2.0
"""The periods in which progress is reported, and when a project has been silent for too long."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WEEKLY, MONTHLY = "weekly", "monthly"
USUAL = MONTHLY
"""The rhythm of an office that settled none."""


@dataclass(frozen=True)
class Period:
    """A week from Monday on, or a month: `first` and `last` are its days."""

    rhythm: str
    first: date
    last: date

    @property
    def key(self) -> str:
        """What tells it apart from all others."""
        return f"{self.rhythm} {self.first.isoformat()}"

    @property
    def shown(self) -> str:
        """A month by its number, a week by its days."""
        if self.rhythm == MONTHLY:
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()} – {self.last:%m-%d}"

    def day(self, today: date) -> date:
        """The day on which an entry of this period is dated: today, or its last day later on."""
        return min(max(today, self.first), self.last)


def period_of(rhythm: str, day: date) -> Period:
    """The period in which a day lies."""
    if rhythm == WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(WEEKLY, monday, monday + timedelta(days=6))
    last = monthrange(day.year, day.month)[1]
    return Period(MONTHLY, day.replace(day=1), day.replace(day=last))


def beside(period: Period, by: int) -> Period:
    """The period so many (1 or -1) places further."""
    day = period.last + timedelta(days=1) if by > 0 else period.first - timedelta(days=1)
    return period_of(period.rhythm, day)


def silent_before(today: date) -> date:
    """What was reported on this day or earlier is a month old today."""
    year, month = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    return date(year, month, min(today.day, monthrange(year, month)[1]))
