# SPDX-License-Identifier: Apache-2.0
"""A month that is known counts in periods of months, and is late only when it is over."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain import choices
from crm.domain.rules.milestones import AGREED_BY, days_late, falls_in
from crm.kinds.days import PartialDay

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PARTIAL = DAYS.map(PartialDay.of_date) | DAYS.map(lambda day: PartialDay(day.year, day.month))


@given(when=PARTIAL, month=st.integers(1, 12), year=st.integers(2020, 2030))
def test_periods_of_whole_months_take_a_month_as_they_take_its_days(
    when: PartialDay, month: int, year: int
) -> None:
    first, last = date(year, 1, 1), PartialDay(year, month).last()
    assert falls_in(when, first, last) == falls_in(PartialDay.of_date(when.first()), first, last)


def test_a_month_does_not_surely_lie_in_a_part_of_itself() -> None:
    half = date(2026, 6, 1), date(2026, 6, 15)
    assert not falls_in(PartialDay(2026, 6), *half)
    assert falls_in(PartialDay(2026, 6, 15), *half)
    assert not falls_in(None, *half)


@given(planned=PARTIAL, actual=st.none() | PARTIAL, today=DAYS)
def test_a_milestone_is_late_by_the_days_after_the_last_planned_one(
    planned: PartialDay, actual: PartialDay | None, today: date
) -> None:
    late = days_late(planned, actual, today)
    reached = actual.first() if actual else today
    assert late >= 0
    assert (late > 0) == (reached > planned.last())
    if late:
        assert planned.last() + timedelta(days=late) == reached


def test_what_was_never_planned_is_not_late() -> None:
    assert days_late(None, None, date(2026, 6, 18)) == 0


def test_agreements_reach_milestones_that_exist() -> None:
    assert AGREED_BY.keys() <= {option.code for option in choices.AGREEMENT_KINDS}
    assert set(AGREED_BY.values()) <= {option.code for option in choices.MILESTONE_KINDS}
