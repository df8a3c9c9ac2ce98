# SPDX-License-Identifier: Apache-2.0
"""A match has a trade or a history in common; money, land, mode and place make it better."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.fitting import History, Offer, Wish, fit

TEA = Offer(chain="tea", industry="C15", amount=50_000_000, land=Decimal(30),
            modes=("sole", "lease"), place="420529")  # fmt: skip
AMOUNT = st.none() | st.integers(0, 100_000_000)
WISH = st.builds(
    Wish,
    wanted_chains=st.sampled_from([(), ("tea",), ("citrus", "tea")]),
    chains=st.sampled_from([(), ("tea",), ("herbs",)]),
    industry=st.sampled_from([None, "C15", "C152", "A01"]),
    low=AMOUNT,
    high=AMOUNT,
    land=st.none() | st.decimals(1, 100, places=2),
    modes=st.sampled_from([(), ("sole",), ("ppp",)]),
    place=st.sampled_from([None, "420500", "420100", "330100", "US"]),
    recommended=st.booleans(),
)
HISTORY = st.builds(History, st.booleans(), st.booleans(), st.booleans())


@pytest.mark.parametrize(
    ("wish", "reasons"),
    [
        (Wish(wanted_chains=("tea",)), ["looks for this chain"]),
        (Wish(wanted_chains=("tea",), chains=("tea",)), ["looks for this chain"]),
        (Wish(chains=("tea",), low=10_000_000), ["is of this chain", "the amount fits"]),
        (Wish(industry="C152", place="420100"), ["the same industry", "from the same province"]),
        (
            Wish(chains=("tea",), land=Decimal(40), modes=("lease",), place="420500"),
            ["is of this chain", "the land fits", "the cooperation mode fits",
             "from the same prefecture"],
        ),
        (Wish(chains=("tea",), high=40_000_000, land=Decimal(100)), ["is of this chain"]),
    ],
)  # fmt: skip
def test_what_speaks_for_a_match_is_said(wish: Wish, reasons: list[str]) -> None:
    found = fit(wish, TEA)
    assert found is not None
    assert [one.label for one in found.reasons] == reasons


def test_money_alone_fits_anybody_and_is_no_match() -> None:
    rich = Wish(low=1, high=10**12, land=Decimal(30), modes=("sole",), place="420529")
    assert fit(rich, TEA) is None
    assert fit(Wish(), Offer()) is None


def test_a_history_is_a_ground_of_its_own() -> None:
    found = fit(Wish(low=1), TEA, History(asked=True))
    assert found is not None
    assert [one.label for one in found.reasons] == ["asked about it", "the amount fits"]


@given(wish=WISH, history=HISTORY)
def test_more_history_never_makes_a_match_worse(wish: Wish, history: History) -> None:
    without, with_it = fit(wish, TEA), fit(wish, TEA, history)
    if without is not None:
        assert with_it is not None
        assert with_it.points >= without.points > 0
    if with_it is not None:
        weights = [one.points for one in with_it.reasons]
        assert weights == sorted(weights, reverse=True)
        assert len({one.label for one in with_it.reasons}) == len(with_it.reasons)
