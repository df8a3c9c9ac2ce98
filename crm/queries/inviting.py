# SPDX-License-Identifier: Apache-2.0
"""Whom a filter would invite to an event, before anybody is invited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm.domain.contact import Activity
from crm.domain.event import Attendance
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.queries import listing
from crm.queries.filters import Filter
from crm.queries.listing import Listing
from crm.storage.portions import portions
from crm.words import _

MOST = 2_000
"""So many records of a filter are looked at; nobody invites more at once."""


@dataclass(frozen=True)
class Invitees:
    """Who would be invited, and who not: is already, wants no contact; `more` are not looked at."""

    people: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    already: int = 0
    silent: tuple[str, ...] = ()
    more: bool = False

    @property
    def many(self) -> int:
        """How many invitations would be made."""
        return len(self.people) + len(self.organisations)


class _Guest(NamedTuple):
    """A person, with what tells whether they may be asked."""

    id: int
    name: str
    house_id: int | None
    quiet: bool | None
    house: str | None
    quiet_house: bool | None


class _House(NamedTuple):
    """An organisation of the filter."""

    id: int
    name: str
    quiet: bool | None


@dataclass(frozen=True)
class _Listed:
    """Who is on the list of the event already."""

    people: frozenset[int]
    houses: frozenset[int]


def invitees(
    session: Session, event_id: int, record: str, wanted: Filter, *, everybody: bool, today: date
) -> Invitees:
    """Whom a filter of people or organisations would invite.

    Of an organisation everybody, or the one who was spoken to last; where nobody is known the
    organisation itself.
    """
    ids = list(listing.ids(session, Listing(record, wanted), today=today))
    more, ids = len(ids) > MOST, ids[:MOST]
    listed = _listed(session, event_id)
    found = (
        _of_people(session, ids, listed)
        if record == "person"
        else _of_houses(session, ids, listed, everybody=everybody)
    )
    return Invitees(
        found.people, found.organisations, found.names, found.already, found.silent, more
    )


def _of_people(session: Session, ids: Sequence[int], listed: _Listed) -> Invitees:
    people = {row.id: row for row in _people(session, Person.id, ids)}
    return _sorted_out([people[one] for one in ids if one in people], listed)


def _of_houses(
    session: Session, ids: Sequence[int], listed: _Listed, *, everybody: bool
) -> Invitees:
    houses = {row.id: row for row in _houses(session, ids)}
    staff: dict[int | None, list[_Guest]] = {}
    for row in _people(session, Person.organisation_id, ids):
        staff.setdefault(row.house_id, []).append(row)
    last: Mapping[int, date] = (
        {} if everybody else _last_spoken(session, [p.id for ps in staff.values() for p in ps])
    )
    chosen: list[_Guest] = []
    alone: list[_House] = []
    silent: list[str] = []
    already = 0
    for house_id in (one for one in ids if one in houses):
        house, people = houses[house_id], staff.get(house_id, [])
        if house.quiet:
            silent.append(house.name)
        elif everybody and people:
            chosen += people
        elif house_id in listed.houses or any(one.id in listed.people for one in people):
            already += 1
        elif people:
            willing = [one for one in people if not one.quiet] or people
            chosen.append(max(willing, key=lambda one: (last.get(one.id, date.min), -one.id)))
        else:
            alone.append(house)
    found = _sorted_out(chosen, listed)
    return Invitees(
        found.people, tuple(one.id for one in alone),
        (*found.names, *(one.name for one in alone)), found.already + already,
        (*silent, *found.silent),
    )  # fmt: skip


def _sorted_out(people: Iterable[_Guest], listed: _Listed) -> Invitees:
    """Leave out who is invited already, and who, or whose house, wants no contact."""
    invited: list[_Guest] = []
    silent: list[str] = []
    already = 0
    for one in people:
        if one.id in listed.people:
            already += 1
        elif one.quiet or one.quiet_house:
            silent.append(one.name)
        else:
            invited.append(one)
    form = _("{who} ({why})")
    names = (form.format(who=one.name, why=one.house) if one.house else one.name
             for one in invited)  # fmt: skip
    return Invitees(tuple(one.id for one in invited), (), tuple(names), already, tuple(silent))


def _people(
    session: Session, column: InstrumentedAttribute[Any], ids: Sequence[int]
) -> list[_Guest]:
    found: list[_Guest] = []
    for some in portions(ids):
        query = (
            select(
                Person.id, Person.name, Person.organisation_id, Person.do_not_contact,
                func.coalesce(Organisation.short_name, Organisation.name),
                Organisation.do_not_contact,
            )
            .outerjoin(
                Organisation,
                (Organisation.id == Person.organisation_id) & Organisation.deleted.is_(False),
            )
            .where(column.in_(some), Person.deleted.is_(False))
            .order_by(Person.id)
        )  # fmt: skip
        found += [_Guest(*row) for row in session.execute(query)]
    return found


def _houses(session: Session, ids: Sequence[int]) -> list[_House]:
    found: list[_House] = []
    for some in portions(ids):
        query = select(Organisation.id, Organisation.name, Organisation.do_not_contact).where(
            Organisation.id.in_(some), Organisation.deleted.is_(False)
        )
        found += [_House(*row) for row in session.execute(query)]
    return found


def _last_spoken(session: Session, ids: Sequence[int]) -> Mapping[int, date]:
    """The day of the last contact with each of these people."""
    found: dict[int, date] = {}
    for some in portions(ids):
        query = (
            select(Activity.person_id, func.max(Activity.happened_on))
            .where(Activity.person_id.in_(some), Activity.deleted.is_(False))
            .group_by(Activity.person_id)
        )
        found |= {one: day for one, day in session.execute(query) if one is not None}
    return found


def _listed(session: Session, event_id: int) -> _Listed:
    rows = session.execute(
        select(Attendance.person_id, Attendance.organisation_id)
        .where(Attendance.event_id == event_id, Attendance.deleted.is_(False))
    ).all()  # fmt: skip
    people = frozenset(row.person_id for row in rows if row.person_id is not None)
    houses = frozenset(
        row.organisation_id
        for row in rows
        if row.person_id is None and row.organisation_id is not None
    )
    return _Listed(people, houses)
