# SPDX-License-Identifier: Apache-2.0
"""Stretches of days that move along with the calendar: this quarter, the last 30 days, overdue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crm.domain.rules.reporting import silent_before
from crm.words import NC_

Ends = tuple[date | None, date | None]
"""The first and the last day, both included; None where there is no end."""


@dataclass(frozen=True)
class Period:
    """A stretch of days with a code that filters keep; `ends` tells its days as of a day."""

    code: str
    label: str
    ends: Callable[[date], Ends]


def months_from(day: date, months: int) -> date:
    """The first day of the month that lies so many months after the month of a day."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _days(first: int, last: int) -> Callable[[date], Ends]:
    return lambda today: (today + timedelta(days=first), today + timedelta(days=last))


def _before(days: int) -> Callable[[date], Ends]:
    return lambda today: (None, today - timedelta(days=days))


def _week(shift: int) -> Callable[[date], Ends]:
    def ends(today: date) -> Ends:
        monday = today + timedelta(days=7 * shift - today.weekday())
        return monday, monday + timedelta(days=6)

    return ends


def _months(length: int, shift: int = 0) -> Callable[[date], Ends]:
    """Months, quarters, half-years and years: stretches of `length` months within the year."""

    def ends(today: date) -> Ends:
        into = (today.month - 1) % length
        first = months_from(today, shift * length - into)
        return first, months_from(first, length) - timedelta(days=1)

    return ends


PERIODS = (
    Period("today", NC_("period", "today"), _days(0, 0)),
    Period("yesterday", NC_("period", "yesterday"), _days(-1, -1)),
    Period("tomorrow", NC_("period", "tomorrow"), _days(1, 1)),
    Period("this_week", NC_("period", "this week"), _week(0)),
    Period("last_week", NC_("period", "last week"), _week(-1)),
    Period("next_week", NC_("period", "next week"), _week(1)),
    Period("this_month", NC_("period", "this month"), _months(1)),
    Period("last_month", NC_("period", "last month"), _months(1, -1)),
    Period("next_month", NC_("period", "next month"), _months(1, 1)),
    Period("this_quarter", NC_("period", "this quarter"), _months(3)),
    Period("last_quarter", NC_("period", "last quarter"), _months(3, -1)),
    Period("next_quarter", NC_("period", "next quarter"), _months(3, 1)),
    Period("this_half", NC_("period", "this half-year"), _months(6)),
    Period("last_half", NC_("period", "last half-year"), _months(6, -1)),
    Period("this_year", NC_("period", "this year"), _months(12)),
    Period("last_year", NC_("period", "last year"), _months(12, -1)),
    Period("next_year", NC_("period", "next year"), _months(12, 1)),
    Period("last_7", NC_("period", "last 7 days"), _days(-6, 0)),
    Period("last_30", NC_("period", "last 30 days"), _days(-29, 0)),
    Period("last_90", NC_("period", "last 90 days"), _days(-89, 0)),
    Period("last_365", NC_("period", "last 365 days"), _days(-364, 0)),
    Period("next_7", NC_("period", "next 7 days"), _days(0, 6)),
    Period("next_30", NC_("period", "next 30 days"), _days(0, 29)),
    Period("next_90", NC_("period", "next 90 days"), _days(0, 89)),
    Period("overdue", NC_("period", "overdue"), _before(1)),
    Period("by_today", NC_("period", "up to today"), lambda today: (None, today)),
    Period(
        "by_week",
        NC_("period", "up to the end of this week"),
        lambda today: (None, _week(0)(today)[1]),
    ),
    Period("coming", NC_("period", "from today on"), lambda today: (today, None)),
    Period("over_30", NC_("period", "more than 30 days ago"), _before(31)),
    Period(
        "over_month",
        NC_("period", "a month ago or earlier"),
        lambda today: (None, silent_before(today)),
    ),
    Period("over_90", NC_("period", "more than 90 days ago"), _before(91)),
    Period("over_365", NC_("period", "more than a year ago"), _before(366)),
)
"""Every period a filter can name, in the order in which they are offered."""

_BY_CODE = {one.code: one for one in PERIODS}


def period(code: str) -> Period | None:
    """The period with a code; None for a code that is none."""
    return _BY_CODE.get(code)
