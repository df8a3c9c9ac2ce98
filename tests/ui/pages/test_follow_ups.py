# SPDX-License-Identifier: Apache-2.0
"""The page of follow-ups: the queue by person with its commands, and the roadshow board by keys."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_follow_up, a_person, a_staff_member, an_attendance, an_event
from tests.ui.keys import click, press, type_in
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.forms.closing import CloseDialog
from ui.pages.follow_ups import FollowUpsPage
from ui.record.reception import BeginDialog
from ui.widgets.askline import AskLine

TODAY = date(2026, 6, 30)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Ids:
    """What stands in the store, by number."""

    busy = calm = roadshow = expo = 0
    guests: tuple[int, ...] = ()


@pytest.fixture
def ids(store: Register) -> Ids:
    found = Ids()
    with store.writing("Prepared") as unit:
        busy, calm = a_staff_member(unit, name="Busy"), a_staff_member(unit, name="Calm")
        found.busy, found.calm = busy.id, calm.id
        for days in (-9, -4, 0):
            due = TODAY + timedelta(days=days)
            a_follow_up(unit, subject=f"Call {days}", staff_id=busy.id, due_on=due)
        a_follow_up(unit, subject="Letter", staff_id=calm.id, due_on=TODAY + timedelta(days=9))
        a_follow_up(unit, subject="Nobody's", due_on=TODAY)
        a_follow_up(unit, subject="Done", state="done", result="Done", staff_id=calm.id)
        roadshow, expo = an_event(unit, name="Roadshow"), an_event(unit, name="Expo")
        found.roadshow, found.expo = roadshow.id, expo.id
        found.guests = tuple(
            an_attendance(unit, event, a_person(unit, name=name), state="attended").id
            for event, name in ((roadshow, "Li"), (roadshow, "Wang"), (expo, "Zhao"))
        )
    return found


@pytest.fixture
def desk(store: Register, ids: Ids, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot, ids
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store)
    yield made
    made.close()


Shown = Callable[[object], FollowUpsPage]


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show(argument: object) -> FollowUpsPage:
        page = FollowUpsPage(desk, lambda: TODAY)
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        desk.relay.changed.connect(page.refresh)
        page.resize(1280, 640)
        page.show()
        page.open_with(argument)
        if page.on_board:
            qtbot.waitUntil(lambda: bool(page.board.rows.cards))
        return page

    return show


def buttons(page: FollowUpsPage) -> list[str]:
    return [one.text() for one in page.loads.buttons.values()]


def listed(page: FollowUpsPage) -> list[str]:
    model = page.panel.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def columns(page: FollowUpsPage) -> list[int]:
    return [lane.cards.rowCount() for lane in page.board.lanes]


def guest(store: Register, record_id: int) -> Attendance:
    with store.reading() as session:
        return session.get_one(Attendance, record_id)


def test_it_begins_with_what_is_open_and_says_what_waits_for_whom(shown: Shown) -> None:
    page = shown(None)
    assert page.panel.model.rowCount() == 5
    assert set(buttons(page)) == {
        "Everybody 5 · 2 overdue", "Busy 3 · 2 overdue", "Calm 1",
        "Nobody in charge 1",
    }  # fmt: skip
    assert page.loads.buttons[None].toolTip() == "step 1: 1\nstep 3: 1"


def test_a_person_narrows_the_queue_and_everybody_widens_it_again(shown: Shown, ids: Ids) -> None:
    page = shown(None)
    click(page.loads.buttons[ids.busy])
    assert listed(page) == ["Call -9", "Call -4", "Call 0"]
    assert page.loads.buttons[ids.busy].isChecked()
    click(page.loads.buttons[0])
    assert listed(page) == ["Nobody's"]
    click(page.loads.buttons[None])
    assert page.panel.model.rowCount() == 5


def test_a_filter_from_elsewhere_marks_whose_it_is(shown: Shown, ids: Ids) -> None:
    page = shown(Filter((Condition("staff_id", "one_of", (ids.calm,)),)))
    assert page.loads.buttons[ids.calm].isChecked()
    assert not page.loads.buttons[None].isChecked()


def test_several_are_closed_by_key_in_one_step(
    shown: Shown, desk: Desk, store: Register, ids: Ids
) -> None:
    page = shown(None)
    click(page.loads.buttons[ids.busy])
    page.panel.table.selectAll()
    desk.commands.run("queue.close")
    dialog = next(iter(page.findChildren(CloseDialog)))
    type_in(dialog.rows.editors["result"].target, "Spoken to all")
    dialog.accept()
    assert page.panel.model.rowCount() == 0
    assert "Everybody 2" in buttons(page)
    undo_last(store)
    assert len(listed(page)) == 3
    with store.reading() as session:
        assert session.query(FollowUp).filter(FollowUp.result == "Spoken to all").count() == 0


def test_nothing_is_offered_without_a_choice_and_all_commands_are_declared(
    shown: Shown, desk: Desk
) -> None:
    page = shown(None)
    page.panel.table.clearSelection()
    assert not {"queue.close", "queue.snooze", "queue.reassign"} & set(page.handlers())
    page.panel.table.selectAll()
    assert {"queue.close", "queue.snooze", "queue.reassign"} <= set(page.handlers())
    page.open_with(("board", 0))
    assert set(page.handlers()) <= {one.id for one in desk.commands.all()}


def test_the_board_shows_all_events_or_the_one_that_is_asked_for(shown: Shown, ids: Ids) -> None:
    page = shown(("board", ids.roadshow))
    assert page.on_board
    assert columns(page) == [2, 0, 0, 0, 0, 0, 0]
    assert page.which.choice.text() == "Roadshow"
    page.which.choice.setText("")
    page.which.choice.changed.emit()
    page.open_with(("board", 0))
    assert columns(page) == [3, 0, 0, 0, 0, 0, 0]


def test_a_card_is_moved_on_and_back_by_keys_and_undone(
    shown: Shown, desk: Desk, store: Register, ids: Ids
) -> None:
    page = shown(("board", ids.roadshow))
    first = page.board.lanes[0]
    press(first, Qt.Key.Key_Home)
    number = page.board.current_id
    desk.commands.run("board.onward")
    assert columns(page)[:2] == [1, 1]
    assert page.board.current_id == number
    desk.commands.run("board.onward")
    desk.commands.run("board.onward")
    assert guest(store, number).visited_on == TODAY
    desk.commands.run("board.back")
    assert guest(store, number).board == "intends"
    undo_last(store)
    assert guest(store, number).board == "visited"
    assert columns(page)[3] == 1


def test_no_interest_asks_for_the_reason(
    shown: Shown, desk: Desk, store: Register, ids: Ids
) -> None:
    page = shown(("board", ids.expo))
    press(page.board.lanes[0], Qt.Key.Key_Home)
    desk.commands.run("guests.decline")
    dialog = next(iter(page.findChildren(AskLine)))
    assert guest(store, ids.guests[2]).board == "untouched"
    line = dialog.findChildren(QLineEdit)[0]
    type_in(line, "Too far away")
    press(line, Qt.Key.Key_Return)
    found = guest(store, ids.guests[2])
    assert (found.board, found.declined_reason) == ("declined", "Too far away")
    assert columns(page) == [0, 0, 0, 0, 0, 0, 1]


def test_the_heads_say_who_waits_and_a_card_opens_the_person(
    shown: Shown, desk: Desk, ids: Ids
) -> None:
    page = shown(("board", ids.roadshow))
    assert page.board.heads[0].text == "2 · 2 wait"
    went: list[str] = []

    def note(page: str, _argument: object) -> None:
        went.append(page)

    desk.asked.connect(note)
    press(page.board.lanes[0], Qt.Key.Key_Home)
    press(page.board.lanes[0], Qt.Key.Key_Return)
    assert went == ["person"]


def test_the_choice_between_queue_and_board_is_remembered(shown: Shown, desk: Desk) -> None:
    shown(None)
    desk.commands.run("guests.turn")
    again = shown(None)
    assert again.on_board
    desk.commands.run("guests.turn")
    assert not again.on_board
    assert again.panel.table.isVisible()


def test_a_project_begins_with_the_guest_of_a_card(
    desk: Desk, store: Register, ids: Ids, shown: Shown
) -> None:
    page = shown(("board", ids.roadshow))
    press(page.board.lanes[0], Qt.Key.Key_Home)
    number = page.board.current_id
    desk.commands.run("record.begin")
    dialog = page.window().findChild(BeginDialog)
    assert isinstance(dialog, BeginDialog)
    assert dialog.guests.value() == [number]
    dialog.rows.editors["name"].set_value("Tea drinks")
    dialog.accept()
    assert guest(store, number).board == "negotiating"
    undo_last(store)
    assert guest(store, number).board == "untouched"
