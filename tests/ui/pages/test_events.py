# SPDX-License-Identifier: Apache-2.0
"""Events as a list, a month or a year: one filter, the choice is remembered."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.actions.conventions import read_in
from crm.domain.rules.workdays import Workdays
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import an_event
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.pages.events import EventsPage, mark
from ui.record.rounds import RoundDialog

TODAY = date(2026, 6, 30)
Shown = Callable[[], EventsPage]


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    with store.writing("Prepared") as unit:
        an_event(unit, name="Roadshow", starts_on=date(2026, 6, 18))
        an_event(unit, name="Expo", starts_on=date(2026, 7, 2), kind="expo")
        an_event(unit, name="Off", starts_on=date(2026, 2, 2), state="cancelled")
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store)
    yield made
    made.close()


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show() -> EventsPage:
        page = EventsPage(desk, lambda: TODAY)
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        desk.relay.changed.connect(page.refresh)
        page.resize(1100, 700)
        page.open_with(None)
        page.show()
        qtbot.waitExposed(page)
        return page

    return show


def test_the_list_gives_way_to_month_and_year_and_the_choice_is_kept(
    desk: Desk, shown: Shown
) -> None:
    page = shown()
    assert not page.is_calendar
    desk.commands.run("events.turn")
    assert page.month.isVisible()
    assert {one.title for one in page.month.entries} == {"Roadshow", "◆ Expo"}
    desk.commands.run("events.turn")
    assert {one.title for one in page.year.entries} == {"Roadshow", "◆ Expo", "Off"}
    assert shown().switch.current == "year"


def test_the_calendar_follows_filter_and_changes(desk: Desk, shown: Shown) -> None:
    page = shown()
    desk.commands.run("events.turn")
    page.open_with(Filter((Condition("kind", "one_of", ("expo",)),)))
    assert [one.title for one in page.month.entries] == ["◆ Expo"]
    page.open_with(Filter())
    with desk.register.writing("New") as unit:
        an_event(unit, name="Visit", starts_on=TODAY)
    assert "Visit" in {one.title for one in page.month.entries}


def test_walking_reads_other_months_and_enter_opens_or_begins(desk: Desk, shown: Shown) -> None:
    asked: list[tuple[str, object]] = []

    def note(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(note)
    page = shown()
    desk.commands.run("events.turn")
    press(page.month, Qt.Key.Key_Return)
    page.step(-4)
    assert [one.voice for one in page.month.entries] == ["muted"]
    assert page.month.day == date(2026, 2, 28)
    for _step in range(26):
        press(page.month, Qt.Key.Key_Left)
    press(page.month, Qt.Key.Key_Return)
    (new, opened) = asked
    assert new == ("event", {"starts_on": TODAY})
    assert opened[0] == "event"
    desk.commands.run("events.turn")
    press(page.year, Qt.Key.Key_Return)
    assert page.switch.current == "month"


def test_days_off_and_days_worked_for_them_are_marked() -> None:
    marks = {day: mark(date(2026, 10, day), Workdays()) for day in (1, 9, 10, 11)}
    assert marks == {1: "off", 9: "", 10: "worked", 11: "off"}


def test_the_calendar_keeps_to_the_days_that_were_read_in_and_says_what_is_unknown(
    desk: Desk, shown: Shown
) -> None:
    page = shown()
    desk.commands.run("events.turn")
    page.step(12 * 40)
    assert "are not known yet" in page.doubt.text()
    day = page.day
    with desk.register.writing("Notice") as unit:
        read_in(unit, {date(day.year, 10, 1): False, day: False})
    assert not page.doubt.text()
    assert page.month.marked(day) == "off"


def test_the_expos_of_the_year_before_are_entered_from_the_year(desk: Desk, shown: Shown) -> None:
    page = shown()
    desk.commands.run("events.turn")
    assert not page.round.isVisible()
    desk.commands.run("events.turn")
    page.step(1)
    page.round.click()
    dialog = page.window().findChild(RoundDialog)
    assert isinstance(dialog, RoundDialog)
    assert [row["starts_on"] for row in dialog.grid.rows()] == [date(2027, 7, 1)]
    dialog.accept()
    assert "◆ Expo" in {one.title for one in page.year.entries}
