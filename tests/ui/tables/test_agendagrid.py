# SPDX-License-Identifier: Apache-2.0
"""A timetable is pasted from a spreadsheet, corrected, and written in one step."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.event import AgendaItem
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, an_event
from ui.desk.desk import Desk
from ui.tables import agendagrid
from ui.tables.agendagrid import AgendaDialog

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
def ground(qtbot: QtBot) -> QWidget:
    """A window behind the dialog."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


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
