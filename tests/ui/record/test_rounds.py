# SPDX-License-Identifier: Apache-2.0
"""The expos of the year before are entered in one go, corrected before, and undone as one."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtWidgets import QWidget

from crm.domain.event import AgendaItem, Event
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, a_person, an_attendance, an_event
from ui.desk.desk import Desk, Notice
from ui.record.rounds import RoundDialog, ask_round
from ui.widgets.confirm import ConfirmDialog


@pytest.fixture
def dialog(desk: Desk, store: Register, ground: QWidget) -> RoundDialog:
    """The window with two expos of 2026."""
    with store.writing("Prepared") as unit:
        tea = an_event(unit, name="Tea expo 2026", kind="expo", starts_on=date(2026, 4, 23),
                       ends_on=date(2026, 4, 27))  # fmt: skip
        an_event(unit, name="Food expo 2026", kind="expo", starts_on=date(2026, 7, 15))
        an_attendance(unit, tea, a_person(unit))
        a(unit, AgendaItem, event_id=tea.id, subject="Opening", starts_at=time(9))
    ask_round(desk, 2027, ground)
    made = ground.findChild(RoundDialog)
    assert isinstance(made, RoundDialog)
    return made


def entered(store: Register) -> list[tuple[str, date, date | None]]:
    with store.writing("Look") as unit:
        found = unit.find(Event, Event.starts_on >= date(2027, 1, 1))
        return [(one.name, one.starts_on, one.ends_on) for one in found]


def test_all_are_entered_with_corrected_days_and_undone_as_one(
    dialog: RoundDialog, store: Register
) -> None:
    dialog.grid.put(0, "starts_on", date(2027, 4, 20))
    dialog.accept()
    assert entered(store) == [
        ("Tea expo 2027", date(2027, 4, 20), date(2027, 4, 26)),
        ("Food expo 2027", date(2027, 7, 14), None),
    ]
    undo_last(store)
    assert entered(store) == []


def test_an_emptied_line_is_not_entered_and_a_wrong_day_is_told(
    dialog: RoundDialog, store: Register
) -> None:
    dialog.grid.put_all({(1, name): None for name in ("name", "starts_on")})
    dialog.grid.put(0, "ends_on", date(2027, 4, 1))
    dialog.accept()
    assert dialog.isVisible()
    assert (
        dialog.grid.model.said(dialog.grid.table.currentIndex()) == "This is before the first day."
    )
    dialog.grid.put(0, "ends_on", date(2027, 4, 22))
    dialog.accept()
    assert [name for name, _first, _last in entered(store)] == ["Tea expo 2027"]


def test_when_all_are_entered_already_it_is_said(desk: Desk, ground: QWidget) -> None:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    ask_round(desk, 2027, ground)
    assert [one.text for one in heard] == ["No expo of 2026 is left to be entered for 2027."]


def test_corrected_days_are_not_thrown_away_unasked(dialog: RoundDialog, ground: QWidget) -> None:
    dialog.grid.put(0, "starts_on", date(2027, 4, 20))
    dialog.reject()
    (question,) = dialog.findChildren(ConfirmDialog)
    assert dialog.isVisible()
    question.close()
    dialog.grid.table.undo()
    dialog.reject()
    assert not dialog.isVisible()
    assert ground.isVisible()
