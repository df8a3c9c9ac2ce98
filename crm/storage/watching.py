# SPDX-License-Identifier: Apache-2.0
"""Noticing cheaply that somebody else may have written to the store."""

from __future__ import annotations

import threading

from sqlalchemy import Engine, PoolProxiedConnection, func, select

from crm.storage.tables import CHANGE_SETS


class Watch:
    """Remembers the newest change set that was seen (`seen`), and whether the store stirred.

    A file is asked for its `data_version`, which another connection's commit changes and which
    costs microseconds; it only counts on one and the same connection, which is kept. A server is
    asked for its newest change set.
    """

    def __init__(self, reader: Engine) -> None:
        self._reader = reader
        self._file = reader.dialect.name == "sqlite"
        self._kept: PoolProxiedConnection | None = None
        self._version = -1
        self._lock = threading.Lock()
        self.seen = self._newest()

    def stirred(self) -> bool:
        """Whether there may be change sets after the last that was seen."""
        if not self._file:
            return self._newest() > self.seen
        with self._lock:
            version = self._data_version()
            stirred, self._version = version != self._version, version
            return stirred

    def forget(self) -> None:
        """Look again next time: what stirred could not be read."""
        self._version = -1

    def close(self) -> None:
        """Give the kept connection back."""
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None

    def _data_version(self) -> int:
        if self._kept is None:
            self._kept = self._reader.raw_connection()
        cursor = self._kept.cursor()
        try:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchall()[0][0])
        finally:
            cursor.close()

    def _newest(self) -> int:
        with self._reader.connect() as connection:
            return int(connection.scalar(select(func.max(CHANGE_SETS.c.id))) or 0)
