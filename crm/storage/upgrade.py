# SPDX-License-Identifier: Apache-2.0
"""Bringing an older store up to the schema of this program, by Alembic, in one transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, select, update

from crm.errors import StorageTrouble
from crm.storage import backup, sortkeys
from crm.storage.engine import file_engine
from crm.storage.making import one_at_a_time
from crm.storage.revisions import PROGRAM, Scheme
from crm.storage.search import index
from crm.storage.standing import Standing, refuse_newer
from crm.storage.tables import REVISION, STORE_INFO
from crm.words import _


def upgrade_file(
    path: Path, raw_key: str | None, standing: Standing, scheme: Scheme, backups: Path
) -> None:
    """Bring a store file up to the schema of this program; it is backed up first.

    Raises:
        StorageTrouble: it is newer than this program, or the upgrade left something dangling.
    """
    refuse_newer(standing, scheme)
    if standing.revision == scheme.head:
        return
    backup.make(path, backups, raw_key=raw_key, reason="upgrade")
    # With foreign keys on, rebuilding a table would delete the rows that refer to it.
    engine = file_engine(path, write=True, raw_key=raw_key, foreign_keys=False)
    try:
        with engine.begin() as connection:
            migrate(connection, scheme)
            _refuse_dangling(connection)
    finally:
        engine.dispose()


def upgrade_server(engine: Engine, scheme: Scheme) -> None:
    """Bring a shared store up to the schema of this program; backups are the server's own.

    Raises:
        StorageTrouble: it is newer than this program.
    """
    with engine.begin() as connection:
        standing = standing_on_server(connection)
        refuse_newer(standing, scheme)
        if standing.revision != scheme.head:
            one_at_a_time(connection)
            migrate(connection, scheme)


def standing_on_server(connection: Connection) -> Standing:
    """What a shared store says of itself.

    Raises:
        StorageTrouble: its sentinel row is gone.
    """
    revision = connection.scalar(select(REVISION.c.version_num))
    info = connection.execute(select(STORE_INFO.c.program, STORE_INFO.c.uuid)).first()
    if revision is None or info is None:
        raise StorageTrouble(
            _("The shared store does not say what it is."),
            _("Ask whoever looks after the server to restore a backup."),
        )
    return Standing(str(revision), str(info.program), str(info.uuid))


def migrate(connection: Connection, scheme: Scheme) -> None:
    """Run the missing scripts inside the transaction of `connection`."""
    # Importing it takes longer than the whole opening of a store.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(scheme.scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, scheme.head)
    sortkeys.fill(connection)
    index.make(connection)
    connection.execute(update(STORE_INFO).values(program=PROGRAM))


def _refuse_dangling(connection: Connection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise StorageTrouble(
            _("The store could not be upgraded: some of its entries refer to nothing."),
            _("It was left as it was. Go on with the former version, or restore a backup."),
        )
