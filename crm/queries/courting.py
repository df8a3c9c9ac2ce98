# SPDX-License-Identifier: Apache-2.0
"""The follow-up board of roadshows: who attended which event, and how far it has come."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from crm.domain.dueness import waits
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.following import BOARD, DECLINED, ESCALATED_AFTER
from crm.progress import Progress
from crm.queries.conditions import clause
from crm.queries.filters import Filter

STEP = 5_000
"""So many attendances are counted between two looks whether the user asked to stop."""

UNTOUCHED = BOARD[0]


@dataclass(frozen=True)
class Column:
    """A place on the board: its attendances, the keenest first, then the latest events.

    `keen` of them have a strong interest; `waiting` attended and nobody has spoken to them.
    """

    place: str
    ids: array[int]
    keen: int
    waiting: int


@dataclass(frozen=True)
class Courting:
    """All columns, in their order."""

    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Guest:
    """The card of an attendance.

    `days` counts since somebody spoke to them, or since the event when nobody did; `light` is
    good, warning or danger, the longer somebody who came is waited for.
    """

    id: int
    version: int
    name: str
    organisation: str
    event: str
    event_id: int
    person_id: int | None
    organisation_id: int | None
    interest: str | None
    wants_to_visit: bool
    place: str
    days: int
    spoken_to: bool
    light: str
    reason: str


def on_board() -> ColumnElement[bool]:
    """Who attended, or has come further than an invitation in another way."""
    moved = and_(Attendance.board.is_not(None), Attendance.board != UNTOUCHED)
    return and_(~Attendance.deleted, or_(Attendance.state == "attended", moved))


def read(
    session: Session, wanted: Filter, *, today: date, progress: Progress | None = None
) -> Courting:
    """The board of the attendances that pass a filter."""
    keenness = case({"a": 0, "b": 1, "c": 2}, value=Attendance.interest, else_=3)
    query = (
        select(Attendance.id, Attendance.board, Attendance.interest, waits())
        .join(Event, Event.id == Attendance.event_id)
        .where(
            clause("attendance", wanted, today=today), on_board(), ~Event.deleted,
            Event.state != "cancelled",
        )
        .order_by(keenness, Event.starts_on.desc(), Attendance.id)
        .execution_options(yield_per=STEP)
    )  # fmt: skip
    ids = {place: array("q") for place in BOARD}
    keen, waiting = dict.fromkeys(BOARD, 0), dict.fromkeys(BOARD, 0)
    for part in session.execute(query).partitions():
        if progress is not None:
            progress.step(0.0)
        for number, board, interest, is_waiting in part:
            place = board or UNTOUCHED
            ids[place].append(number)
            keen[place] += interest == "a"
            waiting[place] += bool(is_waiting)
    return Courting(
        tuple(Column(place, ids[place], keen[place], waiting[place]) for place in BOARD)
    )


def cards(session: Session, ids: Sequence[int], *, today: date) -> Mapping[int, Guest]:
    """The cards of live attendances by id; those that are gone are left out."""
    name = func.coalesce(Person.name, Attendance.name, "")
    query = (
        select(
            Attendance.id, Attendance.version, name.label("name"), Attendance.person_id,
            Attendance.organisation_id, Organisation.short_name,
            Organisation.name.label("organisation"), Event.id.label("event_id"),
            Event.name.label("event"), Event.starts_on, Event.ends_on, Attendance.interest,
            Attendance.wants_to_visit, Attendance.board, Attendance.followed_up_on,
            Attendance.visited_on, Attendance.declined_reason, waits().label("waits"),
        )
        .join(Event, Event.id == Attendance.event_id)
        .outerjoin(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.id.in_(list(ids)), ~Attendance.deleted)
    )  # fmt: skip
    return {row.id: _guest(row, today) for row in session.execute(query)}


def _guest(row: Any, today: date) -> Guest:  # noqa: ANN401 - a row of the select above
    place = row.board or UNTOUCHED
    spoken = [day for day in (row.followed_up_on, row.visited_on) if day is not None]
    days = (today - max(spoken, default=row.ends_on or row.starts_on)).days
    return Guest(
        row.id, row.version, row.name, row.short_name or row.organisation or "", row.event,
        row.event_id, row.person_id, row.organisation_id, row.interest,
        wants_to_visit=bool(row.wants_to_visit), place=place, days=max(0, days),
        spoken_to=bool(spoken), light=_light(place, days, waits=bool(row.waits)),
        reason=row.declined_reason or "",
    )  # fmt: skip


QUIET = 30
"""After so many days somebody who was spoken to should be spoken to again."""


def _light(place: str, days: int, *, waits: bool) -> str:
    if waits:
        return "danger" if days >= ESCALATED_AFTER[0] else "warning"
    if place in {DECLINED, BOARD[-2]}:
        return "good"
    return "warning" if days >= QUIET else "good"
