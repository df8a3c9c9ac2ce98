# SPDX-License-Identifier: Apache-2.0
"""A project with its later phases and increases as one whole, and what looks counted twice.

Each record holds only what it adds (`crm.domain.rules.phases`), so that a whole is a plain sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CTE, func, select
from sqlalchemy.orm import Session

from crm.domain.funding import funds_counted
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules import phases as rule
from crm.domain.rules.phases import AMOUNTS
from crm.kinds.numbers import money_words
from crm.queries.conventions import conventions
from crm.queries.figures import funds_count
from crm.words import _


class Together(NamedTuple):
    """A project and all that continues it: how many do, and what they amount to in all.

    An amount that none of them says is None.
    """

    phases: int
    total: int | None
    agreed: int | None
    funds: int


class Before(NamedTuple):
    """What a project continues: the name of the nearest, and by field what it all amounts to."""

    name: str
    amounts: Mapping[str, int]


def together(session: Session, project_id: int) -> Together:
    """A project with all that continues it, however far; no record counts twice."""
    ids = select(_after(project_id).c.id)
    money = (func.sum(Project.total_investment), func.sum(Project.agreed_investment))
    query = select(func.count(Project.id), *money).where(Project.id.in_(ids), ~Project.deleted)
    many, total, agreed = session.execute(query).one()
    funds = session.scalar(
        select(func.sum(funds_counted())).where(
            Receipt.project_id.in_(ids), funds_count(conventions(session).counting)
        )
    )
    return Together(max(0, many - 1), _known(total), _known(agreed), int(funds or 0))


def before(session: Session, previous_id: int) -> Before | None:
    """All that comes before a project that continues this one; None: it is gone."""
    ids = select(_chain(previous_id).c.id)
    columns = [func.sum(getattr(Project, name)) for name in AMOUNTS]
    row = session.execute(select(*columns).where(Project.id.in_(ids), ~Project.deleted)).one()
    name = session.scalar(select(Project.name).where(Project.id == previous_id, ~Project.deleted))
    known = zip(AMOUNTS, row, strict=True)
    return (
        None if name is None
        else Before(name, {one: int(amount) for one, amount in known if amount is not None})
    )  # fmt: skip


def doubt(session: Session, project_id: int) -> str:
    """A sentence when a project that continues another seems to hold the whole once more."""
    row = session.get(Project, project_id)
    earlier = before(session, row.previous_id) if row is not None and row.previous_id else None
    if row is None or earlier is None:
        return ""
    twice = [n for n in AMOUNTS if rule.seems_whole(getattr(row, n), earlier.amounts.get(n))]
    return twice_words(twice, earlier) if twice else ""


def twice_words(names: Sequence[str], earlier: Before) -> str:
    """What is said where an amount seems to hold that of the projects before once more."""
    fields = Project.fields()
    labels = _(", ").join(fields[name].title for name in names)
    said = _("{labels} is not less than that of “{name}” before ({amount}): what it adds, or all?")
    amount = money_words(earlier.amounts[names[0]])
    return said.format(labels=labels, name=earlier.name, amount=amount)


def _after(project_id: int) -> CTE:
    """The project and all that continues it; `union` ends where there is a circle."""
    found: Any = select(Project.id).where(Project.id == project_id).cte("after", recursive=True)
    later = select(Project.id).where(Project.previous_id == found.c.id, ~Project.deleted)
    return found.union(later)


def _chain(project_id: int) -> CTE:
    """The project and all that it continues."""
    start = select(Project.id, Project.previous_id).where(Project.id == project_id)
    found: Any = start.cte("chain", recursive=True)
    earlier = select(Project.id, Project.previous_id).where(Project.id == found.c.previous_id)
    return found.union(earlier)


def _known(amount: object) -> int | None:
    """A sum as a plain number: the server gives decimals."""
    return None if amount is None else int(str(amount))
