# SPDX-License-Identifier: Apache-2.0
"""Overdue follow-ups go up step by step; the board moves forward only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.following import BOARD, DECLINED, due, escalation, further

DAY = date(2026, 6, 18)
PLACE = st.sampled_from(BOARD)


@pytest.mark.parametrize(
    ("days", "steps"), [(-1, 0), (0, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 3), (90, 3)]
)
def test_it_goes_up_after_three_five_and_seven_days(days: int, steps: int) -> None:
    assert escalation(DAY, None, DAY + timedelta(days=days)) == steps


@given(
    due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    snoozed=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_putting_off_never_makes_anything_due_earlier(due_on: date, snoozed: date | None) -> None:
    assert due(due_on, snoozed) >= due_on
    assert escalation(due_on, snoozed, DAY) <= escalation(due_on, None, DAY)


@given(stands=st.none() | PLACE, reached=PLACE)
def test_the_board_never_goes_back(stands: str | None, reached: str) -> None:
    found = further(stands, reached)
    assert found in {stands, reached}
    assert BOARD.index(found) >= BOARD.index(reached)
    assert stands in (None, DECLINED) or BOARD.index(found) >= BOARD.index(stands)


def test_somebody_who_comes_back_is_interested_again() -> None:
    assert further(DECLINED, "visited") == "visited"
    assert further("signed", "visited") == "signed"
