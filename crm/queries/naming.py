# SPDX-License-Identifier: Apache-2.0
"""What records are called: the titles of many at once, deleted ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.records import Record
from crm.kinds.links import Reference
from crm.storage.portions import portions

Titles = Mapping[tuple[str, int], str]
"""What a record is called, by its type and id."""

LONGEST = 120  # characters of a long text that serve as a title


def titles(session: Session, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """What these records are called; one that never existed is left out."""
    ids: dict[str, list[int]] = {}
    for record, record_id in dict.fromkeys(wanted):
        ids.setdefault(record, []).append(record_id)
    found: dict[tuple[str, int], str] = {}
    for record, many in ids.items():
        for some in portions(many):
            found |= _titles(session, record, some)
    return found


def references(kind: type[Record]) -> dict[str, str]:
    """The fields of a record type that name another record, with the type they name."""
    fields = kind.fields().items()
    return {n: one.kind.record for n, one in fields if isinstance(one.kind, Reference)}


def named(records: Iterable[Record]) -> set[tuple[str, int]]:
    """The records that these refer to."""
    found: set[tuple[str, int]] = set()
    for one in records:
        for name, record in references(type(one)).items():
            value = getattr(one, name)
            if value is not None:
                found.add((record, value))
    return found


def say(kind: type[Record], name: str, value: Any, known: Titles) -> str:  # noqa: ANN401 - as many types as kinds
    """A value in words; a record it refers to by its title."""
    field = kind.fields()[name]
    if value is not None and isinstance(field.kind, Reference):
        return known.get((field.kind.record, value), f"#{value}")
    return field.show(value)


def own_title(record: Record, known: Titles) -> str:
    """What one record is called; one without a name of its own by what it refers to."""
    kind = type(record)
    name = kind.about.name_field
    title = say(kind, name, getattr(record, name), known) if name in kind.fields() else ""
    if title:
        return _line(title)
    parent = kind.about.parent
    for other, target in references(kind).items():
        if other != parent and getattr(record, other) is not None:
            return known.get((target, getattr(record, other)), "")
    return f"#{record.id}"


def _titles(session: Session, record: str, ids: Sequence[int]) -> dict[tuple[str, int], str]:
    kind = RECORDS[record]
    name = kind.about.name_field
    rows = session.execute(select(kind.id, getattr(kind, name)).where(kind.id.in_(ids))).all()
    kinds = kind.fields()[name].kind
    known = (
        {} if not isinstance(kinds, Reference)
        else titles(session, {(kinds.record, row[1]) for row in rows if row[1] is not None})
    )  # fmt: skip
    found = {(record, row[0]): _line(say(kind, name, row[1], known)) for row in rows}
    nameless = [one for (_record, one), title in found.items() if not title]
    return found | _by_what_they_name(session, kind, nameless)


def _by_what_they_name(
    session: Session, kind: type[Record], ids: Sequence[int]
) -> dict[tuple[str, int], str]:
    if not ids:
        return {}
    rows = session.scalars(select(kind).where(kind.id.in_(ids))).all()
    known = titles(session, named(rows))
    return {(kind.__tablename__, one.id): own_title(one, known) for one in rows}


def _line(text: str) -> str:
    return " ".join(text[:LONGEST].split())
