# SPDX-License-Identifier: Apache-2.0
"""Two records side by side: where they differ, and what would move from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.errors import NotFound
from crm.queries import naming, reading
from crm.queries.reading import RecordView
from crm.queries.related import NAMES
from crm.queries.selecting import live, table_of
from crm.words import N_, _, tr

FILES = N_("Files")


@dataclass(frozen=True)
class Apart:
    """A field in which two records differ: both values, and both in words."""

    name: str
    label: str
    values: tuple[object, object]
    words: tuple[str, str]


@dataclass(frozen=True)
class Moving:
    """What hangs on two records: a marked word, and how many on each."""

    label: str
    counts: tuple[int, int]


@dataclass(frozen=True)
class SideBySide:
    """Two records of a type, the one that stays first."""

    views: tuple[RecordView, RecordView]
    apart: tuple[Apart, ...]
    moving: tuple[Moving, ...]

    @property
    def proposed(self) -> dict[str, int]:
        """Whose value should stay, by field: that of the first unless it knows none."""
        return {one.name: int(_is_empty(one.values[0])) for one in self.apart}


def side_by_side(session: Session, record: str, ids: tuple[int, int]) -> SideBySide:
    """Two live records, where they differ and what hangs on each.

    Raises:
        NotFound: one of them is not there (any more).
    """
    first, second = (reading.read(session, record, one) for one in ids)
    if first.deleted or second.deleted:
        raise NotFound(
            _("This {record} no longer exists.").format(record=tr(RECORDS[record].about.word)),
            _("Somebody may have deleted it; look in the history."),
        )
    return SideBySide((first, second), _apart(first, second), _moving(session, record, ids))


def _apart(first: RecordView, second: RecordView) -> tuple[Apart, ...]:
    found: list[Apart] = []
    for name, field in RECORDS[first.record].fields().items():
        values = first.values[name], second.values[name]
        if field.computed or values[0] == values[1] or all(_is_empty(one) for one in values):
            continue
        said = [
            view.labels.get(name) or field.show(value)
            for view, value in zip((first, second), values, strict=True)
        ]
        found.append(Apart(name, field.label, values, (said[0], said[1])))
    return tuple(found)


def _moving(session: Session, record: str, ids: tuple[int, int]) -> tuple[Moving, ...]:
    found: list[Moving] = []
    for kind in RECORDS.values():
        for name, to in naming.references(kind).items():
            if to == record:
                label = NAMES.get((kind.__tablename__, name), kind.about.words)
                counts = [_count(session, kind.__tablename__, {name: one}) for one in ids]
                found.append(Moving(label, (counts[0], counts[1])))
    files = [_count(session, "attachment", {"owner": record, "owner_id": one}) for one in ids]
    found.append(Moving(FILES, (files[0], files[1])))
    return tuple(one for one in found if any(one.counts))


def _count(session: Session, record: str, where: dict[str, object]) -> int:
    table = table_of(record)
    same = (table.c[name] == value for name, value in where.items())
    return session.scalar(select(func.count()).select_from(table).where(live(table), *same)) or 0


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, Sequence) and not value)
