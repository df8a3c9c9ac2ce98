# SPDX-License-Identifier: Apache-2.0
"""Reporting on many projects at once, and the projects of which nothing was reported for a month.

The sheet of a period has a line for each project: what is reported of it, and what was last said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from crm.domain.course import ProgressEntry
from crm.domain.project import Project
from crm.domain.rules.reporting import Period, silent_before
from crm.domain.rules.stages import CODES, MOVING
from crm.queries.conditions import clause
from crm.queries.figures import start_of
from crm.queries.filters import Condition, Filter
from crm.queries.selecting import order_by

MOST = 300
"""How many projects one sheet has; whoever answers for more narrows it down."""

TOLD = ("done", "next_steps", "obstacles")
"""What an entry tells, in the order of the columns."""

Told = Mapping[str, str | None]
QUIET = ("last_progress_on", "stale_reason_on")
"""What ends a silence: an entry, or a reason on record."""


@dataclass(frozen=True)
class Line:
    """A project of the sheet: its entry of the period (id 0: none yet), and the one before."""

    project_id: int
    name: str
    stage: str
    is_silent: bool = False
    entry_id: int = 0
    version: int = 0
    told: Told = field(default_factory=dict[str, str | None])
    last: Told = field(default_factory=dict[str, str | None])
    last_on: date | None = None


@dataclass(frozen=True)
class Sheet:
    """The lines of a period; `more` says that there are more projects than fit on it."""

    period: Period
    lines: tuple[Line, ...]
    more: bool = False


def sheet(session: Session, wanted: Filter, *, period: Period, today: date) -> Sheet:
    """The sheet of the projects on the board that pass a filter, by stage and name."""
    passing = clause("project", wanted, today=today)
    rows: list[Any] = []
    # Stage after stage: what is on no sheet any more is not even sorted.
    for stage in CODES:
        if len(rows) <= MOST:
            rows += session.execute(_of_stage(stage, passing, today).limit(MOST + 1 - len(rows)))
    shown = rows[:MOST]
    own, before = _entries(session, [row.id for row in shown], period)
    lines = (_line(row, own.get(row.id), before.get(row.id)) for row in shown)
    return Sheet(period, tuple(lines), more=len(rows) > MOST)


def _of_stage(stage: str, passing: ColumnElement[bool], today: date) -> Select[int, str, str, bool]:
    """The projects of one stage on the board, by name."""
    return (
        select(Project.id, Project.name, Project.stage, silent(today).label("silent"))
        .where(passing, ~Project.deleted, Project.status.in_(MOVING), Project.stage == stage)
        .order_by(*order_by("project", ("name",)))
    )


def gone(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The names of those of some projects that were deleted, by id."""
    query = select(Project.id, Project.name).where(Project.id.in_(ids), Project.deleted)
    return {row.id: row.name for row in session.execute(query.order_by(Project.id))}


def silent(today: date) -> ColumnElement[bool]:
    """Whether of a project on the board nothing was reported, and no reason given, for a month."""
    limit = silent_before(today)
    quiet = (or_(_column(name).is_(None), _column(name) <= limit) for name in QUIET)
    known = Project.created_at < start_of(limit + timedelta(days=1))
    return and_(~Project.deleted, Project.status.in_(MOVING), *quiet, known)


def silent_filter(today: date) -> Filter:
    """The same as a filter of the list."""
    limit = silent_before(today)
    quiet = (
        Filter((Condition(name, "empty"), Condition(name, "at_most", limit)), any_of=True)
        for name in QUIET
    )
    standing = Condition("status", "one_of", MOVING)
    return Filter((standing, *quiet, Condition("created_at", "at_most", limit)))


def _column(name: str) -> Any:  # noqa: ANN401 - a column of the project
    return getattr(Project, name)


Entries = dict[int, ProgressEntry]


def _entries(session: Session, ids: Sequence[int], period: Period) -> tuple[Entries, Entries]:
    """By project: its entry of the period, and its latest other one up to the period's end.

    Which they are is found in the index; only those are read whole.
    """
    entry = ProgressEntry
    query = (
        select(entry.id, entry.project_id, entry.entered_on, entry.rhythm)
        .where(entry.project_id.in_(list(ids)), ~entry.deleted, entry.entered_on <= period.last)
        .order_by(entry.entered_on.desc(), entry.id.desc())
    )
    own: dict[int, int] = {}
    before: dict[int, int] = {}
    for row in session.execute(query):
        ours = row.entered_on >= period.first and row.rhythm in {None, period.rhythm}
        if ours and row.project_id not in own:
            own[row.project_id] = row.id
        else:
            before.setdefault(row.project_id, row.id)
    found = select(entry).where(entry.id.in_([*own.values(), *before.values()]))
    known = {one.id: one for one in session.scalars(found)}
    return (
        {project: known[one] for project, one in own.items()},
        {project: known[one] for project, one in before.items()},
    )


def _line(row: Any, own: ProgressEntry | None, before: ProgressEntry | None) -> Line:  # noqa: ANN401 - a row of the select above
    return Line(
        row.id, row.name, row.stage, bool(row.silent),
        entry_id=0 if own is None else own.id,
        version=0 if own is None else own.version,
        told=_told(own),
        last=_told(before),
        last_on=None if before is None else before.entered_on,
    )  # fmt: skip


def _told(entry: ProgressEntry | None) -> Told:
    return {name: None if entry is None else getattr(entry, name) for name in TOLD}
