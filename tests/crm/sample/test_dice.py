# SPDX-License-Identifier: Apache-2.0
"""The dice fall the same every time and within their bounds."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from crm.kinds.texts import Phone
from crm.sample.dice import Dice, weekday


def test_the_same_seed_gives_the_same() -> None:
    assert [Dice("a").between(1, 99) for _ in range(3)] == [Dice("a").between(1, 99)] * 3
    assert [Dice("a").share()] != [Dice("b").share()]


@given(st.integers(-50, 50), st.integers(0, 60), st.text())
def test_a_number_lies_between_both_ends(low: int, more: int, seed: str) -> None:
    assert low <= Dice(seed).between(low, low + more) <= low + more


@given(st.lists(st.integers(), max_size=30), st.integers(0, 40), st.text())
def test_some_are_different_ones(things: list[int], number: int, seed: str) -> None:
    positions = Dice(seed).some(range(len(things)), number)
    assert len(set(positions)) == len(positions) == min(number, len(things))


def test_the_likely_come_more_often() -> None:
    dice = Dice("weights")
    found = Counter(dice.weighted("abc", (8, 1, 1)) for _ in range(500))
    assert found["a"] > 300
    assert set(found) == {"a", "b", "c"}


@given(st.dates(), st.dates(), st.text())
def test_a_day_is_a_working_day_unless_there_is_none(one: date, other: date, seed: str) -> None:
    first, last = sorted((one, other))
    day = Dice(seed).day(first, last)
    assert first <= day <= last
    assert day == first or day.weekday() < 5


@given(st.dates(min_value=date(1, 1, 10)))
def test_a_weekend_becomes_the_friday_before(day: date) -> None:
    moved = weekday(day)
    assert moved.weekday() < 5
    assert 0 <= (day - moved).days <= 2


def test_numbers_are_telephone_numbers_nobody_has() -> None:
    dice = Dice("phones")
    for _ in range(50):
        number = dice.mobile()
        assert Phone().parse(number) == number
        assert Phone().doubt(number) == ""
        assert Phone().parse(dice.landline()).startswith("0719-5550")


def test_identities_are_in_order_and_never_twice() -> None:
    dice = Dice("identities")
    found = [dice.uuid(number) for number in range(1, 500)]
    assert found == sorted(set(found))
    assert all(len(identity) == 36 for identity in found)
