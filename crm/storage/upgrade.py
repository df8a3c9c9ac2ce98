# SPDX-License-Identifier: Apache-2.0
"""Bringing a store up to the schema of this program."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from crm.storage.tables import METADATA


def bring_up_to_date(engine: Engine, path: Path | None) -> None:
    """Make the schema of a fresh store."""
    METADATA.create_all(engine)
