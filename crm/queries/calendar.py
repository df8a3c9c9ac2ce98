# SPDX-License-Identifier: Apache-2.0
"""The events of a month or a year, as a calendar shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from crm.domain.event import Event
from crm.kinds.places import Place
from crm.queries.conditions import clause
from crm.queries.filters import Filter

LONGEST = timedelta(days=92)
"""An event that began earlier is over, whatever its last day says."""

MOST = 1_000
"""So many events of a year are shown."""


@dataclass(frozen=True)
class Held:
    """An event with its first and last day, and where it is."""

    id: int
    name: str
    first: date
    last: date
    kind: str
    state: str
    city: str

    @property
    def is_expo(self) -> bool:
        """Whether it belongs to the yearly round of expos."""
        return self.kind == "expo"


def events_between(
    session: Session, wanted: Filter, first: date, last: date, *, today: date
) -> tuple[Held, ...]:
    """The events that a filter lets through and that are on some day from `first` to `last`."""
    on = or_(
        Event.starts_on.between(first, last),
        and_(Event.starts_on.between(first - LONGEST, first), Event.ends_on >= first),
    )
    query = (
        select(
            Event.id, Event.name, Event.starts_on, Event.ends_on, Event.kind, Event.state,
            Event.city,
        )
        .where(clause("event", wanted, today=today), on)
        .order_by(Event.starts_on, Event.id)
        .limit(MOST)
    )  # fmt: skip
    place = Place()
    return tuple(
        Held(
            row.id, row.name, row.starts_on, max(row.ends_on or row.starts_on, row.starts_on),
            row.kind, row.state, place.show(row.city) if row.city else "",
        )
        for row in session.execute(query)
    )  # fmt: skip
