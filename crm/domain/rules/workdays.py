# SPDX-License-Identifier: Apache-2.0
"""Working days of the Chinese calendar: holidays off, and the weekends worked for them (调休).

The program knows the notices that were published before it was made; an office reads in later
ones, and days off of its own place, which go before what the program knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from crm.words import _

SATURDAY = 5
NATIONAL_DAY = (10, 1)
"""A day off in every notice: who names it has told the whole year."""

OFF, WORKED = "休", "班"
_LINE = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d) ({OFF}|{WORKED})")

Days = Mapping[date, bool]
"""Days that are told, and whether offices work on them."""


@dataclass(frozen=True)
class Workdays:
    """The calendar of an office; `added` are the days it has read in."""

    added: Days = field(default_factory=lambda: MappingProxyType({}))

    def works(self, day: date) -> bool:
        """Whether offices work on a day; in years that are not known weekends only are off."""
        told = self.added.get(day)
        return _works(day) if told is None else told

    def first_from(self, day: date) -> date:
        """The day itself when offices work on it, else the next one on which they do."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The day `count` working days after a day; none means the first working day from it."""
        found = self.first_from(day) if count <= 0 else day
        for _step in range(count):
            found = self.first_from(found + timedelta(days=1))
        return found

    @property
    def read_in(self) -> tuple[int, ...]:
        """The years that the office has read in as a whole."""
        return tuple(sorted({day.year for day, on in self.added.items() if _tells(day, on)}))

    def is_known(self, year: int) -> bool:
        """Whether the holidays of a year are known."""
        first, last = built_in()
        return first <= year <= last or year in self.read_in

    @property
    def known_to(self) -> int:
        """The last year up to which all are known."""
        year = built_in()[1]
        while self.is_known(year + 1):
            year += 1
        return year

    def doubt(self, *days: date | None) -> str:
        """A sentence when one of these days lies beyond the known years, else nothing."""
        beyond = sorted({day.year for day in days if day and not self.is_known(day.year)})
        if not beyond:
            return ""
        said = _("The holidays of {year} are not known yet: only weekends are counted as off.")
        return said.format(year=beyond[0])


def built_in() -> tuple[int, int]:
    """The first and the last year that the program knows by itself."""
    holidays, _workdays = _published()
    return _ends(holidays)


def written(days: Days) -> str:
    """Days as lines of text, in their order."""
    return "\n".join(f"{day} {WORKED if on else OFF}" for day, on in sorted(days.items()))


def understood(text: str | None) -> dict[date, bool]:
    """The days of such lines; what is none is passed over."""
    found: dict[date, bool] = {}
    for year, month, day, sign in _LINE.findall(text or ""):
        with suppress(ValueError):
            found[date(int(year), int(month), int(day))] = sign == WORKED
    return found


def _tells(day: date, on: bool) -> bool:  # noqa: FBT001 - a pair of the calendar
    return (day.month, day.day) == NATIONAL_DAY and not on


def _works(day: date) -> bool:
    holidays, worked = _published()
    return day in worked or (day not in holidays and day.weekday() < SATURDAY)


@cache
def _published() -> tuple[frozenset[date], frozenset[date]]:
    from chinese_calendar.constants import (  # noqa: PLC0415 - large, and only needed for plans
        holidays,
        workdays,
    )

    return frozenset(holidays), frozenset(workdays)


@cache
def _ends(holidays: frozenset[date]) -> tuple[int, int]:
    years = {day.year for day in holidays if _tells(day, on=False)}
    return min(years), max(years)
