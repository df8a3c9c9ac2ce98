# SPDX-License-Identifier: Apache-2.0
"""The work after an event: interest is noted, who is missing is made, plans are made, at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.actions import contacts, guests, records
from crm.actions.guests import Arrival, Arrived, Houses
from crm.domain.contact import FollowUp
from crm.domain.event import Attendance, AttendanceProject, Event
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.afterplan import PLANNED, Step, due_days
from crm.domain.rules.following import DECLINED, further
from crm.domain.rules.guests import Guest
from crm.domain.rules.workdays import Workdays
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
NOBODY = Guest()
EARLY = frozenset({None, "untouched", "contacted"})
"""The places on the board from which no interest leads away at once."""


@dataclass(frozen=True)
class Verdict:
    """What was noted of one attendee; an id of 0 is somebody who was added on the desk.

    `values` are the fields that were edited, `originals` what they were when the row was read;
    in the same way `projects` are those asked about (None: not touched), `asked` what they were.
    """

    attendance_id: int
    version: int = 0
    values: Values = field(default_factory=dict[str, object])
    originals: Values = field(default_factory=dict[str, object])
    guest: Guest = NOBODY
    asked: tuple[int, ...] = ()
    projects: tuple[int, ...] | None = None
    plan: bool = False


@dataclass(frozen=True)
class Planning:
    """How plans are made: the steps, who answers for them (`own`, `event`, `even`), and today.

    They are due on days on which the office works.
    """

    steps: Sequence[Step]
    spread: str
    today: date
    workdays: Workdays = field(default_factory=Workdays)


def conclude(
    unit: UnitOfWork, event_id: int, verdicts: Sequence[Verdict], planning: Planning
) -> int:
    """Write what the desk noted, with everything that follows; gives how many plans were made.

    An event that has begun, and after which something was noted, was held.

    Raises:
        Conflict: somebody else noted another thing of the same attendee.
        InvalidInput: something cannot be stored.
    """
    event = unit.get(Event, event_id)
    houses = Houses(unit, event, Arrived())
    answering = _Answering(unit, event, planning.spread)
    plans = 0
    for one in verdicts:
        attendance = _attendance(unit, event, one)
        if one.plan or one.values.get("interest") in PLANNED:
            _make_missing(unit, event, attendance, one.guest, houses)
        _note(unit, attendance, one)
        if attendance.board == DECLINED:
            _drop_plan(unit, attendance, planning.today)
            continue
        if one.plan and not _has_plan(unit, attendance):
            _plan(unit, event, attendance, planning, answering)
            plans += 1
    if verdicts:
        guests.took_place(unit, event)
    return plans


def _attendance(unit: UnitOfWork, event: Event, one: Verdict) -> Attendance:
    """The attendance of a row, with what was edited in it; a new one for who was added."""
    if one.attendance_id:
        attendance = unit.get(Attendance, one.attendance_id)
        if one.values:
            records.save(unit, "attendance", attendance.id, one.version, one.values, one.originals)
        return attendance
    arrived = guests.sign_in(unit, event.id, [Arrival(one.guest)])
    attendance = unit.get(Attendance, arrived.attendances[0])
    return records.alter(unit, attendance, one.values)


def _make_missing(
    unit: UnitOfWork, event: Event, attendance: Attendance, guest: Guest, houses: Houses
) -> None:
    """Make the person and the house of an attendee that are only written down so far."""
    if attendance.person_id is None:
        arrival = Arrival(guest, None, attendance.organisation_id, attendance.id)
        person, house = guests.whoever(unit, event, arrival, houses)
        made = {"person_id": person and person.id, "organisation_id": house}
        records.alter(unit, attendance, {name: value for name, value in made.items() if value})
    elif attendance.organisation_id is None:
        house = houses.of(guest, None)
        if house is not None:
            records.alter(unit, attendance, {"organisation_id": house})


def _note(unit: UnitOfWork, attendance: Attendance, one: Verdict) -> None:
    """Keep the place on the board, and the projects that were asked about."""
    board = _board(attendance, one.values)
    if board:
        records.alter(unit, attendance, board)
    if one.projects is None:
        return
    known = {
        part.project_id: part
        for part in unit.find(AttendanceProject, AttendanceProject.attendance_id == attendance.id)
    }
    for project_id in one.projects:
        if project_id not in known:
            values = {"attendance_id": attendance.id, "project_id": project_id}
            records.make(unit, AttendanceProject, values)
    unticked = set(one.asked) - set(one.projects)
    gone = [part.id for project_id, part in known.items() if project_id in unticked]
    if gone:
        records.delete(unit, "attendance_project", gone)


def _board(attendance: Attendance, values: Values) -> Values:
    """Where the interest leads on the board: no interest away from it, interest back to it."""
    if values.get("interest") == "none" and attendance.board in EARLY:
        return {"board": DECLINED, "declined_reason": _("No interest at the event")}
    board = attendance.board
    if values.get("interest") in PLANNED and board == DECLINED:
        board = "untouched" if attendance.followed_up_on is None else "contacted"
    if values.get("wants_to_visit"):
        board = further(board, "intends")
    return {} if board == attendance.board else {"board": board}


def _drop_plan(unit: UnitOfWork, attendance: Attendance, on: date) -> None:
    """Who is not interested is not called any more."""
    where = FollowUp.attendance_id == attendance.id, FollowUp.state == "open"
    for step in unit.find(FollowUp, *where):
        contacts.drop(unit, step.id, on=on, reason=attendance.declined_reason or "")


def _has_plan(unit: UnitOfWork, attendance: Attendance) -> bool:
    return bool(unit.find(FollowUp, FollowUp.attendance_id == attendance.id))


def _plan(
    unit: UnitOfWork, event: Event, attendance: Attendance, planning: Planning,
    answering: _Answering,
) -> None:  # fmt: skip
    ended_on = event.ends_on or event.starts_on
    days = due_days(planning.steps, ended_on, planning.today, planning.workdays)
    staff_id = answering.who(attendance)
    for number, (step, due_on) in enumerate(zip(planning.steps, days, strict=True), 1):
        records.make(unit, FollowUp, {
            "subject": step.subject, "due_on": due_on, "staff_id": staff_id,
            "person_id": attendance.person_id, "organisation_id": attendance.organisation_id,
            "event_id": event.id, "attendance_id": attendance.id, "plan_step": number,
        })  # fmt: skip


class _Answering:
    """Who answers for the plan of an attendee, as the office has settled it."""

    def __init__(self, unit: UnitOfWork, event: Event, spread: str) -> None:
        self._unit, self._event, self._spread = unit, event, spread
        self._load: dict[int, int] = {}
        if spread == "even":
            on_duty = unit.find(Staff, Staff.active.is_not(False), Staff.leader.is_not(True))
            self._load = {one.id: 0 for one in on_duty}
            self._load |= {one: count for one, count in unit.ask(_loads) if one in self._load}

    def who(self, attendance: Attendance) -> int | None:
        """Whoever answers for this attendee."""
        if self._load:
            least = min(self._load, key=lambda one: (self._load[one], one))
            self._load[least] += 1
            return least
        own = None if self._spread == "event" else self._own(attendance)
        return own or _on_duty(self._unit, self._event.staff_id)

    def _own(self, attendance: Attendance) -> int | None:
        known = (
            attendance.person_id and self._unit.any_of(Person, attendance.person_id),
            attendance.organisation_id
            and self._unit.any_of(Organisation, attendance.organisation_id),
        )
        found = (_on_duty(self._unit, one.staff_id) for one in known if one)
        return next((one for one in found if one is not None), None)


def _loads(session: Session) -> list[tuple[int, int]]:
    """How many follow-ups are open for each member of the staff."""
    query = (
        select(FollowUp.staff_id, func.count())
        .where(FollowUp.state == "open", FollowUp.deleted.is_(False))
        .group_by(FollowUp.staff_id)
    )
    return [(one, count) for one, count in session.execute(query) if one is not None]


def _on_duty(unit: UnitOfWork, staff_id: int | None) -> int | None:
    """The id itself while that member of the staff is there and on duty."""
    found = None if staff_id is None else unit.any_of(Staff, staff_id)
    gone = found is None or found.deleted or found.active is False
    return None if gone else staff_id
