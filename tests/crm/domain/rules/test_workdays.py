# SPDX-License-Identifier: Apache-2.0
"""Working days follow the Chinese calendar, with the weekends that are worked."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.workdays import after_working_days, is_working_day, working_day_from

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_holidays_are_off_and_the_weekends_worked_for_them_are_on() -> None:
    worked = [date(2026, 10, 10), date(2026, 6, 18), date(2034, 10, 2)]
    off = [date(2026, 10, 1), date(2026, 6, 19), date(2026, 6, 20), date(2034, 10, 1)]
    assert [day for day in sorted(worked + off) if is_working_day(day)] == sorted(worked)


@given(day=DAYS, count=st.integers(0, 40))
def test_a_day_so_many_working_days_later_has_them_in_between(day: date, count: int) -> None:
    found = after_working_days(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert is_working_day(found)
    if count:
        assert sum(map(is_working_day, passed)) == count
    else:
        assert found == working_day_from(day)


@given(day=DAYS)
def test_the_first_working_day_is_the_day_itself_or_follows_days_off(day: date) -> None:
    found = working_day_from(day)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))
