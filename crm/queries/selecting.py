# SPDX-License-Identifier: Apache-2.0
"""What queries over records select: columns by field name, live rows, orders, names of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    UnaryExpression,
    bindparam,
    case,
    func,
    literal,
    not_,
    null,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput
from crm.fields import sort_key
from crm.kinds.base import Kind
from crm.kinds.choices import Choice
from crm.kinds.days import Moment
from crm.kinds.links import Reference
from crm.kinds.numbers import Count
from crm.words import _

ESCAPE = "\\"

OWN: dict[str, Kind[Any]] = {
    "id": Count(low=1),
    "version": Count(low=1),
    "created_at": Moment(),
    "updated_at": Moment(),
}
"""What every record has besides its fields, and can be filtered and sorted by."""


@cache
def table_of(record: str) -> Table:
    """The table of a record type."""
    return cast("Table", RECORDS[record].__table__)


def kind_of(record: str, name: str) -> Kind[Any]:
    """The kind of a field, or of what every record has.

    Raises:
        InvalidInput: there is no such field (any more).
    """
    field = RECORDS[record].fields().get(name)
    kind = OWN.get(name) if field is None else field.kind
    if kind is None:
        raise InvalidInput(
            _("There is no field “{name}” here.").format(name=name[:40]),
            _("Remove the condition, the column or the order that names it."),
        )
    return kind


def column_of(record: str, name: str) -> Column[Any]:
    """The column of a field, or of what every record has.

    Raises:
        InvalidInput: there is no such field (any more).
    """
    kind_of(record, name)
    return table_of(record).c[name]


def sorted_by(record: str, name: str) -> ColumnElement[Any]:
    """What a field is sorted by: names by their key, as they are said; options as they are listed.

    A field that refers to another record is sorted by the name of that one (`domain.md` §9).

    Raises:
        InvalidInput: there is no such field (any more).
    """
    kind, column = kind_of(record, name), column_of(record, name)
    if isinstance(kind, Choice):
        places = [(column == one.code, at) for at, one in enumerate(kind.options)]
        return case((column.is_(None), null()), *places, else_=len(places))
    if isinstance(kind, Reference):
        other, title = table_of(kind.record).alias(f"by_{name}"), title_field(kind.record)
        named = other.c[_key_of(kind.record, title)]
        return select(named).where(other.c.id == column).scalar_subquery()
    return table_of(record).c[_key_of(record, name)]


def _key_of(record: str, name: str) -> str:
    """The column that a text is sorted by: its key, if it is kept with one."""
    field = RECORDS[record].fields().get(name)
    return sort_key(name) if field is not None and field.ordered else name


def live(table: FromClause) -> ColumnElement[bool]:
    """The record is not deleted, in the very words of the partial indexes."""
    return not_(cast("ColumnElement[bool]", table.c.deleted))


def refers_to_none(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """A reference is empty. Many refer to nothing: their index, made to find few, is not walked."""
    return func.coalesce(column, 0) == 0


def order_by(record: str, sort: Sequence[str]) -> list[UnaryExpression[Any] | Column[Any]]:
    """The order that `sort` names (`-field` is downwards), the unknown last, made total by the id.

    The id goes the way of the last field, so that an index serves both directions.
    """
    terms: list[UnaryExpression[Any] | Column[Any]] = []
    down = False
    for signed in sort:
        name, down = signed.removeprefix("-"), signed.startswith("-")
        key = sorted_by(record, name)
        term = key.desc() if down else key.asc()
        terms.append(term.nulls_last() if column_of(record, name).nullable else term)
    number = table_of(record).c.id
    return [*terms, number.desc() if down else number.asc()]


class numbers_in(GenericFunction[int]):  # noqa: N801 - a function of SQL
    """The whole numbers in a text like `[1,2,3]`, one a row: any many of them are one parameter."""

    type = Integer()
    inherit_cache = True


@compiles(numbers_in)
def _numbers_in_sqlite(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    inside = compiler.process(cast("numbers_in", element).clauses, **words)
    return f"(SELECT value FROM json_each({inside}))"  # noqa: S608 - the inside is a parameter


@compiles(numbers_in, "postgresql")
def _numbers_in_postgres(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    inside = compiler.process(cast("numbers_in", element).clauses, **words)
    numbers = f"json_array_elements_text(CAST({inside} AS json)) AS n"
    return f"(SELECT CAST(n AS integer) FROM {numbers})"  # noqa: S608 - as above


class holds_text(GenericFunction[bool]):  # noqa: N801 - as above
    """The first text is like the second, a pattern, whatever the case of its letters."""

    type = Boolean()
    inherit_cache = True


@compiles(holds_text)
def _holds_text_sqlite(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    return _like(element, compiler, "LIKE", words)


@compiles(holds_text, "postgresql")
def _holds_text_postgres(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    return _like(element, compiler, "ILIKE", words)


def _like(
    element: ClauseElement, compiler: SQLCompiler, word: str, words: Mapping[str, Any]
) -> str:
    text, pattern = (compiler.process(one, **words) for one in cast("holds_text", element).clauses)
    return f"({text} {word} {pattern} ESCAPE '{ESCAPE}')"


def holds(column: ColumnElement[Any], text: str, form: str = "%{}%") -> ColumnElement[bool]:
    """A column has a text in it, of which nothing is a wildcard; in this form."""
    return holds_text(column, literal(form.format(like_escaped(text)), Text()))


def like_escaped(text: str) -> str:
    """A text in which nothing is a wildcard of LIKE."""
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")


def numbers_text(ids: Iterable[int]) -> str:
    """Whole numbers as the text that `numbers_in` reads."""
    return f"[{','.join(map(str, ids))}]"


def among(column: ColumnElement[int], name: str = "ids") -> ColumnElement[bool]:
    """The column is one of the numbers in the parameter with this name."""
    return listed(column, bindparam(name, type_=Text()))


def listed(column: ColumnElement[int], text: ColumnElement[str]) -> ColumnElement[bool]:
    """The column is one of the numbers in such a text."""
    return column.op("IN", is_comparison=True, return_type=Boolean())(numbers_in(text))


def title_field(record: str) -> str:
    """The field that names a record of this type."""
    return RECORDS[record].about.name_field


@dataclass(frozen=True)
class Joined:
    """A query for columns of a record type, with the names of the records they refer to.

    `names` are the fields in the order of the columns, which follow the id; `titles` are the
    places of the names of other records, by the place of the column that refers to them.
    """

    query: Select[Any]
    names: tuple[str, ...]
    titles: dict[int, tuple[int, Kind[Any]]]


@cache
def joined(record: str, names: tuple[str, ...]) -> Joined:
    """The query for these columns of all records of a type, whether they are live or not.

    Others are joined from the outside: a record stays in the list when nobody is in charge.
    """
    table = table_of(record)
    columns: list[ColumnElement[Any]] = [table.c.id, *(column_of(record, one) for one in names)]
    rows: FromClause = table
    titles: dict[int, tuple[int, Kind[Any]]] = {}
    for place, name in enumerate(names, start=1):
        kind = kind_of(record, name)
        if isinstance(kind, Reference):
            other = table_of(kind.record).alias(f"of_{name}")
            rows = rows.outerjoin(other, other.c.id == table.c[name])
            title = title_field(kind.record)
            titles[place] = len(columns), kind_of(kind.record, title)
            columns.append(other.c[title])
    return Joined(select(*columns).select_from(rows), names, titles)
