# SPDX-License-Identifier: Apache-2.0
"""Working days of the Chinese calendar: holidays off, and the weekends worked for them (调休)."""

from __future__ import annotations

from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices work on a day.

    Holidays are known as far as the State Council has published them; later years have weekends
    only.
    """
    from chinese_calendar.constants import (  # noqa: PLC0415 - large, and only needed for plans
        holidays,
        workdays,
    )

    return day in workdays or (day not in holidays and day.weekday() < SATURDAY)


def working_day_from(day: date) -> date:
    """The day itself when offices work on it, else the next one on which they do."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after_working_days(day: date, count: int) -> date:
    """The day `count` working days after a day; none means the first working day from it."""
    found = working_day_from(day) if count <= 0 else day
    for _step in range(count):
        found = working_day_from(found + timedelta(days=1))
    return found
