# SPDX-License-Identifier: Apache-2.0
"""A store with a password: nothing readable in the file, any SQLCipher tool opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import keys
from crm.storage.engine import driver
from crm.storage.store import open_store
from tests.builders import a_project

PASSWORD = "县投资促进 2026"  # noqa: S105 - an invented one


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a password and one project, not open."""
    path = tmp_path_factory.mktemp("keyed") / "office.icr"
    register = open_store(path, raw_key=keys.raw_key_for(path, PASSWORD))
    with register.writing("New") as unit:
        a_project(unit, name="Secret garden")
    register.close()
    return path


def test_the_password_opens_it_again(keyed: Path) -> None:
    register = open_store(keyed, raw_key=keys.raw_key_for(keyed, PASSWORD))
    with register.reading() as session:
        assert session.query(Project).one().name == "Secret garden"
    register.close()


def test_any_tool_opens_it_by_the_password_alone(keyed: Path) -> None:
    connection = driver().connect(str(keyed))
    connection.execute(f"PRAGMA key = '{PASSWORD}'")
    assert connection.execute("SELECT name FROM project").fetchall() == [("Secret garden",)]
    connection.close()


def test_nothing_in_the_file_can_be_read(keyed: Path) -> None:
    content = keyed.read_bytes()
    assert keys.is_encrypted(keyed)
    assert b"Secret garden" not in content
    assert b"project" not in content


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " "])
def test_a_wrong_password_has_its_sentence(keyed: Path, password: str) -> None:
    with pytest.raises(StorageTrouble, match="password is another one"):
        open_store(keyed, raw_key=keys.raw_key_for(keyed, password))


def test_no_password_has_its_sentence(keyed: Path) -> None:
    with pytest.raises(StorageTrouble, match="needs a password"):
        open_store(keyed)


def test_a_password_for_a_store_without_one_has_its_sentence(store_path: Path) -> None:
    assert not keys.is_encrypted(store_path)
    with pytest.raises(StorageTrouble, match="has no password"):
        open_store(store_path, raw_key=keys.key_of("any", bytes(16)))


def test_each_new_store_has_a_salt_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "new.icr"
    assert keys.salt_of(path) != keys.salt_of(path)
    assert not keys.is_encrypted(path)
