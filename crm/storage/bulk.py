# SPDX-License-Identifier: Apache-2.0
"""Putting very many new records into the store at once, in one change set."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any, cast

from sqlalchemy import Column, Dialect, Table, func, insert, select, text
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from crm.domain.all_records import RECORDS
from crm.domain.records import new_uuid, now
from crm.fields import Field
from crm.storage import sortkeys
from crm.storage.changes import Change
from crm.storage.recording import pack_one, recorded_names
from crm.storage.register import Follower, Register
from crm.storage.unit import UnitOfWork

RECORDED_AT_MOST = 2_000
"""A larger load is told as not complete: each row in the history would double the work."""

CHUNK = 5_000
CONVERTED_AT_MOST = 50_000
"""How many days, moments or amounts of a kind are remembered as the driver takes them."""
Row = Mapping[str, object]


class Load:
    """New records on their way into the store; ids are known before anything is written."""

    def __init__(self, session: Session, followers: Sequence[Follower]) -> None:
        self._session = session
        self._followers = followers
        self._next: dict[str, int] = {}
        self._written: dict[str, list[Row]] = {}
        self._number = 0
        self._converted: dict[object, Callable[[object], object] | None] = {}
        self._at = now()

    def next_ids(self, record: str, number: int) -> range:
        """Reserve that many ids of a record type, for rows that refer to one another."""
        first = self._next.get(record) or self._first_free(record)
        self._next[record] = first + number
        return range(first, first + number)

    def insert(self, record: str, rows: Sequence[Row]) -> Sequence[int]:
        """Write rows of one record type; those without an `id` get the next ones. Their ids.

        Values are as records hold them; a field that is not named has its default. Rows that
        refer to others come after them.
        """
        table = cast("Table", RECORDS[record].__table__)
        ready = self._completed(record, table, rows)
        for start in range(0, len(ready), CHUNK):
            chunk = ready[start : start + CHUNK]
            self._write(table, chunk)
            self._follow(record, chunk)
        self._remember(record, ready)
        return [cast("int", row["id"]) for row in ready]

    def finish(self, unit: UnitOfWork) -> None:
        """Tell the unit of work what was loaded, each record only when they are few."""
        for record in self._written:
            self._move_sequence(record)
        few = self._number <= RECORDED_AT_MOST
        unit.note(self._items() if few else (), complete=few)

    def _remember(self, record: str, rows: Sequence[Row]) -> None:
        """Keep the rows for the history while they are few, so that memory does not grow."""
        self._number += len(rows)
        self._written.setdefault(record, []).extend(rows)
        if self._number > RECORDED_AT_MOST:
            for written in self._written.values():
                written.clear()

    def _write(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        if self._on_server:
            self._session.execute(insert(table), rows)
            return
        connection = self._session.connection()
        kept = [column for column in table.columns if column.name in rows[0]]
        names = [column.name for column in kept]
        statement = str(insert(table).compile(dialect=connection.dialect, column_keys=names))
        # Core would look up and convert each value of each row by itself, which takes twice as
        # long; by columns, and each day or moment only once, it is the driver that takes longest.
        columns = [self._stored(c, [row[c.name] for row in rows], connection.dialect) for c in kept]
        connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))

    def _stored(self, column: Column[Any], values: list[object], dialect: Dialect) -> list[object]:
        """The values of a column as the driver takes them."""
        field = column.info.get("field")
        # What is converted alike: columns of a kind, or the moments and flags of all records.
        alike = type(column.type) if field is None else cast("Field", field).kind
        if alike not in self._converted:
            convert = column.type.dialect_impl(dialect).bind_processor(dialect)
            self._converted[alike] = convert and lru_cache(CONVERTED_AT_MOST)(convert)
        convert = self._converted[alike]
        return values if convert is None else list(map(convert, values))

    def _first_free(self, record: str) -> int:
        table = cast("Table", RECORDS[record].__table__)
        if self._on_server:
            # Nobody else may take ids between our look and our commit; reading goes on.
            self._session.execute(text(f'LOCK TABLE "{table.name}" IN SHARE ROW EXCLUSIVE MODE'))
        return int(self._session.scalar(select(func.max(table.c.id))) or 0) + 1

    def _completed(self, record: str, table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Rows of the same columns, with ids and all that a record has by itself."""
        own = {"created_at": self._at, "updated_at": self._at, "version": 1, "deleted": False}
        pattern = {**dict.fromkeys(_named(rows)), **_defaults(table), **own}
        without = sum(row.get("id") is None for row in rows)
        ids = iter(self.next_ids(record, without))
        ready = [{**pattern, **row} for row in rows]
        for row in ready:
            if row.get("id") is None:
                row["id"] = next(ids)
            if row.get("uuid") is None:
                row["uuid"] = new_uuid()
            sortkeys.complete(record, row)
        return ready

    def _follow(self, record: str, rows: Iterable[Row]) -> None:
        if self._followers:
            kind = RECORDS[record]
            records = [kind(**row) for row in rows]
            for follower in self._followers:
                follower(self._session, records)

    def _move_sequence(self, record: str) -> None:
        """A server counts ids by itself, and must go on after ours."""
        if self._on_server:
            table = cast("Table", RECORDS[record].__table__)
            last = select(func.max(table.c.id)).scalar_subquery()
            counter = func.pg_get_serial_sequence(table.name, "id")
            self._session.execute(select(func.setval(counter, last)))

    def _items(self) -> Generator[Change]:
        for record, rows in self._written.items():
            kind = RECORDS[record]
            names = recorded_names(kind)
            for row in rows:
                after = {n: pack_one(kind, n, row[n]) for n in names if row.get(n) is not None}
                yield Change(
                    record, cast("int", row["id"]), cast("str", row["uuid"]), 1, None, after
                )

    @property
    def _on_server(self) -> bool:
        return self._session.get_bind().dialect.name == "postgresql"


def _named(rows: Sequence[Row]) -> list[str]:
    """The names that any of the rows has."""
    shapes = {tuple(row) for row in rows}
    return list(dict.fromkeys(chain.from_iterable(shapes)))


def _defaults(table: Table) -> dict[str, object]:
    """What columns hold when nothing is said; identities and moments are given by the load."""
    found: dict[str, object] = {}
    for column in table.columns:
        default = column.default
        if isinstance(default, ScalarElementColumnDefault):
            found[column.name] = default.arg
    return found


@contextmanager
def loading(register: Register, title: str, origin: object | None = None) -> Generator[Load]:
    """Put very many records into the store in one transaction and one change set.

    Raises:
        StorageTrouble: the store cannot be written; nothing of it was.
    """
    with register.writing(title, origin) as unit:
        load = unit.ask(lambda session: Load(session, register.followers))
        yield load
        load.finish(unit)


def insert_many(
    register: Register,
    title: str,
    rows: Mapping[str, Sequence[Row]],
    origin: object | None = None,
) -> Mapping[str, Sequence[int]]:
    """Insert rows by record type, in the order given; the ids of each type.

    Raises:
        StorageTrouble: the store cannot be written; nothing of it was.
    """
    with loading(register, title, origin) as load:
        return {record: load.insert(record, some) for record, some in rows.items()}
