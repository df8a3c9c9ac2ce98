# SPDX-License-Identifier: Apache-2.0
"""Opening a store: made when it is not there, upgraded when it is older, refused when newer."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from crm.storage.engine import file_engine, is_url, server_engine
from crm.storage.register import Register
from crm.storage.upgrade import bring_up_to_date


def open_store(where: str | Path, *, raw_key: str | None = None) -> Register:
    """The register of the store at a path or a PostgreSQL URL; made when it does not exist.

    Raises:
        StorageTrouble: it is damaged, newer than this program, locked, read-only …
    """
    writer, reader = _engines(where, raw_key)
    bring_up_to_date(writer, None if is_url(str(where)) else Path(where))
    return Register(writer, reader)


def _engines(where: str | Path, raw_key: str | None) -> tuple[Engine, Engine]:
    if is_url(str(where)):
        engine = server_engine(str(where))
        return engine, engine
    path = Path(where)
    path.parent.mkdir(parents=True, exist_ok=True)
    return (
        file_engine(path, write=True, raw_key=raw_key),
        file_engine(path, write=False, raw_key=raw_key),
    )
