# SPDX-License-Identifier: Apache-2.0
"""Events: repeated with their invitation list, guests invited, replies and attendance noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.actions import records
from crm.domain.event import AgendaItem, Attendance, Event, EventProject
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.records import Record
from crm.errors import NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]

BY_WHOM: Mapping[str, type[Record]] = {"host_id": Organisation, "staff_id": Staff}
REPEATED = (
    "name", "name_en", "kind", "city", "venue", "series", "programme", "organiser",
    "higher_body", "host_id", "staff_id", "delegation", "materials", "budget",
)  # fmt: skip
"""What a repeated event takes over; its days, its state and what came of it are its own."""


@dataclass(frozen=True)
class _Guests:
    """Who is on the list of an event: people, and organisations without a person."""

    people: set[int | None]
    firms: set[int | None]


def clone(unit: UnitOfWork, event_id: int, *, starts_on: date, name: str = "") -> Event:
    """Repeat an event at another time with its agenda, projects and invitation list.

    Who does not want to be contacted, projects that were terminated, and a host or a member of
    the staff who is there no more are left out.
    """
    old = unit.get(Event, event_id)
    shift = starts_on - old.starts_on
    values = {field: getattr(old, field) for field in REPEATED}
    values |= {name: _alive(unit, kind, values[name]) for name, kind in BY_WHOM.items()}
    values |= {"starts_on": starts_on, "ends_on": old.ends_on and old.ends_on + shift}
    made = records.make(unit, Event, values | ({"name": name} if name else {}))
    _repeat_agenda(unit, old, made, shift)
    _repeat_projects(unit, old, made)
    _invite_again(unit, old, made)
    return made


def invite(
    unit: UnitOfWork, event_id: int, people: Sequence[int], organisations: Sequence[int] = ()
) -> list[Attendance]:
    """Invite people, each for the organisation they work for; who is invited already stays so.

    `organisations` are invited as such: nobody is known there yet.

    Raises:
        NotAllowed: one of them, or where they work, does not want to be contacted.
    """
    event = unit.get(Event, event_id)
    guests = _guests(unit, event)
    found = records.live(unit, Person, (one for one in people if one not in guests.people))
    firms = records.live(
        unit, Organisation, (one for one in organisations if one not in guests.firms)
    )
    where = records.live(unit, Organisation, (one.organisation_id for one in found.values()))
    _refuse_silent([*found.values(), *firms.values()], where)
    made = [
        _invitation(
            unit, event, {"person_id": one.id, "name": one.name},
            one.organisation_id if one.organisation_id in where else None,
        )
        for one in found.values()
    ]  # fmt: skip
    return made + [_invitation(unit, event, {}, one.id) for one in firms.values()]


def reply(unit: UnitOfWork, attendance_id: int, *, coming: bool) -> Attendance:
    """Note the reply to an invitation."""
    attendance = unit.get(Attendance, attendance_id)
    return records.alter(unit, attendance, {"state": "replied" if coming else "absent"})


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


def _invite_again(unit: UnitOfWork, old: Event, made: Event) -> None:
    """Invite who was invited, whether the office knows them or only their house or their name."""
    before = unit.find(Attendance, Attendance.event_id == old.id)
    people = records.live(unit, Person, (one.person_id for one in before))
    theirs = (one.organisation_id for one in (*before, *people.values()))
    firms = records.live(unit, Organisation, theirs)
    for one in before:
        person = None if one.person_id is None else people.get(one.person_id)
        if one.person_id is not None and person is None:
            continue
        firm_id = one.organisation_id if person is None else person.organisation_id
        firm = None if firm_id is None else firms.get(firm_id)
        if any(guest is not None and guest.do_not_contact for guest in (person, firm)):
            continue
        known = {"name": one.name} if person is None else {"person_id": person.id,
                                                           "name": person.name}  # fmt: skip
        if firm is not None or known["name"]:
            _invitation(unit, made, known, None if firm is None else firm.id)


def _invitation(
    unit: UnitOfWork, event: Event, guest: Values, organisation_id: int | None
) -> Attendance:
    values = {"event_id": event.id, "organisation_id": organisation_id, **guest}
    return records.make(unit, Attendance, values)


def _guests(unit: UnitOfWork, event: Event) -> _Guests:
    known = unit.find(Attendance, Attendance.event_id == event.id)
    return _Guests(
        {one.person_id for one in known},
        {one.organisation_id for one in known if one.person_id is None},
    )


def _refuse_silent(
    guests: Sequence[Person | Organisation], firms: Mapping[int, Organisation]
) -> None:
    """Raise when one of them, or where they work, does not want to be contacted."""
    silent = [one.name for one in guests if one.do_not_contact or _is_of_silent(one, firms)]
    if silent:
        raise NotAllowed(
            _("Not to be contacted: {names}.").format(names=", ".join(silent)),
            _("Nobody was invited; leave them out."),
        )


def _is_of_silent(guest: Person | Organisation, firms: Mapping[int, Organisation]) -> bool:
    if isinstance(guest, Organisation) or guest.organisation_id is None:
        return False
    firm = firms.get(guest.organisation_id)
    return firm is not None and bool(firm.do_not_contact)


def _alive(unit: UnitOfWork, kind: type[Record], record_id: object) -> int | None:
    """The id itself while its record is there."""
    found = unit.any_of(kind, record_id) if isinstance(record_id, int) else None
    return None if found is None or found.deleted else found.id
