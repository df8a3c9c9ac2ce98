# SPDX-License-Identifier: Apache-2.0
"""The scripts make the schema of the records, on both engines, the same as a fresh store has."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, inspect, text
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedIndex

from crm.domain.project import Project
from crm.storage.engine import file_engine, server_engine
from crm.storage.making import make_schema
from crm.storage.migrations import make
from crm.storage.migrations.comparing import differences
from crm.storage.revisions import PROGRAM, SCHEME
from crm.storage.tables import METADATA, STORE_INFO
from crm.storage.upgrade import migrate

ROOT = Path(__file__).parents[4]


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An engine on a database with nothing in it."""
    if request.param == "sqlite":
        return file_engine(tmp_path / "bare.icr", write=True, foreign_keys=False)
    return server_engine(str(request.getfixturevalue("bare_postgres_url")))


def _types(columns: list[ReflectedColumn]) -> dict[str, tuple[str, bool]]:
    return {column["name"]: (repr(column["type"]), column["nullable"]) for column in columns}


def _index(index: ReflectedIndex) -> tuple[object, ...]:
    where = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return index["name"], tuple(index["column_names"]), index["unique"], str(where)


def _shape(connection: Connection) -> dict[str, object]:
    """All that can be seen of a schema, without the order of columns and the brackets of text."""
    seen = inspect(connection)
    return {
        table: (
            _types(seen.get_columns(table)),
            sorted(map(_index, seen.get_indexes(table)), key=str),
            sorted(str(fk["constrained_columns"]) for fk in seen.get_foreign_keys(table)),
            sorted(str(u["column_names"]) for u in seen.get_unique_constraints(table)),
            seen.get_pk_constraint(table)["constrained_columns"],
        )
        for table in seen.get_table_names()
        if not table.startswith("search")
    }


def test_a_migrated_store_has_the_schema_of_the_records(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate(connection, SCHEME)
        assert differences(connection) == []
    empty.dispose()


def test_a_fresh_store_has_the_schema_of_the_records(empty: Engine) -> None:
    with empty.begin() as connection:
        make_schema(connection, SCHEME)
        assert differences(connection) == []
    empty.dispose()


def test_a_fresh_store_and_a_migrated_one_are_the_same(empty: Engine) -> None:
    shapes: list[object] = []
    for make_it in (make_schema, migrate):
        with empty.connect() as connection:
            make_it(connection, SCHEME)
            shapes.append(_shape(connection))
            connection.rollback()
    assert shapes[0] == shapes[1]
    empty.dispose()


def test_names_from_before_there_were_keys_are_sorted_after_an_upgrade(empty: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCHEME.scripts).replace("%", "%%"))
    with empty.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for number, name in enumerate(("无锡局", "北京局"), 1):
            connection.execute(
                text(
                    "INSERT INTO unit (id, uuid, version, created_at, updated_at, deleted, name)"
                    " VALUES (:id, :uuid, 1, :day, :day, :no, :name)"
                ),
                {"id": number, "uuid": f"u{number}", "name": name, "no": False,
                 "day": datetime(2026, 6, 1, tzinfo=UTC)},
            )  # fmt: skip
        migrate(connection, SCHEME)
        found = connection.execute(text("SELECT name FROM unit ORDER BY name_key")).scalars().all()
    empty.dispose()
    assert found == ["北京局", "无锡局"]


def test_the_known_revisions_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCHEME.scripts))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == SCHEME.revisions


def test_the_program_version_is_that_of_the_project() -> None:
    assert f'\nversion = "{PROGRAM}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_lists_use_the_index_over_what_is_not_deleted(empty: Engine) -> None:
    query = "SELECT id FROM project WHERE {} ORDER BY name_key, id LIMIT 50"
    with empty.begin() as connection:
        make_schema(connection, SCHEME)
        if empty.dialect.name == "sqlite":
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN " + query.format("deleted = 0")
            ).fetchall()
        else:
            connection.execute(text("SET enable_seqscan = off; SET enable_sort = off"))
            plan = connection.exec_driver_sql("EXPLAIN " + query.format("NOT deleted")).fetchall()
    empty.dispose()
    assert "ix_project_live_name_key" in str(plan)


def test_the_next_script_is_written_by_one_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(SCHEME.scripts, scripts)
    assert make.main(["Nothing new", "--scripts", str(scripts)]) == 0
    written = Path(capsys.readouterr().out.splitlines()[-1])
    assert written.name == f"{len(SCHEME.revisions) + 1:04}_nothing_new.py"
    text = written.read_text(encoding="utf-8")
    assert f"down_revision = '{SCHEME.head}'" in text
    assert text.rstrip().endswith("pass")


def test_the_scripts_name_no_kind_of_the_program() -> None:
    for script in (SCHEME.scripts / "versions").glob("0*.py"):
        assert "crm" not in script.read_text(encoding="utf-8")


def test_every_table_of_the_program_is_known() -> None:
    assert {"project", "change_set", "change_row", "store_info", "blob"} <= METADATA.tables.keys()
    assert isinstance(Project.__table__, Table)
    assert STORE_INFO.metadata is METADATA
