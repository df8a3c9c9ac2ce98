# SPDX-License-Identifier: Apache-2.0
"""A large county: the sample county many times over, each copy linked to its own records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crm.domain.all_records import RECORDS
from crm.queries import naming
from crm.queries.selecting import table_of
from crm.sample.county import build
from crm.storage.bulk import Load, loading
from crm.storage.register import Register
from crm.storage.store import open_store

REPEATED = (
    "organisation", "person", "event", "project", "party", "attendance", "attendance_project",
    "activity", "follow_up", "receipt", "problem",
)  # fmt: skip
"""What there is more of in a larger county, each after those it refers to."""

CHUNK = 100
"""Copies that are put together before they are written."""

Known = Mapping[str, Sequence[Mapping[str, Any]]]


def fill(path: Path, *, copies: int, today: date) -> None:
    """A store of the sample county so many times over: each has 120 projects, 600 follow-ups."""
    register = open_store(path)
    # What is searched is measured elsewhere.
    register.followers = ()
    try:
        build(register, today=today)
        known = {record: _rows(register, record) for record in REPEATED}
        with loading(register, "A large county") as load:
            for record in REPEATED:
                _repeat(load, record, known, copies)
    finally:
        register.close()


def _rows(register: Register, record: str) -> Sequence[Mapping[str, Any]]:
    table = table_of(record)
    fields = RECORDS[record].fields()
    kept = [table.c[name] for name in ("id", *fields, "created_at", "updated_at")]
    with register.reading() as session:
        rows = session.execute(select(*kept).order_by(table.c.id)).mappings()
        return [dict(row) for row in rows]


def _repeat(load: Load, record: str, known: Known, copies: int) -> None:
    for first in range(1, copies, CHUNK):
        numbers = range(first, min(first + CHUNK, copies))
        load.insert(record, [row for number in numbers for row in _copy(record, known, number)])


def _copy(record: str, known: Known, number: int) -> Iterator[dict[str, Any]]:
    """The records of one copy: their ids, and those they refer to, follow on the copy before."""
    links = {
        name: number * len(known[target])
        for name, target in naming.references(RECORDS[record]).items()
        if target in known
    }
    amount = "total_investment" if record == "project" else ""
    for row in known[record]:
        moved = {name: row[name] and row[name] + by for name, by in links.items()}
        turned = {amount: row[amount] + 10_000 * number} if row.get(amount) else {}
        yield {**row, **moved, **turned, "id": row["id"] + number * len(known[record])}
