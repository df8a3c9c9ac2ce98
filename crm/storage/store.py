# SPDX-License-Identifier: Apache-2.0
"""Opening a store: made when it is not there, upgraded when it is older, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, select

from crm.storage import backup, making, standing, troubles, upgrade
from crm.storage.engine import file_engine, hold_to, is_url, server_engine
from crm.storage.register import Follower, Register
from crm.storage.revisions import SCHEME, Scheme
from crm.storage.search import following as search
from crm.storage.tables import STORE_INFO
from crm.storage.whereabouts import refuse_unsafe_place

FOLLOWERS: tuple[Follower, ...] = (search.follow,)
"""Who writes along in every transaction of every register."""


def open_store(
    where: str | Path,
    *,
    raw_key: str | None = None,
    backups: Path | None = None,
    scheme: Scheme = SCHEME,
) -> Register:
    """The register of the store at a path or a PostgreSQL URL; made when it does not exist.

    `raw_key` (`crm.storage.keys`) opens a file that has a password; `backups` is the folder for
    the backup before an upgrade, beside the store unless named.

    Raises:
        StorageTrouble: it is damaged, newer than this program, locked, read-only …
    """
    with troubles.in_words():
        if is_url(str(where)):
            return _open_on_server(str(where), scheme)
        return _open_file(Path(where), raw_key, backups, scheme)


def _open_file(path: Path, raw_key: str | None, backups: Path | None, scheme: Scheme) -> Register:
    refuse_unsafe_place(path)
    if not path.exists():
        making.make_file(path, raw_key, scheme)
    found = standing.look(path, raw_key)
    upgrade.upgrade_file(path, raw_key, found, scheme, backups or backup.folder_beside(path))
    writer = file_engine(path, write=True, raw_key=raw_key)
    reader = file_engine(path, write=False, raw_key=raw_key)
    hold_to(writer, path)
    hold_to(reader, path)
    register = _register(writer, reader)
    _show_presence(writer, reader)
    return register


def _show_presence(writer: Engine, reader: Engine) -> None:
    """Have a connection that read the log: by it `alone` knows that somebody has the store open.

    A restored store and one whose password was changed have no log yet, and who only reads in
    such a one would not be noticed.
    """
    with writer.connect():
        pass
    with reader.connect() as connection:
        connection.execute(select(STORE_INFO.c.id))


def _open_on_server(url: str, scheme: Scheme) -> Register:
    engine = server_engine(url)
    try:
        making.make_on_server(engine, scheme)
        upgrade.upgrade_server(engine, scheme)
    except BaseException:
        engine.dispose()
        raise
    return _register(engine, engine.execution_options(postgresql_readonly=True))


def _register(writer: Engine, reader: Engine) -> Register:
    """The register on two engines, which are closed when the first look already fails."""
    try:
        search.ensure(writer, reader)
        return Register(writer, reader, followers=FOLLOWERS)
    except BaseException:
        writer.dispose()
        reader.dispose()
        raise
