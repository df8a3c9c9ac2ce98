# SPDX-License-Identifier: Apache-2.0
"""An expo comes again in the same week, under the name of its next session."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.domain.rules.rounds import alike, in_year, renamed


@example(date(2025, 1, 1), 2026)
@example(date(2026, 12, 31), 2027)
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(2000, 2090))
def test_it_comes_on_the_same_day_of_the_week_as_near_as_its_year_allows(
    day: date, year: int
) -> None:
    found = in_year(day, year)
    assert found.weekday() == day.weekday()
    same = date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
    inside = date(year, 1, 5) < same < date(year, 12, 27)
    assert abs((found - same).days) <= (4 if inside else 6)
    assert found.year == year


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("武汉农博会（2026）", "武汉农博会（2027）"),
        ("2026年第十九届茶博会", "2027年第二十届茶博会"),
        ("第九届硒博会", "第十届硒博会"),
        ("第 9 届电博会", "第10届电博会"),
        ("食博会20261", "食博会20261"),
        ("第九十九届茶博会", "第一百届茶博会"),
        ("第一百届茶博会", "第一百零一届茶博会"),
        ("第一百零九届茶博会", "第一百一十届茶博会"),
        ("第一百三十五届广交会", "第一百三十六届广交会"),
        ("第二二届和第十十届", "第二二届和第十十届"),
    ],
)
def test_year_and_session_are_counted_on(name: str, again: str) -> None:
    assert renamed(name, 2027, years=1) == again
    assert alike(name) == alike(again)
