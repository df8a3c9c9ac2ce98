# SPDX-License-Identifier: Apache-2.0
"""What values must not be: pairs the wrong way round, and facts of days that lie ahead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from crm.fields import Field
from crm.kinds.days import PartialDay
from crm.words import _

ORDERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "event": (("starts_on", "ends_on"),),
    "project": (("status_on", "shelved_until"),),
    "organisation": (("amount_low", "amount_high"),),
    "position": (("since", "until"),),
    "library_entry": (("entered_on", "left_on"),),
    "policy": (("effective_on", "expires_on"),),
    "problem": (("raised_on", "closed_on"),),
    "cost_price": (("low", "high"),),
    "agenda_item": (("starts_at", "ends_at"),),
}
"""By record type: pairs of fields (lower, upper); a pair with an unknown value holds."""

HAPPENED: Mapping[str, tuple[str, ...]] = {
    "activity": ("happened_on",),
    "progress_entry": ("entered_on",),
    "project": ("signed_on", "started_on", "screened_on", "status_on", "stale_reason_on"),
    "milestone": ("actual",),
    "stage_change": ("moved_on",),
    "problem": ("raised_on", "closed_on"),
    "library_entry": ("entered_on", "left_on"),
}
"""By record type: days on which something happened; a typed 2062 would keep every light green."""


def ahead(
    record: str, values: Mapping[str, object], fields: Mapping[str, Field], today: date
) -> dict[str, str]:
    """A sentence at each day of something that happened and that lies ahead; not of a plan."""
    return {
        name: _("“{field}” lies ahead; write it down when it has happened.").format(
            field=fields[name].title
        )
        for name in HAPPENED.get(record, ())
        if _lies_ahead(values.get(name), today)
    }


def _lies_ahead(value: object, today: date) -> bool:
    """Whether it can only be after today: of this month it may be any day so far."""
    first = value.first() if isinstance(value, PartialDay) else value
    return isinstance(first, date) and first > today


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
