# SPDX-License-Identifier: Apache-2.0
"""The desk ticks a plan with the interest, keeps what is typed, and saves all as one step."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, a_person, an_attendance, an_event
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.forms.grid import Grid
from ui.pages.event_desk import EventDeskPage

TODAY = date(2026, 6, 22)
Shown = Callable[[object], EventDeskPage]


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store, store=str(tmp_path / "office.icr"))
    yield made
    made.close()


@pytest.fixture
def event_id(store: Register) -> int:
    """A roadshow of last Thursday that two attended; one of them is only a name."""
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="Wuxi roadshow", starts_on=date(2026, 6, 18))
        an_attendance(unit, event, a_person(unit, name="Wang"), state="attended")
        a(unit, Attendance, event_id=event.id, name="Li", state="attended")
        return event.id


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show(argument: object) -> EventDeskPage:
        page = EventDeskPage(desk, lambda: TODAY)
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        desk.relay.changed.connect(page.refresh)
        page.resize(1200, 700)
        page.open_with(argument)
        page.show()
        return page

    return show


def grid_of(page: EventDeskPage) -> Grid:
    assert page.sheet.grid is not None
    return page.sheet.grid


def follow_ups(store: Register) -> list[FollowUp]:
    with store.writing("Look") as unit:
        return list(unit.find(FollowUp))


def test_interest_ticks_the_plan_and_saving_makes_it(
    desk: Desk, store: Register, event_id: int, shown: Shown
) -> None:
    page = shown(event_id)
    grid = grid_of(page)
    for row in (0, 1):
        grid.put(row, "interest", "a")
    assert [one["plan"] for one in grid.rows()] == [True, True]
    grid.put(1, "plan", None)
    grid.put(1, "note", "Thinks about it")
    assert [one["plan"] for one in grid.rows()] == [True, None]
    desk.commands.run("form.save")
    made = follow_ups(store)
    assert len(made) == 4
    assert not page.sheet.is_edited
    assert page.sheet.attendees[1].person_id is not None
    assert not grid_of(page).model.sheet.may_edit(0, "plan")
    undo_last(store)
    assert follow_ups(store) == []


def test_what_is_typed_is_here_again_after_a_crash(
    event_id: int, shown: Shown, qtbot: QtBot
) -> None:
    page = shown(event_id)
    grid_of(page).put(1, "interest", "b")
    grid_of(page).put(2, "name", "Zhao")
    qtbot.wait(1_300)
    again = shown(event_id)
    rows = grid_of(again).rows()
    assert (rows[1]["interest"], rows[2]["name"]) == ("b", "Zhao")
    assert again.banner.text
    again.discard()
    assert not again.sheet.is_edited
    page.discard()


def test_who_was_added_below_attended(store: Register, event_id: int, shown: Shown) -> None:
    page = shown(event_id)
    grid_of(page).put(2, "name", "Zhao")
    grid_of(page).put(2, "organisation", "New Tea")
    page.save()
    with store.writing("Look") as unit:
        added = unit.find(Attendance)[-1]
        assert (added.name, added.state) == ("Zhao", "attended")
        assert added.organisation_id is not None


def test_with_no_event_named_it_is_the_last_one_with_somebody_waiting(
    store: Register, event_id: int, shown: Shown
) -> None:
    with store.writing("Prepared") as unit:
        an_event(unit, starts_on=TODAY)
    assert shown(None).event_id == event_id


def test_a_refusal_keeps_what_was_typed(store: Register, event_id: int, shown: Shown) -> None:
    page = shown(event_id)
    grid_of(page).put(0, "interest", "c")
    with store.writing("Elsewhere") as unit:
        unit.change(unit.find(Attendance)[0], {"interest": "a"})
    page.save()
    assert page.sheet.is_edited
    assert page.banner.text
    page.banner.press(0)
    assert grid_of(page).rows()[0]["interest"] == "a"


def test_an_event_without_attendees_asks_for_the_list(store: Register, shown: Shown) -> None:
    with store.writing("Prepared") as unit:
        bare = an_event(unit).id
    page = shown(bare)
    assert not page.sheet.isVisible()
    assert not page.save_button.isEnabled()


def test_a_long_pasted_column_ticks_its_plans_in_one_step(
    store: Register, event_id: int, shown: Shown
) -> None:
    with store.writing("Prepared") as unit:
        for _each in range(400):
            a(unit, Attendance, event_id=event_id, name="Guest", state="attended")
    page = shown(event_id)
    grid = grid_of(page)
    grid.table.go(0, 4)
    QGuiApplication.clipboard().setText("\n".join(["A"] * 402))
    grid.table.paste()
    assert {one["plan"] for one in grid.rows()} == {True}
    grid.table.undo()
    assert {one["interest"] for one in grid.rows()} == {"a"}
    assert {one["plan"] for one in grid.rows()} == {None}
    page.discard()


def test_every_column_is_seen_in_the_smallest_window(event_id: int, shown: Shown) -> None:
    page = shown(event_id)
    page.resize(1104, 668)  # what the rail and the bar leave of 1280×720
    table = grid_of(page).table
    assert table.horizontalScrollBar().maximum() == 0
