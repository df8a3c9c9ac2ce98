# SPDX-License-Identifier: Apache-2.0
"""What the papers of an event say: its programme, who is expected and came, what is promoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crm.domain.contact import FollowUp
from crm.domain.dueness import counts_on
from crm.domain.event import AgendaItem, Attendance, AttendanceProject, Event, EventProject
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.rules.following import is_waited_for
from crm.errors import NotFound
from crm.queries.conventions import conventions
from crm.words import _


@dataclass(frozen=True)
class Slot:
    """One line of the timetable."""

    day: date | None
    starts_at: time | None
    ends_at: time | None
    subject: str
    subject_en: str
    place: str
    speaker: str
    company: str
    vehicle: str
    duty: str


@dataclass(frozen=True)
class Guest:
    """Somebody invited; `asked` are the projects asked about and what else was said.

    Whoever came and was not spoken to yet `waits`.
    """

    name: str
    name_en: str
    title: str
    organisation: str
    organisation_en: str
    mobile: str
    state: str
    interest: str
    wants_to_visit: bool
    asked: str
    followed_up_on: date | None
    next_due: date | None
    next_subject: str
    responsible: str
    waits: bool = False


@dataclass(frozen=True)
class Promoted:
    """A project that the event promotes; `total` in yuan, None when it is not known."""

    name: str
    name_en: str
    total: int | None


@dataclass(frozen=True)
class EventPapers:
    """All of it; texts that are not known are empty."""

    name: str
    name_en: str
    kind: str
    starts_on: date
    ends_on: date | None
    city: str
    venue: str
    organiser: str
    delegation: str
    materials: str
    contact: str
    phone: str
    county: str
    county_en: str
    slots: tuple[Slot, ...]
    guests: tuple[Guest, ...]
    projects: tuple[Promoted, ...]

    def expected(self) -> tuple[Guest, ...]:
        """Those a badge or a card is made for: everybody who was not heard to stay away."""
        return tuple(one for one in self.guests if one.state not in AWAY)

    def came(self) -> tuple[Guest, ...]:
        """Those who attended."""
        return tuple(one for one in self.guests if one.state == "attended")


AWAY = ("absent",)
"""The states of an attendance of somebody who does not come."""


def read_papers(session: Session, event_id: int) -> EventPapers:
    """What the papers of an event say.

    Raises:
        NotFound: the event is not there (any more).
    """
    query = (
        select(Event, Staff.name.label("contact"), Staff.mobile.label("phone"))
        .outerjoin(Staff, Staff.id == Event.staff_id)
        .where(Event.id == event_id, ~Event.deleted)
    )
    found = session.execute(query).first()
    if found is None:
        raise NotFound(_("This event is not there any more."), _("Choose another one."))
    event: Event = found.Event
    known = conventions(session)
    return EventPapers(
        name=event.name,
        name_en=event.name_en or "",
        kind=event.kind,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        city=event.city or "",
        venue=event.venue or "",
        organiser=event.organiser or "",
        delegation=event.delegation or "",
        materials=event.materials or "",
        contact=found.contact or "",
        phone=found.phone or "",
        county=known.name,
        county_en=known.name_en,
        slots=_slots(session, event_id),
        guests=_guests(session, event_id),
        projects=_projects(session, event_id),
    )


def event_called(session: Session, name: str) -> int:
    """The event with a name; of several the latest.

    Raises:
        NotFound: there is none.
    """
    query = (
        select(Event.id)
        .where(~Event.deleted, Event.name == name.strip())
        .order_by(Event.starts_on.desc(), Event.id.desc())
    )
    found = session.scalar(query.limit(1))
    if found is None:
        raise NotFound(
            _("There is no event called “{name}”.").format(name=name),
            _("Look at the name in the list of events."),
        )
    return found


def _slots(session: Session, event_id: int) -> tuple[Slot, ...]:
    query = (
        select(AgendaItem)
        .where(AgendaItem.event_id == event_id, ~AgendaItem.deleted)
        .order_by(
            AgendaItem.day.asc().nulls_first(),
            AgendaItem.starts_at.asc().nulls_first(),
            AgendaItem.id,
        )
    )
    return tuple(
        Slot(
            one.day, one.starts_at, one.ends_at, one.subject, one.subject_en or "",
            one.place or "", one.speaker or "", one.company or "", one.vehicle or "",
            one.duty or "",
        )
        for one in session.scalars(query)
    )  # fmt: skip


def _guests(session: Session, event_id: int) -> tuple[Guest, ...]:
    house, at_home = aliased(Organisation), aliased(Organisation)
    query = (
        select(
            Attendance,
            Person.name.label("person"), Person.name_en, Person.title, Person.mobile,
            func.coalesce(house.name, at_home.name).label("organisation"),
            func.coalesce(house.name_en, at_home.name_en).label("organisation_en"),
            Attendance.person_id,
        )
        .outerjoin(Person, Person.id == Attendance.person_id)
        .outerjoin(house, house.id == Attendance.organisation_id)
        .outerjoin(at_home, at_home.id == Person.organisation_id)
        .where(Attendance.event_id == event_id, ~Attendance.deleted)
        .order_by(Attendance.id)
    )  # fmt: skip
    rows = session.execute(query).all()
    asked = _asked(session, [row.Attendance.id for row in rows])
    nexts = _nexts(session, event_id)
    guests: list[Guest] = []
    for row in rows:
        one: Attendance = row.Attendance
        said = [*asked.get(one.id, ()), *filter(None, [one.asked_about])]
        theirs = nexts.get(("person", one.person_id or 0), (None, "", ""))
        due, subject, staff = nexts.get(("attendance", one.id), theirs)
        guests.append(
            Guest(
                row.person or one.name or "", row.name_en or "", row.title or "",
                row.organisation or "", row.organisation_en or "", row.mobile or "",
                one.state, one.interest or "", bool(one.wants_to_visit), "；".join(said),
                one.followed_up_on, due, subject, staff,
                one.state == "attended" and is_waited_for(one.board, one.followed_up_on),
            )
        )  # fmt: skip
    return tuple(guests)


def _asked(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        select(AttendanceProject.attendance_id, Project.name)
        .join(Project, Project.id == AttendanceProject.project_id)
        .where(
            AttendanceProject.attendance_id.in_(ids), ~AttendanceProject.deleted, ~Project.deleted
        )
        .order_by(AttendanceProject.id)
    )
    found: dict[int, list[str]] = {}
    for row in session.execute(query):
        found.setdefault(row.attendance_id, []).append(row.name)
    return found


def _nexts(session: Session, event_id: int) -> dict[tuple[str, int], tuple[date, str, str]]:
    """The next open follow-up after the event, of each attendance and of each person."""
    query = (
        select(
            FollowUp.attendance_id, FollowUp.person_id, counts_on().label("due_on"),
            FollowUp.subject, Staff.name,
        )
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
        .where(FollowUp.event_id == event_id, ~FollowUp.deleted, FollowUp.state == "open")
        .order_by(counts_on(), FollowUp.id)
    )  # fmt: skip
    found: dict[tuple[str, int], tuple[date, str, str]] = {}
    for row in session.execute(query):
        told = row.due_on, row.subject, row.name or ""
        for whose in (("attendance", row.attendance_id or 0), ("person", row.person_id or 0)):
            if whose[1]:
                found.setdefault(whose, told)
    return found


def _projects(session: Session, event_id: int) -> tuple[Promoted, ...]:
    query = (
        select(Project.name, Project.name_en, Project.total_investment)
        .join(EventProject, EventProject.project_id == Project.id)
        .where(EventProject.event_id == event_id, ~EventProject.deleted, ~Project.deleted)
        .order_by(EventProject.id)
    )
    return tuple(
        Promoted(row.name, row.name_en or "", row.total_investment)
        for row in session.execute(query)
    )
