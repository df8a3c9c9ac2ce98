# SPDX-License-Identifier: Apache-2.0
"""The database engines: SQLite through SQLCipher for a file, PostgreSQL for a URL."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url

APPLICATION_ID = 0x49435231
"""`ICR1` in the header of every store, so that another program's database is recognised."""

BUSY_MILLISECONDS = 5_000


def is_url(where: str) -> bool:
    """Whether a store is named by the URL of a server, not by a path."""
    return where.startswith(("postgresql:", "postgresql+", "postgres:"))


def server_url(where: str) -> URL:
    """The SQLAlchemy URL for a PostgreSQL server, with psycopg 3 as the driver."""
    url = make_url(where.replace("postgres://", "postgresql://", 1))
    return url.set(drivername="postgresql+psycopg")


def driver() -> ModuleType:
    """The one SQLite driver: its SQLite is recent and the same everywhere."""
    return importlib.import_module("sqlcipher3.dbapi2")


def file_engine(path: Path, *, write: bool, raw_key: str | None = None) -> Engine:
    """An engine on a store file; `raw_key` is 64 or 96 hex digits for an encrypted one."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver(),
        pool_size=4,
        max_overflow=8,
        connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _Settle(raw_key, write=write))
    event.listen(engine, "begin", _begin_immediate if write else _begin)
    return engine


def server_engine(where: str) -> Engine:
    """An engine on a shared store; a connection that died is replaced before it is used."""
    return create_engine(server_url(where), pool_pre_ping=True, pool_size=4, max_overflow=8)


class _Settle:
    """Settings of every new SQLite connection, as reliability.md asks."""

    def __init__(self, raw_key: str | None, *, write: bool) -> None:
        self._key, self._write = raw_key, write

    def __call__(self, connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's
        # The driver must not open transactions itself: ours begin IMMEDIATE, and DDL belongs
        # into them.
        connection.isolation_level = None
        cursor = connection.cursor()
        if self._key:
            cursor.execute(f"PRAGMA key = \"x'{self._key}'\"")
        for setting in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cache_size = -32000",
        ):
            cursor.execute(f"PRAGMA {setting}")
        if not self._write:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()


def _begin_immediate(connection: Any) -> None:  # noqa: ANN401
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:  # noqa: ANN401
    connection.exec_driver_sql("BEGIN")
