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

from crm.storage.search.terms import Wanted

_ON_FILE = (
    """CREATE VIRTUAL TABLE search USING fts5(
        tokens, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6', tokenize='ascii'
    )""",
)
_ON_SERVER = (
    "CREATE TABLE search (rowid BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)",
    "CREATE INDEX search_tokens ON search USING gin (tokens)",
)
_MARK = (
    "CREATE TABLE search_mark (signature VARCHAR(16) NOT NULL)",
    "INSERT INTO search_mark (signature) VALUES ('')",
)
_PRESENT = "SELECT count(*) FROM sqlite_master WHERE name IN ('search', 'search_mark')"
_PRESENT_ON_SERVER = (
    "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    " AND tablename IN ('search', 'search_mark')"
)
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
_FIND_ON_SERVER = text(
    "SELECT rowid FROM search WHERE tokens @@ CAST(:tokens AS tsquery)"
    " AND rowid BETWEEN :first AND :last ORDER BY rowid DESC LIMIT :most"
)


def is_made(connection: Connection) -> bool:
    """Whether the tables of the index are there."""
    asked = _PRESENT_ON_SERVER if _on_server(connection) else _PRESENT
    return connection.scalar(text(asked)) == len(("search", "search_mark"))


def make(connection: Connection, signature: str = "") -> None:
    """Make the empty index unless it is there, marked with what it holds."""
    if is_made(connection):
        return
    for name in ("search", "search_mark"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in (*(_ON_SERVER if _on_server(connection) else _ON_FILE), *_MARK):
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
    server = _on_server(session)
    said = (_on_servers if server else _on_files)(wanted)
    given = {"tokens": said, "first": first, "last": last, "most": most}
    found = session.scalars(_FIND_ON_SERVER if server else _FIND, given)
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


def _on_server(connection: Connection | Session) -> bool:
    bind = connection if isinstance(connection, Connection) else connection.get_bind()
    return bind.dialect.name == "postgresql"
