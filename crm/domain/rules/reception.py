# SPDX-License-Identifier: Apache-2.0
"""From a return visit to a project: which event it came from, and what is done next (domain §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

VISIT = "inbound"
"""The kind of event at which investors come to see the county."""

ANSWERED_WITHIN = timedelta(days=365)
"""A visit within so long after an event answers it."""


@dataclass(frozen=True)
class Met:
    """An event at which somebody was met."""

    id: int
    kind: str
    starts_on: date


def origin(event: Met, before: Iterable[Met]) -> int:
    """The event that a project begun at `event` came from.

    A visit answers the first of the events of the year before at which its guests attended;
    whatever else a project is begun at is its own origin, and so is a visit that answers none.
    """
    if event.kind != VISIT:
        return event.id
    since = event.starts_on - ANSWERED_WITHIN
    answered = [
        one for one in before if one.kind != VISIT and since <= one.starts_on < event.starts_on
    ]
    return min(answered, key=lambda one: (one.starts_on, one.id)).id if answered else event.id
