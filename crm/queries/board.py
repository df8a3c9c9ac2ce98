# SPDX-License-Identifier: Apache-2.0
"""The board: five columns with their sums, and the cards that stand on it (domain §2.1)."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, func, select
from sqlalchemy.orm import Session

from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.counting import Counting
from crm.domain.rules.stages import CODES, MOVING, STATUSES
from crm.domain.rules.staleness import Light, last_sign, light
from crm.progress import Progress
from crm.queries.conditions import clause
from crm.queries.conventions import conventions
from crm.queries.figures import Span, funds_count, funds_counted
from crm.queries.filters import Filter
from crm.queries.readiness import lacking

STEP = 5_000
"""So many rows are fetched between two looks whether to stop."""

ASIDE = tuple(one.code for one in STATUSES if one.code not in MOVING)
"""The statuses of the projects that do not stand on the board."""


@dataclass(frozen=True)
class Column:
    """One stage: its projects, the newest in it first; their sums in yuan.

    `total` is None when no project says its total investment, `unknown` of them do not.
    """

    stage: str
    ids: array[int]
    total: int | None
    unknown: int
    funds: int


@dataclass(frozen=True)
class Board:
    """The five columns, and how many projects that pass the filter stand aside, by status."""

    columns: tuple[Column, ...]
    aside: Mapping[str, int]


@dataclass(frozen=True)
class Card:
    """What a card says: `lacks` are marked words for what the next stage still needs."""

    id: int
    version: int
    name: str
    stage: str
    status: str
    investor: str
    amount: int | None
    days: int | None
    light: Light
    lacks: tuple[str, ...]


@dataclass
class _Pile:
    """A column while it is being counted."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    total: int = 0
    known: int = 0


def read(
    session: Session,
    wanted: Filter,
    *,
    today: date,
    progress: Progress | None = None,
) -> Board:
    """The board of the projects that pass a filter."""
    passes = clause("project", wanted, today=today)
    piles = _piles(session, passes, progress)
    funds = _funds(session, piles, today, conventions(session).counting)
    counts = select(Project.status, func.count(Project.id)).where(
        passes, ~Project.deleted, Project.status.in_(ASIDE)
    )
    aside = {row[0]: int(row[1]) for row in session.execute(counts.group_by(Project.status))}
    return Board(
        columns=tuple(
            Column(
                stage, pile.ids, None if pile.ids and not pile.known else pile.total,
                unknown=len(pile.ids) - pile.known, funds=funds[stage],
            )
            for stage, pile in piles.items()
        ),
        aside={status: aside.get(status, 0) for status in ASIDE},
    )  # fmt: skip


def on_board() -> ColumnElement[bool]:
    """Whether a project stands on the board."""
    return and_(~Project.deleted, Project.status.in_(MOVING))


def _piles(
    session: Session, passes: ColumnElement[bool], progress: Progress | None
) -> dict[str, _Pile]:
    piles = {stage: _Pile() for stage in CODES}
    query = (
        select(Project.id, Project.stage, Project.total_investment)
        .where(passes, on_board())
        .order_by(Project.stage_since.desc().nulls_last(), Project.id.desc())
    )
    for project_id, stage, amount in _bare(session, query, progress):
        pile = piles[stage]
        pile.ids.append(project_id)
        if amount is not None:
            pile.total += amount
            pile.known += 1
    return piles


def _bare(
    session: Session, query: Executable, progress: Progress | None = None
) -> Iterator[tuple[Any, ...]]:
    """The driver's own rows, without any conversion: those of the library take twice as long."""
    with closing(session.connection().execute(query)) as result:
        cursor = result.cursor
        while cursor is not None and (part := cursor.fetchmany(STEP)):
            if progress is not None:
                progress.step(0.0)
            yield from part


def _funds(
    session: Session, piles: Mapping[str, _Pile], today: date, counting: Counting
) -> dict[str, int]:
    """Funds in place this year by stage; the receipts are read without their projects."""
    query = select(Receipt.project_id, funds_counted()).where(
        funds_count(counting), Receipt.month.between(*Span.year_to(today).months())
    )
    stages = {one: stage for stage, pile in piles.items() for one in pile.ids}
    funds = dict.fromkeys(piles, 0)
    for project_id, amount in _bare(session, query):
        stage = stages.get(project_id)
        if stage is not None:
            funds[stage] += amount
    return funds


def cards(session: Session, ids: Sequence[int], *, today: date) -> dict[int, Card]:
    """The cards of live projects by id; those that are gone are left out."""
    query = select(
        Project.id, Project.version, Project.name, Project.stage, Project.status,
        Project.total_investment, Project.stage_since, Project.created_at,
        Project.last_activity_on, Project.last_progress_on, Project.stale_reason_on,
    ).where(Project.id.in_(list(ids)), ~Project.deleted)  # fmt: skip
    rows = session.execute(query).all()
    investors = _investors(session, ids)
    lacks = lacking(session, [row.id for row in rows], today=today)
    after = conventions(session).stale_after
    return {
        row.id: Card(
            row.id, row.version, row.name, row.stage, row.status, investors.get(row.id, ""),
            row.total_investment,
            days=None if row.stage_since is None else (today - row.stage_since).days,
            light=_light(row, today, after),
            lacks=tuple(one.label for one in lacks.get(row.id, ())),
        )
        for row in rows
    }  # fmt: skip


def _light(
    row: Any,  # noqa: ANN401 - a row of the select above
    today: date,
    after: Mapping[str, int],
) -> Light:
    since = row.stage_since or local_day(row.created_at)
    last = last_sign(since, row.last_activity_on, row.last_progress_on, row.stale_reason_on)
    return light(row.stage, last or since, today, after)


def local_day(moment: datetime) -> date:
    """The day of a moment on this computer."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().date()


def _investors(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The first investor of each project, by the short name if there is one."""
    query = (
        select(Party.project_id, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Party.organisation_id)
        .where(
            Party.project_id.in_(list(ids)), Party.role == "investor",
            ~Party.deleted, ~Organisation.deleted,
        )
        .order_by(Party.id.desc())
    )  # fmt: skip
    return {row.project_id: row.short_name or row.name for row in session.execute(query)}
