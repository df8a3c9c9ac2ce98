# SPDX-License-Identifier: Apache-2.0
"""Having a store file to oneself, before its place is taken by another file."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from crm.errors import StorageTrouble
from crm.storage.engine import bare_connection
from crm.words import _

PATIENCE = 500
"""Milliseconds that another window has to finish what it is doing."""


@contextmanager
def alone(store: Path, raw_key: str | None) -> Generator[Any]:
    """A driver's connection that keeps everybody else out; the log is brought into the file.

    Raises:
        StorageTrouble: another window has the store open.
    """
    with closing(bare_connection(store, raw_key)) as connection:
        try:
            for word in (
                f"PRAGMA busy_timeout = {PATIENCE}",
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA journal_mode = DELETE",
                # In this mode the lock that was taken once is held until the connection is closed.
                "BEGIN EXCLUSIVE",
                "ROLLBACK",
            ):
                connection.execute(word).fetchall()
        except Exception as error:
            if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise StorageTrouble(
                    _("Another window still uses the store."),
                    _("Close it there and try again; nothing was changed."),
                ) from error
            raise
        yield connection
