# SPDX-License-Identifier: Apache-2.0
"""Days as offices write them are understood; a month that is known is no day that is guessed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import words
from crm.errors import InvalidInput
from crm.kinds.days import Clock, Day, DayOrMonth, Month, PartialDay, Year, long_day

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PARTIAL = DAYS.map(PartialDay.of_date) | DAYS.map(lambda day: PartialDay(day.year, day.month))


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-30", "2026-6-30", "2026/6/30", "2026.6.30", "2026年6月30日", "2026 年 6 月 30 日",
        "20260630", "２０２６－０６－３０", " 2026年6月30 ",
    ],
)  # fmt: skip
def test_a_day_is_understood_in_every_form_an_office_writes(text: str) -> None:
    assert Day().parse(text) == date(2026, 6, 30)
    assert DayOrMonth().parse(text) == PartialDay(2026, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06",
        "2026.6",
        "2026/6",
        "2026年6月",
        "2026年6月底",
        "2026.6底",
        "2026年6月末",
        "2026年06月",
    ],
)
def test_a_month_stays_a_month(text: str) -> None:
    assert DayOrMonth().parse(text) == PartialDay(2026, 6)
    assert Month().parse(text) == PartialDay(2026, 6)


@pytest.mark.parametrize("text", ["2026-06-31", "2026-02-29", "1900-02-29", "0000-01-01"])
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="is no day"):
        Day().parse(text)


@given(PARTIAL)
def test_a_partial_day_lies_between_its_first_and_last_day(when: PartialDay) -> None:
    assert when.first() <= when.last()
    assert (when.first() == when.last()) == (when.day is not None)
    assert PartialDay.of(when.text()) == when


@given(one=PARTIAL, other=PARTIAL)
def test_partial_days_are_in_the_order_of_their_first_days(
    one: PartialDay, other: PartialDay
) -> None:
    if one.first() != other.first():
        assert (one < other) == (one.first() < other.first())
    assert (one <= other) == (one < other or one == other)
    assert (one > other) == (other < one)
    assert (one >= other) == (other <= one)


@pytest.mark.parametrize("text", ["2026-13", "2026-02-30", "2026", "x-y"])
def test_what_is_no_partial_day_is_a_mistake_of_the_program(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        PartialDay.of(text)


@pytest.mark.parametrize("text", ["9:05", "9.05", "9时05分", "09：05", "9h05", "9:05:00"])
def test_a_time_of_day_is_understood(text: str) -> None:
    assert Clock().parse(text) == time(9, 5)


@pytest.mark.parametrize("text", ["6月18日", "6.18", "6/18", "06-18", "2026-06-18"])
def test_a_day_without_its_year_is_of_the_year_that_is_known(text: str) -> None:
    assert Day(year=2026).parse(text) == date(2026, 6, 18)


def test_a_day_without_its_year_is_none_otherwise() -> None:
    with pytest.raises(InvalidInput):
        Day().parse("6月18日")
    with pytest.raises(InvalidInput):
        Day(year=2026).parse("2月30日")


def test_a_year_may_have_its_word() -> None:
    assert Year().parse("2026年") == 2026


def test_a_document_writes_days_and_months_in_words() -> None:
    assert long_day(date(2026, 6, 30)) == "30 June 2026"
    assert long_day(PartialDay(2026, 6)) == "June 2026"
    with words.speaking("zh_CN"):
        assert long_day(date(2026, 6, 30)) == "2026年6月30日"
        assert long_day(PartialDay(2026, 6)) == "2026年6月"
