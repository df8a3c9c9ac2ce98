# SPDX-License-Identifier: Apache-2.0
"""The yearly round of expos: when one comes again, and what it is called then."""

from __future__ import annotations

import re
from datetime import date, timedelta

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SESSION = re.compile(r"第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*届")
_DIGITS = "零一二三四五六七八九"
WEEK = 7


def in_year(day: date, year: int) -> date:
    """The same day of the week in another year, nearest to the same day of the year."""
    try:
        meant = day.replace(year=year)
    except ValueError:
        meant = date(year, 2, 28)
    off = (day.weekday() - meant.weekday()) % WEEK
    return meant + timedelta(days=off if off <= WEEK // 2 else off - WEEK)


def renamed(name: str, year: int, *, years: int = 0) -> str:
    """The name with its year replaced, and its session (第十二届) counted on by so many years."""
    found = YEAR.sub(str(year), name)
    return _SESSION.sub(lambda hit: f"第{_counted(hit[1], years)}届", found) if years else found


def alike(name: str) -> str:
    """What of a name stays the same from year to year."""
    return re.sub(r"[\s（）()]", "", _SESSION.sub("", YEAR.sub("", name))).casefold()


def _counted(number: str, by: int) -> str:
    if number.isdigit():
        return str(int(number) + by)
    tens, ten, ones = number.rpartition("十")
    value = (_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
    return _chinese(value + (_DIGITS.index(ones) if ones else 0) + by)


def _chinese(number: int) -> str:
    """A number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
