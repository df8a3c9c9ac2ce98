# SPDX-License-Identifier: Apache-2.0
"""Periods of reporting follow one another without a gap; a month is a month of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.reporting import MONTHLY, WEEKLY, beside, period_of, silent_before

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
RHYTHMS = st.sampled_from((WEEKLY, MONTHLY))


@given(RHYTHMS, DAYS)
def test_each_day_lies_in_one_period_and_the_next_begins_where_it_ends(
    rhythm: str, day: date
) -> None:
    period = period_of(rhythm, day)
    assert period.first <= day <= period.last
    assert beside(period, 1).first == period.last + timedelta(days=1)
    assert beside(beside(period, 1), -1) == period


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    assert period_of(WEEKLY, date(2026, 7, 1)).first == date(2026, 6, 29)
    assert period_of(MONTHLY, date(2026, 2, 11)).last == date(2026, 2, 28)


def test_an_entry_is_dated_today_or_on_the_last_day_of_a_period_that_is_over() -> None:
    june = period_of(MONTHLY, date(2026, 6, 3))
    assert june.day(date(2026, 6, 20)) == date(2026, 6, 20)
    assert june.day(date(2026, 7, 2)) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("today", "before"),
    [("2026-06-30", "2026-05-30"), ("2026-03-31", "2026-02-28"), ("2026-01-15", "2025-12-15")],
)
def test_a_month_ago_is_the_same_day_of_the_month_before(today: str, before: str) -> None:
    assert silent_before(date.fromisoformat(today)) == date.fromisoformat(before)
