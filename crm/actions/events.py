# SPDX-License-Identifier: Apache-2.0
"""Events: repeated with their invitation list, people invited, replies and attendance noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from crm.actions import records
from crm.domain.event import AgendaItem, Attendance, AttendanceProject, Event, EventProject
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.rules.following import further
from crm.errors import NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
REPEATED = (
    "name", "name_en", "kind", "city", "venue", "series", "programme", "organiser",
    "higher_body", "host_id", "staff_id", "delegation", "materials", "budget",
)  # fmt: skip
"""What a repeated event takes over; its days, its state and what came of it are its own."""


def clone(unit: UnitOfWork, event_id: int, *, starts_on: date, name: str = "") -> Event:
    """Repeat an event at another time with its agenda, projects and invitation list.

    Who does not want to be contacted, and projects that have ended, are left out.
    """
    old = unit.get(Event, event_id)
    shift = starts_on - old.starts_on
    values = {field: getattr(old, field) for field in REPEATED}
    values |= {"starts_on": starts_on, "ends_on": old.ends_on and old.ends_on + shift}
    made = records.make(unit, Event, values | ({"name": name} if name else {}))
    _repeat_agenda(unit, old, made, shift)
    _repeat_projects(unit, old, made)
    for attendance in unit.find(Attendance, Attendance.event_id == old.id):
        _invite_again(unit, attendance, made)
    return made


def invite(unit: UnitOfWork, event_id: int, people: Sequence[int]) -> list[Attendance]:
    """Invite people, each for the organisation they work for; who is invited already stays so.

    Raises:
        NotAllowed: one of them does not want to be contacted.
    """
    event = unit.get(Event, event_id)
    known = {one.person_id for one in unit.find(Attendance, Attendance.event_id == event.id)}
    found = [unit.get(Person, one) for one in dict.fromkeys(people) if one not in known]
    silent = [person.name for person in found if person.do_not_contact]
    if silent:
        raise NotAllowed(
            _("Not to be contacted: {names}.").format(names=", ".join(silent)),
            _("Nobody was invited; leave them out."),
        )
    return [
        records.make(unit, Attendance, {
            "event_id": event.id, "person_id": person.id, "name": person.name,
        })
        for person in found
    ]  # fmt: skip


def reply(unit: UnitOfWork, attendance_id: int, *, coming: bool) -> Attendance:
    """Note the reply to an invitation."""
    attendance = unit.get(Attendance, attendance_id)
    return records.alter(unit, attendance, {"state": "replied" if coming else "absent"})


def attend(
    unit: UnitOfWork,
    attendance_id: int,
    *,
    interest: str | None = None,
    wants_to_visit: bool | None = None,
    asked_about: str = "",
    projects: Iterable[int] = (),
) -> Attendance:
    """Note that somebody came, how much it interests them, and what they asked about.

    What is not said stays as it is; who wants to visit stands so on the follow-up board.
    """
    attendance = unit.get(Attendance, attendance_id)
    said = {"interest": interest, "wants_to_visit": wants_to_visit, "asked_about": asked_about}
    values: dict[str, object] = {"state": "attended"}
    values |= {name: value for name, value in said.items() if value not in (None, "")}
    if wants_to_visit:
        values["board"] = further(attendance.board, "intends")
    records.alter(unit, attendance, values)
    _ask_about(unit, attendance, projects)
    return attendance


def decline(unit: UnitOfWork, attendance_id: int, reason: str) -> Attendance:
    """Note on the follow-up board that somebody is not interested, and why.

    Raises:
        InvalidInput: it does not say why.
    """
    attendance = unit.get(Attendance, attendance_id)
    values = {"board": "declined", "declined_reason": reason}
    return records.alter(unit, attendance, values)


def _repeat_agenda(unit: UnitOfWork, old: Event, made: Event, shift: timedelta) -> None:
    for item in unit.find(AgendaItem, AgendaItem.event_id == old.id):
        values = {name: getattr(item, name) for name in AgendaItem.fields()}
        values |= {"event_id": made.id, "day": item.day and item.day + shift}
        records.make(unit, AgendaItem, values)


def _repeat_projects(unit: UnitOfWork, old: Event, made: Event) -> None:
    for promoted in unit.find(EventProject, EventProject.event_id == old.id):
        project = unit.any_of(Project, promoted.project_id)
        if project is not None and not project.deleted and project.status != "terminated":
            values = {"event_id": made.id, "project_id": project.id, "note": promoted.note}
            records.make(unit, EventProject, values)


def _invite_again(unit: UnitOfWork, attendance: Attendance, made: Event) -> None:
    if attendance.person_id is None:
        return
    person = unit.any_of(Person, attendance.person_id)
    if person is not None and not person.deleted and not person.do_not_contact:
        invite(unit, made.id, [person.id])


def _ask_about(unit: UnitOfWork, attendance: Attendance, projects: Iterable[int]) -> None:
    where = AttendanceProject.attendance_id == attendance.id
    known = {one.project_id for one in unit.find(AttendanceProject, where)}
    for project_id in dict.fromkeys(projects):
        if project_id not in known:
            values = {"attendance_id": attendance.id, "project_id": project_id}
            records.make(unit, AttendanceProject, values)
