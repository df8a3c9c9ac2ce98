# SPDX-License-Identifier: Apache-2.0
"""How well an organisation and a project fit, and what speaks for it (issue: matching).

Without a common trade or a history of the two there is no match: money and land alone fit anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crm.words import N_

LAND_FROM, LAND_TO = Decimal("0.5"), Decimal("1.5")
"""Land fits when the offer is between half and one and a half times what is wanted."""

CLASS = 3  # characters of a class of GB/T 4754: C15
NEAR = 4  # digits that two places of one prefecture share
PROVINCE = 2


@dataclass(frozen=True)
class Wish:
    """What an organisation looks for, and what it does."""

    wanted_chains: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    industry: str | None = None
    low: int | None = None
    high: int | None = None
    land: Decimal | None = None
    modes: tuple[str, ...] = ()
    place: str | None = None
    recommended: bool = False


@dataclass(frozen=True)
class Offer:
    """What a project offers."""

    chain: str | None = None
    industry: str | None = None
    amount: int | None = None
    land: Decimal | None = None
    modes: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True)
class History:
    """What there was between the two: inquiries, contacts, and earlier projects of the chain."""

    asked: bool = False
    spoken: bool = False
    invested: bool = False


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a match: marked words and its weight."""

    label: str
    points: int


@dataclass(frozen=True)
class Fit:
    """How well two fit, with what speaks for it, the weightiest first."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of what speaks for it."""
        return sum(one.points for one in self.reasons)


NO_HISTORY = History()


def fit(wish: Wish, offer: Offer, history: History = NO_HISTORY) -> Fit | None:
    """How well they fit; None when they have neither a trade nor a history in common."""
    ground = [*_history(history), *_trade(wish, offer)]
    if not ground:
        return None
    found = [*ground, *_terms(wish, offer)]
    return Fit(tuple(sorted(found, key=lambda one: -one.points)))


def _history(history: History) -> Iterator[Reason]:
    if history.asked:
        yield Reason(N_("asked about it"), 40)
    if history.spoken:
        yield Reason(N_("was spoken to about it"), 25)
    if history.invested:
        yield Reason(N_("has a project of this chain here"), 15)


def _trade(wish: Wish, offer: Offer) -> Iterator[Reason]:
    if offer.chain and offer.chain in wish.wanted_chains:
        yield Reason(N_("looks for this chain"), 40)
    elif offer.chain and offer.chain in wish.chains:
        yield Reason(N_("is of this chain"), 30)
    if wish.industry and offer.industry and wish.industry[:CLASS] == offer.industry[:CLASS]:
        yield Reason(N_("the same industry"), 20)


def _terms(wish: Wish, offer: Offer) -> Iterator[Reason]:
    if _amount_fits(wish, offer):
        yield Reason(N_("the amount fits"), 20)
    if wish.land and offer.land and LAND_FROM <= offer.land / wish.land <= LAND_TO:
        yield Reason(N_("the land fits"), 10)
    if set(wish.modes) & set(offer.modes):
        yield Reason(N_("the cooperation mode fits"), 10)
    if wish.place and offer.place:
        if wish.place[:NEAR] == offer.place[:NEAR]:
            yield Reason(N_("from the same prefecture"), 6)
        elif wish.place[:PROVINCE] == offer.place[:PROVINCE]:
            yield Reason(N_("from the same province"), 4)
    if wish.recommended:
        yield Reason(N_("recommended by the screening"), 5)


def _amount_fits(wish: Wish, offer: Offer) -> bool:
    if offer.amount is None or (wish.low is None and wish.high is None):
        return False
    above = wish.low is None or wish.low <= offer.amount
    return above and (wish.high is None or offer.amount <= wish.high)
