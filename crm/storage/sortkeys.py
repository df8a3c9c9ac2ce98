# SPDX-License-Identifier: Apache-2.0
"""The keys by which lists sort names as they are said: 阿 before 波, 李明 before 林安.

A key is plain ASCII: of each Chinese character its syllable, its tone and its own number, so that
the Li of one character stand together before those of the next. It stands in a column beside the
name, because a list of a million is sorted by an index.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, event, select, update
from sqlalchemy.orm import Session, UOWTransaction

from crm.domain.all_records import RECORDS
from crm.domain.records import KEY_LENGTH, Record
from crm.fields import Ordered, sort_key
from crm.storage.search.folding import Run, runs
from crm.storage.search.sounds import NAME_LENGTH, pronounced, surname, syllable_and_tone

CHUNK = 2_000
"""Rows whose keys are filled by one statement."""

UNREAD = "~"
"""Stands after all letters: what nobody reads comes last."""


def key_of(text: str, ordered: Ordered) -> str:
    """The key of a text; empty for one that has nothing to sort by."""
    parts = runs(text)
    named = ordered == "surname" and bool(parts) and len(parts[0].text) <= NAME_LENGTH
    keys = [_key(run, named=named and not at) for at, run in enumerate(parts)]
    return " ".join(keys)[:KEY_LENGTH]


@cache
def keyed(record: str) -> dict[str, Ordered]:
    """The ordered fields of a record type."""
    fields = RECORDS[record].fields().items()
    return {name: field.ordered for name, field in fields if field.ordered}


def listen(session: Session) -> None:
    """Keep the keys of everything that a session writes."""
    event.listen(session, "before_flush", _before_flush)


def complete(record: str, row: MutableMapping[str, Any]) -> None:
    """Put the keys into a row that is written past the session."""
    for name, ordered in keyed(record).items():
        row[sort_key(name)] = key_of(str(row.get(name) or ""), ordered)


def fill(connection: Connection) -> None:
    """Give every row its key that has none yet: of a store from before there were any."""
    for record in RECORDS:
        for name, ordered in keyed(record).items():
            _fill(connection, cast("Table", RECORDS[record].__table__), name, ordered)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for record in (*session.new, *session.dirty):
        if isinstance(record, Record):
            _keep(record)


def _keep(record: Record) -> None:
    for name, ordered in keyed(record.__tablename__).items():
        key = key_of(getattr(record, name) or "", ordered)
        if getattr(record, sort_key(name)) != key:
            setattr(record, sort_key(name), key)


def _fill(connection: Connection, table: Table, name: str, ordered: Ordered) -> None:
    key = table.c[sort_key(name)]
    setting = update(table).where(table.c.id == bindparam("of")).values({key: bindparam("key")})
    last = 0
    while True:
        asked = select(table.c.id, table.c[name]).where(table.c.id > last, key == "")
        rows = connection.execute(asked.order_by(table.c.id).limit(CHUNK)).all()
        if not rows:
            return
        last = rows[-1][0]
        connection.execute(
            setting, [{"of": row[0], "key": key_of(row[1] or "", ordered)} for row in rows]
        )


def _key(run: Run, *, named: bool) -> str:
    if not run.wide:
        return "".join(_plain(run.text))
    said = pronounced(run.text)
    if named:
        head = surname(run.text)
        said[: len(head)] = head
    return "".join(_one(c, one) for c, one in zip(run.text, said, strict=True))


def _plain(text: str) -> Iterator[str]:
    for character in text:
        yield character if character.isascii() else f"{UNREAD}{ord(character):05x}"


def _one(character: str, said: str) -> str:
    if not said:
        return f"{UNREAD}{ord(character):05x}"
    syllable, tone = syllable_and_tone(said)
    return f"{syllable}{tone}{ord(character):05x}"
