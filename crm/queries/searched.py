# SPDX-License-Identifier: Apache-2.0
"""The rows behind what was found: their texts, their owners, and the words to tell them apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from crm.domain.all_records import PAGED, RECORDS
from crm.kinds.links import Reference
from crm.storage.search.documents import sources
from crm.storage.search.folding import Run, fold
from crm.storage.search.terms import has, written
from crm.storage.search.tokens import Manner, Piece
from crm.words import _, tr

DETAILS: Mapping[str, tuple[str, ...]] = {
    "project": ("stage", "site"),
    "organisation": ("type", "place"),
    "person": ("organisation_id", "title"),
    "event": ("starts_on", "city"),
    "follow_up": ("state", "due_on", "organisation_id", "project_id"),
    "activity": ("happened_on", "organisation_id", "project_id"),
    "problem": ("project_id", "state", "due_on"),
    "policy": ("number", "level"),
    "cost_item": ("category", "specification"),
    "overview_item": ("section", "year"),
    "register_entry": ("kind", "towns"),
    "guide_edition": ("year", "language"),
    "unit": ("task_force",),
    "staff": ("duty", "unit_id"),
}
"""The fields that tell records of the same title apart, the most telling first."""

AROUND = 12
"""Characters shown on both sides of what was found in a text."""


@dataclass(frozen=True)
class Row:
    """What the search needs of one record that was found."""

    record: str
    id: int
    title: str
    values: Mapping[str, Any]
    pieces: Sequence[Piece]

    @property
    def word(self) -> str:
        """What such a record is called."""
        return tr(RECORDS[self.record].about.word)


def read_rows(session: Session, record: str, ids: Sequence[int]) -> dict[int, Row]:
    """The live records with these ids, as the search sees them."""
    source = sources().get(record)
    about = RECORDS[record].about
    searched = tuple(source.fields) if source is not None else ()
    links = [name for name in (about.parent, "organisation_id", "owner", "owner_id") if name]
    present = _fields(record)
    names = dict.fromkeys((about.name_field, *searched, *(n for n in links if n in present)))
    found: dict[int, Row] = {}
    for values in _read(session, record, ids, names):
        pieces = source.pieces(values) if source is not None else ()
        title = present[about.name_field].show(values[about.name_field])
        found[values["id"]] = Row(record, values["id"], _line(title), values, pieces)
    return found


def title_of(session: Session, record: str, record_id: int) -> str:
    """The title of a live record, or nothing."""
    row = read_rows(session, record, [record_id]).get(record_id)
    return "" if row is None else row.title


def owner_of(session: Session, row: Row) -> Row | None:
    """The record with a page that a part or a file hangs on; None when it hangs on nothing."""
    while row.record not in PAGED:
        record, record_id = _hangs_on(row)
        above = read_rows(session, record, [record_id]).get(record_id) if record_id else None
        if above is None:
            return None
        row = above
    return row


def found_where(row: Row, asked: Sequence[Run]) -> str:
    """The field and the words in which the first term is that the title lacks; empty for none."""
    title = [piece for piece in row.pieces if piece.name == RECORDS[row.record].about.name_field]
    lacking = [run for run in asked if not any(has_as_written(piece, run) for piece in title)]
    for run in lacking:
        for piece in row.pieces:
            if piece not in title and has_as_written(piece, run):
                label = _fields(row.record)[piece.name].title
                return _("{label}: {text}").format(label=label, text=_around(piece.text, run))
    return ""


def has_as_written(piece: Piece, run: Run) -> bool:
    """Whether a term stands in a text, without asking how it is said."""
    return has(piece, run) if piece.manner is Manner.NUMBER else written(piece.text, run)


def detail(session: Session, record: str, ids: Collection[int]) -> dict[int, str]:
    """The line of words below the title of some records of one type."""
    fields = {name: _fields(record)[name] for name in DETAILS.get(record, ())}
    if not fields:
        return {}
    rows = _read(session, record, ids, fields)
    shown: dict[str, Mapping[int, str]] = {
        name: _titles(session, field.kind.record, (row[name] for row in rows))
        for name, field in fields.items()
        if isinstance(field.kind, Reference)
    }
    found: dict[int, str] = {}
    for row in rows:
        said = (
            shown[name].get(row[name], "") if name in shown else field.show(row[name])
            for name, field in fields.items()
        )
        found[row["id"]] = " · ".join([one for one in said if one][:3])
    return found


def _titles(session: Session, record: str, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = sorted({one for one in ids if one is not None})
    name = RECORDS[record].about.name_field
    return {row["id"]: str(row[name] or "") for row in _read(session, record, wanted, (name,))}


def _read(
    session: Session, record: str, ids: Collection[int], names: Iterable[str]
) -> Sequence[Mapping[Any, Any]]:
    """Some fields of the live records with these ids."""
    if not ids:
        return ()
    table = cast("Table", RECORDS[record].__table__)
    columns = [table.c.id, *(table.c[name] for name in names)]
    asked = select(*columns).where(table.c.id.in_(ids), table.c.deleted.is_(False))
    return session.execute(asked).mappings().all()


def _hangs_on(row: Row) -> tuple[str, int]:
    parent = RECORDS[row.record].about.parent
    if parent:
        kind = _fields(row.record)[parent].kind
        return (kind.record, row.values[parent] or 0) if isinstance(kind, Reference) else ("", 0)
    owner = str(row.values.get("owner") or "")
    return (owner, row.values["owner_id"] or 0) if owner in RECORDS else ("", 0)


def _fields(record: str) -> Mapping[str, Any]:
    return RECORDS[record].fields()


def _around(text: str, run: Run) -> str:
    """A few words around what was found, when its place in the text can be told."""
    line = _line(text)
    folded = fold(line)
    at = folded.find(run.text)
    if at < 0 or len(folded) != len(line):
        return line[: 4 * AROUND]
    start, end = max(0, at - AROUND), at + len(run.text) + AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _line(text: str) -> str:
    return " ".join(text.split())
