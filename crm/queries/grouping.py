# SPDX-License-Identifier: Apache-2.0
"""A listing laid together by the values of one field: how many, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Year
from crm.kinds.industries import Industry
from crm.kinds.links import Reference
from crm.kinds.places import Place
from crm.queries import naming
from crm.queries.conditions import clause
from crm.queries.filters import Condition
from crm.queries.listing import Listing, adds_up, columns_of, exact_sum
from crm.queries.selecting import kind_of, table_of
from crm.words import _

Sums = Mapping[str, int | Decimal | None]
"""What fields add up to; None where nothing is known of any record."""

_KINDS = (Choice, Flag, Reference, Place, Industry, Year)


@dataclass(frozen=True)
class Group:
    """The records with one value: `key` is the value, None where it is not known."""

    key: object
    label: str
    count: int
    sums: Sums


@dataclass(frozen=True)
class Grouped:
    """All groups, the largest first (choices in their own order), and the whole of them."""

    by: str
    fields: tuple[str, ...]
    groups: tuple[Group, ...]
    whole: Group


def groupable(record: str) -> tuple[str, ...]:
    """The fields that records can be laid together by, in the order of the form."""
    fields = RECORDS[record].fields()
    return tuple(
        name for name, one in fields.items() if isinstance(one.kind, _KINDS) and one.listed
    )


def grouped(session: Session, listing: Listing, by: str, *, today: date) -> Grouped:
    """The records of a listing by a field, with the sums of its columns that add up.

    Raises:
        KeyError: there is no such field.
    """
    table, kind = table_of(listing.record), kind_of(listing.record, by)
    fields = tuple(name for name in columns_of(listing) if adds_up(kind_of(listing.record, name)))
    key = table.c[by]
    totals = [func.sum(table.c[name]) for name in fields]
    query = (
        select(key, func.count(), *totals)
        .where(clause(listing.record, listing.filter, today=today))
        .group_by(key)
    )
    rows = [tuple(row) for row in session.execute(query)]
    known = _titles(session, kind, [row[0] for row in rows])
    kinds = [kind_of(listing.record, name) for name in fields]
    groups = [
        Group(row[0], _label(listing.record, by, row[0], known), row[1],
              {name: None if total is None else exact_sum(of, total)
               for name, of, total in zip(fields, kinds, row[2:], strict=True)})
        for row in rows
    ]  # fmt: skip
    groups.sort(key=lambda one: _place(kind, one))
    return Grouped(by, fields, tuple(groups), _whole(groups, fields))


def condition(by: str, key: object) -> Condition:
    """The condition that the records of a group fulfil.

    That of a division or a class of industries holds for what lies below it as well.
    """
    if key is None:
        return Condition(by, "empty")
    if isinstance(key, bool):
        return Condition(by, "true" if key else "false")
    return Condition(by, "one_of", (key,))


def _titles(session: Session, kind: Kind[Any], keys: list[Any]) -> naming.Titles:
    if not isinstance(kind, Reference):
        return {}
    return naming.titles(session, [(kind.record, key) for key in keys if key is not None])


def _label(record: str, by: str, key: Any, known: naming.Titles) -> str:  # noqa: ANN401 - as many types as kinds
    return _("Not known") if key is None else naming.say(RECORDS[record], by, key, known)


def _place(kind: Kind[Any], group: Group) -> tuple[Any, ...]:
    """Choices and years keep their order; other groups stand by their size; the unknown last."""
    if group.key is None:
        return (1,)
    if isinstance(kind, Choice):
        codes = [one.code for one in kind.options]
        known = group.key in codes
        return (0, codes.index(str(group.key)) if known else len(codes), group.label)
    if isinstance(kind, Year):
        return (0, group.key)
    return (0, -group.count, group.label)


def _whole(groups: list[Group], fields: tuple[str, ...]) -> Group:
    sums: dict[str, int | Decimal | None] = {}
    for name in fields:
        known = [one.sums[name] for one in groups if one.sums[name] is not None]
        sums[name] = sum(part for part in known if part is not None) if known else None
    return Group(None, _("All together"), sum(one.count for one in groups), sums)
