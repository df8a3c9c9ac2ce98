# SPDX-License-Identifier: Apache-2.0
"""When a project has stood still for too long: red, yellow, green (domain §2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

STALE_AFTER: Mapping[str, int] = {
    "reserve": 90, "advance": 60, "negotiate": 30, "sign": 45, "build": 60,
}  # fmt: skip
"""After how many days without a sign of life a project of a stage is stale."""


class Light(Enum):
    """Green: it moves. Yellow: the last third of the time is running. Red: it is stale."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


def last_sign(*days: date | None) -> date | None:
    """The latest sign of life: stage entered, activity, progress entry, standstill explained.

    A dated reason of a standstill counts as a sign: it silences the light for as long again.
    """
    return max((day for day in days if day is not None), default=None)


def stale_before(stage: str, today: date, after: Mapping[str, int] = STALE_AFTER) -> date:
    """Projects of a stage whose last sign of life is of this day or earlier are stale today."""
    return today - timedelta(days=after[stage])


def light(stage: str, last: date, today: date, after: Mapping[str, int] = STALE_AFTER) -> Light:
    """How a project stands today after its last sign of life."""
    quiet, allowed = (today - last).days, after[stage]
    if quiet >= allowed:
        return Light.RED
    return Light.YELLOW if quiet * 3 >= allowed * 2 else Light.GREEN
