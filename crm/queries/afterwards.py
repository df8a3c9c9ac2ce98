# SPDX-License-Identifier: Apache-2.0
"""The desk after an event: who attended, what interested them, and whether they have a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.contact import FollowUp
from crm.domain.dueness import counts_on, has_begun, waits
from crm.domain.event import Attendance, AttendanceProject, Event, EventProject
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.rules.following import is_waited_for
from crm.errors import NotFound
from crm.storage.portions import portions
from crm.words import _


@dataclass(frozen=True)
class Plan:
    """The follow-ups of one attendee: how many, how many are open, and what is next."""

    steps: int = 0
    open: int = 0
    due_on: date | None = None
    subject: str = ""
    next_id: int = 0


@dataclass(frozen=True)
class Attendee:
    """Somebody who attended; what is not known of them is empty or None."""

    id: int
    version: int
    name: str
    organisation: str
    title: str
    phone: str
    person_id: int | None
    organisation_id: int | None
    values: Mapping[str, object]
    projects: tuple[int, ...]
    followed_up_on: date | None
    plan: Plan

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has spoken to them yet, and they stand where they began."""
        return is_waited_for(cast("str | None", self.values["board"]), self.followed_up_on)


@dataclass(frozen=True)
class AfterEvent:
    """The event, its projects by id, and everybody who attended."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    projects: Mapping[int, str]
    attendees: tuple[Attendee, ...]
    invited: int = 0

    @property
    def waiting(self) -> int:
        """How many are not yet followed up."""
        return sum(one.is_waiting for one in self.attendees)

    @property
    def unplanned(self) -> int:
        """How many of those have no plan either."""
        return sum(one.is_waiting and not one.plan.steps for one in self.attendees)


NOTED = ("interest", "wants_to_visit", "asked_about", "note", "board")
"""The fields of an attendance that the desk shows."""


def after_event(session: Session, event_id: int) -> AfterEvent:
    """The desk of one event.

    Raises:
        NotFound: the event is gone.
    """
    event = session.get(Event, event_id)
    if event is None or event.deleted:
        raise NotFound(_("This event no longer exists."), _("Look in the list of events."))
    attendees = _attendees(session, event_id)
    invited = session.scalar(
        select(func.count()).where(Attendance.event_id == event_id, Attendance.deleted.is_(False))
    )
    return AfterEvent(
        event.id, event.name, event.starts_on, event.ends_on or event.starts_on,
        _projects(session, event_id, attendees), attendees, (invited or 0) - len(attendees),
    )  # fmt: skip


def _attendees(session: Session, event_id: int) -> tuple[Attendee, ...]:
    query = (
        select(
            Attendance.id, Attendance.version, Attendance.name.label("signed"),
            Attendance.person_id, Attendance.organisation_id, Attendance.followed_up_on,
            *(getattr(Attendance, name) for name in NOTED),
            Person.name, Person.title, Person.mobile, Person.phone,
            Organisation.name.label("organisation"),
        )
        .outerjoin(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(
            Attendance.event_id == event_id, Attendance.state == "attended",
            Attendance.deleted.is_(False),
        )
        .order_by(Attendance.id)
    )  # fmt: skip
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    plans, asked = _plans(session, ids), _asked(session, ids)
    return tuple(
        Attendee(
            row.id, row.version, row.name or row.signed or "", row.organisation or "",
            row.title or "", row.mobile or row.phone or "", row.person_id, row.organisation_id,
            {name: getattr(row, name) for name in NOTED}, asked.get(row.id, ()),
            row.followed_up_on, plans.get(row.id, Plan()),
        )
        for row in rows
    )  # fmt: skip


def _plans(session: Session, ids: list[int]) -> dict[int, Plan]:
    found: dict[int, Plan] = {}
    for some in portions(ids):
        query = (
            select(FollowUp.id, FollowUp.attendance_id, FollowUp.state, FollowUp.subject,
                   counts_on().label("due_on"))
            .where(FollowUp.attendance_id.in_(some), FollowUp.deleted.is_(False))
            .order_by(counts_on(), FollowUp.id)
        )  # fmt: skip
        for row in session.execute(query):
            known = found.get(row.attendance_id, Plan())
            first = row.state == "open" and not known.open
            found[row.attendance_id] = Plan(
                known.steps + 1,
                known.open + (row.state == "open"),
                row.due_on if first else known.due_on,
                row.subject if first else known.subject,
                row.id if first else known.next_id,
            )
    return found


def _asked(session: Session, ids: list[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for some in portions(ids):
        query = (
            select(AttendanceProject.attendance_id, AttendanceProject.project_id)
            .join(Project, Project.id == AttendanceProject.project_id)
            .where(
                AttendanceProject.attendance_id.in_(some), AttendanceProject.deleted.is_(False),
                Project.deleted.is_(False),
            )
            .order_by(AttendanceProject.id)
        )  # fmt: skip
        for row in session.execute(query):
            known = found.get(row.attendance_id, ())
            found[row.attendance_id] = tuple(dict.fromkeys((*known, row.project_id)))
    return found


def _projects(session: Session, event_id: int, attendees: Iterable[Attendee]) -> dict[int, str]:
    """The projects the event promotes, and those somebody asked about beside them."""
    asked = {one for attendee in attendees for one in attendee.projects}
    promoted = session.scalars(
        select(EventProject.project_id)
        .where(EventProject.event_id == event_id, EventProject.deleted.is_(False))
        .order_by(EventProject.id)
    )
    ids = list(dict.fromkeys([*promoted, *sorted(asked)]))
    known: dict[int, str] = {}
    for some in portions(ids):
        query = select(Project.id, Project.name).where(
            Project.id.in_(some), Project.deleted.is_(False)
        )
        known |= {row.id: row.name for row in session.execute(query)}
    return {one: known[one] for one in ids if one in known}


def waiting_event(session: Session, *, today: date) -> int:
    """The last event with somebody who is not yet followed up; 0 when nobody waits."""
    query = (
        select(Event.id)
        .where(has_begun(today), Event.id.in_(select(Attendance.event_id).where(waits())))
        .order_by(Event.starts_on.desc(), Event.id.desc())
        .limit(1)
    )
    return session.scalar(query) or 0
