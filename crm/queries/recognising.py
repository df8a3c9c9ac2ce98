# SPDX-License-Identifier: Apache-2.0
"""Who the guests of an event are: known people and organisations, certain ones and doubtful ones.

A telephone tells first, then a name with its organisation, then a name on the list of the event.
Whatever else is alike is asked about, never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.event import Attendance
from crm.domain.person import Person
from crm.domain.rules.guests import Guest, may_be_called
from crm.kinds.texts import MOBILE_DIGITS, digits
from crm.progress import Progress
from crm.queries.duplicates import Twin, twins
from crm.words import N_

ON_THE_LIST = N_("on the list of this event")
SAME_PHONE = 0.95
"""From this likeness on two people have a telephone in common, or a name and a house."""


@dataclass(frozen=True)
class Known:
    """Somebody, or a house, that is in the store; `why` are marked words of what is alike."""

    id: int
    title: str
    hint: str = ""
    why: str = ""


@dataclass(frozen=True)
class Recognised:
    """One guest: who they certainly are, else who they may be; the same for their house."""

    guest: Guest
    person: Known | None = None
    people: tuple[Known, ...] = ()
    organisation: Known | None = None
    organisations: tuple[Known, ...] = ()
    attendance_id: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look who it is."""
        nobody = self.person is None and bool(self.people)
        no_house = self.organisation is None and bool(self.organisations) and self.person is None
        return nobody or no_house


@dataclass(frozen=True)
class _Listed:
    """Who is on the list of the event already."""

    by_person: dict[int, int]
    by_name: dict[str, list[tuple[int, int | None, int | None]]]


def recognise(
    session: Session, event_id: int, guests: Sequence[Guest], progress: Progress | None = None
) -> tuple[Recognised, ...]:
    """Who each of the guests is, in their order."""
    listed = _listed(session, event_id)
    found: list[Recognised] = []
    for number, guest in enumerate(guests, 1):
        found.append(_recognise(session, guest, listed))
        if progress is not None:
            progress.step(number / len(guests))
    return tuple(found)


def _recognise(session: Session, guest: Guest, listed: _Listed) -> Recognised:
    houses = _houses(session, guest)
    sure = [one for one in houses if one.likeness.score >= 1]
    house = _known(sure[0]) if len(sure) == 1 else None
    person, people, attendance_id = _person(session, guest, house, listed)
    if person is None and not people and attendance_id is None:
        # Only the house was invited, or only a name was on the list.
        rows = listed.by_name.get(_plain(guest.name), [])
        attendance_id = rows[0][0] if len(rows) == 1 and rows[0][1] is None else None
    return Recognised(
        guest, person, people, house, () if house else tuple(_known(one) for one in houses),
        attendance_id,
    )  # fmt: skip


def _houses(session: Session, guest: Guest) -> list[Twin]:
    if not guest.organisation:
        return []
    return twins(session, "organisation", {"name": guest.organisation})


def _person(
    session: Session, guest: Guest, house: Known | None, listed: _Listed
) -> tuple[Known | None, tuple[Known, ...], int | None]:
    """Who it is for certain, who it may be, and the attendance that is there for them."""
    mobiles = [one for one in (guest.phone, guest.phone2) if len(digits(one)) == MOBILE_DIGITS]
    first, second = (*mobiles, None, None)[:2]
    facts = {
        "name": guest.name, "mobile": first, "mobile2": second,
        "organisation_id": None if house is None else house.id,
    }  # fmt: skip
    alike = twins(session, "person", facts)
    near = [one for one in alike if one.likeness.score >= SAME_PHONE]
    sure = [one for one in near if may_be_called(guest.name, one.title)]
    invited = [one for one in alike if one.id in listed.by_person]
    if len(sure) == 1:
        return _known(sure[0]), (), listed.by_person.get(sure[0].id)
    if not sure and len(invited) == 1 and _may_work_there(session, invited[0], guest, house):
        known = Known(invited[0].id, invited[0].title, invited[0].hint, ON_THE_LIST)
        return known, (), listed.by_person[known.id]
    return None, tuple(_known(one) for one in alike), None


def _may_work_there(session: Session, twin: Twin, guest: Guest, house: Known | None) -> bool:
    """Whether nothing that was written speaks against somebody on the list."""
    if not may_be_called(guest.name, twin.title):
        return False
    if not guest.organisation:
        return True
    works = session.scalar(select(Person.organisation_id).where(Person.id == twin.id))
    return works is None or (house is not None and works == house.id)


def _listed(session: Session, event_id: int) -> _Listed:
    rows = session.execute(
        select(
            Attendance.id, Attendance.person_id, Attendance.organisation_id, Attendance.name
        ).where(Attendance.event_id == event_id, Attendance.deleted.is_(False))
    ).all()
    by_name: dict[str, list[tuple[int, int | None, int | None]]] = {}
    for row in rows:
        if row.name:
            kept = by_name.setdefault(_plain(row.name), [])
            kept.append((row.id, row.person_id, row.organisation_id))
    return _Listed({row.person_id: row.id for row in rows if row.person_id is not None}, by_name)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _known(twin: Twin) -> Known:
    return Known(twin.id, twin.title, twin.hint, twin.likeness.reason)
