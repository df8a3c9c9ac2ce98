# SPDX-License-Identifier: Apache-2.0
"""Relative dates: every period holds the days an office means by it, on any day of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.queries.periods import PERIODS, months_from, period

days = some.dates(date(1990, 1, 1), date(2090, 12, 31))
WHOLE = ("week", "month", "quarter", "year")


def ends(code: str, today: date) -> tuple[date | None, date | None]:
    found = period(code)
    assert found is not None
    return found.ends(today)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("today", "2026-02-28", "2026-02-28"),
        ("tomorrow", "2026-03-01", "2026-03-01"),
        ("this_week", "2026-02-23", "2026-03-01"),
        ("last_month", "2026-01-01", "2026-01-31"),
        ("this_quarter", "2026-01-01", "2026-03-31"),
        ("last_quarter", "2025-10-01", "2025-12-31"),
        ("next_quarter", "2026-04-01", "2026-06-30"),
        ("this_half", "2026-01-01", "2026-06-30"),
        ("last_half", "2025-07-01", "2025-12-31"),
        ("next_year", "2027-01-01", "2027-12-31"),
        ("last_7", "2026-02-22", "2026-02-28"),
        ("next_30", "2026-02-28", "2026-03-29"),
    ],
)
def test_a_period_begins_and_ends_as_the_calendar_says(code: str, first: str, last: str) -> None:
    assert ends(code, date(2026, 2, 28)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_what_is_overdue_was_due_yesterday_at_the_latest() -> None:
    assert ends("overdue", date(2026, 1, 1)) == (None, date(2025, 12, 31))
    assert ends("coming", date(2026, 1, 1)) == (date(2026, 1, 1), None)


@given(days)
@pytest.mark.parametrize("name", WHOLE)
def test_last_this_and_next_follow_one_another_without_a_gap(name: str, today: date) -> None:
    last, this, following = (ends(f"{when}_{name}", today) for when in ("last", "this", "next"))
    assert this[0] is not None
    assert this[1] is not None
    assert this[0] <= today <= this[1]
    assert last[1] == this[0] - timedelta(days=1)
    assert following[0] == this[1] + timedelta(days=1)


@given(days, some.integers(-500, 500))
def test_months_are_counted_over_years(day: date, months: int) -> None:
    there = months_from(day, months)
    assert there.day == 1
    assert (there.year - day.year) * 12 + there.month - day.month == months


def test_no_period_stands_twice_and_unknown_ones_are_none() -> None:
    assert len({one.code for one in PERIODS}) == len(PERIODS) == len({one.label for one in PERIODS})
    assert period("the_day_after") is None
