# SPDX-License-Identifier: Apache-2.0
"""Opening: whatever is wrong with a store has a page with what helps, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crm.errors import StorageTrouble
from crm.progress import Progress
from crm.storage import engine
from crm.storage.backup import folder_beside
from crm.storage.backup import make as back_up
from crm.storage.engine import bare_connection
from crm.storage.keys import raw_key_for
from crm.storage.store import open_store
from tests.builders import a_project
from tests.ui.applications import application, page
from tests.ui.keys import press, type_in
from ui.desk.stores import shown
from ui.pages.trouble import TroublePage
from ui.pages.welcome import WelcomePage
from ui.start import App
from ui.widgets.askline import AskLine
from ui.widgets.confirm import ConfirmDialog
from ui.widgets.picking import PickDialog


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Generator[App]:
    """An application that works at once and found no store."""
    with application(qtbot, str(tmp_path / "none.icr"), immediate=True) as made:
        made.start()
        qtbot.waitUntil(lambda: page(made) == "welcome", timeout=20_000)
        yield made


def trouble(app: App) -> TroublePage:
    found = app.window.stack.page
    assert isinstance(found, TroublePage), page(app)
    return found


def welcome(app: App) -> WelcomePage:
    found = app.window.stack.page
    assert isinstance(found, WelcomePage), page(app)
    return found


def said(app: App) -> str:
    told = trouble(app).refused
    return f"{told.sentence} {told.next_step}"


def offered(app: App) -> list[str]:
    return [button.text() for button in trouble(app).buttons()]


def tell(path: Path, *commands: str) -> None:
    with closing(bare_connection(path)) as connection:
        for command in commands:
            connection.execute(command)


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


def newer(path: Path) -> None:
    tell(path, "UPDATE alembic_version SET version_num = '9999'",
         "UPDATE store_info SET program = '7.5.0'")  # fmt: skip


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (damaged, "The store is damaged. Restore the latest backup"),
    "newer": (newer, "newer version 7.5.0; this is version"),
    "empty": (lambda path: path.write_bytes(b""), "is empty. Restore a backup"),
    "no store": (lambda path: path.write_text("Dear Sir"), "or it needs a password"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_file_that_cannot_be_worked_with_has_a_page(bad: str, app: App, store_path: Path) -> None:
    spoil, sentence = BAD[bad]
    spoil(store_path)
    before = store_path.read_bytes()
    app.desk.stores.open(str(store_path))
    assert sentence in said(app)
    assert {"Open another store …", "Make a new one elsewhere …"} <= set(offered(app))
    assert (app.desk.has_register, store_path.read_bytes()) == (False, before)


def test_a_damaged_store_is_restored_from_its_latest_backup_by_one_press(
    app: App, store_path: Path, qtbot: QtBot
) -> None:
    back_up(store_path, folder_beside(store_path))
    damaged(store_path)
    app.desk.stores.open(str(store_path))
    restore = trouble(app).restore
    assert restore.text().startswith("Restore the backup of 20")
    restore.click()
    qtbot.waitUntil(lambda: page(app) == "today")
    assert len(list(store_path.parent.glob("*.aside.icr"))) == 1


@contextmanager
def as_an_ordinary_user() -> Generator[None]:
    """The superuser may write everywhere; inside the block we are somebody else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write bit there")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_store_has_a_page_and_opens_once_it_is_not(
    protected: str, app: App, store_template: Path
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        path = Path(shutil.copy(store_template, folder / "office.icr"))
        path.chmod(0o444 if protected == "file" else 0o666)
        folder.chmod(0o777 if protected == "file" else 0o555)
        with as_an_ordinary_user():
            app.desk.stores.open(str(path))
        assert "can only be read" in said(app)
        path.chmod(0o666)
        folder.chmod(0o777)
        with as_an_ordinary_user():
            trouble(app).again.click()
            assert app.desk.has_register
        app.desk.leave()


def test_a_store_locked_by_another_program_opens_when_it_lets_go(
    app: App, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    with closing(bare_connection(store_path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        app.desk.stores.open(str(store_path))
        assert "being written by another window" in said(app)
    trouble(app).again.click()
    assert app.desk.has_register


def test_a_folder_that_a_cloud_service_copies_is_refused(app: App, store_path: Path) -> None:
    folder = store_path.parent / "OneDrive"
    folder.mkdir()
    moved = shutil.move(store_path, folder / "office.icr")
    app.desk.stores.open(str(moved))
    assert "copied by a cloud service" in said(app)


def test_a_server_that_cannot_be_reached_offers_another_address_and_no_file_is_touched(
    app: App,
) -> None:
    app.desk.stores.open("postgresql://li:secret@127.0.0.1:1/office")
    assert "The shared store cannot be reached" in said(app)
    assert "Connect to another address …" in offered(app)
    assert "Make a new one elsewhere …" not in offered(app)
    assert "secret" not in shown(trouble(app).refused.where)


def test_a_store_with_a_password_asks_for_it_and_a_wrong_one_is_told(
    app: App, tmp_path: Path
) -> None:
    path = tmp_path / "secret.icr"
    open_store(path, raw_key=raw_key_for(path, "green tea")).close()
    app.desk.stores.open(str(path))
    assert trouble(app).password.isVisibleTo(app.window)
    trouble(app).password.setText("black tea")
    trouble(app).again.click()
    assert "its password is another one" in said(app)
    trouble(app).password.setText("green tea")
    trouble(app).again.click()
    assert app.desk.has_register
    assert app.desk.stores.raw_key is not None


def test_a_full_disk_while_the_sample_is_built_is_said_on_the_page_and_leaves_nothing(
    app: App, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    where = tmp_path / "county" / "sample.icr"
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, former[1]))
    try:
        app.desk.stores.make_sample(str(where))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert "disk" in welcome(app).told
    assert list(where.parent.iterdir()) == []
    app.desk.stores.make_sample(str(where))
    assert app.desk.has_register


def test_trouble_during_work_is_a_notice_that_stays_and_the_page_stands(
    app: App, store_path: Path
) -> None:
    app.desk.stores.open(str(store_path))

    def work(_progress: Progress) -> None:
        raise StorageTrouble("The disk is full.", "Free some space and save again.")

    app.desk.jobs.submit_write(work)
    assert app.window.notices.text == "The disk is full. Free some space and save again."
    assert app.window.notices.isVisibleTo(app.window)
    assert page(app) == "today"
    assert app.window.findChildren(ConfirmDialog) == []


def test_a_store_that_is_not_there_any_more_is_told_not_made_anew(
    app: App, store_path: Path
) -> None:
    stores = app.desk.stores
    stores.open(str(store_path))
    app.desk.leave()
    stores.where = ""
    store_path.unlink()
    stores.open(str(store_path))
    assert "no store at" in said(app)
    assert not store_path.exists()
    trouble(app).ways.click()
    assert page(app) == "welcome"


def test_another_store_that_cannot_be_opened_leaves_the_open_one_open(
    app: App, store_path: Path, tmp_path: Path
) -> None:
    app.desk.stores.open(str(store_path))
    bad = tmp_path / "bad.icr"
    bad.write_bytes(b"nothing")
    app.desk.stores.open(str(bad))
    (dialog,) = app.window.findChildren(ConfirmDialog)
    dialog.close()
    assert (app.desk.has_register, app.desk.store, page(app)) == (True, str(store_path), "today")


def test_without_a_store_nothing_else_can_be_opened(app: App) -> None:
    app.desk.go("projects")
    app.desk.commands.run("go.projects")
    app.desk.commands.run("new.project")
    assert page(app) == "welcome"


def test_a_store_is_chosen_and_remembered_for_the_next_start(
    app: App, store_path: Path, qtbot: QtBot
) -> None:
    welcome(app).cards[2].pressed.emit()
    (dialog,) = app.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(store_path))
    dialog.close()
    qtbot.waitUntil(lambda: page(app) == "today")
    assert app.desk.stores.remembered() == str(store_path)


def test_the_address_of_a_server_is_asked_for_and_an_empty_one_is_told(app: App) -> None:
    welcome(app).cards[3].pressed.emit()
    (dialog,) = app.window.findChildren(AskLine)
    press(dialog.line, Qt.Key.Key_Return)
    assert dialog.row.message == "Please fill it in."
    type_in(dialog.line, "127.0.0.1:1/office")
    press(dialog.line, Qt.Key.Key_Return)
    assert "cannot be reached" in said(app)


def test_the_file_menu_knows_recent_stores_and_restores_a_backup(
    app: App, store_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = Path(shutil.copy(store_path, tmp_path / "other.icr"))
    app.desk.stores.open(str(store_path))
    with app.desk.register.writing("New") as unit:
        a_project(unit, name="Tea works")
    app.desk.commands.run("file.backup")
    with app.desk.register.writing("New") as unit:
        a_project(unit, name="Mistake")
    app.desk.stores.open(str(other))
    app.desk.stores.open(str(store_path))
    app.window.bar.menu.aboutToShow.emit()
    texts = [one.text() for one in app.window.bar.menu.findChildren(QMenu)[0].actions()]
    assert "Recent stores" in texts
    assert any(text.startswith("Last verified backup: 20") for text in texts)
    app.desk.commands.run("file.restore")
    (dialog,) = app.window.findChildren(PickDialog)
    dialog.list.itemActivated.emit(dialog.list.item(0))
    (question,) = app.window.findChildren(ConfirmDialog)
    next(b for b in question.findChildren(QPushButton) if b.text() == "Restore").click()
    qtbot.waitUntil(lambda: app.desk.has_register and page(app) == "today")
    with closing(bare_connection(store_path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM project")]
    assert names == ["Tea works"]


def test_the_name_of_the_user_stands_beside_what_they_change(app: App, store_path: Path) -> None:
    app.desk.geometry.keep_word("my name", "Li Wen")
    app.desk.stores.open(str(store_path))
    assert app.desk.register.author == "Li Wen"
