# SPDX-License-Identifier: Apache-2.0
"""The desk ticks a plan with the interest, keeps what is typed, and saves all as one step."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm.actions import records
from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.storage.register import Register
from crm.storage.store import open_store
from crm.storage.undo import undo_last
from tests.builders import a, a_person, an_attendance, an_event
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.forms.conflicts import ConflictDialog
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


def attendances(store: Register) -> list[tuple[str | None, str | None]]:
    """The interest and the note of everybody, as they are saved."""
    with store.writing("Look") as unit:
        return [(one.interest, one.note) for one in unit.find(Attendance)]


@pytest.fixture
def colleague(store: Register, store_path: Path) -> Generator[Register]:
    """Another window on the same file."""
    assert store
    made = open_store(store_path)
    yield made
    made.close()


def change(colleague: Register, at: int, **values: object) -> None:
    """What is saved in that other window."""
    with colleague.writing("Colleague") as unit:
        records.alter(unit, unit.find(Attendance)[at], values)


def asked(page: EventDeskPage) -> ConflictDialog:
    dialogs = page.window().findChildren(ConflictDialog)
    (dialog,) = [one for one in dialogs if one.isVisible()]
    return dialog


def test_a_cell_that_a_colleague_changed_is_asked_for_and_the_rest_is_saved(
    store: Register, colleague: Register, event_id: int, shown: Shown
) -> None:
    page = shown(event_id)
    grid_of(page).put(0, "interest", "c")
    grid_of(page).put(0, "note", "mine")
    grid_of(page).put(1, "interest", "b")
    grid_of(page).put(1, "plan", None)
    grid_of(page).put(2, "name", "Zhao")
    change(colleague, 0, interest="a")
    page.save()
    (one,) = page.clashes()
    assert one.label == "Wang · Interest"
    assert (one.original, one.mine, one.theirs) == ("", "C weak", "A strong")
    assert attendances(store) == [("a", None), (None, None)]
    asked(page).table.choose(one.name, "theirs")
    asked(page).accept()
    assert attendances(store) == [("a", "mine"), ("b", None), (None, None)]
    assert {step.attendance_id for step in follow_ups(store)} == {page.sheet.attendees[0].id}
    assert page.leave()


def test_mine_can_stand_over_what_a_colleague_saved(
    store: Register, colleague: Register, event_id: int, shown: Shown
) -> None:
    page = shown(event_id)
    grid_of(page).put(1, "interest", "c")
    change(colleague, 1, interest="a", note="theirs")
    page.save()
    asked(page).reject()
    page.save()
    assert attendances(store)[1] == ("a", "theirs")
    asked(page).table.choose_all("mine")
    asked(page).accept()
    assert attendances(store)[1] == ("c", "theirs")
    assert page.leave()


def test_a_draft_asks_for_what_a_colleague_changed_since(
    desk: Desk, store: Register, colleague: Register, event_id: int, shown: Shown, qtbot: QtBot
) -> None:
    page = shown(event_id)
    grid_of(page).put(1, "interest", "b")
    grid_of(page).put(1, "note", "mine")
    grid_of(page).put(2, "name", "Zhao")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    change(colleague, 1, note="theirs")
    again = shown(event_id)
    rows = grid_of(again).rows()
    assert (rows[1]["interest"], rows[1]["note"], rows[2]["name"]) == ("b", "theirs", "Zhao")
    (one,) = again.clashes()
    assert (one.original, one.mine, one.theirs) == ("", "mine", "theirs")
    asked(again).reject()
    again.save()
    assert attendances(store) == [(None, None), (None, "theirs")]
    asked(again).table.choose(one.name, "mine")
    asked(again).accept()
    assert attendances(store) == [(None, None), ("b", "mine"), (None, None)]
    page.discard()


def test_a_plan_that_a_colleague_made_meanwhile_is_not_made_twice(
    store: Register, event_id: int, shown: Shown, desk: Desk
) -> None:
    told: list[Notice] = []
    page, other = shown(event_id), shown(event_id)
    grid_of(page).put(0, "interest", "c")
    grid_of(other).put(0, "interest", "a")
    other.save()
    desk.noticed.connect(told.append)
    page.save()
    asked(page).accept()
    assert attendances(store)[0] == ("c", None)
    assert len(follow_ups(store)) == 4
    assert not [one for one in told if one.kind == "warning"]


def test_what_was_typed_of_a_guest_whose_person_is_known_by_now_is_told(
    colleague: Register, event_id: int, shown: Shown, desk: Desk, qtbot: QtBot
) -> None:
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    page = shown(event_id)
    grid_of(page).put(1, "phone", "13800000000")
    grid_of(page).put(1, "note", "mine")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    with colleague.writing("Colleague") as unit:
        person = a_person(unit, name="Li")
        records.alter(unit, unit.find(Attendance)[1], {"person_id": person.id})
    again = shown(event_id)
    assert grid_of(again).rows()[1]["note"] == "mine"
    assert "13800000000" in told[-1].text
    again.discard()
    page.discard()


def test_what_was_typed_of_an_attendee_who_was_taken_away_is_asked_for(
    store: Register, colleague: Register, event_id: int, shown: Shown
) -> None:
    page = shown(event_id)
    grid_of(page).put(1, "note", "mine")
    with colleague.writing("Colleague") as unit:
        records.delete(unit, "attendance", [unit.find(Attendance)[1].id])
    page.save()
    (one,) = page.clashes()
    assert (one.label, one.mine, one.theirs) == ("Li", "mine", "Deleted")
    asked(page).accept()
    assert attendances(store) == [(None, None), (None, "mine")]
    assert page.leave()


def test_all_that_was_typed_may_give_way_to_theirs(
    desk: Desk, store: Register, colleague: Register, event_id: int, shown: Shown, qtbot: QtBot
) -> None:
    page = shown(event_id)
    grid_of(page).put(1, "note", "mine")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    with colleague.writing("Colleague") as unit:
        records.delete(unit, "attendance", [unit.find(Attendance)[1].id])
    page.save()
    asked(page).table.choose_all("theirs")
    asked(page).accept()
    assert page.leave()
    assert attendances(store) == [(None, None)]
    qtbot.waitUntil(lambda: desk.drafts.all() == [])


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
