# SPDX-License-Identifier: Apache-2.0
"""Setting, changing and removing the password of a store: written anew beside it, put in its place.

A kill at any moment leaves the store under its former key or under the new one, each whole.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from crm.domain.records import new_uuid
from crm.storage import backup, troubles
from crm.storage.alone import alone
from crm.storage.making import side_files, sync_file, sync_folder_of


def change_key(store: Path, raw_key: str | None, new_key: str | None) -> None:
    """Put a store that no register has open any more under another key; None is no password.

    Backups that were made before keep the key that they have.

    Raises:
        StorageTrouble: another window has it open, the disk is full …; it is as it was.
    """
    _sweep(store)
    beside = store.with_name(f".{store.name}.{new_uuid()}.locked")
    with troubles.in_words(), ExitStack() as stack:
        stack.callback(_remove, beside)
        # Held until the other file lies in its place: what is written meanwhile would be lost.
        connection = stack.enter_context(alone(store, raw_key))
        expected = backup.counts(connection)
        _export(connection, beside, new_key)
        if backup.verify(beside, new_key) != expected:
            raise troubles.trouble(troubles.DAMAGED)
        sync_file(beside)
        if os.name == "nt":
            connection.close()  # a file that is open is not replaced there
        beside.replace(store)
        sync_folder_of(store)


def _export(connection: Any, target: Path, new_key: str | None) -> None:  # noqa: ANN401 - a driver's
    """Write all that is in a store into a fresh file under another key."""
    (application,) = connection.execute("PRAGMA main.application_id").fetchone()
    key = f"x'{new_key}'" if new_key else ""
    connection.execute("ATTACH DATABASE ? AS locked KEY ?", (str(target), key))
    connection.execute("SELECT sqlcipher_export('locked')").fetchall()
    connection.execute(f"PRAGMA locked.application_id = {int(application)}")
    connection.execute("DETACH DATABASE locked")


def _sweep(store: Path) -> None:
    """Remove what was left when the program was killed in the middle."""
    for leftover in store.parent.glob(f".{store.name}.*.locked*"):
        leftover.unlink(missing_ok=True)


def _remove(beside: Path) -> None:
    for leftover in (beside, *side_files(beside), beside.with_name(f"{beside.name}-journal")):
        leftover.unlink(missing_ok=True)
