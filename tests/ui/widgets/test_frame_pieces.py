# SPDX-License-Identifier: Apache-2.0
"""The pieces of the frame: rail, notices, jobs, palette, sheet of keys, questions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_in
from ui.widgets.confirm import Answer, ConfirmDialog, confirm
from ui.widgets.found import Finder, Found, Give
from ui.widgets.joblist import Going, JobsButton
from ui.widgets.keysheet import KeySheet
from ui.widgets.notice import NoticeBar
from ui.widgets.palette import PaletteDialog
from ui.widgets.progress import ProgressPanel
from ui.widgets.rail import Rail, RailEntry

PLACES = tuple(RailEntry(name, name.title(), "map", f"Ctrl+{n}") for n, name in enumerate("abc"))


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def rail(ground: QWidget) -> Rail:
    made = Rail(ground)
    made.set_entries(PLACES)
    made.show()
    return made


def entries(rail: Rail) -> list[QToolButton]:
    return rail.findChildren(QToolButton)


def test_the_arrows_walk_through_the_rail_and_enter_goes(rail: Rail) -> None:
    entries(rail)[0].setFocus()
    press(entries(rail)[0], Qt.Key.Key_Down)
    assert entries(rail)[1].hasFocus()
    gone: list[str] = []
    rail.chosen.connect(gone.append)
    press(entries(rail)[1], Qt.Key.Key_Return)
    assert gone == ["b"]


def test_the_arrows_go_round(rail: Rail) -> None:
    entries(rail)[0].setFocus()
    press(entries(rail)[0], Qt.Key.Key_Up)
    assert entries(rail)[2].hasFocus()


def test_a_narrow_rail_still_says_its_words_to_a_screen_reader(rail: Rail) -> None:
    width = rail.width()
    rail.set_count("b", 7)
    rail.set_narrow(narrow=True)
    assert rail.width() < width
    assert [one.accessibleName() for one in entries(rail)] == ["A", "B (7)", "C"]


def test_one_place_is_lit_or_none(rail: Rail) -> None:
    rail.light("b")
    assert rail.current == "b"
    rail.light("elsewhere")
    assert rail.current == ""


def test_a_notice_goes_by_itself_and_its_button_acts_once(ground: QWidget) -> None:
    bar, undone = NoticeBar(ground), list[str]()
    bar.tell("Saved.", action="Undo", act=lambda: undone.append("x"))
    assert bar.isVisible()
    bar.act()
    bar.act()
    assert undone == ["x"]
    assert not bar.isVisible()


def test_a_trouble_comes_back_after_what_was_said_meanwhile_until_it_is_closed(
    ground: QWidget,
) -> None:
    bar = NoticeBar(ground)
    close = bar.findChildren(QToolButton)[-1]
    bar.tell("The disk is full.", kind="trouble")
    bar.tell("The backup failed.", kind="trouble")
    bar.tell("The disk is full.", kind="trouble")
    bar.tell("Saved.")
    assert bar.text == "Saved."
    close.click()
    assert bar.isVisible()
    assert bar.text == "The disk is full."
    close.click()
    assert bar.text == "The backup failed."
    close.click()
    assert not bar.isVisible()


def test_a_notice_does_not_hide_what_has_the_focus(ground: QWidget) -> None:
    field = QLineEdit(ground)
    field.setGeometry(300, 560, 300, 30)
    field.show()
    field.setFocus()
    bar = NoticeBar(ground)
    bar.tell("Saved.")
    assert not bar.geometry().intersects(field.geometry())


def test_a_long_notice_stays_inside_its_window(ground: QWidget) -> None:
    bar = NoticeBar(ground)
    bar.tell("A project was moved. " * 20, action="Undo", act=list)
    assert ground.rect().contains(bar.geometry())
    ground.resize(400, 500)
    assert ground.rect().contains(bar.geometry())


class Work(QObject):
    """A piece of work to be shown."""

    moved = Signal()
    share = 0.25


def test_the_jobs_button_is_there_only_while_something_goes_on(
    ground: QWidget, qtbot: QtBot
) -> None:
    button, work, stopped = JobsButton(ground), Work(), list[str]()
    going = Going(
        "Printing", lambda: (work.share, "page 3"), work.moved, lambda: stopped.append("x")
    )
    assert not button.isVisible()
    button.set_jobs([going])
    button.open_list()
    panel = button.findChild(ProgressPanel)
    assert panel is not None
    work.share = 0.5
    work.moved.emit()
    qtbot.waitUntil(lambda: panel.note == "50%  page 3")
    cancel = panel.findChild(QPushButton)
    assert cancel is not None
    cancel.click()
    assert stopped == ["x"]
    button.set_jobs([])
    assert not button.isVisible()


def palette(qtbot: QtBot, *finders: Finder) -> PaletteDialog:
    made = PaletteDialog(finders)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    return made


def test_the_palette_does_what_enter_chooses(qtbot: QtBot) -> None:
    done: list[str] = []

    def find(text: str, give: Give) -> None:
        names = ("today", "guide", "events")
        give([Found(name, lambda name=name: done.append(name)) for name in names if text in name])

    dialog = palette(qtbot, find)
    type_in(dialog.line, "e")
    press(dialog.line, Qt.Key.Key_Down)
    press(dialog.line, Qt.Key.Key_Return)
    assert done == ["events"]
    assert not dialog.isVisible()


def test_late_answers_to_older_words_are_dropped(qtbot: QtBot) -> None:
    waiting: list[Give] = []
    dialog = palette(qtbot, lambda _text, give: waiting.append(give))
    dialog.line.setText("a")
    waiting[0]([Found("old", list)])
    waiting[1]([Found("new", list)])
    assert [one.title for one in dialog.found()] == ["new"]


def test_records_stand_before_commands_whoever_answers_first(qtbot: QtBot) -> None:
    waiting: list[Give] = []
    commands: Sequence[Found] = [Found("command", list)]
    dialog = palette(
        qtbot, lambda _text, give: waiting.append(give), lambda _text, give: give(commands)
    )
    waiting[0]([Found("record", list)])
    assert [one.title for one in dialog.found()] == ["record", "command"]


def test_enter_waits_for_what_is_still_being_looked_for(qtbot: QtBot) -> None:
    done: list[str] = []
    waiting: list[Give] = []
    commands: Sequence[Found] = [Found("command", lambda: done.append("command"))]
    dialog = palette(
        qtbot, lambda _text, give: waiting.append(give), lambda _text, give: give(commands)
    )
    type_in(dialog.line, "r")
    press(dialog.line, Qt.Key.Key_Return)
    assert done == []
    waiting[-1]([Found("record", lambda: done.append("record"))])
    assert done == ["record"]


def test_a_late_answer_leaves_the_mark_where_the_user_put_it(qtbot: QtBot) -> None:
    done: list[str] = []
    waiting: list[Give] = []
    commands = [Found(name, lambda name=name: done.append(name)) for name in ("one", "two")]
    dialog = palette(
        qtbot, lambda _text, give: give(commands), lambda _text, give: waiting.append(give)
    )
    press(dialog.line, Qt.Key.Key_Down)
    waiting[-1]([Found("record", list)])
    press(dialog.line, Qt.Key.Key_Return)
    assert done == ["two"]


def test_an_answer_after_the_closing_is_nobodys(qtbot: QtBot) -> None:
    waiting: list[Give] = []
    dialog = palette(qtbot, lambda _text, give: waiting.append(give))
    dialog.close()
    waiting[0]([Found("late", list)])
    assert dialog.found() == []


def test_the_palette_is_no_popup(qtbot: QtBot) -> None:
    assert palette(qtbot).windowType() == Qt.WindowType.Dialog


def test_a_question_acts_on_its_answer_and_escape_does_nothing(ground: QWidget) -> None:
    done: list[str] = []
    first = confirm(ground, "Delete?", "", yes="Delete", act=lambda: done.append("x"), danger=True)
    press(first, Qt.Key.Key_Escape)
    assert done == []
    second = confirm(ground, "Delete?", "", yes="Delete", act=lambda: done.append("x"))
    next(one for one in second.findChildren(QPushButton) if one.text() == "Delete").click()
    assert done == ["x"]


def test_the_safe_answer_has_the_focus_before_something_dangerous(ground: QWidget) -> None:
    answers = (Answer("Delete", kind="danger"), Answer("Cancel"))
    dialog = ConfirmDialog(ground, "Delete?", "", answers)
    dialog.open()
    focused = dialog.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Cancel"
    dialog.close()


def test_the_sheet_of_keys_shows_every_key(qtbot: QtBot) -> None:
    keys = {"Go to": [("Today", "Ctrl+1")], "Work": [("Undo", "Ctrl+Z"), ("Redo", "Ctrl+Y")]}
    sheet = KeySheet(keys)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Today", "Ctrl+1", "Undo", "Ctrl+Z", "Redo", "Ctrl+Y"} <= shown
