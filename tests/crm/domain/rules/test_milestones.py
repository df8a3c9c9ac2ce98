# SPDX-License-Identifier: Apache-2.0
"""A planned month is late only when it is over; agreements reach milestones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain import choices
from crm.domain.rules.milestones import AGREED_BY, days_late
from crm.kinds.days import PartialDay

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PARTIAL = DAYS.map(PartialDay.of_date) | DAYS.map(lambda day: PartialDay(day.year, day.month))


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
