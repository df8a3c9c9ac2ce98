# SPDX-License-Identifier: Apache-2.0
"""The index in the store: FTS5 in a file, a `tsvector` with GIN on a server, the same tokens.

It follows from the records and can be made anew from them at any time, so it stands outside the
migrations: it is made with a fresh store, by every upgrade, and when it is found missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import BigInteger, Boolean, ColumnElement, Connection, Text, literal, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from crm.storage.search.documents import sources
from crm.storage.search.terms import Wanted

_ON_FILE = (
    """CREATE VIRTUAL TABLE search USING fts5(
        tokens, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6', tokenize='ascii'
    )""",
)
_ON_SERVER = (
    """CREATE TABLE search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)
        PARTITION BY RANGE (rowid)""",
    # Without the list of what is pending, which every search would have to walk through.
    "CREATE INDEX search_tokens ON search USING gin (tokens) WITH (fastupdate = off)",
)
_PART = "CREATE TABLE {name} PARTITION OF search FOR VALUES FROM ({first}) TO ({end})"
_MARK = (
    "CREATE TABLE search_mark (signature VARCHAR(16) NOT NULL)",
    "INSERT INTO search_mark (signature) VALUES ('')",
)
_PRESENT = text("SELECT name FROM sqlite_master WHERE type = 'table'")
_PRESENT_ON_SERVER = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
_TABLES = frozenset(("search", "search_mark"))
_PUT = text("INSERT OR REPLACE INTO search (rowid, tokens) VALUES (:place, :tokens)")
_PUT_ON_SERVER = text(
    "INSERT INTO search (rowid, tokens) VALUES (:place, array_to_tsvector(CAST(:tokens AS text[])))"
    " ON CONFLICT (rowid) DO UPDATE SET tokens = excluded.tokens"
)
_TAKE = text("DELETE FROM search WHERE rowid = :place")
_FIND = text(
    "SELECT rowid FROM search WHERE search MATCH :tokens AND rowid BETWEEN :first AND :last"
    " ORDER BY rowid DESC LIMIT :most"
)
_FIND_ON_SERVER = (
    "SELECT rowid FROM search WHERE tokens @@ CAST(:tokens AS tsquery)"
    " AND rowid BETWEEN :first AND :last ORDER BY {order} DESC LIMIT :most"
)
_FIND_OFTEN = text(_FIND_ON_SERVER.format(order="rowid"))
# A sum is in no order: the rows are gathered by their tokens, never looked for one by one.
_FIND_SELDOM = text(_FIND_ON_SERVER.format(order="rowid + 0"))
_OFTEN = 2
"""Characters of the beginnings that so many records have that the newest are soon met."""


def is_made(connection: Connection) -> bool:
    """Whether the tables of the index are there."""
    if _on_server(connection):
        return _TABLES.union(_parts()) <= set(connection.scalars(_PRESENT_ON_SERVER))
    return set(connection.scalars(_PRESENT)) >= _TABLES


def make(connection: Connection, signature: str = "") -> None:
    """Make the empty index unless it is there, marked with what it holds."""
    if is_made(connection):
        return
    for name in sorted(_TABLES):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    tables = (*_ON_SERVER, *_parts().values()) if _on_server(connection) else _ON_FILE
    for statement in (*tables, *_MARK):
        connection.exec_driver_sql(statement)
    mark(connection, signature)


def marked(connection: Connection | Session) -> str:
    """The signature of what the index holds."""
    return str(connection.scalar(text("SELECT signature FROM search_mark")) or "")


def mark(connection: Connection | Session, signature: str) -> None:
    """Say what the index holds."""
    connection.execute(
        text("UPDATE search_mark SET signature = :signature"), {"signature": signature}
    )


def settle(session: Session) -> None:
    """Let a server look at what was written, so that it plans its searches by that."""
    if _on_server(session):
        session.execute(text("ANALYZE search"))


def put(session: Session, entries: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Write what some records are found by; one without tokens is taken out."""
    kept: list[dict[str, object]] = []
    gone: list[int] = []
    server = _on_server(session)
    for place, tokens in entries:
        if tokens:
            kept.append({"place": place, "tokens": list(tokens) if server else " ".join(tokens)})
        else:
            gone.append(place)
    if kept:
        session.execute(_PUT_ON_SERVER if server else _PUT, kept)
    if gone:
        session.execute(_TAKE, [{"place": place} for place in gone])


def find(session: Session, wanted: Sequence[Wanted], first: int, last: int, most: int) -> list[int]:
    """The newest places between two that have all these tokens, falling."""
    if _on_server(session):
        said, asked = _on_servers(wanted), _FIND_OFTEN if _is_often(wanted) else _FIND_SELDOM
    else:
        said, asked = _on_files(wanted), _FIND
    given = {"tokens": said, "first": first, "last": last, "most": most}
    found = session.scalars(asked, given)
    return [int(place) for place in found]


class places_with(GenericFunction[int]):  # noqa: N801 - a function of SQL
    """The ids of one record type that have some tokens: said for a file and for a server."""

    type = BigInteger()
    inherit_cache = True


@compiles(places_with)
def _places_with_on_file(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    said, _server, first, last = _arguments(element, compiler, words, skip=1)
    return (
        f"(SELECT rowid - {first} FROM search"  # noqa: S608 - all inside are parameters
        f" WHERE search MATCH {said} AND rowid BETWEEN {first} AND {last})"
    )


@compiles(places_with, "postgresql")
def _places_with_on_server(element: ClauseElement, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401 - SQLAlchemy's
    _file, said, first, last = _arguments(element, compiler, words, skip=0)
    return (
        f"(SELECT rowid - {first} FROM search"  # noqa: S608 - as above
        f" WHERE tokens @@ CAST({said} AS tsquery) AND rowid BETWEEN {first} AND {last})"
    )


def _arguments(
    element: ClauseElement, compiler: SQLCompiler, words: dict[str, Any], *, skip: int
) -> list[str]:
    """The arguments as parameters; the one that the other engine reads is left out."""
    clauses = cast("places_with", element).clauses
    return [
        "" if at == skip else str(compiler.process(one, **words)) for at, one in enumerate(clauses)
    ]


def has_tokens(
    number: ColumnElement[int], wanted: Sequence[Wanted], first: int, last: int
) -> ColumnElement[bool]:
    """The record with this id, between these places, has all these tokens."""
    places = places_with(
        literal(_on_files(wanted), Text()),
        literal(_on_servers(wanted), Text()),
        literal(first, BigInteger()),
        literal(last, BigInteger()),
    )
    return number.op("IN", is_comparison=True, return_type=Boolean())(places)


def _parts() -> dict[str, str]:
    """A part of the server's table for each record type, by its name, and how it is made.

    A tsvector knows nothing of places: in one table each look into one type would go through the
    rows of all of them.
    """
    return {
        f"search_of_{one.record}": _PART.format(
            name=f"search_of_{one.record}", first=one.first, end=one.last + 1
        )
        for one in sources().values()
    }


def _on_files(wanted: Sequence[Wanted]) -> str:
    return " AND ".join(
        "(" + " OR ".join(f'"{c}{one.text}"{"" if one.whole else "*"}' for c in one.classes) + ")"
        for one in wanted
    )


def _on_servers(wanted: Sequence[Wanted]) -> str:
    return " & ".join(
        "(" + " | ".join(f"'{c}{one.text}'{'' if one.whole else ':*'}" for c in one.classes) + ")"
        for one in wanted
    )


def _is_often(wanted: Sequence[Wanted]) -> bool:
    """Whether most of the records next looked at have these tokens: a server guesses it badly."""
    return all(not one.whole and len(one.text) <= _OFTEN for one in wanted)


def _on_server(connection: Connection | Session) -> bool:
    bind = connection if isinstance(connection, Connection) else connection.get_bind()
    return bind.dialect.name == "postgresql"
