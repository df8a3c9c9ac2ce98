# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds in place: its rows, its sums, what follows from a project, what looks wrong.

The sums of a page, of the figures and of the board are one definition: `figures.funds_count`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from crm.domain import choices, funding
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules import receipts
from crm.domain.rules.counting import USUAL, Counting
from crm.errors import InvalidInput
from crm.queries import listing
from crm.queries.conditions import clause
from crm.queries.conventions import conventions
from crm.queries.figures import funds_count
from crm.queries.filters import Filter
from crm.queries.listing import Listing
from crm.words import _

MOST = 500
"""How many receipts one sheet has; the latest, when there are more."""

MOST_LINES = 300
"""How many projects sums name, those of most money; what is left is one line more."""

FIELDS = (
    "project_id", "month", "amount", "place", "origin", "origin_reason", "kind", "use", "state",
    "approved_amount", "note", "corrects_id", "reported_on",
)  # fmt: skip
"""What a row tells, in the order in which one reads it."""

OPEN = ("state", "approved_amount", "origin_reason", "note")
"""What may still be typed into a row that was reported."""

WAYS = ("project", "month", "origin")
"""By what the ledger can be summed."""


@dataclass(frozen=True)
class Row:
    """A receipt as the ledger shows it; another record comes with its name."""

    id: int
    version: int
    values: Mapping[str, Any]

    @property
    def is_locked(self) -> bool:
        """Whether it was reported."""
        return receipts.is_locked([self.values["state"]])


class Ledger(NamedTuple):
    """Rows by month and project; `more` says that there are others before them."""

    rows: tuple[Row, ...]
    more: bool = False


class SumLine(NamedTuple):
    """A line of sums: how many receipts, what was entered, and what of it counts in the figures.

    `entered` takes the approved amount as soon as there is one, as `counting` does.
    """

    key: object
    label: str
    rows: int
    entered: int
    counting: int


class Sums(NamedTuple):
    """The ledger summed: a line for each project, month or origin, and the whole."""

    lines: tuple[SumLine, ...]
    whole: SumLine


class Given(NamedTuple):
    """What follows from the investor of a project: the place of its money, and the origin."""

    place: str
    origin: str | None


def ledger(session: Session, wanted: Filter, *, today: date, also: Collection[int] = ()) -> Ledger:
    """The latest receipts that pass a filter, the oldest of them first; `also` come before them.

    Of those that are asked for by their ids, deleted ones are left out.
    """
    columns = (*FIELDS, "version")
    asked = Listing("receipt", wanted, ("-month", "-id"), columns)
    found = listing.first(session, asked, today=today, limit=MOST + 1)
    shown = {record_id for record_id, _values in found[:MOST]}
    live = select(Receipt.id).where(Receipt.id.in_(set(also) - shown), ~Receipt.deleted)
    others = listing.rows(session, "receipt", columns, session.scalars(live)) if also else {}
    rows = [_row(*one) for one in (*found[:MOST], *sorted(others.items(), reverse=True))]
    return Ledger(tuple(reversed(rows)), more=len(found) > MOST)


def _row(record_id: int, values: Sequence[object]) -> Row:
    return Row(record_id, int(str(values[-1])), dict(zip(FIELDS, values, strict=False)))


def sums(
    session: Session, wanted: Filter, by: str, *, today: date, counting: Counting = USUAL
) -> Sums:
    """The receipts that pass a filter, summed by project, month or origin.

    Raises:
        InvalidInput: there is no such way of summing, or a condition cannot be taken.
    """
    group = _GROUPS.get(by)
    if group is None:
        raise InvalidInput(_("Funds are summed by project, by month or by origin."))
    passing = clause("receipt", wanted, today=today)
    found = session.execute(group(counting, passing)).all()
    lines = tuple(_line(by, tuple(row)) for row in found)
    row = session.execute(select(*_totals(counting)).where(passing)).one()
    whole = SumLine(None, _("Total"), *_numbers(tuple(row)))
    return Sums((*lines, *_rest(lines, whole)), whole)


def given(session: Session, projects: Collection[int]) -> Mapping[int, Given]:
    """What follows for the receipts of projects from their investors; no entry: nothing does."""
    own = conventions(session).place
    places = funding.places(partial(_read, session), projects)
    return {one: Given(place, receipts.origin_of(place, own)) for one, place in places.items()}


def beyond(
    session: Session, amounts: Mapping[int, int], without: Collection[int] = ()
) -> Mapping[int, int]:
    """By how many yuan receipts of projects go beyond their total investment, if they do.

    `amounts` are added to what is in the ledger, of which the receipts in `without` are left out.
    """
    read = partial(_read, session)
    known = funding.received(read, amounts.keys(), without)
    found: dict[int, int] = {}
    for project_id, whole in funding.investments(read, amounts.keys()).items():
        over = receipts.beyond(whole, known.get(project_id, 0), amounts[project_id])
        if over:
            found[project_id] = over
    return found


def doubt(session: Session, receipt_id: int) -> str:
    """A sentence when with a receipt more came in than the total investment, else nothing."""
    query = select(Receipt.project_id).where(Receipt.id == receipt_id, ~Receipt.deleted)
    project_id = session.scalar(query)
    if project_id is None:
        return ""
    over = beyond(session, {project_id: 0}).get(project_id)
    return funding.over_words(over) if over else ""


def _read(session: Session, query: Select[Any]) -> Sequence[Any]:
    return session.execute(query).all()


def _totals(counting: Counting) -> tuple[ColumnElement[Any], ...]:
    amount = funding.funds_counted()
    return (
        func.count(Receipt.id),
        func.coalesce(func.sum(amount), 0),
        func.coalesce(func.sum(case((funds_count(counting), amount), else_=0)), 0),
    )


def _by_project(counting: Counting, passing: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Summed in the index of receipts alone; names are looked up for the lines that are shown."""
    many, entered, counted = (
        one.label(name)
        for one, name in zip(_totals(counting), ("many", "entered", "counted"), strict=True)
    )
    first = (
        select(Receipt.project_id.label("id"), many, entered, counted)
        .where(passing)
        .group_by(Receipt.project_id)
        .order_by(entered.desc(), Receipt.project_id)
        .limit(MOST_LINES)
        .subquery()
    )
    here = first.c
    shown: list[Any] = [here.id, Project.name, here.many, here.entered, here.counted]
    return (
        select(*shown).join(Project, Project.id == here.id).order_by(here.entered.desc(), here.id)
    )


def _by_month(counting: Counting, passing: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Receipt.month, Receipt.month, *_totals(counting))
        .where(passing)
        .group_by(Receipt.month)
        .order_by(Receipt.month)
    )


def _by_origin(counting: Counting, passing: ColumnElement[bool]) -> Select[Any]:
    places = {one.code: at for at, one in enumerate(choices.ORIGINS)}
    return (
        select(Receipt.origin, Receipt.origin, *_totals(counting))
        .where(passing)
        .group_by(Receipt.origin)
        .order_by(case(places, value=Receipt.origin, else_=len(places)))
    )


_GROUPS = {"project": _by_project, "month": _by_month, "origin": _by_origin}


def _rest(lines: Sequence[SumLine], whole: SumLine) -> tuple[SumLine, ...]:
    """What no line names, as one line more."""
    names = ("rows", "entered", "counting")
    left = (getattr(whole, one) - sum(getattr(line, one) for line in lines) for one in names)
    rest = SumLine(None, _("All others"), *left)
    return (rest,) if rest.rows else ()


def _line(by: str, row: tuple[Any, ...]) -> SumLine:
    key, named = row[0], row[1]
    label = named if by == "project" else Receipt.fields()[by].show(named)
    return SumLine(key, label, *_numbers(row[2:]))


def _numbers(row: tuple[Any, ...]) -> tuple[int, int, int]:
    rows, entered, counting = row
    return int(rows), int(entered), int(counting)
