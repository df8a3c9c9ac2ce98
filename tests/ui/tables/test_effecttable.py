# SPDX-License-Identifier: Apache-2.0
"""The effect of events on the screen: a line each, and below it the rows behind each figure."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.kinds.days import PartialDay
from crm.storage.register import Register
from tests.builders import a_person, a_project, an_attendance, an_event
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.pages.figures import EFFECT, FiguresPage
from ui.tables.effecttable import EffectTable, EventEffect

TODAY = date(2026, 6, 30)


@pytest.fixture
def event_id(store: Register) -> int:
    """A roadshow with three attendees and a signing of 80 million, and an expo of last month."""
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="Roadshow", series="Spring", starts_on=date(2026, 6, 18))
        an_event(unit, name="Expo", starts_on=date(2026, 5, 1))
        for interest in ("a", "b", None):
            an_attendance(unit, event, a_person(unit), state="attended", interest=interest)
        a_project(unit, name="Tea works", source_event_id=event.id, agreed_investment=80_000_000,
                  signed_on=PartialDay(2026, 6))  # fmt: skip
    return event.id


def rows(table: EffectTable) -> int:
    model = table.rows.table.model()
    return model.rowCount()


def test_an_event_tells_its_effect_and_each_figure_its_rows(
    desk: Desk, event_id: int, qtbot: QtBot
) -> None:
    made = EventEffect(desk, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_record(event_id)
    told = [made.text(0, one) for one in ("attendees", "interested", "in_time", "signed", "agreed")]
    assert told == ["3", "2", "0 · 0%", "1", "¥80m"]
    assert made.text(0, "started") == "0 · 0%"
    assert (made.part.code, rows(made)) == ("attendees", 3)
    press(made.table, Qt.Key.Key_Right)
    assert (made.part.code, rows(made)) == ("interested", 2)
    assert made.rule.text() == "Interested: Attendees with a strong or medium interest."
    for _step in range(4):
        press(made.table, Qt.Key.Key_Right)
    assert (made.part.code, rows(made)) == ("signed", 1)


def test_the_figure_that_is_looked_at_stays_when_something_is_changed(
    desk: Desk, event_id: int, store: Register, qtbot: QtBot
) -> None:
    made = EventEffect(desk, lambda: TODAY)
    qtbot.addWidget(made)
    made.show_record(event_id)
    press(made.table, Qt.Key.Key_Right)
    with store.writing("Added") as unit:
        event = an_event(unit)
        an_attendance(unit, event, a_person(unit), event_id=event_id, state="attended")
    made.read_again()
    assert made.part.code == "interested"
    assert made.text(0, "attendees") == "4"


def test_the_year_has_all_events_each_series_and_each_event(
    desk: Desk, event_id: int, qtbot: QtBot
) -> None:
    page = FiguresPage(desk, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    page.open_with(EFFECT)
    table = page.effects.table
    first = [item.text() for row in range(table.rowCount()) if (item := table.item(row, 0))]
    assert first == [
        "All: 2 events", "Series Spring: 1 event", "2026-06-18 Roadshow", "2026-05-01 Expo",
    ]  # fmt: skip
    went: list[tuple[str, object]] = []

    def note(name: str, argument: object) -> None:
        went.append((name, argument))

    desk.asked.connect(note)
    table.setCurrentCell(2, 1)
    press(table, Qt.Key.Key_Return)
    assert went == [("event", event_id)]
    page.open_with("signed")
    assert page.figure.code == "signed"
    assert page.chart.isVisible()
