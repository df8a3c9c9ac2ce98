# SPDX-License-Identifier: Apache-2.0
"""The index follows every way of writing, and is made anew when it is missing or behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from crm.domain.person import Person
from crm.domain.project import Project
from crm.errors import Cancelled
from crm.progress import Progress, silent
from crm.storage.bulk import insert_many
from crm.storage.engine import file_engine, server_engine
from crm.storage.making import make_schema
from crm.storage.register import Register
from crm.storage.revisions import SCHEME
from crm.storage.search import index
from crm.storage.search.documents import record_at, signature, sources
from crm.storage.search.following import is_behind, rebuild
from crm.storage.search.terms import terms, wanted
from crm.storage.store import open_store
from crm.storage.undo import redo_last, undo_last
from crm.storage.upgrade import migrate
from tests.builders import a_person, a_project, an_organisation, saved


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An engine on a database with nothing in it."""
    if request.param == "sqlite":
        return file_engine(tmp_path / "bare.icr", write=True, foreign_keys=False)
    return server_engine(str(request.getfixturevalue("bare_postgres_url")))


def found(register: Register, question: str) -> list[tuple[str, int]]:
    with register.reading() as session:
        places = index.find(session, wanted(terms(question)), 0, (1 << 63) - 1, 1_000)
        return [record_at(place) for place in places]


def lose_index(register: Register) -> None:
    with register.writer.begin() as connection:
        connection.execute(text("DROP TABLE search"))
        connection.execute(text("DROP TABLE search_mark"))


def test_a_record_is_found_from_its_commit_on(any_store: Register) -> None:
    project = saved(any_store, Project(name="无锡茶园"))
    assert found(any_store, "茶园") == found(any_store, "wxcy") == [("project", project)]


def test_an_edit_changes_what_a_record_is_found_by(any_store: Register) -> None:
    project = saved(any_store, Project(name="茶园"))
    with any_store.writing("Edit") as unit:
        unit.get(Project, project).name = "柑橘"
    assert (found(any_store, "茶园"), found(any_store, "柑橘")) == ([], [("project", project)])


def test_deleting_undoing_and_redoing_are_followed(any_store: Register) -> None:
    project = saved(any_store, Project(name="茶园"))
    with any_store.writing("Delete") as unit:
        unit.delete(unit.get(Project, project))
    assert found(any_store, "茶园") == []
    undo_last(any_store)
    assert found(any_store, "茶园") == [("project", project)]
    redo_last(any_store)
    assert found(any_store, "茶园") == []


def test_what_fails_leaves_no_trace_in_the_index(any_store: Register) -> None:
    with pytest.raises(Cancelled), any_store.writing("Fail") as unit:
        a_project(unit, name="茶园")
        raise Cancelled
    assert found(any_store, "茶园") == []


def test_bulk_loads_are_followed(any_store: Register) -> None:
    ids = insert_many(any_store, "Import", {"project": [{"name": "茶园"}, {"name": "柑橘"}]})
    assert found(any_store, "茶园") == [("project", ids["project"][0])]


def test_another_window_finds_what_this_one_wrote(
    any_store: Register, other_window: Register
) -> None:
    project = saved(any_store, Project(name="茶园"))
    assert found(other_window, "茶园") == [("project", project)]


def test_a_fresh_store_is_not_behind(any_store: Register) -> None:
    assert not is_behind(any_store)


def test_a_store_that_lost_its_index_opens_and_is_read_anew(
    any_where: str, any_store: Register
) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, name="茶园")
        unit.delete(a_project(unit, name="旧茶园"))
        a_person(unit, name="单小明", mobile="13812345678")
    lose_index(any_store)
    again = open_store(any_where)
    assert is_behind(again)
    assert found(again, "茶园") == []
    rebuild(again, silent())
    assert not is_behind(again)
    assert found(again, "茶园") == [("project", 1)]
    assert found(again, "shanxm") == []
    assert found(again, "sxm") == found(again, "5678") == [("person", 1)]
    again.close()


def test_a_server_whose_index_lacks_the_part_of_a_type_gets_it_made_anew(
    postgres_url: str, postgres: Register
) -> None:
    project = saved(postgres, Project(name="茶园"))
    with postgres.writer.begin() as connection:
        connection.execute(text("DROP TABLE search_of_project"))
    again = open_store(postgres_url)
    assert is_behind(again)
    rebuild(again, silent())
    assert found(again, "茶园") == [("project", project)]
    again.close()


def test_a_server_looks_only_into_the_parts_of_the_types_that_are_asked_for(
    postgres: Register,
) -> None:
    one = sources()["person"]
    asked = text(
        "EXPLAIN SELECT rowid FROM search WHERE tokens @@ CAST('a' AS tsquery)"
        " AND rowid BETWEEN :first AND :last"
    )
    with postgres.reading() as session:
        plan = "\n".join(session.scalars(asked, {"first": one.first, "last": one.last}))
    assert [name for name in sources() if f"search_of_{name}" in plan] == ["person"]


def test_a_store_read_under_other_declarations_is_behind(any_store: Register) -> None:
    with any_store.writer.begin() as connection:
        index.mark(connection, "another")
    assert is_behind(any_store)


def test_reading_anew_tells_how_far_it_is_and_can_be_stopped(store: Register) -> None:
    with store.writing("Prepared") as unit:
        an_organisation(unit)
        a_person(unit)
    stopped = Progress(lambda _share, _note: None)
    stopped.cancel()
    with store.writer.begin() as connection:
        index.mark(connection, "another")
    with pytest.raises(Cancelled):
        rebuild(store, stopped)
    assert is_behind(store)
    told: list[float] = []
    rebuild(store, Progress(lambda share, _note: told.append(share)))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_is_saved_while_the_store_is_read_anew_stays_found(store: Register) -> None:
    saved(store, Person(name="单小明"))
    lose_index(store)
    with store.writer.begin() as connection:
        index.make(connection)

    def meanwhile(share: float, _note: str) -> None:
        if share == 0.0:
            with store.writing("Meanwhile") as unit:
                a_project(unit, name="新茶园")

    rebuild(store, Progress(meanwhile))
    assert found(store, "新茶园")[0][0] == "project"
    assert found(store, "单小明") == [("person", 1)]


def _index_schema(connection: Connection) -> object:
    if connection.dialect.name == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE name LIKE 'search%' ORDER BY name"
        return connection.execute(text(asked)).all()
    seen = inspect(connection)
    return [
        (name, [str(column) for column in seen.get_columns(name)], seen.get_indexes(name))
        for name in sorted(seen.get_table_names())
        if name.startswith("search")
    ]


def test_a_fresh_store_and_a_migrated_one_have_the_same_index(empty: Engine) -> None:
    shapes: list[object] = []
    for make_it, mark in ((make_schema, signature()), (migrate, "")):
        with empty.connect() as connection:
            make_it(connection, SCHEME)
            assert index.is_made(connection)
            assert index.marked(connection) == mark
            shapes.append(_index_schema(connection))
            connection.rollback()
    assert shapes[0] == shapes[1]
    empty.dispose()
