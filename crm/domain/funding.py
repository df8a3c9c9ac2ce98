# SPDX-License-Identifier: Apache-2.0
"""What the ledger looks at of a project: the same selects for reading and for writing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.receipts import SETTLED
from crm.kinds.numbers import money_words
from crm.words import _

Read: TypeAlias = Callable[["Select[*tuple[Any, ...]]"], Sequence[Any]]
"""Gives the rows of a select, inside the session or the unit of work that asks."""


def funds_counted() -> ColumnElement[int]:
    """What a receipt counts for, as `crm.domain.rules.receipts.counted` says it."""
    settled = and_(Receipt.state.in_(SETTLED), Receipt.approved_amount.is_not(None))
    return case((settled, Receipt.approved_amount), else_=Receipt.amount)


def places(read: Read, projects: Collection[int]) -> dict[int, str]:
    """Where the money of projects comes from: the place of the first investor that has one.

    An organisation that was deleted invests no more.
    """
    query = (
        select(Party.project_id, Organisation.place)
        .join(Organisation, Organisation.id == Party.organisation_id)
        .where(
            Party.project_id.in_(list(projects)), Party.role == "investor", ~Party.deleted,
            ~Organisation.deleted, Organisation.place.is_not(None),
        )
        .order_by(Party.id)
    )  # fmt: skip
    found: dict[int, str] = {}
    for project_id, place in read(query):
        found.setdefault(project_id, place)
    return found


def received(
    read: Read, projects: Collection[int], without: Collection[int] = ()
) -> dict[int, int]:
    """All funds in place of projects in yuan, corrections taken off; some receipts left out."""
    query = (
        select(Receipt.project_id, func.sum(funds_counted()))
        .where(
            Receipt.project_id.in_(list(projects)), ~Receipt.deleted,
            Receipt.id.not_in(list(without)),
        )
        .group_by(Receipt.project_id)
    )  # fmt: skip
    return {project_id: int(amount or 0) for project_id, amount in read(query)}


def investments(read: Read, projects: Collection[int]) -> dict[int, int]:
    """The total investment of projects that say one."""
    query = select(Project.id, Project.total_investment).where(
        Project.id.in_(list(projects)), Project.total_investment.is_not(None)
    )
    return {row[0]: row[1] for row in read(query)}


def over_words(over: int) -> str:
    """What is said when more money came in than a project shall cost."""
    return _("The funds in place exceed the total investment by {money}.").format(
        money=money_words(over)
    )
