# SPDX-License-Identifier: Apache-2.0
"""Red, yellow and green follow the last sign of life and how long a stage may be quiet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.domain.rules.stages import CODES
from crm.domain.rules.staleness import STALE_AFTER, Light, last_sign, light, stale_before

TODAY = date(2026, 6, 30)
DAYS = some.dates(date(2020, 1, 1), TODAY)


def quiet_for(days: int, stage: str = "negotiate") -> Light:
    return light(stage, TODAY - timedelta(days=days), TODAY)


@pytest.mark.parametrize(
    ("days", "shown"),
    [(0, Light.GREEN), (19, Light.GREEN), (20, Light.YELLOW), (29, Light.YELLOW), (30, Light.RED)],
)
def test_the_last_third_of_the_time_is_yellow(days: int, shown: Light) -> None:
    assert quiet_for(days) is shown


def test_every_stage_has_its_own_patience() -> None:
    assert set(STALE_AFTER) == set(CODES)
    assert quiet_for(40, "negotiate") is Light.RED
    assert quiet_for(40, "reserve") is Light.GREEN


def test_the_office_may_set_another_patience() -> None:
    assert light("sign", TODAY - timedelta(days=8), TODAY, {"sign": 7}) is Light.RED


def test_any_sign_counts_and_the_latest_of_them() -> None:
    assert last_sign(None, date(2026, 1, 1), date(2026, 5, 1), None) == date(2026, 5, 1)
    assert last_sign(None, None) is None


@given(some.sampled_from(CODES), DAYS)
def test_what_stale_before_names_is_red_and_nothing_else(stage: str, last: date) -> None:
    assert (light(stage, last, TODAY) is Light.RED) == (last <= stale_before(stage, TODAY))


@given(some.sampled_from(CODES), DAYS, DAYS)
def test_a_later_sign_never_makes_it_worse(stage: str, one: date, other: date) -> None:
    order = [Light.RED, Light.YELLOW, Light.GREEN]
    earlier, later = sorted((one, other))
    found = (light(stage, earlier, TODAY), light(stage, later, TODAY))
    assert order.index(found[0]) <= order.index(found[1])
