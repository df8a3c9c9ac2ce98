# SPDX-License-Identifier: Apache-2.0
"""Typing days as people do, and picking them from the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm import words
from tests.ui.keys import press, type_in
from ui.widgets.dateline import CalendarDialog, DateLine, read_day

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-6-30", date(2026, 6, 30)),
        ("2026.06.30", date(2026, 6, 30)),
        ("2026/6/3", date(2026, 6, 3)),
        ("2026年6月30日", date(2026, 6, 30)),
        ("２０２６－０６－３０", date(2026, 6, 30)),
        ("20260630", date(2026, 6, 30)),
        ("7-1", date(2026, 7, 1)),
        ("7月1日", date(2026, 7, 1)),
        ("0", TODAY),
        ("+3", date(2026, 7, 3)),
        ("-30", date(2026, 5, 31)),
        ("2026-02-30", None),
        ("13-40", None),
        ("2026-11", None),
        ("202611", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


def test_today_is_a_word_of_the_language() -> None:
    words.set_language("zh_CN")
    assert read_day("今天", TODAY) == TODAY


@given(st.text())
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    day = read_day(text, TODAY)
    assert day is None or isinstance(day, date)


@given(st.dates())
def test_a_day_is_read_back_from_how_it_is_shown(day: date) -> None:
    assert read_day(day.isoformat(), TODAY) == day


@pytest.fixture
def line(qtbot: QtBot) -> DateLine:
    made = DateLine(today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_typed_is_tidied_when_done(line: DateLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.changed):
        type_in(line, "7.1")
    press(line, Qt.Key.Key_Return)
    assert line.text() == "2026-07-01"


def test_no_day_stays_as_typed_and_is_known_to_be_wrong(line: DateLine) -> None:
    type_in(line, "2026-02-31")
    press(line, Qt.Key.Key_Return)
    assert (line.text(), line.value(), line.wrong()) == ("2026-02-31", None, True)


def test_the_arrows_go_by_days(line: DateLine) -> None:
    press(line, Qt.Key.Key_Up)
    assert line.value() == TODAY
    press(line, Qt.Key.Key_Up)
    assert line.value() == TODAY + timedelta(days=1)


def test_a_day_picked_from_the_calendar_is_taken(line: DateLine, qtbot: QtBot) -> None:
    press(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    dialog = line.findChild(CalendarDialog)
    assert dialog is not None
    with qtbot.waitSignal(line.changed):
        dialog.picked.emit(date(2026, 7, 2))
    assert line.value() == date(2026, 7, 2)
    dialog.close()


def test_the_calendar_takes_the_marked_day_by_enter(qtbot: QtBot) -> None:
    dialog = CalendarDialog(date(2026, 6, 18))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    picked: list[object] = []
    dialog.picked.connect(picked.append)
    press(dialog, Qt.Key.Key_Return)
    assert picked == [date(2026, 6, 18)]


def test_in_the_field_alt_and_down_is_the_calendar_whatever_the_page_has_it_for(
    qtbot: QtBot,
) -> None:
    page = QWidget()
    line = DateLine(today=lambda: TODAY)
    QVBoxLayout(page).addWidget(line)
    qtbot.addWidget(page)
    went: list[bool] = []
    action = QAction(page)
    action.setShortcut("Alt+Down")
    action.triggered.connect(lambda: went.append(True))
    page.addAction(action)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    line.setFocus()
    press(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert went == []
    dialog = line.findChild(CalendarDialog)
    assert dialog is not None
    dialog.close()
