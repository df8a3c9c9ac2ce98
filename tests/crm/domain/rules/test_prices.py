# SPDX-License-Identifier: Apache-2.0
"""Which price is in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.rules.prices import in_force

OLD, NOW, SOON = date(2024, 1, 1), date(2026, 1, 1), date(2027, 1, 1)


def found(*days: date | None, on: date = date(2026, 6, 30)) -> int | None:
    """The place of the price in force among prices of these days."""
    prices = list(enumerate(days))
    price = in_force(prices, on, lambda one: one[1])
    return None if price is None else price[0]


@pytest.mark.parametrize(
    ("days", "place"),
    [
        ((), None),
        ((SOON,), None),
        ((OLD, NOW, SOON), 1),
        ((NOW, OLD), 0),
        ((NOW, None), 0),
        ((None, OLD), 1),
        ((None, None), 1),
        ((NOW, NOW), 1),
    ],
)
def test_the_last_one_that_took_effect_is_in_force(
    days: tuple[date | None, ...], place: int | None
) -> None:
    assert found(*days) == place


def test_a_price_is_in_force_from_its_own_day_on() -> None:
    assert found(OLD, NOW, on=NOW) == 1
    assert found(OLD, NOW, on=date(2025, 12, 31)) == 0
