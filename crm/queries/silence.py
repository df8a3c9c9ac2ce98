# SPDX-License-Identifier: Apache-2.0
"""Whom nobody has spoken to for long: organisations, people, projects that were spoken to before.

They had a contact within a year, but none since the day from which the office calls it long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.project import Project
from crm.domain.rules.stages import MOVING
from crm.queries import naming
from crm.queries.daylines import LINES, Line, Section
from crm.queries.figures import Query
from crm.queries.filters import Condition, Filter
from crm.words import ngettext, tr

A_YEAR = timedelta(days=365)
"""Who was last spoken to before that is no acquaintance that grows cold."""


@dataclass(frozen=True)
class Silent:
    """A record with which there was no contact for so many days."""

    record: str
    id: int
    title: str
    days: int


@dataclass(frozen=True)
class Silence:
    """The longest silences, how many there are, and the list of the type that has the most."""

    count: int
    rows: tuple[Silent, ...]
    record: str = ""
    behind: Filter | None = None


def read(
    session: Session,
    *,
    today: date,
    after: Mapping[str, int],
    staff_id: int | None = None,
    limit: int = LINES,
) -> Silence:
    """Who has been silent for longer than `after` says of its record type (none: never)."""
    counts: dict[str, int] = {}
    first: list[tuple[date, str, int]] = []
    for record, days in after.items():
        query = _query(record, today - timedelta(days=days), today - A_YEAR, staff_id)
        # Counted apart: the first few come from the index without a look at the rest.
        counts[record] = session.scalar(query.with_only_columns(func.count())) or 0
        few = query.order_by(query.selected_columns[1], query.selected_columns[0]).limit(limit)
        first += [(row[1], record, row[0]) for row in session.execute(few)]
    first.sort()
    chosen = first[:limit]
    known = naming.titles(session, {(record, number) for _day, record, number in chosen})
    most = max(counts, key=lambda one: counts[one], default="")
    found = tuple(
        Silent(record, number, known.get((record, number), ""), (today - day).days)
        for day, record, number in chosen
    )
    if not found:
        return Silence(0, ())
    behind = silent_filter(most, after[most], today=today, staff_id=staff_id)
    return Silence(sum(counts.values()), found, most, behind)


def section(
    session: Session, *, today: date, after: Mapping[str, int], staff_id: int | None
) -> Section:
    """The same as a section of Today."""
    found = read(session, today=today, after=after, staff_id=staff_id, limit=LINES)
    lines = [
        Line(
            one.record, one.id, one.title, tr(RECORDS[one.record].about.word),
            ngettext("no contact for {n} day", "no contact for {n} days", one.days).format(
                n=one.days
            ),
            "warning",
        )
        for one in found.rows
    ]  # fmt: skip
    return Section("cold", found.count, tuple(lines), found.record, found.behind)


def _query(record: str, limit: date, begin: date, staff_id: int | None) -> Query:
    """Ids with the last day of contact."""
    kind: Any = RECORDS[record]
    own = [kind.staff_id == staff_id] if staff_id is not None else []
    stands = [Project.status.in_(MOVING)] if record == "project" else []
    day = kind.last_activity_on
    return select(kind.id, day).where(~kind.deleted, *stands, day >= begin, day <= limit, *own)


def silent_filter(record: str, days: int, *, today: date, staff_id: int | None) -> Filter:
    """The same as a filter of the list."""
    limit, begin = today - timedelta(days=days), today - A_YEAR
    mine = () if staff_id is None else (Condition("staff_id", "one_of", (staff_id,)),)
    last = Condition("last_activity_on", "between", (begin, limit))
    stands = (Condition("status", "one_of", MOVING),) if record == "project" else ()
    return Filter((*stands, last, *mine))
