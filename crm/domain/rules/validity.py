# SPDX-License-Identifier: Apache-2.0
"""Whether a policy holds on a day (domain §5)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

SOON = timedelta(days=90)


class Validity(Enum):
    """How a policy stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    AMENDED = "amended"
    REPEALED = "repealed"


def validity(
    standing: str, effective_on: date | None, expires_on: date | None, today: date
) -> Validity:
    """How a policy stands today; expiring means within 90 days."""
    if standing == "repealed":
        return Validity.REPEALED
    if expires_on is not None and expires_on < today:
        return Validity.EXPIRED
    if effective_on is not None and effective_on > today:
        return Validity.COMING
    if expires_on is not None and expires_on - today <= SOON:
        return Validity.EXPIRING
    return Validity.AMENDED if standing == "amended" else Validity.IN_FORCE
