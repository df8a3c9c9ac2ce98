# SPDX-License-Identifier: Apache-2.0
"""The base of every record: its identity, its version, and what the record type says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import Boolean, Index, Integer, MetaData, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from crm.fields import Field, fields_of, ordered_names, sort_key
from crm.kinds.days import Moment

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


@dataclass(frozen=True)
class About:
    """What a record type says of itself: its words, the field that names it, its form's groups.

    `parent` is the reference field that a part hangs on (a milestone on its project); a part has
    no page of its own. `sort` is the field (or `-field`) a list starts with.
    """

    word: str
    words: str
    name_field: str = "name"
    groups: Mapping[str, str] = field(default_factory=dict[str, str])
    parent: str = ""
    sort: str = ""
    icon: str = "file"


def new_uuid() -> str:
    """A fresh identity that is unique over all PCs."""
    return str(uuid4())


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is where this computer stands."""
    return now().astimezone().date()


class Record(DeclarativeBase):
    """A row of the register.

    `id` is for speed inside one store, `uuid` for exchange between PCs, `version` counts saves and
    makes a stale form noticed. Deleting sets `deleted`, so that an undo brings the record back
    with everything that hangs on it.
    """

    metadata = MetaData(naming_convention=NAMING)
    about: ClassVar[About]

    def __init_subclass__(cls, **words: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
        for name in ordered_names(cls):
            setattr(cls, sort_key(name), _key_column())
        super().__init_subclass__(**words)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-9)
    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uuid, sort_order=-8)
    version: Mapped[int] = mapped_column(Integer, sort_order=-7)
    created_at: Mapped[datetime] = mapped_column(Moment().column_type(), default=now, sort_order=-6)
    updated_at: Mapped[datetime] = mapped_column(
        Moment().column_type(), default=now, onupdate=now, sort_order=-5
    )
    deleted: Mapped[bool] = mapped_column(
        Boolean, default=False, server_default=text("false"), active_history=True, sort_order=-4
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        return {"version_id_col": cls.version}

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """The declared fields by name, in the order of declaration."""
        return fields_of(cls)


KEY_LENGTH = 200
"""Characters of a sort key: some twenty Chinese ones."""


def _key_column() -> MappedColumn[str]:
    """The key of an ordered field: plain ASCII, compared by its bytes on every engine."""
    plain = String(KEY_LENGTH)
    on_server = String(KEY_LENGTH, collation="C")
    return mapped_column(
        plain.with_variant(on_server, "postgresql"),
        nullable=False,
        default="",
        server_default=text("''"),
        # SQLite reads an index alone only for one of the first 63 columns of a table.
        sort_order=-3,
    )


def record_types() -> Mapping[str, type[Record]]:
    """Every record type by its table name; `crm.domain.all_records` must have been imported."""
    return {kind.__tablename__: kind for kind in _descendants(Record)}


def _descendants(base: type[Record]) -> Iterator[type[Record]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _descendants(kind)


def live_unique(table: str, column: str) -> Index:
    """The rule that no two records that are not deleted have the same value there."""
    return Index(
        f"uq_{table}_live_{column}",
        column,
        unique=True,
        sqlite_where=text("deleted = 0"),
        postgresql_where=text("NOT deleted"),
    )


def live_index(table: str, *columns: str, name: str = "") -> Index:
    """An index over the records that are not deleted, for sorting and filtering lists.

    One of many columns has a short name of its own: databases cut long ones off.
    """
    return Index(
        f"ix_{table}_live_{name or '_'.join(columns)}",
        *columns,
        "id",
        sqlite_where=text("deleted = 0"),
        postgresql_where=text("NOT deleted"),
    )
