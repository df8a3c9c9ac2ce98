# SPDX-License-Identifier: Apache-2.0
"""What a file is before anything is done to it: a store, another program's, damaged, empty."""

from __future__ import annotations

import os
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm.errors import StorageTrouble
from crm.storage import troubles
from crm.storage.engine import APPLICATION_ID, bare_connection
from crm.storage.revisions import PROGRAM, Scheme
from crm.words import _

_PLAIN = b"SQLite format 3\0"
_HEADER = 100
_APPLICATION_AT = 68
_PAGE = 512  # the smallest page that SQLite has


@dataclass(frozen=True)
class Standing:
    """What a store says of itself: its schema, the program that made it last, its identity."""

    revision: str
    program: str
    uuid: str


def look(path: Path, raw_key: str | None) -> Standing:
    """What the store at `path` says of itself; nothing is written.

    Raises:
        StorageTrouble: it is no store that can be worked with; the sentence says why.
    """
    _refuse_by_sight(path, raw_key)
    with troubles.in_words(), closing(bare_connection(path, raw_key)) as connection:
        return read_standing(connection)


def read_standing(connection: Any) -> Standing:  # noqa: ANN401 - a driver's
    """What the store behind a driver's connection says of itself.

    Raises:
        StorageTrouble: it is another program's database, or its sentinel is gone.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if application != APPLICATION_ID:
        raise _another_programs()
    if not {"alembic_version", "store_info"} <= names:
        raise troubles.trouble(troubles.DAMAGED)
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    info = connection.execute("SELECT program, uuid FROM store_info").fetchone()
    if revision is None or info is None:
        raise troubles.trouble(troubles.DAMAGED)
    return Standing(str(revision[0]), str(info[0]), str(info[1]))


def refuse_newer(standing: Standing, scheme: Scheme) -> None:
    """Refuse a store of a schema that this program does not know.

    Raises:
        StorageTrouble: it was made by a newer program; both versions are named.
    """
    if standing.revision not in scheme.revisions:
        raise StorageTrouble(
            _("The store was made by the newer version {theirs}; this is version {ours}.").format(
                theirs=standing.program, ours=PROGRAM
            ),
            _("Install the newer version; nothing in the store was changed."),
        )


def _refuse_by_sight(path: Path, raw_key: str | None) -> None:
    """What can be told from the file's kind, size and header without opening it as a database."""
    if path.is_dir():
        raise StorageTrouble(
            _("“{name}” is a folder, not a store.").format(name=path.name),
            _("Choose the file in it."),
        )
    with troubles.in_words(), path.open("rb") as file:
        header = file.read(_HEADER)
    if not header:
        raise StorageTrouble(
            _("The file “{name}” is empty.").format(name=path.name),
            _("Restore a backup, or delete the file to begin a new store."),
        )
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise troubles.trouble(troubles.READ_ONLY)
    if header.startswith(_PLAIN):
        _refuse_plain(path, header, raw_key)
    elif raw_key is None:
        raise StorageTrouble(
            _("The file is not a store of this program, or it needs a password."),
            _("Choose the right file, or give its password."),
        )


def _refuse_plain(path: Path, header: bytes, raw_key: str | None) -> None:
    if len(header) < _HEADER or path.stat().st_size < _PAGE:
        raise troubles.trouble(troubles.DAMAGED)
    (application,) = struct.unpack_from(">I", header, _APPLICATION_AT)
    if application != APPLICATION_ID:
        raise _another_programs()
    if raw_key is not None:
        raise StorageTrouble(_("This store has no password."), _("Open it without one."))


def _another_programs() -> StorageTrouble:
    return StorageTrouble(
        _("The file is a database of another program; nothing in it was changed."),
        _("Choose the right file, or restore a backup."),
    )
