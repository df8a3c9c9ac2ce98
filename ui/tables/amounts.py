# SPDX-License-Identifier: Apache-2.0
"""Amounts in few letters, as each language says them: 1.20 亿元, ¥120m."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from crm.kinds.numbers import YUAN_PER_WAN, YUAN_PER_YI, money_in_yi
from crm.words import language

MILLION = 1_000_000


class Amount(NamedTuple):
    """A number and its unit."""

    number: str
    unit: str

    @property
    def words(self) -> str:
        """Both together."""
        if language() == "en":
            return f"¥{self.number}m"
        return f"{self.number} {self.unit}"


def large(yuan: int) -> Amount:
    """An amount in 亿元, for sums; in English in millions."""
    if language() == "en":
        return Amount(f"{Decimal(yuan) / MILLION:,.1f}".removesuffix(".0"), "million yuan")
    return Amount(money_in_yi(yuan), "亿元")


def fitting(yuan: int | None) -> str:
    """An amount in 亿元 from one 亿 on, else in 万元; nothing when it is unknown."""
    if yuan is None:
        return ""
    if language() == "en" or abs(yuan) >= YUAN_PER_YI:
        return large(yuan).words
    return f"{Decimal(yuan) / YUAN_PER_WAN:,.0f} 万元"


def known(yuan: int | None) -> str:
    """A sum with its unit; an unknown one is a dash."""
    return "—" if yuan is None else large(yuan).words
