# SPDX-License-Identifier: Apache-2.0
"""The events of a month or a year, as a calendar shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from crm.domain.event import Event
from crm.domain.rules import rounds
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


@dataclass(frozen=True)
class Again:
    """An expo of the year before, as it is proposed for a year."""

    event_id: int
    name: str
    starts_on: date
    ends_on: date | None


def expos_again(session: Session, year: int) -> tuple[Again, ...]:
    """The expos of the year before that are not entered for a year yet, with their new days."""
    query = (
        select(Event.id, Event.name, Event.starts_on, Event.ends_on, Event.state)
        .where(
            Event.kind == "expo", ~Event.deleted,
            Event.starts_on.between(date(year - 1, 1, 1), date(year, 12, 31)),
        )
        .order_by(Event.starts_on, Event.id)
    )  # fmt: skip
    rows = session.execute(query).all()
    there = {rounds.alike(row.name) for row in rows if row.starts_on.year == year}
    found: list[Again] = []
    for row in rows:
        if row.starts_on.year == year or row.state == "cancelled":
            continue
        if rounds.alike(row.name) not in there:
            starts_on = rounds.in_year(row.starts_on, year)
            ends_on = row.ends_on and row.ends_on + (starts_on - row.starts_on)
            found.append(Again(row.id, rounds.renamed(row.name, year, years=1), starts_on, ends_on))
    return tuple(found)
