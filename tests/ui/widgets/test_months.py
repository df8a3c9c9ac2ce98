# SPDX-License-Identifier: Apache-2.0
"""Days along a line: in order, within its ends, with months named so far apart as is asked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from ui.widgets.months import Scale

DAYS = some.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(first=DAYS, more=some.integers(0, 8000), at=some.integers(0, 8000))
def test_every_day_lies_between_the_ends_and_after_the_day_before(
    first: date, more: int, at: int
) -> None:
    last = first + timedelta(days=more)
    scale = Scale(first, last, 100, 700)
    day = first + timedelta(days=min(at, more))
    assert 100 <= scale.place(day) < scale.end(day) <= 700.0001


@given(first=DAYS, more=some.integers(0, 8000), least=some.floats(20, 200))
def test_named_months_stand_as_far_apart_as_is_asked(first: date, more: int, least: float) -> None:
    ticks = Scale(first, first + timedelta(days=more), 0, 800).ticks(least)
    gaps = [b[0] - a[0] for a, b in pairwise(ticks)]
    # Months have 28 to 31 days: a short one may come a tenth nearer.
    assert all(gap >= least * 0.85 for gap in gaps)


def test_a_year_is_named_by_its_months() -> None:
    ticks = Scale(date(2026, 1, 5), date(2026, 12, 5), 0, 1200).ticks(90)
    assert [words for _at, words in ticks][:3] == ["2026-01", "2026-02", "2026-03"]
    assert len(ticks) == 12
    assert ticks[0][0] == 0
