# SPDX-License-Identifier: Apache-2.0
"""The working days are read in from a file for the whole office; what is no such file is told."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm.domain.rules.workdays import Workdays, built_in
from crm.queries.conventions import conventions
from crm.storage.undo import undo_last
from tests.ui.applications import application
from tests.ui.applications import page as page_of
from tests.ui.keys import press
from ui.pages.settings import SettingsPage
from ui.pages.settings_workdays import WorkdaysSection
from ui.start import App

NEXT = built_in()[1] + 1
NOTICE = f"{NEXT}年部分节假日安排\n国庆节：10月1日至7日放假调休，共7天。9月{{}}日上班。"


@pytest.fixture
def app(qtbot: QtBot, store_path: Path) -> Generator[App]:
    with application(qtbot, str(store_path), immediate=True) as made:
        made.start()
        qtbot.waitUntil(lambda: page_of(made) == "today", timeout=20_000)
        made.window.go("settings")
        yield made


def section(app: App) -> WorkdaysSection:
    found = app.window.stack.page
    assert isinstance(found, SettingsPage)
    return found.workdays


def kept(app: App) -> Workdays:
    with app.desk.register.reading() as session:
        return conventions(session).workdays


def choose(app: App, path: Path) -> None:
    """Choose a file by the button, as the user does."""
    press(section(app).read_button, Qt.Key.Key_Space)
    dialog = app.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def a_saturday() -> date:
    return next(day for n in range(1, 8) if (day := date(NEXT, 9, n)).weekday() == 5)


def test_the_notice_of_the_next_year_is_read_in_and_can_be_undone(app: App, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE.format(a_saturday().day), encoding="gb18030")
    assert f"from 2004 to {NEXT - 1}." in section(app).known.text()
    choose(app, path)
    assert f"from 2004 to {NEXT}." in section(app).known.text()
    assert f"{NEXT} read in: 7 days off, 1 weekend day worked." in section(app).known.text()
    assert kept(app).works(a_saturday())
    undo_last(app.desk.register)
    assert not kept(app).added


def test_what_was_read_in_is_forgotten_by_one_button(app: App, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{NEXT}-08-19,休,州庆\n", encoding="utf-8")
    assert not section(app).forget_button.isVisible()
    choose(app, path)
    assert f"{NEXT} is not known as a whole" in section(app).known.text()
    press(section(app).forget_button, Qt.Key.Key_Space)
    assert not kept(app).added
    assert not section(app).forget_button.isVisible()


def test_what_is_no_calendar_is_refused_beside_the_button(app: App, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("Nothing of the kind", encoding="utf-8")
    choose(app, path)
    assert section(app).wrong.isVisible()
    assert "No day off" in section(app).wrong.text()
    choose(app, tmp_path / "absent.ics")
    assert "absent.ics cannot be read" in section(app).wrong.text()
    assert not kept(app).added
