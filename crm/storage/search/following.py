# SPDX-License-Identifier: Apache-2.0
"""Keeps the index up to date: along with every writing, or over the whole store when behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Engine, Table, func, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.records import Record
from crm.progress import Progress
from crm.storage import troubles
from crm.storage.making import one_at_a_time
from crm.storage.search import index
from crm.storage.search.documents import Source, place_of, signature, sources
from crm.storage.search.tokens import tokens
from crm.words import tr

if TYPE_CHECKING:
    from crm.storage.register import Register

CHUNK = 500
"""Records that are read anew in one transaction: whoever saves meanwhile waits that long."""


def follow(session: Session, records: Sequence[Record]) -> None:
    """Write what these records are found by, in the transaction that wrote them."""
    index.put(session, _entries(records))


def ensure(writer: Engine, reader: Engine) -> None:
    """Make the index of a store that has none, empty and behind."""
    with reader.connect() as connection:
        if index.is_made(connection):
            return
    with writer.begin() as connection:
        one_at_a_time(connection)
        index.make(connection)


def is_behind(register: Register) -> bool:
    """Whether the index holds something else than the records of this program ask for.

    Raises:
        StorageTrouble: the store cannot be read.
    """
    with register.reading() as session:
        return index.marked(session) != signature()


def rebuild(register: Register, progress: Progress) -> None:
    """Read every record anew; others may write meanwhile, and what is found grows as it goes.

    Raises:
        Cancelled: the user asked to stop; the next start begins anew.
        StorageTrouble: the store cannot be written.
    """
    with troubles.database_in_words():
        number = _number_of_records(register.reader)
        done = 0
        for source in sources().values():
            last = 0
            while True:
                progress.step(done / max(1, number), tr(RECORDS[source.record].about.words))
                with Session(register.writer) as session, session.begin():
                    last, count = _read_anew(session, source, last)
                done += count
                if count < CHUNK:
                    break
        with Session(register.writer) as session, session.begin():
            index.mark(session, signature())
            index.settle(session)
    progress.step(1.0)


def _entries(records: Sequence[Record]) -> Iterator[tuple[int, list[str]]]:
    known = sources()
    for record in records:
        source = known.get(record.__tablename__)
        if source is not None:
            values = {name: getattr(record, name) for name in source.fields}
            yield _entry(source, record.id, values, deleted=record.deleted)


def _entry(
    source: Source, record_id: int, values: Mapping[Any, Any], *, deleted: bool
) -> tuple[int, list[str]]:
    found = [] if deleted else tokens(source.pieces(values))
    return place_of(source.record, record_id), found


def _read_anew(session: Session, source: Source, after: int) -> tuple[int, int]:
    """Index the next records of a type; the last id that was read, and how many they are."""
    table = cast("Table", RECORDS[source.record].__table__)
    columns = [table.c.id, table.c.deleted, *(table.c[name] for name in source.fields)]
    asked = select(*columns).where(table.c.id > after).order_by(table.c.id).limit(CHUNK)
    # On a server nobody may save these between our reading and our writing.
    rows = session.execute(asked.with_for_update(read=True)).mappings().all()
    entries = [_entry(source, row["id"], row, deleted=row["deleted"]) for row in rows]
    index.put(session, entries)
    return (rows[-1]["id"] if rows else after), len(rows)


def _number_of_records(reader: Engine) -> int:
    with Session(reader) as session:
        tables = [cast("Table", RECORDS[record].__table__) for record in sources()]
        return sum(int(session.scalar(select(func.max(table.c.id))) or 0) for table in tables)
