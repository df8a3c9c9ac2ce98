# SPDX-License-Identifier: Apache-2.0
"""The project ledger (项目台账): what an office reports of each of its projects, by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crm.domain.course import Party, Problem, ProgressEntry
from crm.domain.office import Staff, Unit
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.records import Record
from crm.domain.rules.stages import CODES
from crm.progress import Progress
from crm.queries import listing as lists
from crm.queries.conditions import clause
from crm.queries.conventions import conventions
from crm.queries.figures import Span, funds_count, funds_counted
from crm.queries.listing import Listing

Query: TypeAlias = "Select[*tuple[Any, ...]]"
NAMES = (
    "name", "code", "industry", "chain", "site", "content", "total_investment",
    "agreed_investment", "stage", "status", "signed_on", "started_on", "staff_id",
    "lead_official_id", "unit_id",
)  # fmt: skip
"""The fields of a project that the ledger shows."""


@dataclass(frozen=True)
class Funds:
    """What a project brought, in yuan, as the office counts it: this year and in all."""

    year: int
    whole: int


@dataclass(frozen=True)
class Entry:
    """One project: its fields by name, and what hangs on it.

    `funds` is None when no receipt counts; `said` and `said_on` are its latest progress entry.
    """

    id: int
    values: Mapping[str, Any]
    investors: tuple[str, ...] = ()
    funds: Funds | None = None
    said: str = ""
    said_on: date | None = None
    problems: tuple[str, ...] = ()
    lead: str = ""
    unit: str = ""
    staff: str = ""


@dataclass(frozen=True)
class ProjectLedger:
    """All projects of a list in the order of the stages, each stage in the order of the list."""

    county: str
    office: str
    as_of: date
    entries: tuple[Entry, ...]


def read_ledger(
    session: Session, listing: Listing, *, today: date, progress: Progress
) -> ProjectLedger:
    """What the ledger of the projects of a listing says.

    Raises:
        InvalidInput: a condition names a field that there is not, or a value that is none.
        Cancelled: the user asked to stop.
    """
    settled = conventions(session)
    of = select(Project.id).where(clause("project", listing.filter, today=today))
    order = lists.ids(session, listing, today=today, progress=progress.part(0, 0.3))
    known = _Known(session, of, today)
    progress.step(0.6)
    found = {row.id: row for row in session.execute(_fields(of))}
    entries = [known.entry(found[one]) for one in order if one in found]
    entries.sort(key=lambda entry: CODES.index(entry.values["stage"]))
    progress.step(1.0)
    return ProjectLedger(settled.name, settled.office, today, tuple(entries))


def _fields(of: Query) -> Query:
    columns = [getattr(Project, name) for name in NAMES]
    return select(Project.id, *columns).where(Project.id.in_(of))


class _Known:
    """What hangs on the projects of a ledger, read at once for all of them."""

    def __init__(self, session: Session, of: Query, today: date) -> None:
        self._investors = _many(session.execute(_parties(of)))
        self._problems = _many(session.execute(_open_problems(of)))
        latest = session.execute(_latest(of, today))
        self._said: dict[int, tuple[str, date | None]] = {
            row[0]: (row[1], row[2]) for row in latest
        }
        counting = conventions(session).counting
        first, last = Span.year_to(today).months()
        year, counts = Receipt.month >= first, (funds_count(counting), Receipt.month <= last)
        self._year = _sums(session, of, *counts, year)
        self._whole = _sums(session, of, *counts)
        self._staff, self._units = _called(session, Staff), _called(session, Unit)

    def entry(self, row: Any) -> Entry:  # noqa: ANN401 - a row of many types
        """A project with what hangs on it."""
        values = {name: getattr(row, name) for name in NAMES}
        funds = None
        if row.id in self._whole:
            funds = Funds(self._year.get(row.id, 0), self._whole[row.id])
        said, said_on = self._said.get(row.id, ("", None))
        return Entry(
            row.id, values, self._investors.get(row.id, ()), funds, said, said_on,
            self._problems.get(row.id, ()), self._staff.get(row.lead_official_id, ""),
            self._units.get(row.unit_id, ""), self._staff.get(row.staff_id, ""),
        )  # fmt: skip


def _parties(of: Query) -> Query:
    return (
        select(Party.project_id, Organisation.name)
        .join(Organisation, Organisation.id == Party.organisation_id)
        .where(Party.deleted.is_(False), Organisation.deleted.is_(False), Party.project_id.in_(of))
        .order_by(Party.project_id, Party.id)
    )


def _open_problems(of: Query) -> Query:
    live = Problem.deleted.is_(False), Problem.state != "closed", Problem.project_id.in_(of)
    return (
        select(Problem.project_id, Problem.subject)
        .where(*live)
        .order_by(Problem.project_id, Problem.due_on.nulls_last(), Problem.id)
    )


def _latest(of: Query, today: date) -> Query:
    """The last progress entry of each project that says what was done."""
    entry = ProgressEntry
    order = func.row_number().over(
        partition_by=entry.project_id, order_by=(entry.entered_on.desc(), entry.id.desc())
    )
    live = (
        entry.deleted.is_(False), entry.done.is_not(None), entry.entered_on <= today,
        entry.project_id.in_(of),
    )  # fmt: skip
    rows = select(entry.project_id, entry.done, entry.entered_on, order.label("place"))
    inner = rows.where(*live).subquery()
    return select(inner.c.project_id, inner.c.done, inner.c.entered_on).where(inner.c.place == 1)


def _sums(session: Session, of: Query, *where: ColumnElement[bool]) -> dict[int, int]:
    query = (
        select(Receipt.project_id, func.sum(funds_counted()))
        .where(Receipt.project_id.in_(of), *where)
        .group_by(Receipt.project_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _called(session: Session, kind: type[Record]) -> dict[int, str]:
    name = getattr(kind, kind.about.name_field)
    return {row[0]: row[1] for row in session.execute(select(kind.id, name))}


def _many(rows: Iterable[Sequence[Any]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for one, text in rows:
        found[one] = (*found.get(one, ()), text)
    return found
