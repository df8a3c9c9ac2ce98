# SPDX-License-Identifier: Apache-2.0
"""A timetable is pasted from a spreadsheet, corrected, and written in one step."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crm.domain.event import AgendaItem
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, an_event
from ui.desk.desk import Desk
from ui.record import agendagrid
from ui.record.agendagrid import AgendaDialog

FIRST, SECOND = date(2026, 6, 18), date(2026, 6, 19)
PASTED = (
    "2026-06-18\t9:00\t10:20\tTea garden\tLiangshui\tWang\tMayor\tCoach 1\tLi 13800000000\n"
    "\t10:30\t11:30\tPark\tZhongxian\tZhao\t\tCoach 1\t\n"
    "6月19日\t9:00\t\tTalks\t\t\t\t\t\n"
)


@pytest.fixture
def event_id(store: Register) -> int:
    """A visit of two days with one line of a timetable."""
    with store.writing("Prepared") as unit:
        event = an_event(unit, kind="inbound", starts_on=FIRST, ends_on=SECOND)
        a(unit, AgendaItem, event_id=event.id, day=FIRST, starts_at=time(8), subject="Breakfast")
        return event.id


@pytest.fixture
def dialog(desk: Desk, event_id: int, ground: QWidget) -> AgendaDialog:
    """The window with the timetable read."""
    agendagrid.ask_timetable(desk, event_id, ground)
    made = ground.findChild(AgendaDialog)
    assert isinstance(made, AgendaDialog)
    return made


def subjects(store: Register) -> list[tuple[date | None, time | None, str]]:
    with store.writing("Look") as unit:
        return [(one.day, one.starts_at, one.subject) for one in unit.find(AgendaItem)]


def test_rows_of_a_spreadsheet_are_written_in_one_step_with_their_days(
    dialog: AgendaDialog, store: Register
) -> None:
    before = subjects(store)
    QGuiApplication.clipboard().setText(PASTED)
    dialog.grid.table.go(1, 0)
    dialog.grid.table.paste()
    assert dialog.grid.wrong() == {}
    dialog.accept()
    assert subjects(store) == [
        *before,
        (FIRST, time(9), "Tea garden"), (FIRST, time(10, 30), "Park"), (SECOND, time(9), "Talks"),
    ]  # fmt: skip
    undo_last(store)
    assert subjects(store) == before


def test_a_line_that_ends_before_it_begins_is_refused_in_its_cell(
    dialog: AgendaDialog, store: Register
) -> None:
    before = subjects(store)
    dialog.grid.put(0, "ends_at", time(7))
    dialog.accept()
    assert "ends before it begins" in dialog.grid.model.wrong[0, "ends_at"]
    assert subjects(store) == before
    dialog.grid.put(0, "ends_at", time(9))
    dialog.accept()
    with store.writing("Look") as unit:
        (line,) = unit.find(AgendaItem)
        assert line.ends_at == time(9)


def test_a_line_without_a_subject_is_not_written(dialog: AgendaDialog, store: Register) -> None:
    before = subjects(store)
    dialog.grid.add_row({"starts_at": time(9)}, {})
    dialog.accept()
    assert (1, "subject") in dialog.grid.model.wrong
    assert subjects(store) == before


def test_who_would_be_in_two_places_is_said_and_may_be_saved(
    dialog: AgendaDialog, store: Register
) -> None:
    for subject in ("Garden", "Park"):
        line = {"starts_at": time(9), "ends_at": time(10), "subject": subject, "speaker": "Wang"}
        dialog.grid.add_row(line, {})
    assert dialog.grid.model.doubts[1, "speaker"] == "Wang is needed at 09:00 as well: “Park”."
    assert (2, "speaker") in dialog.grid.model.doubts
    dialog.accept()
    assert len(subjects(store)) == 3


def test_a_day_outside_of_the_visit_is_doubted(dialog: AgendaDialog) -> None:
    dialog.grid.put(0, "day", date(2026, 7, 18))
    assert (0, "day") in dialog.grid.model.doubts


def test_an_emptied_line_goes(dialog: AgendaDialog, store: Register) -> None:
    for name in ("day", "starts_at", "subject"):
        dialog.grid.put(0, name, None)
    dialog.accept()
    assert subjects(store) == []


ONE_COLUMN = (
    "6月18日\t上午9点至10点半\t考察茶园\t梁水\n"
    "\t10：40—11：30\t考察园区\t中县\n"
    "\t12:00\t午餐\t食堂\n"
)


def test_a_table_with_one_column_of_hours_comes_apart_and_the_rest_moves_on(
    dialog: AgendaDialog,
) -> None:
    QGuiApplication.clipboard().setText(ONE_COLUMN)
    dialog.grid.table.paste()
    rows = dialog.grid.rows()[1:]
    assert [(row["starts_at"], row["ends_at"]) for row in rows] == [
        (time(9), time(10, 30)), (time(10, 40), time(11, 30)), (time(12), None),
    ]  # fmt: skip
    assert [(row["subject"], row["place"]) for row in rows] == [
        ("考察茶园", "梁水"), ("考察园区", "中县"), ("午餐", "食堂"),
    ]  # fmt: skip
    dialog.grid.table.undo()
    assert len(dialog.grid.rows()) == 1


def test_hours_that_are_pasted_into_two_columns_stay_there(dialog: AgendaDialog) -> None:
    QGuiApplication.clipboard().setText("\t9:00-10:20\t\tTea\n\t10:30\t11:00\tPark\n")
    dialog.grid.table.paste()
    rows = dialog.grid.rows()[1:]
    assert [(row["ends_at"], row["subject"]) for row in rows] == [
        (time(10, 20), "Tea"), (time(11), "Park"),
    ]  # fmt: skip


def test_a_range_that_is_typed_into_one_cell_fills_both(dialog: AgendaDialog) -> None:
    table = dialog.grid.table
    table.go(0, 1)
    QGuiApplication.clipboard().setText("8：30—9：15")
    table.paste()
    assert [dialog.grid.rows()[0][name] for name in ("starts_at", "ends_at")] == [
        time(8, 30), time(9, 15),
    ]  # fmt: skip
    table.go(0, 2)
    QGuiApplication.clipboard().setText("上午10点")
    table.paste()
    assert dialog.grid.rows()[0]["ends_at"] == time(10)
    assert dialog.grid.rows()[0]["subject"] == "Breakfast"


def test_what_a_crash_left_stands_there_again_and_is_gone_once_it_is_saved(
    dialog: AgendaDialog, desk: Desk, event_id: int, store: Register
) -> None:
    dialog.grid.put(0, "subject", "Early breakfast")
    dialog.grid.table.go(1, 0)
    QGuiApplication.clipboard().setText(PASTED)
    dialog.grid.table.paste()
    dialog.keep_draft()
    again = QWidget()
    agendagrid.ask_timetable(desk, event_id, again)
    other = again.findChild(AgendaDialog)
    assert isinstance(other, AgendaDialog)
    assert other.banner.isVisible()
    assert [row["subject"] for row in other.grid.rows()] == [
        "Early breakfast", "Tea garden", "Park", "Talks",
    ]  # fmt: skip
    other.accept()
    assert len(subjects(store)) == 4
    agendagrid.ask_timetable(desk, event_id, again)
    last = again.findChildren(AgendaDialog)[-1]
    assert not last.grid.touched()
    last.reject()
    again.deleteLater()
