# SPDX-License-Identifier: Apache-2.0
"""Putting a backup in the place of a store; what was there is kept aside, never overwritten."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

from crm.domain.records import new_uuid, now
from crm.errors import StorageTrouble
from crm.storage import backup, troubles
from crm.storage.engine import bare_connection
from crm.storage.making import side_files, sync_folder_of
from crm.words import _


def restore(copy: Path, store: Path, raw_key: str | None = None) -> Path | None:
    """Put a backup in the place of a store that no register has open any more.

    A kill at any moment leaves the former store or the restored one. Returns where the former
    store was set aside, or None when there was none. The next `open_store` brings an older
    backup up to date.

    Raises:
        StorageTrouble: the backup is damaged, or another window still uses the store.
    """
    backup.verify(copy, raw_key)
    beside = store.with_name(f".{store.name}.{new_uuid()}.restored")
    with troubles.in_words():
        try:
            shutil.copyfile(copy, beside)
            backup.verify(beside, raw_key)
            _sync(beside)
            aside = _set_aside(store, raw_key)
            beside.replace(store)
            sync_folder_of(store)
        finally:
            for leftover in (beside, *side_files(beside)):
                leftover.unlink(missing_ok=True)
    return aside


def _set_aside(store: Path, raw_key: str | None) -> Path | None:
    """Keep the present store under another name as well; its log is empty or gone afterwards."""
    if not store.exists():
        return None
    aside = store.with_name(f"{store.stem}.{now():%Y%m%dT%H%M%S%fZ}.aside{store.suffix}")
    damaged = not _closed_log(store, raw_key)
    _kept_as(store, aside)
    for file, kept in zip(side_files(store), side_files(aside), strict=True):
        if file.exists():
            # A damaged store keeps its log: somebody may still rescue something from it.
            if damaged:
                shutil.copyfile(file, kept)
            file.unlink()
    sync_folder_of(store)
    return aside


def _closed_log(store: Path, raw_key: str | None) -> bool:
    """Bring the log into the file; false when the store is too damaged for that.

    Leaving the log mode needs the store alone, so it also tells whether another window has it.
    """
    try:
        with closing(bare_connection(store, raw_key)) as connection:
            connection.execute("PRAGMA busy_timeout = 500")
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except Exception as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StorageTrouble(
                _("Another window still uses the store."),
                _("Close it there and restore again; nothing was changed."),
            ) from error
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return False
        raise
    return True


def _kept_as(store: Path, aside: Path) -> None:
    with suppress(OSError):
        aside.hardlink_to(store)
        return
    shutil.copyfile(store, aside)
    _sync(aside)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
