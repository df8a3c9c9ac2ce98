# SPDX-License-Identifier: Apache-2.0
"""A locked drawer beside a store that has a password: small texts by name, under the store's key.

What is typed and not yet saved is as confidential as what is saved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from crm.errors import StorageTrouble
from crm.storage.engine import bare_connection, driver


class Drawer:
    """Texts by name in one encrypted file; every call opens and closes it.

    A drawer that no longer opens (the password of the store is another one) is emptied: what it
    held can be read by nobody.
    """

    def __init__(self, path: Path, raw_key: str) -> None:
        self._path = path
        # Not the key of the store itself: who learns the one does not have the other.
        self._key = hashlib.sha256(f"drafts of {raw_key}".encode()).hexdigest()

    def put(self, name: str, text: str) -> None:
        """Keep a text in place of an earlier one.

        Raises:
            OSError: it cannot be written.
        """
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, text))

    def get(self, name: str) -> str | None:
        """The text of a name."""
        if not self._path.is_file():
            return None
        with self._opened() as connection:
            found = connection.execute("SELECT text FROM kept WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def drop(self, name: str) -> None:
        """Forget a text; its bytes are overwritten."""
        if self._path.is_file():
            with self._opened() as connection:
                connection.execute("DELETE FROM kept WHERE name = ?", (name,))

    def all(self) -> list[str]:
        """Every text."""
        if not self._path.is_file():
            return []
        with self._opened() as connection:
            return [str(text) for (text,) in connection.execute("SELECT text FROM kept").fetchall()]

    def clear(self) -> None:
        """Forget every text; the drawer goes."""
        self._path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Generator[Any]:
        refused: type[Exception] = driver().Error
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._unlocked(refused)) as connection:
                yield connection
        except (refused, StorageTrouble) as error:
            raise OSError(str(error)) from error

    def _unlocked(self, refused: type[Exception]) -> Any:  # noqa: ANN401 - a driver's
        try:
            return self._prepared()
        except refused as error:
            if "not a database" not in str(error):
                raise
            self._path.unlink(missing_ok=True)
            return self._prepared()

    def _prepared(self) -> Any:  # noqa: ANN401 - a driver's
        connection = bare_connection(self._path, self._key, make=True)
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, text TEXT)")
        except BaseException:
            connection.close()
            raise
        return connection
