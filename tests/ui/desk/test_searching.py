# SPDX-License-Identifier: Apache-2.0
"""Ctrl+K finds records as one types, and the index of a store that is behind is read anew."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from crm import words
from crm.domain.project import Project
from crm.storage.register import Register
from crm.storage.search import index
from crm.storage.search.following import is_behind
from tests.builders import a_person, a_project, an_organisation, saved
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.desk.pages import Page, PageEntry, PageTable
from ui.desk.searching import EACH, Searching
from ui.theme.theme import Theme
from ui.widgets.found import Found
from ui.widgets.palette import PaletteDialog
from ui.window import Window


class Sheet(Page):
    """A page that remembers which record it was asked to show."""

    shown: object = None

    @override
    def open_with(self, argument: object) -> None:
        self.shown = argument


@pytest.fixture
def county(store: Register) -> Register:
    """A chamber with its secretary, and tea gardens."""
    with store.writing("Prepared") as unit:
        chamber = an_organisation(unit, name="无锡商会")
        a_person(unit, name="单小明", organisation_id=chamber.id, mobile="13812345678")
        for number in range(EACH + 2):
            a_project(unit, name=f"茶园{number}")
    return store


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, county: Register) -> Generator[Window]:
    before = qapp.palette()
    theme = Theme(qapp, "light")
    desk = Desk()
    pages = PageTable()
    pages.add(
        PageEntry("today", "Today", Page, "sun", rail=True),
        *(
            PageEntry(name, name, Sheet, under="today")
            for name in ("organisation", "project", "settings")
        ),
    )
    made = Window(desk, theme, pages)
    desk.setParent(made)
    Searching(desk, made)
    qtbot.addWidget(made)
    desk.open(county)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitSignal(made.painted, raising=False).wait()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    yield made
    desk.close()
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    theme.deleteLater()


def opened(window: Window) -> PaletteDialog:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = [one for one in window.findChildren(PaletteDialog) if one.isVisible()]
    return palette


def titles(palette: PaletteDialog) -> list[str]:
    return [one.title for one in palette.found()]


def shown(window: Window) -> tuple[str, object]:
    page = window.stack.page
    return window.stack.name, page.shown if isinstance(page, Sheet) else None


def test_what_is_typed_finds_a_record_and_enter_opens_it(window: Window, qtbot: QtBot) -> None:
    palette = opened(window)
    type_in(palette.line, "wxsh")
    qtbot.waitUntil(lambda: titles(palette) == ["无锡商会"])
    press(palette.line, Qt.Key.Key_Return)
    assert shown(window) == ("organisation", 1)


def test_enter_right_after_the_typing_opens_what_is_found_then(
    window: Window, qtbot: QtBot
) -> None:
    palette = opened(window)
    type_in(palette.line, "无锡")
    press(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(window) == ("organisation", 1))


def test_a_row_says_what_kind_of_record_it_is_and_where_it_was_found(
    window: Window, qtbot: QtBot
) -> None:
    words.set_language("zh_CN")
    palette = opened(window)
    type_in(palette.line, "5678")
    qtbot.waitUntil(lambda: len(palette.found()) == 2)
    secretary, chamber = palette.found()
    assert (chamber.key, chamber.icon) == ("单位", "building-2")
    assert "单小明 · 手机：13812345678" in chamber.detail
    assert (secretary.title, secretary.key) == ("单小明", "人员")


def test_only_a_few_of_each_type_are_offered_the_newest_first(window: Window, qtbot: QtBot) -> None:
    palette = opened(window)
    type_in(palette.line, "cy")
    qtbot.waitUntil(lambda: len(palette.found()) == EACH)
    assert titles(palette) == [f"茶园{number}" for number in range(EACH + 1, 1, -1)]


def test_a_command_called_by_its_name_stands_before_records(
    window: Window, qtbot: QtBot, county: Register
) -> None:
    saved(county, Project(name="Quit smoking park"))
    palette = opened(window)
    type_in(palette.line, "quit")
    qtbot.waitUntil(lambda: len(palette.found()) == 2)
    assert titles(palette) == ["Quit", "Quit smoking park"]


def test_without_words_the_records_opened_last_are_offered(window: Window, qtbot: QtBot) -> None:
    window.desk.go("organisation", 1)
    window.desk.go("project", 3)
    window.desk.go("project", None)
    window.desk.go("organisation", 1)
    palette = opened(window)
    qtbot.waitUntil(lambda: "茶园2" in titles(palette))
    assert titles(palette)[:2] == ["无锡商会", "茶园2"]


def test_a_starred_record_stands_first_until_the_star_is_taken_away(
    window: Window, qtbot: QtBot
) -> None:
    assert not window.desk.commands.action("go.star").isEnabled()
    window.desk.go("project", 3)
    window.desk.commands.run("go.star")
    window.desk.go("organisation", 1)
    palette = opened(window)
    qtbot.waitUntil(lambda: "茶园2" in titles(palette))
    assert [(one.title, one.icon) for one in palette.found()[:2]] == [
        ("茶园2", "star"), ("无锡商会", "building-2"),
    ]  # fmt: skip
    palette.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.desk.go("project", 3)
    window.desk.commands.run("go.star")
    window.desk.go("organisation", 1)
    again = opened(window)
    qtbot.waitUntil(lambda: "无锡商会" in titles(again))
    assert ("茶园2", "star") not in [(one.title, one.icon) for one in again.found()]


def test_what_was_opened_last_is_still_known_after_another_start(
    window: Window, qtbot: QtBot, county: Register
) -> None:
    window.desk.go("project", 3)
    qtbot.waitUntil(lambda: not window.desk.jobs.busy())
    later = Desk(geometry=window.desk.geometry, immediate=True)
    searching = Searching(later, later)
    later.open(county)
    given: list[Found] = []
    searching.find("", given.extend)
    qtbot.waitUntil(lambda: [one.title for one in given] == ["茶园2"])
    later.deleteLater()


def test_without_a_store_only_commands_are_found(qtbot: QtBot) -> None:
    desk = Desk(immediate=True)
    searching = Searching(desk, desk)
    given: list[object] = []
    searching.find("tea", given.extend)
    searching.find("tea", lambda found: given.append(list(found)))
    qtbot.waitUntil(lambda: given == [[]])
    desk.close()


@pytest.fixture
def behind(county: Register) -> Register:
    """A store whose index was made under other declarations."""
    with county.writer.begin() as connection:
        index.mark(connection, "another")
    return county


def test_an_index_that_is_behind_is_read_anew_when_the_store_is_opened(
    behind: Register, qtbot: QtBot
) -> None:
    desk = Desk()
    Searching(desk, desk)
    told: list[str] = []
    desk.jobs.changed.connect(lambda: told.extend(job.title for job in desk.jobs.shown()))
    desk.open(behind)
    qtbot.waitUntil(lambda: "Preparing the search" in told)
    qtbot.waitUntil(lambda: not is_behind(behind) and not desk.jobs.busy())
    desk.close()


def test_reading_anew_stops_when_the_store_must_be_given_back(
    behind: Register, qtbot: QtBot
) -> None:
    desk = Desk()
    Searching(desk, desk)
    with behind.writer.begin():  # somebody else writes, so that the reading has to wait
        desk.open(behind)
        qtbot.waitUntil(lambda: bool(desk.jobs.shown()))
        desk.stores.closing.emit()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    assert is_behind(behind)
    desk.close()


def test_a_setting_is_found_and_opens_its_page_there(window: Window, qtbot: QtBot) -> None:
    palette = opened(window)
    type_in(palette.line, "stale negotiating")
    qtbot.waitUntil(lambda: len(palette.found()) == 1)
    assert palette.found()[0].detail == "A project is stale after"
    press(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(window) == ("settings", "stale.negotiate"))
