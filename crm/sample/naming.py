# SPDX-License-Identifier: Apache-2.0
"""Invented names, codes and addresses of people and companies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crm.kinds.texts import ALPHABET, WEIGHTS
from crm.sample import sources
from crm.sample.dice import Dice

ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
"""Weights of the check character of the organisation's own code (GB 11714)."""


@dataclass(frozen=True)
class City:
    """A city that investors come from."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Trade:
    """What a company does."""

    name: str
    name_en: str
    industry: str
    chain: str


def city(dice: Dice) -> City:
    """A city, the usual ones more often."""
    return dice.weighted(known_cities(), _how_often())


@cache
def known_cities() -> tuple[City, ...]:
    """All cities, the usual ones first."""
    return tuple(City(*line[:3]) for line in sources.split_lines("names", "cities"))


@cache
def _how_often() -> tuple[int, ...]:
    return tuple(int(line[3]) for line in sources.split_lines("names", "cities"))


def abroad(dice: Dice) -> City:
    """A place outside the mainland."""
    return City(*dice.of(sources.split_lines("names", "abroad")))


def trade(dice: Dice) -> Trade:
    """A trade."""
    return dice.of(_trades())


@cache
def _trades() -> tuple[Trade, ...]:
    return tuple(Trade(*line) for line in sources.split_lines("names", "trades"))


def brand(number: int) -> tuple[str, str]:
    """The own word of the company with this number, Chinese and spelled; none is said twice early.

    7919 is a prime, so that neighbours in number are far apart in sound.
    """
    first, second, third = (sources.spelled(f"brand_{n}") for n in ("first", "second", "third"))
    at = (number * 7919) % (len(first) * len(second) * len(third))
    one = first[at % len(first)]
    two = second[at // len(first) % len(second)]
    three = third[at // len(first) // len(second)]
    return one[0] + two[0] + three[0], (one[1] + two[1] + three[1]).capitalize()


def person(dice: Dice) -> tuple[str, str, str]:
    """A name, its spelling, and the surname."""
    surnames = sources.spelled("surnames")
    # The first ones of the list are the frequent ones.
    surname, spelled = surnames[int(dice.share() ** 1.7 * len(surnames))]
    if dice.chance(0.22):
        given, sound = dice.of(sources.spelled("given_single"))
    else:
        one, two = dice.of(sources.spelled("given_first")), dice.of(sources.spelled("given_second"))
        given, sound = one[0] + two[0], (one[1] + two[1]).capitalize()
    return surname + given, f"{spelled} {sound}", surname


def credit_code(dice: Dice, place: str, kind: str = "91") -> str:
    """A unified credit code whose check characters hold; `kind` says who gave it."""
    region = place if place.isdigit() else "440300"
    organ = "MA" + "".join(dice.of(ALPHABET) for _ in range(6))
    total = sum(ALPHABET.index(c) * w for c, w in zip(organ, ORGAN_WEIGHTS, strict=True))
    check = (11 - total % 11) % 11
    code = kind + region + organ + ("X" if check == 10 else str(check))  # noqa: PLR2004 - GB 11714 writes ten as X
    total = sum(ALPHABET.index(c) * w for c, w in zip(code, WEIGHTS, strict=True))
    return code + ALPHABET[(31 - total % 31) % 31]


def town(dice: Dice) -> tuple[str, str]:
    """A town of the county, Chinese and English."""
    return dice.of(towns())


@cache
def towns() -> tuple[tuple[str, str], ...]:
    """All towns of the county, Chinese and English."""
    return tuple((line[0], line[1]) for line in sources.split_lines("names", "towns"))


def village(dice: Dice) -> tuple[str, str]:
    """A village, Chinese and English."""
    first = dice.of(sources.spelled("villages_first"))
    second = dice.of(sources.spelled("villages_second"))
    return f"{first[0]}{second[0]}村", f"{first[1]}{second[1]} Village"
