# SPDX-License-Identifier: Apache-2.0
"""An expo comes again in the same week, under the name of its next session."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.rounds import alike, in_year, renamed


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(2000, 2090))
def test_it_comes_on_the_same_day_of_the_week_within_half_a_week(day: date, year: int) -> None:
    found = in_year(day, year)
    assert found.weekday() == day.weekday()
    same = date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
    assert abs((found - same).days) <= 4


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("武汉农博会（2026）", "武汉农博会（2027）"),
        ("2026年第十九届茶博会", "2027年第二十届茶博会"),
        ("第九届硒博会", "第十届硒博会"),
        ("第 9 届电博会", "第10届电博会"),
        ("食博会20261", "食博会20261"),
    ],
)
def test_year_and_session_are_counted_on(name: str, again: str) -> None:
    assert renamed(name, 2027, years=1) == again
    assert alike(name) == alike(again)
