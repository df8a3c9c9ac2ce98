# SPDX-License-Identifier: Apache-2.0
"""What the day asks for: what is due, what stands still, what runs out, what comes next.

Everything the Today page shows is read at once into frozen lines; each names its record, and
each section the list behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm.domain.all_records import PAGED
from crm.domain.contact import FollowUp
from crm.domain.course import Problem
from crm.domain.dueness import counts_by, counts_on, has_begun, waits
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.rules.stages import CODES, MOVING, STAGES, following
from crm.domain.rules.staleness import last_sign, stale_before
from crm.domain.rules.validity import SOON
from crm.queries import silence
from crm.queries.conventions import conventions
from crm.queries.daylines import LINES, Line, Section
from crm.queries.figures import Query, Standing, standings, start_of
from crm.queries.filters import Condition, Filter
from crm.queries.progress import silent, silent_filter
from crm.queries.readiness import lacking
from crm.storage.tables import CHANGE_ROWS, CHANGE_SETS
from crm.words import _, ngettext, tr

RECENT = 8
CANDIDATES = 48
"""Among so many projects that moved last those are looked for that lack little."""

NEARLY = 2
"""A project that lacks at most so much is close to its next stage."""

ALL_OF_THEM = func.count().over()
"""Beside the few rows that are shown: how many there are without the limit."""

LONGEST_EVENT = timedelta(days=92)
"""An event that began earlier is over, whatever its last day says."""

STAGE_WORDS = {one.code: one.label for one in STAGES}
SIGNS = ("stage_since", "last_activity_on", "last_progress_on", "stale_reason_on")
"""The fields of a project that show a sign of life."""


@dataclass(frozen=True)
class Today:
    """All that the page shows."""

    sections: Mapping[str, Section]
    standings: tuple[Standing, ...]


def read(session: Session, *, today: date, staff_id: int | None = None) -> Today:
    """What the day asks for; with `staff_id` only what this member of the staff answers for."""
    kept = conventions(session)
    found = (
        _due(session, today, staff_id),
        _attendees(session, today, staff_id),
        _stale(session, today, staff_id, kept.stale_after),
        _silent(session, today, staff_id),
        _ready(session, today, staff_id),
        silence.section(session, today=today, after=kept.cold_after, staff_id=staff_id),
        _problems(session, today, staff_id),
        _policies(session, today),
        _events(session, today),
        _recent(session),
    )
    return Today(
        {one.code: one for one in found}, standings(session, today, counting=kept.counting)
    )


def _count(session: Session, query: Query) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _own(column: InstrumentedAttribute[int | None], staff_id: int | None) -> list[Any]:
    return [] if staff_id is None else [column == staff_id]


def _mine(staff_id: int | None) -> tuple[Condition, ...]:
    return () if staff_id is None else (Condition("staff_id", "one_of", (staff_id,)),)


def _due(session: Session, today: date, staff_id: int | None) -> Section:
    waiting = (
        ~FollowUp.deleted, FollowUp.state == "open", counts_by(today),
        *_own(FollowUp.staff_id, staff_id),
    )  # fmt: skip
    # The few that are shown are chosen before anything is joined to them.
    few = select(FollowUp.id).where(*waiting).order_by(counts_on(), FollowUp.id).limit(LINES)
    ids = session.scalars(few).all()
    query = (
        select(
            FollowUp.id, FollowUp.subject, counts_on().label("due_on"), Organisation.short_name,
            Organisation.name.label("organisation"), Person.name.label("person"),
            Project.name.label("project"), Event.name.label("event"),
        )
        .outerjoin(Organisation, Organisation.id == FollowUp.organisation_id)
        .outerjoin(Person, Person.id == FollowUp.person_id)
        .outerjoin(Project, Project.id == FollowUp.project_id)
        .outerjoin(Event, Event.id == FollowUp.event_id)
        .where(FollowUp.id.in_(ids))
        .order_by(counts_on(), FollowUp.id)
    )  # fmt: skip
    lines = [_due_line(row, today) for row in session.execute(query)]
    awake_too = Filter(
        (Condition("snoozed_until", "empty"), Condition("snoozed_until", "at_most", today)),
        any_of=True,
    )
    behind = Filter(
        (Condition("state", "one_of", ("open",)), Condition("due_on", "at_most", today), awake_too,
         *_mine(staff_id))
    )  # fmt: skip
    return Section(
        "due", _count(session, select(FollowUp.id).where(*waiting)), tuple(lines), "follow_up",
        behind,
    )  # fmt: skip


def _due_line(row: Any, today: date) -> Line:  # noqa: ANN401 - a row of the select above
    late = (today - row.due_on).days
    about = (row.person, row.short_name or row.organisation, row.project or row.event)
    return Line(
        "follow_up", row.id, row.subject,
        detail=" · ".join(part for part in about if part),
        when=_late(late) if late else _("today"),
        urgency="danger" if late else "warning",
    )  # fmt: skip


def _late(days: int) -> str:
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def _attendees(session: Session, today: date, staff_id: int | None) -> Section:
    # Counted by event within the index, before the events are looked at.
    open_ones = (
        select(Attendance.event_id, func.count().label("open"))
        .where(waits())
        .group_by(Attendance.event_id)
        .subquery()
    )
    query = (
        select(
            Event.id,
            Event.name,
            Event.starts_on,
            open_ones.c.open,
            func.sum(open_ones.c.open).over().label("whole"),
        )
        .join(open_ones, open_ones.c.event_id == Event.id)
        .where(has_begun(today), *_own(Event.staff_id, staff_id))
        .order_by(Event.starts_on.desc(), Event.id)
        .limit(LINES)
    )
    rows = session.execute(query).all()
    lines = [
        Line(
            "event_desk", row.id, row.name, detail=row.starts_on.isoformat(),
            when=ngettext("{n} attendee", "{n} attendees", row.open).format(n=row.open),
            urgency="warning",
        )
        for row in rows
    ]  # fmt: skip
    return Section("attendees", int(rows[0].whole) if rows else 0, tuple(lines))


def stale(today: date, after: Mapping[str, int]) -> ColumnElement[bool]:
    """Whether a project on the board has stood still for longer than its stage allows."""
    return and_(
        ~Project.deleted,
        Project.status.in_(MOVING),
        or_(*(_still(stage, stale_before(stage, today, after)) for stage in CODES)),
    )


def _still(stage: str, limit: date) -> ColumnElement[bool]:
    def silent(name: str) -> ColumnElement[bool]:
        column: InstrumentedAttribute[date | None] = getattr(Project, name)
        return or_(column.is_(None), column <= limit)

    # A project that does not say since when it is here has been here since it was entered.
    entered = or_(
        Project.stage_since.is_not(None),
        Project.created_at < start_of(limit + timedelta(days=1)),
    )
    # What rules most of them out stands first.
    signs = ("last_activity_on", *(name for name in SIGNS if name != "last_activity_on"))
    return and_(Project.stage == stage, *(silent(name) for name in signs), entered)


def stale_filter(today: date, after: Mapping[str, int]) -> Filter:
    """The same as a filter of the list."""

    def still(stage: str) -> Filter:
        limit = stale_before(stage, today, after)
        signs = [
            Filter((Condition(name, "empty"), Condition(name, "at_most", limit)), any_of=True)
            for name in SIGNS
        ]
        return Filter((Condition("stage", "one_of", (stage,)), *signs))

    standing = Condition("status", "one_of", MOVING)
    return Filter((standing, Filter(tuple(still(stage) for stage in CODES), any_of=True)))


def _stale(
    session: Session, today: date, staff_id: int | None, after: Mapping[str, int]
) -> Section:
    # Only what the index holds is looked at until it is known which few are shown.
    ids, count = _largest(session, stale(today, after), *_own(Project.staff_id, staff_id))
    signs = (getattr(Project, name) for name in SIGNS)
    query = select(Project.id, Project.name, Project.stage, Project.created_at, *signs).where(
        Project.id.in_(ids)
    )
    known = {row.id: row for row in session.execute(query)}
    rows = [known[one] for one in ids]
    lacks = lacking(session, [row.id for row in rows], today=today)
    lines = [
        Line(
            "project", row.id, row.name,
            detail=_lacks(row.stage, [tr(one.label) for one in lacks.get(row.id, ())]),
            when=_quiet(row, today), urgency="danger",
        )
        for row in rows
    ]  # fmt: skip
    own = stale_filter(today, after)
    behind = Filter((*own.conditions, *_mine(staff_id)))
    return Section("stale", count, tuple(lines), "project", behind)


def _silent(session: Session, today: date, staff_id: int | None) -> Section:
    """Projects of which nothing was reported, and no reason given, for a month."""
    ids, count = _largest(session, silent(today), *_own(Project.staff_id, staff_id))
    query = select(Project.id, Project.name, Project.stage, Project.last_progress_on)
    known = {row.id: row for row in session.execute(query.where(Project.id.in_(ids)))}
    lines = [_silent_line(known[one], today) for one in ids]
    behind = Filter((*silent_filter(today).conditions, *_mine(staff_id)))
    return Section("silent", count, tuple(lines), "project", behind)


def _largest(session: Session, *where: ColumnElement[bool]) -> tuple[Sequence[int], int]:
    """The few largest of some projects, and how many there are; one walk through their index."""
    order = Project.total_investment.desc().nulls_last(), Project.id
    few = select(Project.id, ALL_OF_THEM).where(*where).order_by(*order).limit(LINES)
    rows = session.execute(few).all()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _silent_line(row: Any, today: date) -> Line:  # noqa: ANN401 - a row of the select above
    when = _("never reported")
    if row.last_progress_on is not None:
        days = (today - row.last_progress_on).days
        when = ngettext("silent for {n} day", "silent for {n} days", days).format(n=days)
    return Line("project", row.id, row.name, tr(STAGE_WORDS[row.stage]), when, "warning")


def _quiet(row: Any, today: date) -> str:  # noqa: ANN401 - a row of the select above
    entered = row.created_at.replace(tzinfo=UTC).astimezone().date()
    last = last_sign(*(getattr(row, name) for name in SIGNS)) or entered
    days = (today - last).days
    return ngettext("quiet for {n} day", "quiet for {n} days", days).format(n=days)


def _lacks(stage: str, lacks: Sequence[str]) -> str:
    here = tr(STAGE_WORDS[stage])
    to = following(stage)
    if to is None or not lacks:
        return here
    return _("{here}; for {next} lacks: {what}").format(
        here=here, next=tr(STAGE_WORDS[to]), what=_(", ").join(lacks)
    )


def _ready(session: Session, today: date, staff_id: int | None) -> Section:
    """Projects that lack little for their next stage, of those that were worked on last."""
    rows: list[Any] = []
    for stage in CODES[:-1]:
        query = (
            select(Project.id, Project.name, Project.stage, Project.updated_at)
            .where(
                ~Project.deleted, Project.stage == stage, Project.status == "normal",
                *_own(Project.staff_id, staff_id),
            )
            .order_by(Project.updated_at.desc())
            .limit(CANDIDATES // (len(CODES) - 1))
        )  # fmt: skip
        rows += session.execute(query).all()
    lacks = lacking(session, [row.id for row in rows], today=today)
    close = sorted(
        (row for row in rows if len(lacks.get(row.id, ())) <= NEARLY),
        key=lambda row: (len(lacks.get(row.id, ())), -CODES.index(row.stage)),
    )
    lines = [_ready_line(row, [tr(one.label) for one in lacks.get(row.id, ())]) for row in close]
    return Section("ready", len(lines), tuple(lines[:LINES]))


def _ready_line(row: Any, lacks: Sequence[str]) -> Line:  # noqa: ANN401 - a row of the select
    to = tr(STAGE_WORDS[following(row.stage) or row.stage])
    said = _("Lacks: {what}").format(what=_(", ").join(lacks)) if lacks else _("Nothing is lacking")
    return Line("project", row.id, row.name, detail=said, when=f"→ {to}")


def _problems(session: Session, today: date, staff_id: int | None) -> Section:
    waiting = (
        ~Problem.deleted, Problem.state == "open", Problem.due_on < today,
        *_own(Problem.staff_id, staff_id),
    )  # fmt: skip
    query = (
        select(Problem.id, Project.name, Problem.subject, Problem.due_on)
        .join(Project, Project.id == Problem.project_id)
        .where(*waiting)
        .order_by(Problem.due_on, Problem.id)
        .limit(LINES)
    )
    lines = [
        Line("problem", row.id, row.subject, row.name, _late((today - row.due_on).days), "danger")
        for row in session.execute(query)
    ]
    behind = Filter(
        (Condition("state", "one_of", ("open",)), Condition("due_on", "within", "overdue"),
         *_mine(staff_id))
    )  # fmt: skip
    count = _count(session, select(Problem.id).where(*waiting))
    return Section("problems", count, tuple(lines), "problem", behind)


def _policies(session: Session, today: date) -> Section:
    standing = ("in_force", "amended")
    query = select(Policy.id, Policy.title, Policy.number, Policy.expires_on).where(
        ~Policy.deleted, Policy.standing.in_(standing),
        Policy.expires_on.between(today, today + SOON),
    )  # fmt: skip
    rows = session.execute(query.order_by(Policy.expires_on, Policy.id).limit(LINES)).all()
    lines = [
        Line("policy", row.id, row.title, row.number or "", _ahead((row.expires_on - today).days))
        for row in rows
    ]
    behind = Filter(
        (Condition("standing", "one_of", standing),
         Condition("expires_on", "between", (today, today + SOON)))
    )  # fmt: skip
    return Section("policies", _count(session, query), tuple(lines), "policy", behind)


def _ahead(days: int) -> str:
    if days <= 0:
        return _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _events(session: Session, today: date) -> Section:
    coming = (
        ~Event.deleted, Event.state != "cancelled", Event.starts_on >= today - LONGEST_EVENT,
        or_(Event.starts_on >= today, Event.ends_on >= today),
    )  # fmt: skip
    # Which they are, and how many, is said by the index alone.
    few = select(Event.id).where(*coming).order_by(Event.starts_on, Event.id).limit(LINES)
    query = select(Event.id, Event.name, Event.starts_on, Event.venue).where(
        Event.id.in_(session.scalars(few).all())
    )
    rows = session.execute(query.order_by(Event.starts_on, Event.id)).all()
    lines = [
        Line(
            "event", row.id, row.name,
            detail=" · ".join(part for part in (row.starts_on.isoformat(), row.venue) if part),
            when=_ahead((row.starts_on - today).days),
        )
        for row in rows
    ]  # fmt: skip
    going = Filter(
        (Condition("starts_on", "at_least", today), Condition("ends_on", "at_least", today)),
        any_of=True,
    )
    begun = Condition("starts_on", "at_least", today - LONGEST_EVENT)
    behind = Filter((Condition("state", "none_of", ("cancelled",)), begun, going))
    count = _count(session, select(Event.id).where(*coming))
    return Section("events", count, tuple(lines), "event", behind)


def _recent(session: Session) -> Section:
    sets = session.execute(
        select(CHANGE_SETS.c.id, CHANGE_SETS.c.title, CHANGE_SETS.c.at, CHANGE_SETS.c.author)
        .order_by(CHANGE_SETS.c.id.desc())
        .limit(RECENT)
    ).all()
    rows = session.execute(
        select(CHANGE_ROWS.c.set_id, CHANGE_ROWS.c.record, CHANGE_ROWS.c.record_id)
        .where(CHANGE_ROWS.c.set_id.in_([row.id for row in sets]), CHANGE_ROWS.c.record.in_(PAGED))
        .order_by(CHANGE_ROWS.c.id.desc())
        .limit(RECENT * 50)
    )
    touched = {row.set_id: (row.record, row.record_id) for row in rows}
    lines: list[Line] = []
    for row in sets:
        record, record_id = touched.get(row.id, ("", 0))
        lines.append(Line(record, record_id, row.title, row.author, _moment(row.at)))
    return Section("recent", len(lines), tuple(lines))


def _moment(at: datetime) -> str:
    return at.astimezone().strftime("%m-%d %H:%M")
