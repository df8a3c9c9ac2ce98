# SPDX-License-Identifier: Apache-2.0
"""Pairs of fields that have an order: first and last day, lowest and highest amount."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from crm.fields import Field
from crm.kinds.days import PartialDay
from crm.words import _

ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "event": (("starts_on", "ends_on"),),
    "organisation": (("amount_low", "amount_high"),),
    "position": (("since", "until"),),
    "library_entry": (("entered_on", "left_on"),),
    "policy": (("effective_on", "expires_on"),),
    "problem": (("raised_on", "closed_on"),),
    "cost_price": (("low", "high"),),
    "agenda_item": (("starts_at", "ends_at"),),
}
"""By record type: pairs of fields (lower, upper); a pair with an unknown value holds."""


def wrong(record: str, values: Mapping[str, object], fields: Mapping[str, Field]) -> dict[str, str]:
    """A sentence at both fields of each pair that is the wrong way round."""
    found: dict[str, str] = {}
    for lower, upper in ORDERS.get(record, ()):
        if not in_order(values.get(lower), values.get(upper)):
            said = _("“{lower}” must not lie above “{upper}”.").format(
                lower=fields[lower].title, upper=fields[upper].title
            )
            found |= {lower: said, upper: said}
    return found


def in_order(lower: object, upper: object) -> bool:
    """Whether the first may stand before the second; unknown values always may.

    Of partial days it is enough that they can be in order: June may end what began on 20 June.
    """
    match lower, upper:
        case (PartialDay(), PartialDay()):
            return lower.first() <= upper.last()
        case (date(), date()):
            return lower <= upper
        case (time(), time()):
            return lower <= upper
        case (int() | Decimal(), int() | Decimal()):
            return lower <= upper
        case _:
            return True
