# SPDX-License-Identifier: Apache-2.0
"""Setting, changing and removing the password of a store that is there already."""

from __future__ import annotations

import shutil
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import backup, passwords
from crm.storage.engine import bare_connection
from crm.storage.keys import is_encrypted, key_of
from crm.storage.passwords import change_key
from crm.storage.restoring import key_of as key_of_backup
from crm.storage.restoring import restore
from crm.storage.store import open_store
from tests.builders import a_project

FIRST, SECOND = key_of("first word", b"1" * 16), key_of("second word", b"2" * 16)


@pytest.fixture
def office(store_path: Path) -> Path:
    """A store without a password and with one project, not open."""
    register = open_store(store_path)
    with register.writing("New") as unit:
        a_project(unit, name="富硒茶园")
    register.close()
    return store_path


def whole(path: Path, raw_key: str | None) -> list[tuple[object, ...]]:
    """All that is in a store, row by row, with what its tables and indexes are."""
    with closing(bare_connection(path, raw_key)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        names = [name for kind, name, sql in found if kind == "table" and "VIRTUAL" not in str(sql)]
        rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - its own names
    return sorted([*found, *rows], key=repr)


def names(path: Path, raw_key: str | None) -> list[str]:
    register = open_store(path, raw_key=raw_key)
    with register.reading() as session:
        found = [one.name for one in session.query(Project)]
    register.close()
    return found


def test_a_password_is_set_changed_and_removed_and_every_row_stays(office: Path) -> None:
    before = whole(office, None)
    for former, new in pairwise((None, FIRST, SECOND, None)):
        change_key(office, former, new)
        assert is_encrypted(office) == (new is not None)
        assert whole(office, new) == before
        assert names(office, new) == ["富硒茶园"]
        # Nothing of it lies about: neither a half-made file nor the log of the former one.
        assert list(office.parent.glob("*office*")) == [office]


def test_what_was_set_is_found_by_searching_and_written_to_as_before(office: Path) -> None:
    change_key(office, None, FIRST)
    register = open_store(office, raw_key=FIRST)
    with register.writing("New") as unit:
        a_project(unit, name="Second")
    register.close()
    with closing(bare_connection(office, FIRST)) as connection:
        connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    assert backup.verify(office, FIRST)["project"] == 2


def test_the_former_password_opens_nothing_any_more(office: Path) -> None:
    change_key(office, None, FIRST)
    change_key(office, FIRST, SECOND)
    for key in (None, FIRST):
        with pytest.raises(StorageTrouble, match="password"):
            open_store(office, raw_key=key)
    assert "富硒茶园".encode() not in office.read_bytes()


def test_a_wrong_key_changes_nothing(office: Path) -> None:
    change_key(office, None, FIRST)
    before = office.read_bytes()
    with pytest.raises(StorageTrouble, match="password is another one"):
        change_key(office, SECOND, None)
    assert office.read_bytes() == before


@pytest.mark.parametrize("raw_key", [None, FIRST])
def test_while_another_window_has_it_open_it_is_refused_in_a_sentence(
    office: Path, raw_key: str | None
) -> None:
    if raw_key:
        change_key(office, None, raw_key)
    other = open_store(office, raw_key=raw_key)
    with other.reading() as session:
        assert session.query(Project).count() == 1
    with pytest.raises(StorageTrouble, match="Another window still uses the store"):
        change_key(office, raw_key, SECOND)
    with other.writing("Later") as unit:
        a_project(unit, name="Later")
    other.close()
    change_key(office, raw_key, SECOND)
    assert sorted(names(office, SECOND)) == ["Later", "富硒茶园"]


def test_nobody_writes_into_the_file_that_is_about_to_go(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window that comes while it is written anew is kept out, not forgotten."""
    told: list[str] = []
    verify = backup.verify

    def verified(path: Path, raw_key: str | None = None) -> backup.Counts:
        with closing(bare_connection(office)) as late:
            late.execute("PRAGMA busy_timeout = 10")
            try:
                late.execute("DELETE FROM project")
            except Exception as error:  # noqa: BLE001 - whatever the driver says
                told.append(str(error))
        return verify(path, raw_key)

    monkeypatch.setattr(backup, "verify", verified)
    change_key(office, None, FIRST)
    assert told == ["database is locked"]
    assert names(office, FIRST) == ["富硒茶园"]


def test_what_a_kill_left_behind_is_removed_by_the_next_one(office: Path) -> None:
    left = office.with_name(f".{office.name}.123.locked")
    shutil.copyfile(office, left)
    change_key(office, None, FIRST)
    assert not left.exists()


def test_a_full_disk_leaves_the_store_as_it_was(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole(office, None)

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(passwords, "sync_file", full)
    with pytest.raises(StorageTrouble, match="disk is full"):
        change_key(office, None, FIRST)
    assert whole(office, None) == before
    assert list(office.parent.glob("*office*")) == [office]


def test_a_backup_is_made_again_after_the_password_was_changed(
    office: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    first = backup.make_if_changed(office, folder)
    assert first is not None
    assert backup.make_if_changed(office, folder) is None
    change_key(office, None, FIRST)
    second = backup.make_if_changed(office, folder, raw_key=FIRST)
    assert second is not None
    assert is_encrypted(second.path)
    assert backup.make_if_changed(office, folder, raw_key=FIRST) is None
    change_key(office, FIRST, None)
    assert backup.make_if_changed(office, folder) is not None


def test_an_older_backup_is_restored_by_its_own_password(office: Path, tmp_path: Path) -> None:
    plain = backup.make(office, tmp_path / "backups").path
    change_key(office, None, FIRST)
    keyed = backup.make(office, tmp_path / "backups", raw_key=FIRST).path
    change_key(office, FIRST, SECOND)
    assert key_of_backup(plain, SECOND, "") is None
    for password in ("", "second word"):
        with pytest.raises(StorageTrouble, match="not the password of the backup"):
            key_of_backup(keyed, SECOND, password)
    key = key_of_backup(keyed, SECOND, "first word")
    assert key == FIRST
    other = open_store(office, raw_key=SECOND)
    with pytest.raises(StorageTrouble, match="Another window"):
        restore(keyed, office, key, present_key=SECOND)
    other.close()
    aside = restore(keyed, office, key, present_key=SECOND)
    assert aside is not None
    assert names(aside, SECOND) == names(office, FIRST) == ["富硒茶园"]
    restore(plain, office, None, present_key=FIRST)
    assert names(office, None) == ["富硒茶园"]
