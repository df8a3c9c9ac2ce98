# SPDX-License-Identifier: Apache-2.0
"""Opening: every file that cannot be worked with has its own sentence, and stays as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from crm import words
from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import backup
from crm.storage.engine import (
    APPLICATION_ID,
    bare_connection,
    driver,
    refuse_old_sqlite,
    server_url,
)
from crm.storage.making import side_files
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project

ROOT = Path(__file__).parents[3]


def _tell(path: Path, *commands: str) -> None:
    with closing(bare_connection(path, make=True)) as connection:
        for command in commands:
            connection.execute(command)


def _foreign(path: Path) -> None:
    with closing(driver().connect(str(path))) as connection:
        connection.execute("CREATE TABLE notes (text)")


def _newer(path: Path) -> None:
    open_store(path).close()
    _tell(path, "UPDATE alembic_version SET version_num = '9999'",
          "UPDATE store_info SET program = '7.5.0'")  # fmt: skip


def _without_sentinel(path: Path) -> None:
    open_store(path).close()
    _tell(path, "DELETE FROM store_info")


def _without_tables(path: Path) -> None:
    _tell(path, f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE project (id)")


def _damaged_schema(path: Path) -> None:
    open_store(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


def _cut_short(path: Path) -> None:
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:200])


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty file": (Path.touch, "is empty"),
    "a text": (lambda path: path.write_text("Dear Sir or Madam"), "not a store of this program"),
    "a folder": (Path.mkdir, "is a folder"),
    "another program's database": (_foreign, "another program"),
    "a newer store": (_newer, "newer version 7.5.0; this is version"),
    "a store without its sentinel": (_without_sentinel, "damaged"),
    "half a schema": (_without_tables, "damaged"),
    "a damaged first page": (_damaged_schema, "damaged"),
    "a file cut short": (_cut_short, "damaged"),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_what_is_no_good_store_is_refused_with_its_sentence_and_left_as_it_was(
    what: str, tmp_path: Path
) -> None:
    spoil, sentence = BAD_FILES[what]
    path = tmp_path / "office.icr"
    spoil(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(StorageTrouble, match=sentence) as raised:
        open_store(path)
    assert raised.value.next_step
    assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("what", BAD_FILES)
def test_the_sentence_is_in_the_users_language(what: str, tmp_path: Path) -> None:
    path = tmp_path / "office.icr"
    BAD_FILES[what][0](path)
    with words.speaking("zh_CN"), pytest.raises(StorageTrouble) as raised:
        open_store(path)
    assert "。" in raised.value.sentence
    assert "。" in raised.value.next_step


def test_a_folder_that_cannot_be_made_has_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageTrouble, match="not accessible"):
        open_store(tmp_path / "file" / "office.icr")


def test_a_store_is_made_with_its_folder_and_nothing_else_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "office.icr"
    open_store(path).close()
    assert [found.name for found in path.parent.iterdir()] == ["office.icr"]


def test_two_windows_that_make_the_store_at_the_same_moment_share_it(tmp_path: Path) -> None:
    path = tmp_path / "office.icr"
    registers: list[Register] = []
    together = threading.Barrier(4)

    def come() -> None:
        together.wait()
        registers.append(open_store(path))

    windows = [threading.Thread(target=come) for _ in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    for register in registers:
        with register.writing("New") as unit:
            a_project(unit)
    with registers[0].reading() as session:
        assert session.query(Project).count() == len(registers) == 4
    for register in registers:
        register.close()
    assert [found.name for found in tmp_path.glob("*office*")] == ["office.icr"]


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "office.icr"
    register = open_store(path)
    with register.writing("New") as unit:
        a_project(unit)
    register.close()
    content = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == content


def test_every_connection_is_set_for_safety(store: Register) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "secure_delete": 1, "application_id": APPLICATION_ID,
    }  # fmt: skip
    for engine in (store.writer, store.reader):
        with engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted


def test_an_old_sqlite_is_refused() -> None:
    refuse_old_sqlite(driver().sqlite_version_info)
    with pytest.raises(StorageTrouble, match=r"3\.45\.1 .* too old"):
        refuse_old_sqlite((3, 45, 1))


def test_another_window_writing_for_long_has_its_sentence(
    store: Register, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.storage.engine.BUSY_MILLISECONDS", 50)
    impatient = open_store(store_path)
    with store.writing("Long") as unit:
        a_project(unit)
        with (
            pytest.raises(StorageTrouble, match="another window"),
            impatient.writing("Short") as other,
        ):
            a_project(other)
    impatient.close()


OPEN_AS_AN_ORDINARY_USER = """
import os
import sys
from crm.domain.project import Project
from crm.errors import StorageTrouble
from crm.storage import backup
from crm.storage.engine import driver
from crm.storage.store import open_store
driver()
if os.geteuid() == 0:
    os.setuid(65534)  # the superuser may write everywhere
try:
    open_store(sys.argv[1]).close()
except StorageTrouble as trouble:
    print(trouble.sentence)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write bit there")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_store_has_its_sentence(protected: str, store_template: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        path = Path(shutil.copy(store_template, folder / "office.icr"))
        path.chmod(0o444 if protected == "file" else 0o666)
        folder.chmod(0o777 if protected == "file" else 0o555)
        said = subprocess.run(
            [sys.executable, "-c", OPEN_AS_AN_ORDINARY_USER, str(path)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        folder.chmod(0o755)
    assert "can only be read" in said.stdout


def test_a_normal_start_imports_neither_alembic_nor_a_server_driver(store_path: Path) -> None:
    code = (
        "import sys; from crm.storage.store import open_store; open_store(sys.argv[1]).close();"
        "print([m for m in ('alembic', 'psycopg', 'pypinyin', 'PySide6') if m in sys.modules])"
    )
    for path in (store_path, store_path.with_name("fresh.icr")):
        said = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert said.stdout.strip() == "[]"


def test_an_empty_database_on_a_server_becomes_a_store(bare_postgres_url: str) -> None:
    first, second = open_store(bare_postgres_url), open_store(bare_postgres_url)
    with first.writing("New") as unit:
        a_project(unit)
    assert len(second.catch_up()) == 1
    first.close()
    second.close()


def _command(url: str, *commands: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for command in commands:
            connection.execute(command.encode())


def test_another_programs_database_on_a_server_is_refused(bare_postgres_url: str) -> None:
    _command(bare_postgres_url, "CREATE TABLE notes (text text)")
    with pytest.raises(StorageTrouble, match="another program"):
        open_store(bare_postgres_url)


def test_a_newer_store_on_a_server_is_refused(postgres_url: str) -> None:
    _command(
        postgres_url,
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE store_info SET program = '7.5.0'",
    )
    with pytest.raises(StorageTrouble, match=r"newer version 7\.5\.0"):
        open_store(postgres_url)


def test_a_shared_store_without_its_sentinel_is_refused(postgres_url: str) -> None:
    _command(postgres_url, "DELETE FROM store_info")
    with pytest.raises(StorageTrouble, match="does not say what it is"):
        open_store(postgres_url)


def test_a_server_that_is_not_there_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="cannot be reached"):
        open_store(f"postgresql://nobody@/office?host={tmp_path}")


def test_a_database_that_is_not_there_has_its_sentence(postgres_url: str) -> None:
    missing = server_url(postgres_url).set(drivername="postgresql", database="elsewhere")
    with pytest.raises(StorageTrouble, match="no store of this name"):
        open_store(missing.render_as_string(hide_password=False))


GONE = "no longer there, or another one lies in its place"


def _taken_away(path: Path) -> None:
    for file in (path, *side_files(path)):
        file.unlink(missing_ok=True)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
@pytest.mark.parametrize("instead", ["nothing", "folder", "store"])
def test_nothing_is_said_to_be_saved_into_a_file_that_is_gone(
    instead: str, store: Register, store_path: Path, store_template: Path
) -> None:
    with store.writing("New") as unit:
        a_project(unit, name="Kept")
    kept = store_path.with_suffix(".kept")
    kept.hardlink_to(store_path)
    _taken_away(store_path)
    if instead == "folder":
        store_path.mkdir()
    elif instead == "store":
        shutil.copy(store_template, store_path)
    with pytest.raises(StorageTrouble, match=GONE), store.writing("New") as unit:
        a_project(unit, name="Lost")
    with pytest.raises(StorageTrouble, match=GONE), store.reading() as session:
        session.query(Project).all()
    store.writer.dispose()
    with pytest.raises(StorageTrouble, match=GONE), store.writing("New") as unit:
        a_project(unit, name="Lost")
    assert store_path.exists() is (instead != "nothing")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_taken_away_while_it_is_written_saves_nothing_and_may_come_back(
    store: Register, store_path: Path
) -> None:
    moved = store_path.with_suffix(".moved")
    with pytest.raises(StorageTrouble, match=GONE), store.writing("New") as unit:
        a_project(unit, name="Lost")
        store_path.rename(moved)
    moved.rename(store_path)
    with store.writing("New") as unit:
        a_project(unit, name="Kept")
    with store.reading() as session:
        assert [one.name for one in session.query(Project)] == ["Kept"]


def test_looking_into_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble):
        backup.folder_within(tmp_path / "backups", tmp_path / "gone.icr")
    assert list(tmp_path.glob("*.icr")) == []
