# SPDX-License-Identifier: Apache-2.0
"""The database engines: SQLite through SQLCipher for a file, PostgreSQL for a URL."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from crm.errors import StorageTrouble
from crm.storage import troubles
from crm.words import _

APPLICATION_ID = 0x49435231
"""`ICR1` in the header of every store, so that another program's database is recognised."""

OLDEST_SQLITE = (3, 51, 3)
"""Before this one a crash in the middle of a WAL reset could lose acknowledged changes."""

BUSY_MILLISECONDS = 5_000


def is_url(where: str) -> bool:
    """Whether a store is named by the URL of a server, not by a path."""
    return where.startswith(("postgresql:", "postgresql+", "postgres:"))


def server_url(where: str) -> URL:
    """The SQLAlchemy URL for a PostgreSQL server, with psycopg 3 as the driver."""
    url = make_url(where.replace("postgres://", "postgresql://", 1))
    return url.set(drivername="postgresql+psycopg")


def driver() -> ModuleType:
    """The one SQLite driver: its SQLite is recent and the same everywhere.

    Raises:
        StorageTrouble: the SQLite in it is older than `OLDEST_SQLITE`.
    """
    module = importlib.import_module("sqlcipher3.dbapi2")
    refuse_old_sqlite(module.sqlite_version_info)
    return module


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """Refuse to work with an SQLite that is known to lose changes.

    Raises:
        StorageTrouble: it is older than `OLDEST_SQLITE`.
    """
    if version < OLDEST_SQLITE:
        raise StorageTrouble(
            _("The database library {version} of this computer is too old to be trusted.").format(
                version=".".join(map(str, version))
            ),
            _("Install the program anew; it brings its own database library."),
        )


def file_engine(
    path: Path, *, write: bool, raw_key: str | None = None, foreign_keys: bool = True
) -> Engine:
    """An engine on a store file; `raw_key` is 64 or 96 hex digits for an encrypted one."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver(),
        pool_size=4,
        max_overflow=8,
        connect_args={"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _settler(raw_key, write=write, foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin_immediate if write else _begin)
    return engine


def server_engine(where: str) -> Engine:
    """An engine on a shared store; a connection that died is replaced before it is used."""
    url = server_url(where)
    # A plan for all values alike walks a whole table for the one that is nowhere.
    options = f"{url.query.get('options', '')} -c plan_cache_mode=force_custom_plan".strip()
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=4,
        max_overflow=8,
        connect_args={"connect_timeout": 10, "options": options},
    )


def hold_to(engine: Engine, path: Path) -> None:
    """Let an engine work only while the file that lies here now is there.

    The system goes on writing into a file that was deleted or replaced, and all of it would be
    gone; and SQLite makes an empty one where it finds none.
    """
    known = _identity(path)

    def look(*_told: object) -> None:
        if _identity(path) != known:
            raise StorageTrouble(
                _("The file of the store is no longer there, or another one lies in its place."),
                _("Put it back where it was, or open a backup; your entries are still here."),
            )

    def look_again(connection: Connection) -> None:
        try:
            look()
        except StorageTrouble:
            # Nobody else ends what the driver has begun.
            connection.connection.rollback()
            raise

    for moment in ("do_connect", "begin"):
        event.listen(engine, moment, look, insert=True)
    event.listen(engine, "commit", look_again)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def bare_connection(
    path: Path,
    raw_key: str | None = None,
    *,
    make: bool = False,
) -> Any:  # noqa: ANN401 - a driver's
    """A driver's connection that changes nothing by being opened, for looking and for backups.

    Raises:
        StorageTrouble: there is no file, and none shall be made.
    """
    if not make and not path.is_file():
        raise troubles.trouble(troubles.INACCESSIBLE)
    connection = driver().connect(
        str(path), timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, isolation_level=None
    )
    if raw_key:
        connection.execute(_key_words(raw_key))
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _settler(
    raw_key: str | None, *, write: bool, foreign_keys: bool
) -> Callable[[DBAPIConnection, object], None]:
    """What every new SQLite connection is told, as reliability demands."""
    words = [
        f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
        f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "PRAGMA synchronous = FULL",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA secure_delete = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA cache_size = -32000",
        "PRAGMA journal_mode = WAL" if write else "PRAGMA query_only = ON",
    ]
    if raw_key:
        words.insert(0, _key_words(raw_key))

    def settle(connection: DBAPIConnection, _record: object) -> None:
        # The driver must not open transactions itself: ours begin IMMEDIATE, and DDL belongs
        # into them.
        connection.isolation_level = None
        cursor = connection.cursor()
        for word in words:
            cursor.execute(word)
        cursor.close()

    return settle


def _key_words(raw_key: str) -> str:
    return f"PRAGMA key = \"x'{raw_key}'\""


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
