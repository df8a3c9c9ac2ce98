# SPDX-License-Identifier: Apache-2.0
"""Puts a store and the drafts that belong to it under another key; neither is ever without one."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crm.errors import CrmError
from crm.storage import backup, troubles
from crm.storage.keys import SALT_BYTES, key_of
from crm.storage.passwords import change_key
from crm.storage.register import Register
from crm.storage.store import open_store
from ui.desk.drafts import Drafts


class Locked(NamedTuple):
    """A store with the key that it has now, and why that is not the one that was wanted."""

    register: Register
    raw_key: str | None
    trouble: CrmError | None = None


def put_under(where: str, raw_key: str | None, password: str) -> Locked:
    """Back a store up that nobody has open, put it under a password (empty: none) and open it.

    Where that cannot be done it is opened as it was, and the trouble comes with it.

    Raises:
        StorageTrouble: it cannot even be opened any more.
    """
    store = Path(where)
    new_key = key_of(password, os.urandom(SALT_BYTES)) if password else None
    try:
        backup.make(store, backup.folder_beside(store), raw_key=raw_key, reason="password")
        with carried(where, raw_key, new_key):
            change_key(store, raw_key, new_key)
    except CrmError as error:
        return Locked(open_store(where, raw_key=raw_key), raw_key, error)
    return Locked(open_store(where, raw_key=new_key), new_key)


@contextmanager
def carried(where: str, raw_key: str | None, new_key: str | None) -> Generator[None]:
    """Inside the block, the drafts of a store lie under both keys; afterwards under the one.

    Raises:
        StorageTrouble: they cannot be written.
    """
    if raw_key == new_key:
        yield
        return
    former = Drafts(store=where, raw_key=raw_key)
    with troubles.in_words():
        new = former.copied(new_key)
    try:
        yield
    except BaseException:
        new.clear()
        raise
    former.clear()
