# SPDX-License-Identifier: Apache-2.0
"""The sheet of progress: what is mine, typed, kept as a draft, saved at once, undone at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.actions.conventions import settle
from crm.actions.progress import Report, report
from crm.domain.course import Problem, ProgressEntry
from crm.domain.project import Project
from crm.domain.rules.reporting import MONTHLY, WEEKLY, period_of
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a, a_project, a_staff_member
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk, Notice
from ui.desk.owner import Owner, sit_down
from ui.forms.conflicts import ConflictDialog
from ui.forms.dialog import RecordDialog
from ui.forms.status import StandstillDialog
from ui.pages.progress import ProgressPage

TODAY = date(2026, 6, 18)
Shown = Callable[[], ProgressPage]


@pytest.fixture
def me(store: Register, desk: Desk) -> int:
    """An officer who sits at the desk."""
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen").id
    sit_down(desk, Owner(officer, "Officer Wen"))
    return officer


@pytest.fixture
def mine(store: Register, me: int) -> list[int]:
    """Five projects of this officer, and one of nobody."""
    with store.writing("Prepared") as unit:
        ids = [a_project(unit, name=f"{letter} works", staff_id=me).id for letter in "ABCDE"]
        a(unit, ProgressEntry, project_id=ids[0], entered_on=date(2026, 5, 20), rhythm=MONTHLY,
          done="Visited", obstacles="Land")  # fmt: skip
        a_project(unit, name="Z works")
        return ids


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show() -> ProgressPage:
        page = ProgressPage(desk, lambda: TODAY)
        qtbot.addWidget(page)
        desk.commands.ask_page(page.handlers)
        desk.relay.changed.connect(page.refresh)
        page.resize(1104, 668)
        page.open_with(None)
        page.show()
        qtbot.waitExposed(page)
        return page

    return show


def names(page: ProgressPage) -> list[str]:
    return [one.name for one in page.reports.lines]


def entries(store: Register) -> Sequence[ProgressEntry]:
    with store.reading() as session:
        query = select(ProgressEntry).where(
            ProgressEntry.entered_on >= date(2026, 6, 1), ~ProgressEntry.deleted
        )
        return session.scalars(query.order_by(ProgressEntry.project_id)).all()


def test_it_shows_what_is_mine_with_the_last_entry_behind_it(shown: Shown, mine: list[int]) -> None:
    assert mine
    page = shown()
    assert names(page) == ["A works", "B works", "C works", "D works", "E works"]
    grey = page.grid.model.data(page.grid.model.index(0, 2), int(Qt.ItemDataRole.DisplayRole))
    assert grey == "Visited"
    assert page.grid.rows()[0]["done"] is None


def test_it_opens_at_the_period_that_a_draft_is_about(shown: Shown, mine: list[int]) -> None:
    assert mine
    page = shown()
    may = period_of(MONTHLY, date(2026, 5, 1))
    page.open_with(may)
    assert page.period == may
    page.open_with(None)
    assert page.period == may


def test_all_that_is_typed_is_saved_at_once_and_undone_at_once(
    shown: Shown, desk: Desk, store: Register, mine: list[int], me: int
) -> None:
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    page = shown()
    for row in range(5):
        page.grid.put(row, "done", f"Report {row}")
    assert not page.leave()
    desk.commands.run("form.save")
    found = entries(store)
    assert [(one.project_id, one.done) for one in found] == [
        (project, f"Report {at}") for at, project in enumerate(mine)
    ]
    assert {(one.entered_on, one.staff_id, one.rhythm) for one in found} == {(TODAY, me, MONTHLY)}
    assert page.leave()
    assert notices[-1].text == "5 reports saved."
    undo = notices[-1].act
    assert undo is not None
    undo()
    assert entries(store) == []
    assert page.grid.rows()[0]["done"] is None


def test_the_cell_that_is_being_typed_in_is_saved_as_well(
    shown: Shown, desk: Desk, store: Register, mine: list[int], qtbot: QtBot
) -> None:
    assert mine
    page = shown()
    page.addAction(desk.commands.action("form.save"))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.grid.table.setFocus()
    page.grid.table.go(0, 2)
    press(page.grid.table, Qt.Key.Key_F2)
    cell = page.grid.table.focusWidget()
    assert isinstance(cell, QWidget)
    type_in(cell, "Ground levelled")
    press(cell, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [one.done for one in entries(store)] == ["Ground levelled"]


def test_what_is_there_already_is_changed_not_doubled(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.put(1, "done", "Met")
    page.save()
    page.grid.put(1, "done", "Met twice")
    page.save()
    assert [(one.project_id, one.done) for one in entries(store)] == [(mine[1], "Met twice")]


def test_a_draft_comes_back_in_another_window_and_goes_when_it_is_saved(
    shown: Shown, desk: Desk, mine: list[int]
) -> None:
    assert mine
    first = shown()
    first.grid.put(2, "next_steps", "Sign")
    first.step(-1)  # keeps it now
    second = shown()
    assert second.grid.rows()[2]["next_steps"] == "Sign"
    assert "not saved is here again" in second.banner.text
    second.save()
    assert desk.drafts.all() == []


def test_a_draft_can_be_thrown_away(shown: Shown, desk: Desk, mine: list[int]) -> None:
    assert mine
    shown_first = shown()
    shown_first.grid.put(2, "done", "Wrong")
    shown_first.step(-1)
    page = shown()
    page.banner.press(0)
    assert page.grid.rows()[2]["done"] is None
    assert (page.leave(), desk.drafts.all()) == (True, [])


def asked(page: ProgressPage) -> ConflictDialog:
    dialogs = page.window().findChildren(ConflictDialog)
    (dialog,) = [one for one in dialogs if one.isVisible()]
    return dialog


def test_what_a_colleague_reported_is_seen_before_it_is_overwritten(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.put(0, "done", "Mine")
    june = period_of(MONTHLY, TODAY)
    with store.writing("Colleague") as unit:
        report(unit, [Report(mine[0], {"done": "Theirs"})], period=june, today=TODAY)
    assert page.grid.rows()[0]["done"] == "Mine"
    page.save()
    assert [one.done for one in entries(store)] == ["Theirs"]
    (one,) = page.clashes()
    assert one.label.startswith("A works")
    assert (one.original, one.mine, one.theirs) == ("", "Mine", "Theirs")
    asked(page).accept()
    assert [one.done for one in entries(store)] == ["Mine"]


def test_what_two_wrote_in_the_same_cells_is_chosen_field_by_field(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.put(0, "done", "Mine")
    page.grid.put(0, "obstacles", "Rain")
    page.grid.put(1, "done", "Mine too")
    june = period_of(MONTHLY, TODAY)
    with store.writing("Colleague") as unit:
        theirs = Report(mine[0], {"done": "Theirs", "obstacles": "Dust"})
        report(unit, [theirs], period=june, today=TODAY)
    page.save()
    asked(page).table.choose(f"{mine[0]}:done", "theirs")
    asked(page).accept()
    assert [(one.done, one.obstacles) for one in entries(store)] == [
        ("Theirs", "Rain"), ("Mine too", None),
    ]  # fmt: skip
    assert page.leave()


def test_a_draft_asks_where_a_colleague_wrote_since(
    shown: Shown, desk: Desk, store: Register, mine: list[int], qtbot: QtBot
) -> None:
    first = shown()
    first.grid.put(0, "done", "Mine")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()))
    desk.relay.changed.disconnect(first.refresh)
    june = period_of(MONTHLY, TODAY)
    with store.writing("Colleague") as unit:
        report(unit, [Report(mine[0], {"done": "Theirs"})], period=june, today=TODAY)
    page = shown()
    asked(page).table.choose_all("theirs")
    asked(page).accept()
    assert page.grid.rows()[0]["done"] == "Theirs"
    assert page.leave()
    assert [one.done for one in entries(store)] == ["Theirs"]


def test_texts_of_a_deleted_project_are_named_and_left_out_so_that_the_others_are_saved(
    shown: Shown, store: Register, mine: list[int], qtbot: QtBot
) -> None:
    page = shown()
    page.grid.put(0, "done", "Lost")
    page.grid.put(1, "done", "Kept")
    with store.writing("Deleted elsewhere") as unit:
        unit.delete(unit.get(Project, mine[0]))
    page.read()
    qtbot.waitUntil(lambda: len(page.reports.lines) == 4)
    page.save()
    qtbot.waitUntil(lambda: "“A works” was deleted" in page.banner.text)
    page.banner.press(0)
    assert page.many == 1
    page.save()
    qtbot.waitUntil(lambda: [one.done for one in entries(store)] == ["Kept"])
    assert (page.many, page.banner.text) == (0, "")


def test_what_a_colleague_reports_shows_where_nothing_is_typed(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.put(0, "done", "Mine")
    june = period_of(MONTHLY, TODAY)
    with store.writing("Colleague") as unit:
        report(unit, [Report(mine[1], {"done": "Theirs"})], period=june, today=TODAY)
    assert [row["done"] for row in page.grid.rows()][:2] == ["Mine", "Theirs"]


def test_the_period_is_that_of_the_office_and_can_be_turned(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    with store.writing("Prepared") as unit:
        settle(unit, {"progress.rhythm": WEEKLY})
    page = shown()
    assert page.period == period_of(WEEKLY, TODAY)
    assert not page.after.isEnabled()
    page.step(-1)
    assert page.after.isEnabled()
    page.grid.put(0, "done", "Late report")
    page.save()
    (entry,) = entries(store)
    assert (entry.project_id, entry.entered_on) == (mine[0], date(2026, 6, 14))


def test_a_filter_from_elsewhere_is_shown_and_nobody_s_desk_shows_all(
    shown: Shown, desk: Desk, mine: list[int]
) -> None:
    assert mine
    page = shown()
    page.open_with(Filter((Condition("staff_id", "empty"),)))
    assert names(page) == ["Z works"]
    sit_down(desk, None)
    assert len(names(page)) == 6


def test_the_current_line_makes_a_problem_and_explains_a_standstill(
    shown: Shown, desk: Desk, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.put(0, "obstacles", "No power")
    page.grid.table.go(0, 2)
    desk.commands.run("record.problem")
    (dialog,) = page.findChildren(RecordDialog)
    dialog.accept()
    with store.reading() as session:
        problem = session.scalars(select(Problem)).one()
        assert (problem.project_id, problem.subject) == (mine[0], "No power")
    desk.commands.run("record.standstill")
    (reason,) = page.findChildren(StandstillDialog)
    reason.rows.editors["stale_reason"].set_value("Waits")
    reason.accept()
    with store.reading() as session:
        assert session.get_one(Project, mine[0]).stale_reason == "Waits"


def test_a_cell_that_is_being_typed_in_is_not_taken_away_by_a_colleague(
    shown: Shown, store: Register, mine: list[int]
) -> None:
    page = shown()
    page.grid.table.setFocus()
    page.grid.table.go(0, 2)
    press(page.grid.table, Qt.Key.Key_F2)
    editor = page.grid.table.focusWidget()
    with store.writing("Colleague") as unit:
        unit.change(unit.get(Project, mine[1]), {"name": "BB works"})
    assert page.grid.table.state() == page.grid.table.State.EditingState
    assert editor is not None
