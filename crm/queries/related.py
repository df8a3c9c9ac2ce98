# SPDX-License-Identifier: Apache-2.0
"""Which lists a record has beside it, and their rows: found from the references of all records.

A new part record appears by its declaration alone. What is said here is only the order, better
names, and what another place of the page already shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import PAGED, RECORDS
from crm.domain.records import Record
from crm.fields import Field
from crm.queries import naming
from crm.queries.naming import Titles
from crm.queries.selecting import order_by
from crm.words import N_, NC_

MOST = 200
"""How many rows of one list are read; the list's own page has all."""

COLUMNS = 8
"""How many columns a list beside a record has at most."""

ORDER: Mapping[str, tuple[str, ...]] = {
    "project": (
        "party", "milestone", "receipt", "progress_entry", "problem", "library_entry",
        "follow_up", "project_policy", "event_project", "project", "attendance_project",
    ),
    "organisation": ("person", "party", "membership", "attendance", "follow_up", "organisation"),
    "person": ("position", "attendance", "party", "follow_up"),
    "event": ("attendance", "event_project", "agenda_item", "follow_up", "project"),
}  # fmt: skip
"""By record type: which lists come first, by what they list; the others follow."""

NAMES: Mapping[tuple[str, str], str] = {
    ("membership", "chamber_id"): N_("Members"),
    ("membership", "member_id"): N_("Member of"),
    ("organisation", "parent_id"): N_("Subsidiaries"),
    ("party", "organisation_id"): NC_("related", "Projects"),
    ("party", "person_id"): NC_("related", "Projects"),
    ("party", "project_id"): N_("Investors"),
    ("project_policy", "project_id"): N_("Policies"),
    ("position", "organisation_id"): N_("Positions held"),
    ("project", "previous_id"): N_("Later phases"),
    ("project", "source_event_id"): N_("Projects begun here"),
    ("project", "signing_event_id"): N_("Projects signed here"),
    ("project", "lead_official_id"): N_("Projects led"),
    ("project", "park_id"): N_("Projects in the park"),
    ("event", "host_id"): N_("Events hosted"),
    ("attendance", "organisation_id"): N_("Events attended"),
    ("attendance", "person_id"): N_("Events attended"),
    ("event_project", "project_id"): N_("Promoted at"),
    ("attendance_project", "project_id"): N_("Inquiries"),
    ("project_policy", "policy_id"): N_("Projects it supports"),
    ("register_entry", "park_id"): N_("In the park"),
    ("receipt", "corrects_id"): N_("Corrections"),
}
"""Better names than that of the listed records, by the list's record and reference."""

ELSEWHERE = frozenset({"activity", "activity_person", "stage_change"})
"""What the timeline shows already; on the page of an activity or of staff it is a list."""

OFFERED = frozenset(
    {("party", "organisation_id"), ("membership", "member_id"), ("attendance", "person_id"),
     ("event_project", "project_id")}
)  # fmt: skip
"""Links that are made from their other end as well: shown there while there are none."""

OFFICE = frozenset({"staff", "unit", "activity"})
"""Records without a timeline, whose lists are therefore all shown."""


@dataclass(frozen=True)
class Related:
    """One list: records of a type that name the owner in a field.

    A `part` is added, changed and deleted in the list; other records have a page of their own.
    `target` is the reference at the other end of a link, which can be opened from the list.
    An `offered` list is shown while it is empty: something may be added to it.
    """

    record: str
    field: str
    label: str
    part: bool
    columns: tuple[str, ...]
    target: str = ""
    offered: bool = False

    @property
    def key(self) -> str:
        """What the list is called by the program."""
        return f"{self.record}.{self.field}"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the columns."""
        known = RECORDS[self.record].fields()
        return tuple(known[name] for name in self.columns)


@dataclass(frozen=True)
class Row:
    """A row in words; `values` are the values behind them, `target` what it links to."""

    id: int
    title: str
    cells: tuple[str, ...]
    values: tuple[object, ...]
    target: tuple[str, int] | None = None


@dataclass(frozen=True)
class Rows:
    """The first rows of a list, and how many there are in all."""

    rows: tuple[Row, ...]
    total: int


@cache
def related(record: str) -> tuple[Related, ...]:
    """The lists that a record type has beside it, in their order."""
    found = [
        _related(kind, name)
        for kind in RECORDS.values()
        for name, target in naming.references(kind).items()
        if target == record and _is_shown(record, kind, name)
    ]
    found.sort(key=lambda one: _place(record, one))
    return tuple(_told_apart(found))


def counts(session: Session, record: str, record_id: int) -> dict[str, int]:
    """How many rows each list of a record has, by its key."""
    found: dict[str, int] = {}
    for one in related(record):
        kind = RECORDS[one.record]
        query = select(func.count()).select_from(kind).where(*_where(one, record_id))
        found[one.key] = session.scalar(query) or 0
    return found


def rows(session: Session, one: Related, owner_id: int, *, limit: int = MOST) -> Rows:
    """The rows of one list, in the order in which its records are listed."""
    where = _where(one, owner_id)
    kind = RECORDS[one.record]
    found = session.scalars(_sorted(kind, select(kind).where(*where)).limit(limit)).all()
    total = len(found)
    if total == limit:
        total = session.scalar(select(func.count()).select_from(kind).where(*where)) or 0
    known = naming.titles(session, naming.named(found))
    return Rows(tuple(_row(one, record, known) for record in found), total)


def _is_shown(owner: str, kind: type[Record], name: str) -> bool:
    listed = kind.__tablename__
    if kind.fields()[name].computed:
        return False
    return listed not in ELSEWHERE or owner in OFFICE


def _related(kind: type[Record], name: str) -> Related:
    record, part = kind.__tablename__, bool(kind.about.parent)
    label = NAMES.get((record, name), kind.about.words)
    fields = kind.fields()
    ways = naming.references(kind).items()
    targets = [other for other, to in ways if other != name and to in PAGED and to not in OFFICE]
    parent = kind.about.parent
    shown = [one for one, field in fields.items() if field.shown and one != name]
    if parent and parent != name and parent not in shown:
        shown.insert(0, parent)
    target = targets[0] if part and targets else ""
    offered = part and (parent == name or (record, name) in OFFERED)
    return Related(record, name, label, part, tuple(shown[:COLUMNS]), target, offered)


def _place(owner: str, one: Related) -> tuple[int, int, int]:
    """Declared ones first, then the parts that hang on the owner, then all others."""
    order = ORDER.get(owner, ())
    declared = order.index(one.record) if one.record in order else len(order)
    hangs = RECORDS[one.record].about.parent == one.field
    return declared, 0 if hangs else 1, tuple(RECORDS).index(one.record)


def _told_apart(found: list[Related]) -> list[Related]:
    """Lists that would have the same name say by which field they are found."""
    labels = [one.label for one in found]
    apart: list[Related] = []
    for one in found:
        field = RECORDS[one.record].fields()[one.field]
        twice = labels.count(one.label) > 1
        apart.append(replace(one, label=field.label) if twice and one.part else one)
    return apart


def _where(one: Related, owner_id: int) -> tuple[ColumnElement[bool], ...]:
    kind = RECORDS[one.record]
    where = [kind.deleted.is_(False), getattr(kind, one.field) == owner_id]
    parent = kind.about.parent
    target = naming.references(kind).get(parent, "")
    if parent and parent != one.field and target:
        # What hangs on a record that was deleted is deleted with it; this holds for old stores.
        owner = RECORDS[target]
        where.append(getattr(kind, parent).in_(select(owner.id).where(owner.deleted.is_(False))))
    return tuple(where)


def _sorted(kind: type[Record], query: Select[Any]) -> Select[Any]:
    sort = kind.about.sort
    return query.order_by(*order_by(kind.__tablename__, (sort,) if sort else ()))


def _row(one: Related, record: Record, known: Titles) -> Row:
    kind = type(record)
    values = tuple(getattr(record, name) for name in one.columns)
    title = naming.own_title(record, known)
    pairs = zip(one.columns, values, strict=True)
    cells = [naming.say(kind, name, value, known) for name, value in pairs]
    if cells and not cells[0]:
        cells[0] = title
    target = getattr(record, one.target) if one.target else None
    linked = None if target is None else (naming.references(kind)[one.target], target)
    return Row(record.id, title, tuple(cells), values, linked)
