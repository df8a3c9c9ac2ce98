# SPDX-License-Identifier: Apache-2.0
"""The store's own tables: the history, and what the store says of itself. Nobody edits them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from crm.domain.all_records import RECORDS
from crm.domain.records import Record
from crm.kinds.days import Moment

METADATA = Record.metadata
"""The whole schema: every record type and the tables below."""
RECORD_TABLES = tuple(RECORDS)

TITLE_LENGTH = 200
AUTHOR_LENGTH = 60

CHANGE_SETS = Table(
    "change_set",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("title", String(TITLE_LENGTH), nullable=False),
    Column("at", Moment().column_type(), nullable=False),
    Column("author", String(AUTHOR_LENGTH), nullable=False, server_default=""),
    Column("desk", String(36), nullable=False),
    Column("complete", Boolean, nullable=False, server_default=text("true")),
    Column("undoes", Integer, ForeignKey("change_set.id"), nullable=True, index=True),
    Index("ix_change_set_desk", "desk", "id"),
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
STORE_INFO = Table(
    "store_info",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("uuid", String(36), nullable=False),
    Column("made_by", String(20), nullable=False),
    Column("made_at", Moment().column_type(), nullable=False),
    Column("program", String(20), nullable=False),
)
"""One row: the store's identity, the program that made it and the one that last upgraded it."""

REVISION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, declared here so that a fresh store is made without importing Alembic."""
