# SPDX-License-Identifier: Apache-2.0
"""Making a fresh store: the whole schema at once, beside its place, then moved there whole."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from crm.domain.records import new_uuid, now
from crm.errors import StorageTrouble
from crm.storage.engine import APPLICATION_ID, file_engine
from crm.storage.revisions import PROGRAM, Scheme
from crm.storage.search import index
from crm.storage.search.documents import signature
from crm.storage.tables import METADATA, REVISION, STORE_INFO
from crm.words import _


def make_file(path: Path, raw_key: str | None, scheme: Scheme) -> None:
    """Make an empty store at `path`; a kill on the way leaves no half-made store there.

    When two windows make it at the same moment, the first one's store stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{new_uuid()}.new")
    engine = file_engine(beside, write=True, raw_key=raw_key)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            make_schema(connection, scheme)
        engine.dispose()
        put_in_place(beside, path)
    finally:
        engine.dispose()
        for leftover in (beside, *side_files(beside)):
            leftover.unlink(missing_ok=True)


def make_on_server(engine: Engine, scheme: Scheme) -> None:
    """Make the schema in an empty database; several clients may try at the same moment.

    Raises:
        StorageTrouble: the database holds something else.
    """
    with engine.begin() as connection:
        one_at_a_time(connection)
        present = set(inspect(connection).get_table_names())
        if not present:
            make_schema(connection, scheme)
        elif not {REVISION.name, STORE_INFO.name} <= present:
            raise StorageTrouble(
                _("The database on the server belongs to another program."),
                _("Ask whoever looks after the server for an empty one."),
            )


def make_schema(connection: Connection, scheme: Scheme) -> None:
    """All tables, the mark of the schema and the row that says whose store it is."""
    METADATA.create_all(connection)
    index.make(connection, signature())
    REVISION.create(connection)
    connection.execute(insert(REVISION).values(version_num=scheme.head))
    connection.execute(
        insert(STORE_INFO).values(
            id=1, uuid=new_uuid(), made_by=PROGRAM, made_at=now(), program=PROGRAM
        )
    )


def one_at_a_time(connection: Connection) -> None:
    """On a server: whoever else comes here waits until this transaction has ended."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(APPLICATION_ID)))


def put_in_place(beside: Path, path: Path) -> None:
    """Move a finished file to its name, safely on the disk; one that is there already stays."""
    sync_file(beside)
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return  # another window was quicker
    except OSError:  # a file system without hard links
        if not path.exists():
            beside.rename(path)
    sync_folder_of(path)


def sync_file(path: Path) -> None:
    """Make sure that what was written into a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder_of(path: Path) -> None:
    """Make sure that a renaming is on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def side_files(path: Path) -> tuple[Path, Path]:
    """The write-ahead log and its index beside a store file."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
