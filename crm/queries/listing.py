# SPDX-License-Identifier: Apache-2.0
"""A list of records: its first page, all its ids in order, windows of its rows, its sums.

Ids are read into an array and rows by id, as tuples through Core: a list of a million records
costs eight bytes each and never an OFFSET.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.kinds.base import Kind
from crm.kinds.numbers import Area, ForeignMoney, Money
from crm.progress import Progress
from crm.queries import selecting
from crm.queries.conditions import clause
from crm.queries.filters import Filter
from crm.queries.selecting import Joined, among, joined, numbers_text, order_by, table_of
from crm.words import N_

STEP = 4096
"""Ids between two looks at whether somebody wants to stop."""

AHEAD: Mapping[str, tuple[str, ...]] = {
    "project": ("name", "stage", "total_investment", "staff_id", "chain", "unit_id", "site"),
    "event": ("name", "starts_on", "kind", "state"),
    "activity": ("happened_on", "subject"),
    "problem": ("subject", "project_id", "due_on", "state", "unit_id", "staff_id"),
    "policy": ("title", "number", "level", "review", "expires_on"),
    "cost_item": ("name", "specification", "category"),
}
"""Columns that stand at the left although the form has them elsewhere."""

KEPT = 64
"""Queries of listings that are kept, so that turning to a list again makes no SQL."""

COUNTED = frozenset({N_("jobs")})
"""The units of counts that mean something when they are added up."""

Values = tuple[object, ...]


class Linked(NamedTuple):
    """Another record, as a cell shows it."""

    id: int
    label: str


@dataclass(frozen=True)
class Listing:
    """What is listed and how; what it does not name is as the record type says."""

    record: str
    filter: Filter = field(default_factory=Filter)
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def possible_columns(record: str) -> tuple[str, ...]:
    """The fields that can be columns of a list."""
    return tuple(name for name, one in RECORDS[record].fields().items() if one.listed)


def default_columns(record: str) -> tuple[str, ...]:
    """The fields that are columns until the user chooses others."""
    shown = [name for name, one in RECORDS[record].fields().items() if one.listed and one.shown]
    ahead = [name for name in AHEAD.get(record, ()) if name in shown]
    return (*ahead, *(name for name in shown if name not in ahead))


def order_of(listing: Listing) -> tuple[str, ...]:
    """The order of a listing; the record type's own where it names none."""
    own = RECORDS[listing.record].about.sort
    return listing.sort or ((own,) if own else ())


def first(
    session: Session, listing: Listing, *, today: date, limit: int
) -> list[tuple[int, Values]]:
    """The first rows: ids, and the values of the columns."""
    query = _first(listing, today).limit(limit)
    return _rows(joined(listing.record, columns_of(listing)), session.connection().execute(query))


def ids(
    session: Session, listing: Listing, *, today: date, progress: Progress | None = None
) -> array[int]:
    """The ids of all records of a listing, in its order.

    Raises:
        Cancelled: the user asked to stop.
    """
    found: array[int] = array("q")
    with closing(session.connection().execute(ordered(listing, today))) as result:
        # The driver's own rows: a row of the library for each id would take twice as long.
        cursor = result.cursor
        while cursor is not None and (part := cursor.fetchmany(STEP)):
            found.extend([row[0] for row in part])
            if progress is not None:
                progress.step(0)
    return found


def rows(
    session: Session, record: str, columns: Sequence[str], ids: Iterable[int]
) -> dict[int, Values]:
    """The values of the columns of these records, by id; those that are gone are left out."""
    of = joined(record, tuple(columns))
    query, given = by_ids(record, of.names), {"ids": numbers_text(ids)}
    return dict(_rows(of, session.connection().execute(query, given)))


def sums(
    session: Session, listing: Listing, *, today: date, ids: Iterable[int] | None = None
) -> dict[str, int | Decimal]:
    """What the columns add up to over the whole listing, or these records; not what is unknown."""
    names = [
        name for name in columns_of(listing) if adds_up(selecting.kind_of(listing.record, name))
    ]
    if not names:
        return {}
    table = table_of(listing.record)
    totals = [func.sum(table.c[name]) for name in names]
    chosen = (
        among(table.c.id)
        if ids is not None
        else clause(listing.record, listing.filter, today=today)
    )
    given = {} if ids is None else {"ids": numbers_text(ids)}
    found = session.connection().execute(select(*totals).where(chosen), given).one()
    kinds = [selecting.kind_of(listing.record, name) for name in names]
    return {
        name: exact_sum(kind, total)
        for name, kind, total in zip(names, kinds, found, strict=True)
        if total is not None
    }


def count(session: Session, listing: Listing, *, today: date) -> int:
    """How many records a listing has."""
    table = table_of(listing.record)
    wanted = clause(listing.record, listing.filter, today=today)
    query = select(func.count()).select_from(table).where(wanted)
    return session.connection().execute(query).scalar_one()


@lru_cache(maxsize=KEPT)
def ordered(listing: Listing, today: date) -> Select[int]:
    """The query for the ids of a listing, in its order."""
    wanted: ColumnElement[bool] = clause(listing.record, listing.filter, today=today)
    table = table_of(listing.record)
    return select(table.c.id).where(wanted).order_by(*order_by(listing.record, order_of(listing)))


@lru_cache(maxsize=KEPT)
def _first(listing: Listing, today: date) -> Select[Any]:
    wanted = clause(listing.record, listing.filter, today=today)
    query = joined(listing.record, columns_of(listing)).query.where(wanted)
    return query.order_by(*order_by(listing.record, order_of(listing)))


@cache
def by_ids(record: str, columns: tuple[str, ...]) -> Select[Any]:
    """The query for the rows of some ids; kept, so that its SQL is made once."""
    return joined(record, columns).query.where(among(table_of(record).c.id))


def adds_up(kind: Kind[Any]) -> bool:
    """Whether a sum over records means something: of money, land and jobs, not of ranks."""
    return isinstance(kind, Money | ForeignMoney | Area) or (kind.summable and kind.unit in COUNTED)


def columns_of(listing: Listing) -> tuple[str, ...]:
    """The columns of a listing."""
    return listing.columns or default_columns(listing.record)


def _rows(of: Joined, found: Iterable[Row[Any]]) -> list[tuple[int, Values]]:
    """Rows as they are handed on, with one `Linked` for each other record."""
    width = len(of.names) + 1
    others: list[tuple[int, int, Callable[[Any], str], dict[int, Linked]]] = [
        (place - 1, title, kind.show, {}) for place, (title, kind) in of.titles.items()
    ]
    made: list[tuple[int, Values]] = []
    for row in found:
        values: list[object] = list(row[1:width])
        for place, title, show, known in others:
            other = row[place + 1]
            if other is not None:
                one = known.get(other)
                if one is None:
                    name = row[title]
                    one = known[other] = Linked(other, "" if name is None else show(name))
                values[place] = one
        made.append((row[0], tuple(values)))
    return made


def exact_sum(kind: Kind[Any], total: Decimal | int) -> int | Decimal:
    """A sum in the type of its kind: PostgreSQL adds whole numbers up to decimals."""
    return total if isinstance(kind, Area) else int(total)
