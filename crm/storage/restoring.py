# SPDX-License-Identifier: Apache-2.0
"""Putting a backup in the place of a store; what was there is kept aside, never overwritten."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

from crm.domain.records import new_uuid, now
from crm.errors import StorageTrouble
from crm.storage import backup, troubles
from crm.storage.alone import alone
from crm.storage.engine import bare_connection
from crm.storage.keys import fits, is_encrypted, raw_key_for
from crm.storage.making import side_files, sync_file, sync_folder_of
from crm.storage.standing import read_standing
from crm.words import _


def key_of(copy: Path, present_key: str | None, password: str) -> str | None:
    """The key of a backup: that of the store as it is now, or the one that a password makes.

    Raises:
        StorageTrouble: the password is not that of the backup.
    """
    if not is_encrypted(copy):
        return None
    if not password and present_key and fits(copy, present_key):
        return present_key
    key = raw_key_for(copy, password)
    try:
        with troubles.in_words(), closing(bare_connection(copy, key)) as connection:
            read_standing(connection)
    except StorageTrouble as error:
        if error.sentence != troubles.trouble(troubles.NOT_A_STORE).sentence:
            raise
        raise StorageTrouble(
            _("This is not the password of the backup."),
            _("A backup keeps the password that the store had then; nothing was changed."),
        ) from error
    return key


def restore(
    copy: Path, store: Path, raw_key: str | None = None, *, present_key: str | None = None
) -> Path | None:
    """Put a backup in the place of a store that no register has open any more.

    `raw_key` is that of the backup, `present_key` that of the store if it is another one. A kill
    at any moment leaves the former store or the restored one. Returns where the former store was
    set aside, or None when there was none. The next `open_store` brings an older backup up to date.

    Raises:
        StorageTrouble: the backup is damaged, or another window still uses the store.
    """
    backup.verify(copy, raw_key)
    beside = store.with_name(f".{store.name}.{new_uuid()}.restored")
    with troubles.in_words():
        try:
            shutil.copyfile(copy, beside)
            backup.verify(beside, raw_key)
            sync_file(beside)
            aside = _set_aside(store, (present_key, raw_key))
            beside.replace(store)
            sync_folder_of(store)
        finally:
            for leftover in (beside, *side_files(beside)):
                leftover.unlink(missing_ok=True)
    return aside


def _set_aside(store: Path, keys: tuple[str | None, ...]) -> Path | None:
    """Keep the present store under another name as well; its log is empty or gone afterwards."""
    if not store.exists():
        return None
    aside = store.with_name(f"{store.stem}.{now():%Y%m%dT%H%M%S%fZ}.aside{store.suffix}")
    raw_key = next((key for key in keys if fits(store, key)), None)
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
        with alone(store, raw_key):
            pass
    except Exception as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return False
        raise
    return True


def _kept_as(store: Path, aside: Path) -> None:
    with suppress(OSError):
        aside.hardlink_to(store)
        return
    shutil.copyfile(store, aside)
    sync_file(aside)
