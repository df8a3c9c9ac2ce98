# SPDX-License-Identifier: Apache-2.0
"""Reminders say what is overdue and due each day, and again when more is; never when unwanted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.builders import a_follow_up, a_staff_member
from ui.desk.desk import Desk
from ui.desk.owner import Owner, sit_down
from ui.desk.reminding import Reminding

TODAY = date(2026, 6, 30)


class Calendar:
    """A day that can be turned."""

    def __init__(self) -> None:
        self.day = TODAY

    def today(self) -> date:
        """The day it is."""
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def heard(desk: Desk, calendar: Calendar, qtbot: QtBot) -> tuple[Reminding, list[str]]:
    """What reminds where there is a tray, and what was said."""
    window = QWidget()
    qtbot.addWidget(window)
    made = Reminding(desk, window, today=calendar.today, available=lambda: True)
    said: list[str] = []

    def note(_heading: str, sentence: str) -> None:
        said.append(sentence)

    made.reminded.connect(note)
    return made, said


def due(store: Register, days: int, **over: object) -> int:
    with store.writing("Prepared") as unit:
        return a_follow_up(unit, due_on=TODAY + timedelta(days=days), **over).id


def test_it_says_what_is_overdue_and_due_once_a_day(
    heard: tuple[Reminding, list[str]], store: Register, calendar: Calendar
) -> None:
    reminding, said = heard
    for days in (-3, -1, 0, 1, 2):
        due(store, days)
    due(store, -3, state="done", result="Done")
    due(store, -3, snoozed_until=TODAY + timedelta(days=9))
    reminding.look()
    reminding.look()
    assert said == ["2 overdue, 1 due today, 1 due tomorrow"]
    calendar.day = TODAY + timedelta(days=1)
    reminding.look()
    assert said[1:] == ["3 overdue, 1 due today, 1 due tomorrow"]


def test_it_says_so_again_when_more_is_overdue(
    heard: tuple[Reminding, list[str]], store: Register
) -> None:
    reminding, said = heard
    due(store, -1)
    reminding.look()
    due(store, -1)
    reminding.look()
    assert said == ["1 overdue", "2 overdue"]


def test_whoever_sits_here_is_reminded_of_the_own_ones(
    heard: tuple[Reminding, list[str]], store: Register, desk: Desk
) -> None:
    reminding, said = heard
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit)
    sit_down(desk, Owner(officer.id, "Officer"))
    due(store, -1)
    due(store, 0, staff_id=officer.id)
    reminding.look()
    assert said == ["1 due today"]


def test_nothing_is_said_when_nothing_is_due_or_when_it_is_turned_off(
    heard: tuple[Reminding, list[str]], store: Register, desk: Desk
) -> None:
    reminding, said = heard
    due(store, 9)
    reminding.look()
    due(store, -1)
    desk.geometry.keep_word("reminders", "off")
    reminding.look()
    assert said == []


def test_without_a_tray_nothing_is_asked(desk: Desk, store: Register, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert due(store, -1)
    assert not Reminding(desk, window).wanted
