# SPDX-License-Identifier: Apache-2.0
"""From a driver's error to a sentence for the user: one place, one table."""

from __future__ import annotations

import errno
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from crm.errors import StorageTrouble
from crm.words import N_, _


@dataclass(frozen=True)
class Told:
    """What is said of one kind of trouble, and how the drivers name it.

    `names` are beginnings of SQLite's error names or of PostgreSQL's five-character states,
    `fragments` pieces of the message (lower case) for errors that have no name.
    """

    sentence: str
    next_step: str
    names: tuple[str, ...]
    fragments: tuple[str, ...] = ()


UNREACHABLE = Told(
    N_("The shared store cannot be reached."),
    N_("Check the network and try again; your entries are still here."),
    ("08", "57P"),
    (
        "connection", "could not translate host", "failed to resolve", "server closed",
        "terminat", "network is", "no route",
    ),
)  # fmt: skip
FULL = Told(
    N_("The disk is full, so nothing could be saved."),
    N_("Free some space on the disk and save again; your entries are still here."),
    ("SQLITE_FULL", "53100"),
    ("disk is full", "no space left", "file too large"),
)
READ_ONLY = Told(
    N_("The store can only be read: its file or folder is write-protected."),
    N_("Take the write protection off, or open a copy in your documents folder."),
    ("SQLITE_READONLY", "25006"),
    ("readonly database",),
)
DAMAGED = Told(
    N_("The store is damaged."),
    N_("Restore the latest backup; the damaged file is kept aside."),
    ("SQLITE_CORRUPT", "XX001", "XX002"),
    ("malformed",),
)
NOT_A_STORE = Told(
    N_("The file is not a store of this program, or its password is another one."),
    N_("Choose the right file, or restore a backup."),
    ("SQLITE_NOTADB",),
    ("file is not a database",),
)
INACCESSIBLE = Told(
    N_("The store cannot be opened: the file or its folder is not accessible."),
    N_("Check that the folder exists and that you may write in it."),
    ("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
    ("unable to open database file",),
)

TABLE: tuple[Told, ...] = (
    Told(
        N_("The store is being written by another window."),
        N_("Wait a moment and save again; nothing you entered is lost."),
        ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01"),
        ("database is locked",),
    ),
    FULL,
    READ_ONLY,
    INACCESSIBLE,
    NOT_A_STORE,
    DAMAGED,
    Told(
        N_("The disk reported an error while the store was used."),
        N_("Save a copy elsewhere and have the disk checked; your entries are still here."),
        ("SQLITE_IOERR", "58030"),
        ("disk i/o error",),
    ),
    Told(
        N_("Something that this entry refers to no longer exists."),
        N_("Read the record again and choose another one."),
        ("SQLITE_CONSTRAINT_FOREIGNKEY", "23503"),
        ("foreign key constraint",),
    ),
    Told(
        N_("The shared server does not accept this name and password."),
        N_("Ask whoever looks after the server for the right address."),
        ("28",),
        ("password authentication failed", "no password supplied"),
    ),
    Told(
        N_("There is no store of this name on the shared server."),
        N_("Ask whoever looks after the server for the right address."),
        ("3D000",),
        ("does not exist",),
    ),
    Told(
        N_("You may not do this in the shared store."),
        N_("Ask whoever looks after the server for the right to do it."),
        ("42501",),
        ("permission denied",),
    ),
    Told(
        N_("The shared server has too many visitors at the moment."),
        N_("Wait a moment and try again; your entries are still here."),
        ("53300", "53400"),
        ("too many clients", "queuepool limit"),
    ),
    UNREACHABLE,
)


def trouble(told: Told) -> StorageTrouble:
    """The trouble with the words of one row of the table, in the user's language."""
    return StorageTrouble(_(told.sentence), _(told.next_step))


def trouble_of(error: BaseException) -> StorageTrouble:
    """The trouble a driver's or the system's error means, in the user's language.

    The driver's own words stay in the chain of causes for the log; nobody reads them on screen.
    """
    original = getattr(error, "orig", None) or error
    if isinstance(original, OSError):
        return trouble(_of_the_system(original))
    if getattr(error, "connection_invalidated", False) and not _name_of(original):
        return trouble(UNREACHABLE)
    name, message = _name_of(original), str(original).lower()
    for told in TABLE:
        if name.startswith(told.names):
            return trouble(told)
    for told in TABLE:
        if any(fragment in message for fragment in told.fragments):
            return trouble(told)
    return StorageTrouble(
        _("The store reported an unexpected error ({code}).").format(
            code=name or type(original).__name__
        ),
        _("Try again; if it happens again, restore a backup."),
    )


@contextmanager
def database_in_words() -> Generator[None]:
    """Inside the block, errors of the database become troubles; all others stay as they are.

    Raises:
        StorageTrouble: whatever the database refused.
    """
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise trouble_of(error) from error
    except Exception as error:
        if not _from_driver(error):
            raise
        raise trouble_of(error) from error


@contextmanager
def in_words() -> Generator[None]:
    """Inside the block, errors of the database and of the file system become troubles.

    Raises:
        StorageTrouble: whatever the database or the file system refused.
    """
    try:
        with database_in_words():
            yield
    except OSError as error:
        raise trouble_of(error) from error


def _from_driver(error: Exception) -> bool:
    """Whether an error came from SQLite directly; asked without importing the driver."""
    module = sys.modules.get("sqlcipher3.dbapi2")
    return module is not None and isinstance(error, module.Error)


def _name_of(original: object) -> str:
    return str(getattr(original, "sqlite_errorname", "") or getattr(original, "sqlstate", "") or "")


def _of_the_system(error: OSError) -> Told:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return FULL
    return READ_ONLY if error.errno == errno.EROFS else INACCESSIBLE
