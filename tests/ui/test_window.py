# SPDX-License-Identifier: Apache-2.0
"""The window: going around, unsaved work, keys, narrow screens, words for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Generator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from crm.progress import Progress
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.desk.pages import Page, PageEntry, PageTable
from ui.theme import sizes
from ui.theme.theme import Theme
from ui.widgets.confirm import ConfirmDialog
from ui.widgets.keysheet import KeySheet
from ui.widgets.palette import PaletteDialog
from ui.window import Window


class Note(Page):
    """A page with one field; what is typed is unsaved work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.line = QLineEdit()
        self.line.setAccessibleName("Note")
        self.saved: list[str] = []
        self.opened: list[object] = []
        QVBoxLayout(self).addWidget(self.line)

    @property
    @override
    def title(self) -> str:
        return "Note"

    @override
    def open_with(self, argument: object) -> None:
        self.opened.append(argument)

    @override
    def leave(self) -> bool:
        return not self.line.text()

    @override
    def save_then(self, go_on: Callable[[], None]) -> None:
        self.saved.append(self.line.text())
        self.line.clear()
        go_on()

    @override
    def discard(self) -> None:
        self.line.clear()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        return {"edit.save": lambda: self.saved.append(self.line.text())}


def table() -> PageTable:
    pages = PageTable()
    pages.add(
        PageEntry("today", "Today", Page, "sun", rail=True, shortcut="Ctrl+1"),
        PageEntry("note", "Note", Note, "pencil", rail=True, shortcut="Ctrl+2"),
        PageEntry("record", "Record", Page, under="note"),
    )
    return pages


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Generator[Window]:
    before = qapp.palette()
    theme = Theme(qapp, "light")
    desk = Desk(immediate=True)
    made = Window(desk, theme, table())
    desk.setParent(made)
    qtbot.addWidget(made, before_close_func=_forgive)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitSignal(made.painted, raising=False).wait()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    desk.close()
    theme.choose("light")
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    theme.deleteLater()


def _forgive(window: QWidget) -> None:
    """Let the window close whatever is typed in it."""
    for line in window.findChildren(QLineEdit):
        line.clear()


def note(window: Window) -> Note:
    page = window.stack.page
    assert isinstance(page, Note)
    return page


def question(window: Window) -> ConfirmDialog:
    (found,) = [one for one in window.findChildren(ConfirmDialog) if one.isVisible()]
    return found


def answer(dialog: ConfirmDialog, words: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()


def test_the_first_page_of_the_rail_is_opened_first(window: Window) -> None:
    assert (window.stack.name, window.rail.current) == ("today", "today")


def test_keys_go_to_the_places_of_the_rail(window: Window) -> None:
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (window.stack.name, window.rail.current) == ("note", "note")
    assert window.windowTitle() == "Note · Invest CRM"


def test_a_page_that_is_not_on_the_rail_lights_the_place_it_belongs_to(window: Window) -> None:
    window.desk.go("record", 7)
    assert (window.stack.name, window.rail.current) == ("record", "note")


def test_back_and_forward_open_what_was_open_before_with_its_argument(window: Window) -> None:
    window.desk.go("note", 1)
    window.desk.go("note", 2)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert note(window).opened == [1, 2, 1]
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.stack.name == "today"
    assert not window.desk.commands.action("go.back").isEnabled()
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert note(window).opened[-1] == 1


def test_unsaved_work_is_asked_about_once_and_staying_changes_nothing(window: Window) -> None:
    window.go("note")
    type_in(note(window).line, "tea")
    window.go("today")
    answer(question(window), "Stay here")
    assert (window.stack.name, window.rail.current) == ("note", "note")
    assert note(window).line.text() == "tea"


def test_the_rail_marks_the_page_that_is_shown_while_leaving_it_is_asked_about(
    window: Window,
) -> None:
    window.go("note")
    type_in(note(window).line, "tea")
    today = next(one for one in window.rail.findChildren(QToolButton) if "Today" in one.text())
    today.click()
    assert (window.stack.name, window.rail.current) == ("note", "note")
    answer(question(window), "Stay here")
    assert window.rail.current == "note"
    today.click()
    answer(question(window), "Do not save")
    assert (window.stack.name, window.rail.current) == ("today", "today")


def test_unsaved_work_is_saved_and_then_left(window: Window) -> None:
    window.go("note")
    page = note(window)
    type_in(page.line, "tea")
    window.go("today")
    answer(question(window), "Save")
    assert (window.stack.name, page.saved) == ("today", ["tea"])


def test_unsaved_work_is_thrown_away_when_it_is_said(window: Window) -> None:
    window.go("note")
    page = note(window)
    type_in(page.line, "tea")
    window.go("today")
    answer(question(window), "Do not save")
    assert (window.stack.name, page.saved, page.line.text()) == ("today", [], "")


def test_closing_asks_about_unsaved_work(window: Window) -> None:
    window.go("note")
    type_in(note(window).line, "tea")
    window.close()
    assert window.isVisible()
    answer(question(window), "Do not save")
    assert not window.isVisible()


def test_closing_while_work_goes_on_asks(window: Window) -> None:
    asked: list[bool] = []

    def work(_progress: Progress) -> None:
        window.close()
        asked.append(window.isVisible())
        answer(question(window), "Stay here")

    window.desk.jobs.submit_write(work, title="Printing the guide")
    assert asked == [True]
    window.close()
    assert not window.isVisible()


def test_the_open_page_answers_commands(window: Window) -> None:
    from ui.desk.commands import Command  # noqa: PLC0415 - as a page's declarations would

    window.desk.commands.add(Command("edit.save", "Save", "save", "Ctrl+S", "Work", "file"))
    assert not window.desk.commands.action("edit.save").isEnabled()
    window.go("note")
    type_in(note(window).line, "tea")
    press(note(window).line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert note(window).saved == ["tea"]


def test_a_click_beside_the_palette_closes_it_and_escape_first_clears_what_is_typed(
    window: Window, qtbot: QtBot
) -> None:
    window.open_palette()
    palette = window.findChild(PaletteDialog)
    assert palette is not None
    qtbot.waitUntil(palette.isActiveWindow)
    type_in(palette.line, "tea")
    press(palette.line, Qt.Key.Key_Escape)
    assert (palette.isVisible(), palette.line.text()) == (True, "")
    with qtbot.waitSignal(palette.finished):
        handle = window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, window.height() - 5))


def test_the_palette_opens_by_key_and_finds_pages(window: Window) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(PaletteDialog)
    assert palette is not None
    type_in(palette.line, "note")
    press(palette.line, Qt.Key.Key_Return)
    assert window.stack.name == "note"


def test_the_sheet_of_keys_lists_every_key_once(window: Window) -> None:
    press(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    wanted = [one for one in window.desk.commands.all() if one.shortcut and one.group]
    assert all(shown.count(one.shortcut.split("; ", maxsplit=1)[0]) == 1 for one in wanted)
    sheet.close()


def test_every_command_has_a_label_an_icon_and_a_menu(window: Window) -> None:
    lacking = [
        one.id
        for one in window.desk.commands.all()
        if not (one.label and one.icon and one.place and one.group)
    ]
    assert lacking == []


def test_the_menu_holds_every_command(window: Window) -> None:
    window.bar.menu.aboutToShow.emit()
    menus = window.bar.menu.findChildren(QMenu)
    texts = {
        action.text() for menu in menus for action in menu.actions() if not action.isSeparator()
    }
    assert texts == {
        window.desk.commands.action(one.id).text() for one in window.desk.commands.all()
    }


def test_a_narrow_window_keeps_icons_only(window: Window) -> None:
    window.resize(sizes.WINDOW_WIDTH, sizes.WINDOW_HEIGHT)
    assert not window.rail.narrow
    window.resize(sizes.WINDOW_LEAST_WIDTH, sizes.WINDOW_LEAST_HEIGHT)
    assert window.rail.narrow


def test_a_notice_of_the_desk_is_shown_with_its_undo(window: Window) -> None:
    undone: list[str] = []
    window.desk.done("Project saved.", undo=lambda: undone.append("x"))
    assert window.notices.text == "Project saved."
    window.notices.act()
    assert undone == ["x"]


def test_the_theme_is_chosen_and_remembered(window: Window) -> None:
    window.desk.commands.run("view.dark")
    assert window.desk.geometry.word("theme") == "dark"


def test_everything_that_takes_the_focus_has_a_name(window: Window) -> None:
    window.go("note")
    window.desk.done("Saved.", undo=list)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []


def test_every_label_is_plain_text(window: Window) -> None:
    labels = [one for one in window.findChildren(QLabel) if one.text()]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)


def test_the_menu_leaves_nothing_behind_however_often_it_is_opened(
    window: Window, qtbot: QtBot
) -> None:
    window.bar.menu.aboutToShow.emit()
    many = len(window.bar.menu.findChildren(QMenu))
    for _time in range(3):
        window.bar.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: len(window.bar.menu.findChildren(QMenu)) == many)
