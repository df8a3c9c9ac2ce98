# SPDX-License-Identifier: Apache-2.0
"""Which of the prices of a cost is in force on a day, and which are too old to be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

P = TypeVar("P")
AGE = timedelta(days=365)
"""A price that was collected longer ago is looked at before it is printed."""


def in_force(prices: Iterable[P], on: date, since: Callable[[P], date | None]) -> P | None:
    """The price that took effect last by a day; of several of one day the one that comes later.

    One without a day has always been in force, until another one takes its place.
    """
    found: P | None = None
    newest = date.min
    for price in prices:
        begun = since(price) or date.min
        if newest <= begun <= on:
            found, newest = price, begun
    return found
