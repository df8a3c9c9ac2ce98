# SPDX-License-Identifier: Apache-2.0
"""From a visit to a project in one step that carries along who came, and what they asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm.actions import contacts, guests, records
from crm.actions.conventions import settled
from crm.actions.guests import Arrival, Arrived, Houses
from crm.domain.contact import FollowUp
from crm.domain.course import Party
from crm.domain.event import Attendance, AttendanceProject, Event
from crm.domain.project import Project
from crm.domain.records import today
from crm.domain.rules.following import NEXT_AFTER, further
from crm.domain.rules.guests import Guest
from crm.domain.rules.reception import VISIT, Met, origin
from crm.errors import NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
LONGEST_SUBJECT = 200


def begin_project(
    unit: UnitOfWork, event_id: int, attendance_ids: Sequence[int], values: Values
) -> Project:
    """Begin a project with those who came to an event, as one change that can be undone as one.

    It comes from the event that a visit answers, else from this one. Their organisations are its
    investors, each with a contact person; what they asked about, the talk of that day and the
    next step stand with it, and they have come as far as negotiating on the board.

    Raises:
        NotAllowed: the event has not begun, nobody is named, or somebody was not at the event.
        NotFound: the event, or somebody who is named, is gone.
        InvalidInput: a value of the project cannot be stored.
    """
    event = unit.get(Event, event_id)
    came = [unit.get(Attendance, one) for one in dict.fromkeys(attendance_ids)]
    _refuse(event, came)
    _make_missing(unit, event, came)
    answered = _answered(unit, event, came)
    asked = _asked(unit, came)
    project = records.make(unit, Project, {
        "staff_id": event.staff_id, **values, "source_event_id": answered,
        "target_note": asked or None,
    })  # fmt: skip
    _add_investors(unit, project, came)
    _note_talks(unit, event, project, came, asked)
    _move_on(unit, event, came, answered)
    _plan_next(unit, event, project, came[0])
    return project


def _refuse(event: Event, came: Sequence[Attendance]) -> None:
    if event.starts_on > today():
        raise NotAllowed(
            _("{event} has not begun yet.").format(event=event.name),
            _("A project begins with a visit that has taken place."),
        )
    if not came or any(one.event_id != event.id for one in came):
        raise NotAllowed(
            _("Say which of the guests of this event the project begins with."),
            _("Nothing was saved."),
        )


def _make_missing(unit: UnitOfWork, event: Event, came: Sequence[Attendance]) -> None:
    """Make the people who are only names on the list so far."""
    houses = Houses(unit, event, Arrived())
    for one in came:
        if one.person_id is None and one.name:
            arrival = Arrival(Guest(name=one.name), None, one.organisation_id, one.id)
            person, house = guests.whoever(unit, event, arrival, houses)
            found = {"person_id": person and person.id, "organisation_id": house}
            records.alter(unit, one, {name: value for name, value in found.items() if value})


def _answered(unit: UnitOfWork, event: Event, came: Sequence[Attendance]) -> int:
    """The event that the project came from: the first at which one of the guests attended."""
    earlier = {one.event_id for guest in came for one in _elsewhere(unit, guest)}
    events = unit.find(Event, Event.id.in_(sorted(earlier)), Event.state != "cancelled")
    return origin(_met(event), map(_met, events))


def _elsewhere(unit: UnitOfWork, guest: Attendance) -> list[Attendance]:
    """Where a guest, or the house of one whom nobody knows by name, attended as well."""
    if guest.person_id is not None:
        same = Attendance.person_id == guest.person_id
    elif guest.organisation_id is not None:
        same = Attendance.organisation_id == guest.organisation_id
    else:
        return []
    return list(unit.find(Attendance, same, Attendance.state == "attended"))


def _met(event: Event) -> Met:
    return Met(event.id, event.kind, event.starts_on)


def _asked(unit: UnitOfWork, came: Sequence[Attendance]) -> str:
    """What the guests asked about, in words: the projects by their names, then what was noted."""
    named: list[str] = []
    for one in came:
        parts = unit.find(AttendanceProject, AttendanceProject.attendance_id == one.id)
        projects = (unit.any_of(Project, part.project_id) for part in parts)
        named += [found.name for found in projects if found is not None and not found.deleted]
        named += [one.asked_about] if one.asked_about else []
    what = "; ".join(dict.fromkeys(named))
    return _("Asked about: {what}").format(what=what) if what else ""


def _add_investors(unit: UnitOfWork, project: Project, came: Sequence[Attendance]) -> None:
    """Each organisation is an investor once, with the first of its people as the contact."""
    for house, theirs in _by_house(came).items():
        if house is not None:
            person = next((one.person_id for one in theirs if one.person_id is not None), None)
            records.make(unit, Party, {
                "project_id": project.id, "organisation_id": house, "role": "investor",
                "person_id": person,
            })  # fmt: skip


def _by_house(came: Sequence[Attendance]) -> dict[int | None, list[Attendance]]:
    found: dict[int | None, list[Attendance]] = {}
    for one in came:
        found.setdefault(one.organisation_id, []).append(one)
    return found


def _note_talks(
    unit: UnitOfWork, event: Event, project: Project, came: Sequence[Attendance], asked: str
) -> None:
    """The talk of that day, with each house and all of its people who came."""
    for house, theirs in _by_house(came).items():
        people = [one.person_id for one in theirs if one.person_id is not None]
        values: Values = {
            "kind": "reception" if event.kind == VISIT else "meeting", "subject": event.name,
            "happened_on": event.starts_on, "asked_for": asked or None,
            "staff_id": project.staff_id, "project_id": project.id, "event_id": event.id,
            "organisation_id": house, "person_id": people[0] if people else None,
        }  # fmt: skip
        contacts.add_activity(unit, values, others=people[1:])


def _move_on(unit: UnitOfWork, event: Event, came: Sequence[Attendance], answered: int) -> None:
    """They negotiate now, on the board of the event that was answered as well.

    A return visit counts once: where it was wished for, else where it took place.
    """
    for one in came:
        there = [row for row in _elsewhere(unit, one) if row.event_id == answered]
        for row in {found.id: found for found in (one, *there)}.values():
            values: dict[str, object] = {"board": further(row.board, "negotiating")}
            if row.board == "declined":
                values["declined_reason"] = None
            counts = row in there or not there
            if counts and event.kind == VISIT and row.visited_on is None:
                values["visited_on"] = event.starts_on
            records.alter(unit, row, values)


def _plan_next(unit: UnitOfWork, event: Event, project: Project, first: Attendance) -> None:
    """What the person responsible does next, a working week from now."""
    subject = _("Talk on about {project}").format(project=project.name)
    due_on = settled(unit).workdays.after(today(), NEXT_AFTER)
    records.make(unit, FollowUp, {
        "subject": subject[:LONGEST_SUBJECT], "due_on": due_on,
        "staff_id": project.staff_id, "project_id": project.id, "event_id": event.id,
        "organisation_id": first.organisation_id, "person_id": first.person_id,
    })  # fmt: skip
