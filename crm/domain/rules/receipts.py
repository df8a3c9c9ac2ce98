# SPDX-License-Identifier: Apache-2.0
"""Funds in place: where money comes from, when a row is locked, when it is too much (§2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

IN_MAINLAND = re.compile(r"(?!71|81|82)\d{6}")
UNDER_THE_PROVINCE = "90"
"""Digits three and four of a county that belongs to no prefecture: such have none in common."""

OPEN_STATES = ("draft",)
"""The states in which a receipt may still be edited; any other has been reported."""

SETTLED = ("approved", "reduced")
"""The states in which the approved amount counts: those who check it have answered."""

NEXT: Mapping[str, tuple[str, ...]] = {
    "draft": ("reported",),
    "reported": SETTLED,
    "approved": ("reduced",),
    "reduced": ("approved",),
}
"""The states into which a receipt may go: what was reported is never a draft again."""

SETTLED_AFTER_REPORT = ("state", "approved_amount", "reported_on", "note", "origin_reason")
"""The fields of a reported receipt that may still change: the answer of those who check it."""


def origin_of(place: str | None, own: str | None) -> str | None:
    """The origin of money from a place (GB/T 2260 or country), seen from the county's own place.

    None when one of the two is not known: then somebody has to say it.
    """
    if not place or not own:
        return None
    if IN_MAINLAND.fullmatch(place) is None:
        return "abroad"
    if place == own:
        return "in_county"
    if place[:4] == own[:4] and own[2:4] != UNDER_THE_PROVINCE:
        return "in_prefecture"
    return "in_province" if place[:2] == own[:2] else "in_country"


def is_locked(states: Iterable[str]) -> bool:
    """Whether a month is locked for a project, by the states of its receipts of that month."""
    return any(state not in OPEN_STATES for state in states)


def counted(amount: int, approved: int | None, state: str) -> int:
    """What a receipt counts for: the approved amount as soon as there is one."""
    return approved if approved is not None and state in SETTLED else amount


def settled_state(amount: int, approved: int) -> str:
    """The state of a receipt of which so much was approved."""
    return "approved" if approved == amount else "reduced"


def exceeds(amount: int, approved: int) -> bool:
    """Whether more was approved than was reported; of a correction downwards: less, or upwards."""
    low, high = sorted((0, amount))
    return not low <= approved <= high


def beyond(total: int | None, received: int, amount: int) -> int:
    """By how many yuan all receipts with a new one exceed the total investment; 0 when not."""
    return max(0, received + amount - total) if total is not None else 0
