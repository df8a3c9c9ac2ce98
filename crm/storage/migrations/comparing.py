# SPDX-License-Identifier: Apache-2.0
"""How the schema of the records is compared with that of a store, and written into a script."""

from __future__ import annotations

from typing import Literal

from alembic.autogenerate import compare_metadata
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from crm.storage.tables import METADATA

SEARCH = "search"
"""Tables of the search index begin so; they are made and filled by the search itself."""


def included(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table of the store has its place in the comparison."""
    return kind != "table" or name is None or not name.startswith(SEARCH)


def rendered(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    """Types of the program are written as the plain type below them.

    A script must do the same for ever, whatever becomes of the kinds.
    """
    if kind == "type" and isinstance(item, TypeDecorator):
        plain = item.load_dialect_impl(context.dialect) if context.dialect else item.impl
        return f"sa.{plain!r}"
    return False


def differences(connection: Connection) -> list[object]:
    """What a store's schema lacks or has besides the records; empty when they are the same."""
    context = MigrationContext.configure(
        connection, opts={"include_name": included, "compare_type": True}
    )
    return list(compare_metadata(context, METADATA))
