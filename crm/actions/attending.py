# SPDX-License-Identifier: Apache-2.0
"""Who attended an event and was followed up since: the first day is kept as contacts are written.

A contact counts that names the event, with somebody who attended, on the event's first day or
later; so does a closed step of their follow-up plan. The invitation before it counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, func, or_, select

from crm.domain.contact import Activity, ActivityPerson, FollowUp
from crm.domain.event import Attendance, Event
from crm.domain.records import today
from crm.domain.rules.following import further
from crm.storage.unit import UnitOfWork

Values: TypeAlias = Mapping[str, object]
CONTACT = ("event_id", "person_id", "organisation_id", "happened_on")
WHO_AND_WHETHER = frozenset({"state", "event_id", "person_id", "organisation_id"})


def activity_follows(unit: UnitOfWork, activity: Activity, before: Values) -> None:
    """Whoever attended the event it tells of is followed up by it now, or no longer."""
    if before and "deleted" not in before and not any(name in before for name in CONTACT):
        return
    also = select(ActivityPerson.person_id).where(ActivityPerson.activity_id == activity.id)
    people = {activity.person_id, before.get("person_id"), *(row[0] for row in unit.read(also))}
    firms = {activity.organisation_id, before.get("organisation_id")}
    for event_id in _ids(activity.event_id, before.get("event_id")):
        _settle_all(unit, event_id, _is_one_of(_ids(*people), _ids(*firms)))


def participant_follows(unit: UnitOfWork, part: ActivityPerson, before: Values) -> None:
    """Whoever took part in a contact beside its first person is followed up by it as well."""
    people = _ids(part.person_id, before.get("person_id"))
    for activity_id in _ids(part.activity_id, before.get("activity_id")):
        activity = unit.any_of(Activity, activity_id)
        if activity is not None and activity.event_id is not None:
            _settle_all(unit, activity.event_id, Attendance.person_id.in_(people))


def follow_up_follows(unit: UnitOfWork, follow_up: FollowUp, before: Values) -> None:
    """A step of a plan that was done is a contact; one that is open again, or deleted, is none."""
    if follow_up.state == "done" and follow_up.done_on is None:
        unit.change(follow_up, {"done_on": today()})
    if not before and follow_up.state != "done":
        return
    for attendance_id in _ids(follow_up.attendance_id, before.get("attendance_id")):
        attendance = unit.any_of(Attendance, attendance_id)
        if attendance is not None and not attendance.deleted:
            unit.flush()
            _settle(unit, attendance)


def attendance_follows(unit: UnitOfWork, attendance: Attendance, before: Values) -> None:
    """Whoever paid a return visit has visited, on the board too; who came may be followed up."""
    if "deleted" in before:
        return
    if attendance.visited_on is not None and (not before or "visited_on" in before):
        unit.change(attendance, {"board": further(attendance.board, "visited")})
    told = attendance.state == "attended" or attendance.followed_up_on is not None
    if told and (not before or before.keys() & WHO_AND_WHETHER):
        _settle(unit, attendance, new=not before)


def event_follows(unit: UnitOfWork, event: Event, before: Values) -> None:
    """An event on another day has other contacts after it."""
    if "starts_on" in before:
        _settle_all(unit, event.id, Attendance.state == "attended")


def _settle_all(unit: UnitOfWork, event_id: int, wanted: ColumnElement[bool]) -> None:
    unit.flush()
    for attendance in unit.find(Attendance, Attendance.event_id == event_id, wanted):
        _settle(unit, attendance)


def _settle(unit: UnitOfWork, attendance: Attendance, *, new: bool = False) -> None:
    """Keep the first day of following up, and whether somebody is contacted on the board."""
    former, first = attendance.followed_up_on, _first(unit, attendance, new=new)
    if new and first is None:
        # What an import says of earlier years has no contacts behind it.
        return
    if former != first:
        unit.change(attendance, {"followed_up_on": first})
    if first is not None and attendance.board in {None, "untouched"}:
        unit.change(attendance, {"board": "contacted"})
    elif first is None and former is not None and attendance.board == "contacted":
        unit.change(attendance, {"board": "untouched"})


def _first(unit: UnitOfWork, attendance: Attendance, *, new: bool) -> date | None:
    """The first day of following up; of an attendance that is new no plan can have begun."""
    event = unit.any_of(Event, attendance.event_id)
    if event is None or attendance.state != "attended":
        return None
    spoken = select(func.min(Activity.happened_on)).where(
        Activity.deleted.is_(False), Activity.event_id == event.id,
        Activity.happened_on >= event.starts_on, _is_with(attendance),
    )  # fmt: skip
    done = select(func.min(FollowUp.done_on)).where(
        FollowUp.deleted.is_(False), FollowUp.attendance_id == attendance.id,
        FollowUp.state == "done", FollowUp.done_on >= event.starts_on,
    )  # fmt: skip
    asked = (spoken,) if new else (spoken, done)
    days = (unit.read(query)[0][0] for query in asked)
    return min((day for day in days if day is not None), default=None)


def _is_with(attendance: Attendance) -> ColumnElement[bool]:
    """Whether a contact is with who attended; with their house where no person is known."""
    if attendance.person_id is None:
        return and_(
            Activity.organisation_id == attendance.organisation_id,
            Activity.organisation_id.is_not(None),
        )
    together = select(ActivityPerson.activity_id).where(
        ActivityPerson.person_id == attendance.person_id, ActivityPerson.deleted.is_(False)
    )
    return or_(Activity.person_id == attendance.person_id, Activity.id.in_(together))


def _is_one_of(people: Iterable[int], firms: Iterable[int]) -> ColumnElement[bool]:
    nobody = Attendance.person_id.is_(None)
    return or_(
        Attendance.person_id.in_(list(people)),
        and_(nobody, Attendance.organisation_id.in_(list(firms))),
    )


def _ids(*given: object) -> list[int]:
    """The ids among these, each once."""
    return sorted({one for one in given if isinstance(one, int)})
