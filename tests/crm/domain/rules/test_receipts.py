# SPDX-License-Identifier: Apache-2.0
"""Where money comes from, seen from the county; what is locked; what is more than the total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain import choices
from crm.domain.rules.receipts import beyond, counted, is_locked, origin_of

OWN = "422825"
CODES = st.from_regex(r"\A[1-6]\d{5}\Z")


@pytest.mark.parametrize(
    ("place", "origin"),
    [
        ("422825", "in_county"), ("422801", "in_prefecture"), ("422800", "in_prefecture"),
        ("420100", "in_province"), ("420000", "in_province"), ("429004", "in_province"),
        ("330102", "in_country"), ("710000", "abroad"), ("810000", "abroad"),
        ("820000", "abroad"), ("SG", "abroad"),
    ],
)  # fmt: skip
def test_the_origin_is_told_by_the_code_of_the_place(place: str, origin: str) -> None:
    assert origin_of(place, OWN) == origin


@pytest.mark.parametrize(("place", "own"), [(None, OWN), ("", OWN), ("330102", None)])
def test_an_unknown_place_gives_no_origin(place: str | None, own: str | None) -> None:
    assert origin_of(place, own) is None


def test_counties_under_the_province_share_no_prefecture() -> None:
    assert origin_of("429005", "429004") == "in_province"
    assert origin_of("429004", "429004") == "in_county"


@given(place=CODES, own=CODES)
def test_seen_from_each_other_two_places_are_equally_near(place: str, own: str) -> None:
    there, back = origin_of(place, own), origin_of(own, place)
    assert there == back
    assert there in {option.code for option in choices.ORIGINS}
    assert (there == "in_county") == (place == own)


@given(st.lists(st.sampled_from([option.code for option in choices.RECEIPT_STATES])))
def test_a_month_is_locked_by_anything_that_was_reported(states: list[str]) -> None:
    assert is_locked(states) == bool(set(states) - {"draft"})


@given(amount=st.integers(0, 10**12), approved=st.none() | st.integers(0, 10**12))
def test_an_approved_amount_counts_only_when_it_is_settled(
    amount: int, approved: int | None
) -> None:
    assert counted(amount, approved, "reported") == amount
    assert counted(amount, approved, "reduced") == (amount if approved is None else approved)


@given(total=st.integers(0, 10**12), received=st.integers(0, 10**12), amount=st.integers(0, 10**12))
def test_what_lies_beyond_the_total_is_the_rest_of_the_sum(
    total: int, received: int, amount: int
) -> None:
    over = beyond(total, received, amount)
    assert over >= 0
    assert over == 0 or total + over == received + amount
    assert beyond(None, received, amount) == 0
