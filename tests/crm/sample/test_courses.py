# SPDX-License-Identifier: Apache-2.0
"""A project's way over the board is in order, whatever the day and the dice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.sample.courses import STAGES, course
from crm.sample.dice import Dice
from crm.sample.world import Happening

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@given(today=DAYS, seed=st.integers(0, 10_000), stage=st.sampled_from(STAGES))
def test_the_moves_are_in_order_and_end_in_the_stage(today: date, seed: int, stage: str) -> None:
    event = Happening(1, "Signing", "signing", "429901", today - timedelta(days=90), today, 1)
    way = course(Dice(str(seed)), stage, today, [event])
    days = [move.on for move in way.moves]
    assert days == sorted(days)
    assert days[-1] <= today
    assert way.moves[-1].to == stage
    assert way.moves[0].start is None
    assert all(bool(move.reason) is move.marked for move in way.moves)
    if way.signed_at is not None:
        assert way.reached["sign"] == event.first


@given(today=DAYS, seed=st.integers(0, 10_000))
def test_what_is_in_production_was_signed_a_year_ago(today: date, seed: int) -> None:
    way = course(Dice(str(seed)), "build", today, [], completed=True)
    assert way.reached["sign"] <= today - timedelta(days=365)
    assert way.reached["build"] > way.reached["sign"]


@pytest.mark.parametrize("stage", ["reserve", "advance", "negotiate"])
def test_what_is_not_signed_has_no_signing(stage: str) -> None:
    way = course(Dice("x"), stage, date(2026, 6, 30), [])
    assert "sign" not in way.reached
    assert way.signed_at is None
