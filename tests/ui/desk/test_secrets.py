# SPDX-License-Identifier: Apache-2.0
"""Passwords in the window: set with a new store or later, changed, removed, and of backups."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm import places
from crm.domain.project import Project
from crm.storage import backup
from crm.storage.keys import is_encrypted, raw_key_for
from crm.storage.store import open_store
from crm.words import LANGUAGES, speaking
from tests.builders import a_project
from tests.ui.applications import application, page
from tests.ui.keys import press, type_in
from ui.desk.lastday import LastDay
from ui.pages.settings import SettingsPage
from ui.pages.trouble import TroublePage
from ui.pages.welcome import EMPTY, WelcomePage
from ui.start import App
from ui.widgets.askline import AskLine
from ui.widgets.confirm import ConfirmDialog
from ui.widgets.password import PasswordDialog
from ui.widgets.picking import PickDialog
from ui.widgets.seenday import SeenDay

FIRST, SECOND = "green tea 2026", "black tea 2027"


@pytest.fixture
def app(qtbot: QtBot, store_path: Path) -> Generator[App]:
    """An application that works at once on a store with one project."""
    register = open_store(store_path)
    with register.writing("New") as unit:
        a_project(unit, name="Tea works")
    register.close()
    with application(qtbot, str(store_path), immediate=True) as made:
        made.start()
        qtbot.waitUntil(lambda: page(made) == "today", timeout=20_000)
        yield made


def asked(app: App) -> PasswordDialog:
    """The window of passwords, after the command for it."""
    app.desk.commands.run("file.password")
    return app.window.findChildren(PasswordDialog)[-1]


def change(app: App, qtbot: QtBot, present: str, new: str) -> None:
    """Set or change the password, or remove it, and wait until the store is open again."""
    dialog = asked(app)
    dialog.present.setText(present)
    if new:
        type_in(dialog.new, new)
        type_in(dialog.again, new)
        press(dialog.again, Qt.Key.Key_Return)
    else:
        dialog.remove.click()
    qtbot.waitUntil(lambda: app.desk.has_register and page(app) == "today", timeout=20_000)


def backup_key(store: Path, password: str) -> str:
    """The key of the newest backup."""
    return raw_key_for(backup.listed(backup.folder_beside(store), store)[0].path, password)


def projects(app: App) -> list[str]:
    with app.desk.register.reading() as session:
        return [one.name for one in session.query(Project)]


def test_a_password_is_set_changed_and_removed_with_a_backup_before_each(
    app: App, qtbot: QtBot, store_path: Path
) -> None:
    folder = backup.folder_beside(store_path)
    change(app, qtbot, "", FIRST)
    assert app.window.notices.text == "The store is protected by the new password."
    assert (app.desk.stores.raw_key, projects(app)) == (
        raw_key_for(store_path, FIRST),
        ["Tea works"],
    )
    change(app, qtbot, FIRST, SECOND)
    assert app.desk.stores.raw_key == raw_key_for(store_path, SECOND)
    change(app, qtbot, SECOND, "")
    assert app.window.notices.text == "The store has no password any more."
    assert (app.desk.stores.raw_key, is_encrypted(store_path)) == (None, False)
    found = backup.listed(folder, store_path)
    assert [one.reason for one in found] == ["password"] * 3
    assert [is_encrypted(one.path) for one in found] == [True, True, False]


def test_what_is_typed_wrongly_is_said_beside_it_and_nothing_is_changed(
    app: App, qtbot: QtBot, store_path: Path
) -> None:
    dialog = asked(app)
    assert not dialog.rows[0].isVisibleTo(dialog)
    assert not dialog.remove.isVisibleTo(dialog)
    type_in(dialog.new, "short")
    dialog.take.click()
    assert dialog.rows[1].message == "The password has at least 8 characters."
    type_in(dialog.new, " and long")
    dialog.take.click()
    assert dialog.rows[2].message == "This is not the same as above."
    dialog.close()
    assert not is_encrypted(store_path)
    change(app, qtbot, "", FIRST)
    dialog = asked(app)
    dialog.present.setText("green tea")
    dialog.remove.click()
    assert dialog.rows[0].message == "This is not the present password."
    assert dialog.remove.isEnabled()
    assert is_encrypted(store_path)
    dialog.close()


def test_while_another_window_has_the_store_it_is_told_and_goes_on_as_it_was(
    app: App, qtbot: QtBot, store_path: Path
) -> None:
    app.desk.drafts.keep("project", "1", 1, {"name": "Half typed"})
    other = open_store(store_path)
    change(app, qtbot, "", FIRST)
    (told,) = app.window.findChildren(ConfirmDialog)
    assert told.windowTitle() == "Another window still uses the store."
    told.close()
    assert (is_encrypted(store_path), projects(app)) == (False, ["Tea works"])
    assert [one.values for one in app.desk.drafts.all()] == [{"name": "Half typed"}]
    other.close()
    change(app, qtbot, "", FIRST)
    assert is_encrypted(store_path)


def test_what_is_half_typed_goes_along_and_nothing_is_left_in_the_clear(
    app: App, qtbot: QtBot
) -> None:
    app.desk.drafts.keep("project", "1", 1, {"name": "Half typed"})
    for spoken in LANGUAGES:
        with speaking(spoken):
            LastDay(app.desk.stores.where).keep(SeenDay("Today", "Monday", (), (), ()))
    for present, new in (("", FIRST), (FIRST, SECOND)):
        change(app, qtbot, present, new)
        assert [one.values for one in app.desk.drafts.all()] == [{"name": "Half typed"}]
        lying = [one for one in places.config_folder().rglob("*") if one.is_file()]
        assert not [one for one in lying if b"Half typed" in one.read_bytes()]
        assert len([one for one in lying if one.name.endswith(".locked")]) == 1
        assert not [one for one in lying if one.parent.name == "seen"]
    change(app, qtbot, SECOND, "")
    assert [one.values for one in app.desk.drafts.all()] == [{"name": "Half typed"}]


def test_an_older_backup_asks_for_the_password_that_it_has(
    app: App, qtbot: QtBot, store_path: Path
) -> None:
    change(app, qtbot, "", FIRST)
    with app.desk.register.writing("New") as unit:
        a_project(unit, name="Mistake")
    change(app, qtbot, FIRST, SECOND)
    app.desk.drafts.keep("project", "1", 1, {"name": "Half typed"})

    def restore(number: int, password: str) -> None:
        app.desk.commands.run("file.restore")
        dialog = app.window.findChildren(PickDialog)[-1]
        dialog.list.setCurrentRow(number)
        dialog.list.itemActivated.emit(dialog.list.item(number))
        question = app.window.findChildren(ConfirmDialog)[-1]
        next(b for b in question.findChildren(QPushButton) if b.text() == "Restore").click()
        if password:
            ask = app.window.findChildren(AskLine)[-1]
            type_in(ask.line, password)
            press(ask.line, Qt.Key.Key_Return)

    restore(0, SECOND)
    assert app.window.findChildren(ConfirmDialog)[-1].windowTitle() == (
        "This is not the password of the backup."
    )
    assert sorted(projects(app)) == ["Mistake", "Tea works"]
    restore(0, FIRST)
    key = backup_key(store_path, FIRST)
    qtbot.waitUntil(lambda: app.desk.has_register and app.desk.stores.raw_key == key)
    assert [one.values for one in app.desk.drafts.all()] == [{"name": "Half typed"}]
    restore(1, "")
    qtbot.waitUntil(lambda: app.desk.has_register and app.desk.stores.raw_key is None)
    assert projects(app) == ["Tea works"]


def test_settings_say_whether_there_is_a_password_and_lead_to_it(app: App, qtbot: QtBot) -> None:
    app.window.go("settings")
    shown = app.window.stack.page
    assert isinstance(shown, SettingsPage)
    assert shown.lock.text() == "The store has no password: whoever has the file can read it."
    shown.password.click()
    dialog = app.window.findChildren(PasswordDialog)[-1]
    assert "If it is lost, the data are lost" in dialog.told
    dialog.close()
    change(app, qtbot, "", FIRST)
    app.window.go("settings")
    shown = app.window.stack.page
    assert isinstance(shown, SettingsPage)
    assert shown.lock.text() == "The store is protected by a password."


def test_an_empty_store_begins_with_a_password_that_opens_it_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    where = tmp_path / "none.icr"
    with application(qtbot, str(where), immediate=True) as app:
        app.start()
        qtbot.waitUntil(lambda: page(app) == "welcome", timeout=20_000)
        welcome = app.window.stack.page
        assert isinstance(welcome, WelcomePage)
        welcome.protect.setChecked(True)
        welcome.cards[EMPTY].pressed.emit()
        dialog = app.window.findChildren(PasswordDialog)[-1]
        assert not where.exists()
        type_in(dialog.new, FIRST)
        type_in(dialog.again, FIRST)
        press(dialog.again, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page(app) == "today", timeout=20_000)
        assert app.desk.stores.raw_key == raw_key_for(where, FIRST)
    with application(qtbot, str(where), immediate=True) as app:
        app.start()
        qtbot.waitUntil(lambda: page(app) == "trouble", timeout=20_000)
        trouble = app.window.stack.page
        assert isinstance(trouble, TroublePage)
        trouble.password.setText(FIRST)
        trouble.again.click()
        assert app.desk.has_register
