# SPDX-License-Identifier: Apache-2.0
"""Progress and pace come from unrounded values; what is unknown stays unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from crm.domain.rules.counting import Counting, elapsed, needed_per_month, pace, progress

DAYS = some.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_half_of_a_target_on_the_last_of_june_is_a_little_ahead_of_time() -> None:
    ahead = pace(50, 100, date(2026, 6, 30))
    assert ahead is not None
    assert f"{ahead:.2f}" == "0.41"


def test_a_leap_year_has_one_day_more() -> None:
    assert elapsed(date(2028, 12, 31)) == 100
    assert elapsed(date(2028, 3, 1)) == Decimal(61) * 100 / 366


def test_what_is_unknown_has_no_progress_and_no_pace() -> None:
    assert progress(None, 100) is None
    assert progress(5, None) is None
    assert progress(5, 0) is None
    assert pace(None, 100, date(2026, 6, 30)) is None
    assert needed_per_month(None, 100, date(2026, 6, 30)) is None


def test_the_months_that_are_left_share_what_is_left() -> None:
    assert needed_per_month(40, 100, date(2026, 7, 1)) == 10
    assert needed_per_month(40, 100, date(2026, 12, 31)) == 60
    assert needed_per_month(120, 100, date(2026, 7, 1)) == 0


def test_abroad_is_outside_the_province_unless_the_county_counts_otherwise() -> None:
    assert Counting().outside == ("in_country", "abroad")
    assert Counting(abroad_is_outside=False).outside == ("in_country",)


@given(some.integers(0, 10**15), some.integers(1, 10**15), DAYS)
def test_pace_is_progress_less_the_time_that_has_gone(done: int, target: int, day: date) -> None:
    share, ahead = progress(done, target), pace(done, target, day)
    assert share is not None
    assert ahead is not None
    assert abs(share - ahead - elapsed(day)) < Decimal("1e-9")
    assert 0 < elapsed(day) <= 100
