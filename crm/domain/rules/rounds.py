# SPDX-License-Identifier: Apache-2.0
"""The yearly round of expos: when one comes again, and what it is called then."""

from __future__ import annotations

import re
from datetime import date, timedelta

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ONE = "[一二三四五六七八九]"
_BELOW = rf"{_ONE}?十{_ONE}?|{_ONE}"
_SESSION = re.compile(rf"第\s*(\d{{1,3}}|{_ONE}百(?:零{_ONE}|{_ONE}十{_ONE}?)?|{_BELOW})\s*届")
_DIGITS = "零一二三四五六七八九"
WEEK = 7


def in_year(day: date, year: int) -> date:
    """The same day of the week in another year, nearest to the same day of that year."""
    try:
        meant = day.replace(year=year)
    except ValueError:
        meant = date(year, 2, 28)
    off = (day.weekday() - meant.weekday()) % WEEK
    found = meant + timedelta(days=off if off <= WEEK // 2 else off - WEEK)
    return found + timedelta(days=WEEK * (year - found.year))


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
    hundreds, _hundred, below = number.rpartition("百")
    tens, ten, ones = below.removeprefix("零").rpartition("十")
    value = _digit(hundreds, 0) * 100 + (_digit(tens, 1) * 10 if ten else 0) + _digit(ones, 0)
    return _chinese(value + by)


def _digit(sign: str, silent: int) -> int:
    """What a sign counts; none is meant where nothing is written."""
    return _DIGITS.index(sign) if sign else silent


def _chinese(number: int) -> str:
    """A number below a thousand in Chinese."""
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    middle = f"{_DIGITS[tens]}十" if tens else "零" if hundreds and ones else ""
    if not hundreds and tens == 1:
        middle = "十"
    return head + middle + (_DIGITS[ones] if ones else "")
