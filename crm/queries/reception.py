# SPDX-License-Identifier: Apache-2.0
"""What the windows of a visit begin with: the timetable as it stands, and who may begin what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.event import AgendaItem, Attendance, Event
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.following import NEXT_AFTER
from crm.errors import NotFound
from crm.queries.conventions import conventions
from crm.words import _

TYPED = (
    "day", "starts_at", "ends_at", "subject", "place", "speaker", "company", "vehicle", "duty",
)  # fmt: skip
"""The fields of a timetable, in the order of its columns."""


@dataclass(frozen=True)
class Slot:
    """A line of a timetable, with the version it was read at."""

    id: int
    version: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class Timetable:
    """An event and the lines of its timetable in their order."""

    event_id: int
    name: str
    starts_on: date
    ends_on: date
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Guest:
    """Somebody on the list of an event; `came` tells whether they attended."""

    id: int
    name: str
    house: str
    came: bool
    interest: str


@dataclass(frozen=True)
class Visitors:
    """An event with who is on its list, and who answers for it."""

    event_id: int
    name: str
    staff_id: int | None
    staff: str
    guests: tuple[Guest, ...]
    doubt: str = ""
    """What is not sure of the day by which a project that begins now is followed up."""


def timetable(session: Session, event_id: int) -> Timetable:
    """The timetable of an event.

    Raises:
        NotFound: the event is gone.
    """
    event = _event(session, event_id)
    query = (
        select(AgendaItem)
        .where(AgendaItem.event_id == event_id, ~AgendaItem.deleted)
        .order_by(
            AgendaItem.day.asc().nulls_first(), AgendaItem.starts_at.asc().nulls_first(),
            AgendaItem.id,
        )
    )  # fmt: skip
    slots = tuple(
        Slot(one.id, one.version, {name: getattr(one, name) for name in TYPED})
        for one in session.scalars(query)
    )
    last = event.ends_on or event.starts_on
    return Timetable(event.id, event.name, event.starts_on, last, slots)


def visitors(session: Session, event_id: int, *, today: date) -> Visitors:
    """Who is on the list of an event: those who came first, then by house and name.

    Raises:
        NotFound: the event is gone.
    """
    event = _event(session, event_id)
    people, houses = Person.__table__.c, Organisation.__table__.c
    query = (
        select(
            Attendance.id, func.coalesce(Person.name, Attendance.name, "").label("name"),
            func.coalesce(Organisation.short_name, Organisation.name, "").label("house"),
            Attendance.state, Attendance.interest,
        )
        .outerjoin(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.event_id == event_id, ~Attendance.deleted)
        .order_by(Attendance.state != "attended", houses.name_key, people.name_key, Attendance.id)
    )  # fmt: skip
    guests = tuple(
        Guest(row.id, row.name, row.house, row.state == "attended", row.interest or "")
        for row in session.execute(query)
    )
    staff = session.scalar(select(Staff.name).where(Staff.id == event.staff_id, ~Staff.deleted))
    answers = event.staff_id if staff is not None else None
    workdays = conventions(session).workdays
    doubt = workdays.doubt(workdays.after(today, NEXT_AFTER))
    return Visitors(event.id, event.name, answers, staff or "", guests, doubt)


def _event(session: Session, event_id: int) -> Event:
    found = session.get(Event, event_id)
    if found is None or found.deleted:
        raise NotFound(_("This event is not there any more."))
    return found
