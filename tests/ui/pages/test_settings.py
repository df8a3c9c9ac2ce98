# SPDX-License-Identifier: Apache-2.0
"""Settings take effect at once; the office's are written with Undo, wrong ones told beside."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm import words
from crm.domain.conventions import FILE_LIMIT, NAME, STALE
from crm.queries.conventions import conventions
from crm.settings import LANGUAGE, MY_NAME, SECOND_PLACE, THEME
from crm.storage.store import open_store
from tests.builders import a_project
from tests.ui.applications import application
from tests.ui.applications import page as page_of
from tests.ui.keys import press, type_in
from ui.pages.settings import SettingRow, SettingsPage
from ui.start import App


@pytest.fixture
def app(qtbot: QtBot, store_path: Path) -> Generator[App]:
    with application(qtbot, str(store_path), immediate=True) as made:
        made.start()
        qtbot.waitUntil(lambda: page_of(made) == "today", timeout=20_000)
        made.window.go("settings")
        made.window.activateWindow()
        yield made


def page(app: App) -> SettingsPage:
    found = app.window.stack.page
    assert isinstance(found, SettingsPage)
    return found


def row(app: App, key: str) -> SettingRow:
    return page(app).rows[key]


def enter(app: App, key: str, text: str) -> None:
    line = row(app, key).input.target
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    type_in(line, text)
    press(line, Qt.Key.Key_Return)


def kept(app: App, key: str) -> object:
    with app.desk.register.reading() as session:
        return conventions(session).values[key]


def choose(app: App, key: str, value: object) -> None:
    row(app, key).input.set_value(value)
    row(app, key).input.changed.emit()


def test_a_setting_of_the_office_is_kept_when_its_field_is_left_and_can_be_undone(
    app: App,
) -> None:
    key = STALE["sign"].key
    enter(app, key, "10")
    assert kept(app, key) == 10
    assert app.window.notices.text == "Setting changed: Signed"
    app.desk.commands.run("edit.undo")
    assert kept(app, key) == 45
    assert row(app, key).input.value() == 45


def test_a_value_that_cannot_be_kept_is_told_beside_its_field_and_nothing_is_written(
    app: App,
) -> None:
    enter(app, FILE_LIMIT.key, "9999")
    assert "at most 500" in row(app, FILE_LIMIT.key).message
    assert kept(app, FILE_LIMIT.key) == 20
    enter(app, NAME.key, "Tea County")
    assert "at most 500" in row(app, FILE_LIMIT.key).message
    enter(app, FILE_LIMIT.key, "50")
    assert kept(app, FILE_LIMIT.key) == 50
    assert "at most" not in row(app, FILE_LIMIT.key).message


def test_another_window_s_setting_is_shown_but_not_over_what_is_being_typed(
    app: App, store_path: Path
) -> None:
    line = row(app, NAME.key).input.target
    assert isinstance(line, QLineEdit)
    type_in(line, "Half a na")
    other = open_store(store_path)
    from crm.actions.conventions import settle  # noqa: PLC0415 - the other window's

    with other.writing("Settings") as unit:
        settle(unit, {NAME.key: "Tea County", FILE_LIMIT.key: 7})
    other.close()
    app.desk.register.catch_up()
    assert row(app, FILE_LIMIT.key).input.value() == 7
    assert line.text() == "Half a na"
    assert row(app, NAME.key).message == (
        "Somebody else saved: Tea County. Saving again keeps yours."
    )
    press(line, Qt.Key.Key_Return)
    assert kept(app, NAME.key) == "Half a na"


def test_the_language_changes_at_once_and_is_remembered(app: App) -> None:
    choose(app, LANGUAGE.key, "zh_CN")
    assert (words.language(), page_of(app)) == ("zh_CN", "settings")
    assert app.window.windowTitle().startswith("设置")
    assert app.window.bar.new.text() == "新建"
    assert app.desk.commands.action("edit.undo").text() == "撤销"
    assert app.desk.geometry.word("language") == "zh_CN"
    choose(app, LANGUAGE.key, "en")
    assert app.window.windowTitle().startswith("Settings")


def test_the_theme_changes_at_once_and_is_remembered(app: App) -> None:
    choose(app, THEME.key, "dark")
    assert app.theme.choice == "dark"
    assert app.desk.geometry.word("theme") == "dark"


def test_my_name_stands_in_the_bar_and_in_the_history(app: App) -> None:
    enter(app, MY_NAME.key, "Li Wen")
    with app.desk.register.writing("New") as unit:
        a_project(unit, name="Tea works")
    assert app.desk.register.author == "Li Wen"
    app.desk.stores.open(app.desk.store)
    assert app.desk.register.author == "Li Wen"


def test_backups_go_to_the_second_place_and_the_page_says_when(app: App, tmp_path: Path) -> None:
    assert page(app).backup.text() == "There is no backup of this store yet."
    enter(app, SECOND_PLACE.key, str(tmp_path / "drive"))
    app.desk.commands.run("file.backup")
    assert len(list((tmp_path / "drive").rglob("*.backup"))) == 1
    page(app).refresh(None)
    assert page(app).backup.text().startswith("Last verified backup: 20")


def test_a_setting_that_could_not_be_kept_is_tried_again(app: App, store_path: Path) -> None:
    key = STALE["sign"].key
    line = row(app, key).input.target
    assert isinstance(line, QLineEdit)
    other = open_store(store_path)
    with other.writing("Long work") as unit:
        a_project(unit, name="Holds the store")
        unit.flush()
        enter(app, key, "21")
        assert row(app, key).message
    other.close()
    assert row(app, key).kept != 21
    page(app).refresh(None)
    assert line.text() == "21"
    press(line, Qt.Key.Key_Return)
    with app.desk.register.reading() as session:
        assert conventions(session).values[key] == 21


def test_a_setting_of_another_window_that_is_not_seen_yet_is_not_written_over(
    app: App, store_path: Path
) -> None:
    other = open_store(store_path)
    from crm.actions.conventions import settle  # noqa: PLC0415 - the other window's

    with other.writing("Settings") as unit:
        settle(unit, {NAME.key: "Tea County"})
    with other.writing("Settings") as unit:
        settle(unit, {NAME.key: "Selenium County"})
    other.close()
    enter(app, NAME.key, "My County")
    assert "changed by somebody else" in row(app, NAME.key).message
    assert kept(app, NAME.key) == "Selenium County"
