# SPDX-License-Identifier: Apache-2.0
"""From a driver's error to a sentence for the user: one place, one table."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from crm.errors import StorageTrouble
from crm.words import N_, _

# fragment of the driver's message (lower case) → what is wrong, what to do
SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "database is locked",
        N_("The store is being written by another window."),
        N_("Wait a moment and save again; nothing you entered is lost."),
    ),
    (
        "disk is full",
        N_("The disk is full, so nothing could be saved."),
        N_("Free some space on the disk and save again; your entries are still here."),
    ),
    (
        "readonly database",
        N_("The store can only be read: its file or folder is write-protected."),
        N_("Take the write protection off, or open a copy in your documents folder."),
    ),
    (
        "unable to open database file",
        N_("The store cannot be opened: the file or its folder is not accessible."),
        N_("Check that the folder exists and that you may write in it."),
    ),
    (
        "file is not a database",
        N_("The file is not a store of this program, or its password is another one."),
        N_("Choose the right file, or restore a backup."),
    ),
    (
        "malformed",
        N_("The store is damaged."),
        N_("Restore the latest backup; the damaged file is kept aside."),
    ),
    (
        "disk i/o error",
        N_("The disk reported an error while the store was used."),
        N_("Save a copy elsewhere and have the disk checked; your entries are still here."),
    ),
    (
        "foreign key constraint",
        N_("Something that this entry refers to no longer exists."),
        N_("Read the record again and choose another one."),
    ),
    (
        "connection",
        N_("The shared store cannot be reached."),
        N_("Check the network and try again; your entries are still here."),
    ),
)


def trouble_of(error: DBAPIError | Exception) -> StorageTrouble:
    """The trouble a driver's error means, in the user's language."""
    original = getattr(error, "orig", None) or error
    message = str(original).lower()
    for fragment, sentence, step in SENTENCES:
        if fragment in message:
            return StorageTrouble(_(sentence), _(step))
    return StorageTrouble(
        _("The store reported a trouble: {message}").format(message=str(original)),
        _("Try again; if it happens again, restore a backup."),
    )
