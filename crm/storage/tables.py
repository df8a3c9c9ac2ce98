# SPDX-License-Identifier: Apache-2.0
"""The store's own tables: the history of changes. No record: nothing here can be edited."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from crm.domain.all_records import RECORDS
from crm.domain.records import Record
from crm.kinds.days import Moment

METADATA = Record.metadata
"""The whole schema: every record type and the tables below."""
RECORD_TABLES = tuple(RECORDS)

CHANGE_SETS = Table(
    "change_set",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("title", String(200), nullable=False),
    Column("at", Moment().column_type(), nullable=False),
    Column("author", String(60), nullable=False, server_default=""),
    Column("desk", String(36), nullable=False),
    Column("complete", Boolean, nullable=False, server_default=text("true")),
    Column("undoes", Integer, ForeignKey("change_set.id"), nullable=True),
    sqlite_autoincrement=True,
)
CHANGE_ROWS = Table(
    "change_row",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("set_id", Integer, ForeignKey("change_set.id"), nullable=False, index=True),
    Column("record", String(40), nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("record_uuid", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=False),
    Index("ix_change_row_record", "record", "record_id", "id"),
)
