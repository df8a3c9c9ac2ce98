# SPDX-License-Identifier: Apache-2.0
"""What Alembic runs: the migrations inside the transaction that the upgrade has begun."""

from __future__ import annotations

from typing import cast

from alembic import context
from sqlalchemy import Connection

from crm.storage.migrations.comparing import included, rendered
from crm.storage.tables import METADATA

connection = cast("Connection", context.config.attributes["connection"])
context.configure(
    connection=connection,
    target_metadata=METADATA,
    # Rebuilding a table is the only way SQLite has for most changes.
    render_as_batch=True,
    transactional_ddl=True,
    include_name=included,
    render_item=rendered,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
