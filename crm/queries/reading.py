# SPDX-License-Identifier: Apache-2.0
"""One record as it stands: its values, the names of what it refers to; and finding one by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, case, or_, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.errors import NotFound
from crm.kinds.choices import Choice
from crm.queries.conditions import begins_with, words_in
from crm.queries.selecting import Joined, holds, joined, live, order_by, table_of, title_field
from crm.words import _, tr

CHOICES = 20
"""How many records are offered at once."""

OWN = ("version", "created_at", "updated_at")

HINTS: Mapping[str, str] = {
    "project": "code", "organisation": "short_name", "person": "organisation_id",
    "event": "starts_on", "policy": "number", "staff": "duty", "register_entry": "kind",
    "cost_item": "specification", "unit": "short_name",
}  # fmt: skip
"""The field that tells records of one name apart."""

RECENT = frozenset({"project", "organisation", "person", "event", "activity"})
"""Record types of which there are so many that the latest are the likeliest."""

NAMED_BY: Mapping[str, str] = {
    "party": "organisation_id", "membership": "member_id", "event_project": "project_id",
    "attendance": "person_id", "attendance_project": "project_id",
    "activity_person": "person_id", "project_policy": "policy_id",
}  # fmt: skip
"""Parts that are called like the record they lead to."""

ORDERS: Mapping[str, tuple[str, ...]] = {
    "agenda_item": ("day", "starts_at"),
    "position": ("-since",),
    "library_entry": ("-entered_on",),
    "attendance": ("interest", "name"),
}
"""The order of parts that need more than the one field their type is sorted by."""


@dataclass(frozen=True)
class RecordView:
    """A record as it was when it was read; `labels` name the records its fields refer to."""

    record: str
    id: int
    version: int
    title: str
    values: Mapping[str, object]
    labels: Mapping[str, str]
    deleted: bool
    created_at: datetime
    updated_at: datetime


class Choosable(NamedTuple):
    """A record that can be chosen; `hint` tells those of the same name apart."""

    id: int
    label: str
    hint: str = ""


def read(session: Session, record: str, record_id: int) -> RecordView:
    """A record with everything it holds; one that was deleted says so.

    Raises:
        NotFound: there never was such a record in this store.
    """
    query = _whole(record).where(table_of(record).c.id == record_id)
    row = session.connection().execute(query).one_or_none()
    if row is None:
        raise _no_longer(record)
    return _view(record, row)


def title_of(session: Session, record: str, record_id: int) -> str:
    """What a record is called, deleted or not.

    Raises:
        NotFound: there never was such a record in this store.
    """
    if record in NAMED_BY:
        return read(session, record, record_id).title
    table, name = table_of(record), title_field(record)
    query = select(table.c[name]).where(table.c.id == record_id)
    row = session.connection().execute(query).one_or_none()
    if row is None:
        raise _no_longer(record)
    return RECORDS[record].fields()[name].show(row[0])


def choose(
    session: Session,
    record: str,
    text: str = "",
    limit: int = CHOICES,
    *,
    near: Mapping[str, object] | None = None,
) -> list[Choosable]:
    """The records that a few typed words can mean, the likeliest first.

    First those `near`, whose fields have these values (the people of an organisation); then those
    whose name is or begins with the text, then those that have it elsewhere; of equal ones the
    latest, or in the order of their list.
    """
    table = table_of(record)
    known = [table.c[name] == value for name, value in (near or {}).items() if value is not None]
    first = _chosen(session, record, text, limit, *known) if known else []
    taken = {one.id for one in first}
    found = _chosen(session, record, text, limit) if len(first) < limit else []
    return [*first, *(one for one in found if one.id not in taken)][:limit]


def _chosen(
    session: Session, record: str, text: str, limit: int, *where: ColumnElement[bool]
) -> list[Choosable]:
    table, name, hint = table_of(record), title_field(record), HINTS.get(record)
    names = (name, hint) if hint else (name,)
    of = joined(record, names)
    wanted = text.strip()
    recent = ("-updated_at",) if record in RECENT else (RECORDS[record].about.sort or name,)
    order: list[ColumnElement[Any]] = [_rank(record, name, wanted)] if wanted else []
    if record == "staff":
        order.append(case((table.c.active.is_(None), 0), else_=-table.c.active.cast(Integer)))
    query = (
        of.query.where(live(table), words_in(record, wanted), *where)
        .order_by(*order, *order_by(record, recent))
        .limit(limit)
    )
    fields = RECORDS[record].fields()
    found: list[Choosable] = []
    for row in session.connection().execute(query):
        shown = _labels(of, row) | {
            one: fields[one].show(row[at]) for at, one in enumerate(names, 1) if at not in of.titles
        }
        found.append(Choosable(row[0], shown[name], shown.get(hint or "", "")))
    return found


def parts(session: Session, part: str, parent_id: int) -> list[RecordView]:
    """The live parts that hang on a record, in the order in which they are looked at.

    Raises:
        KeyError: this record type is no part of another one.
    """
    about, table = RECORDS[part].about, table_of(part)
    order = ORDERS.get(part) or ((about.sort,) if about.sort else ())
    query = (
        _whole(part)
        .where(live(table), table.c[about.parent] == parent_id)
        .order_by(*order_by(part, order))
    )
    found = [_view(part, row) for row in session.connection().execute(query)]
    named = RECORDS[part].fields()[about.name_field].kind
    if not order and isinstance(named, Choice):
        places = {one.code: at for at, one in enumerate(named.options)}
        found.sort(key=lambda view: places.get(str(view.values[about.name_field]), len(places)))
    return found


def naming(session: Session, record: str, field: str, record_id: int) -> list[RecordView]:
    """The live records of a type whose field names a record, in the order of their list.

    Raises:
        KeyError: there is no such record type or field.
    """
    about, table = RECORDS[record].about, table_of(record)
    order = ORDERS.get(record) or ((about.sort,) if about.sort else ())
    query = (
        _whole(record)
        .where(live(table), table.c[field] == record_id)
        .order_by(*order_by(record, order))
    )
    return [_view(record, row) for row in session.connection().execute(query)]


@cache
def _whole(record: str) -> Select[Any]:
    return _all_of(record).query.add_columns(table_of(record).c.deleted)


def _all_of(record: str) -> Joined:
    return joined(record, (*RECORDS[record].fields(), *OWN))


def _view(record: str, row: Sequence[Any]) -> RecordView:
    of = _all_of(record)
    values = dict(zip(of.names, row[1:], strict=False))
    version, created, updated = (values.pop(one) for one in OWN)
    labels = _labels(of, row)
    return RecordView(
        record=record, id=row[0], version=version, title=_title(record, values, labels),
        values=values, labels=labels, deleted=row[-1], created_at=created, updated_at=updated,
    )  # fmt: skip


def _labels(of: Joined, row: Sequence[Any]) -> dict[str, str]:
    """The names of the records a row refers to, by field."""
    found: dict[str, str] = {}
    for place, (title, kind) in of.titles.items():
        if row[place] is not None:
            found[of.names[place - 1]] = "" if row[title] is None else kind.show(row[title])
    return found


def _title(record: str, values: Mapping[str, object], labels: Mapping[str, str]) -> str:
    own = RECORDS[record].fields()[title_field(record)]
    named = labels.get(NAMED_BY.get(record, ""))
    return named or own.show(values[own.name])


def _rank(record: str, field: str, text: str) -> ColumnElement[int]:
    name = table_of(record).c[field]
    return case(
        (holds(name, text, "{}"), 0),
        (or_(holds(name, text, "{}%"), begins_with(record, text)), 1),
        (holds(name, text), 2),
        else_=3,
    )


def _no_longer(record: str) -> NotFound:
    return NotFound(
        _("This {record} no longer exists.").format(record=tr(RECORDS[record].about.word)),
        _("Somebody may have deleted it; look in the history."),
    )
