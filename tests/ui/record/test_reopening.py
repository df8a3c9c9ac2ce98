# SPDX-License-Identifier: Apache-2.0
"""Drafts that a crash left are listed by what they are, and opened where they were typed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.rules.reporting import MONTHLY, period_of
from crm.storage.register import Register
from tests.builders import a_project, an_event
from ui.desk.desk import Desk
from ui.forms.leftover import leftovers
from ui.forms.moving import MoveDialog
from ui.record.agendagrid import AgendaDialog
from ui.record.reopening import reopen
from ui.record.signing import SignInDialog

MAY = period_of(MONTHLY, date(2026, 5, 1))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(desk: Desk) -> list[tuple[str, object]]:
    """The pages that are asked for."""
    heard: list[tuple[str, object]] = []

    def hear(name: str, argument: object) -> None:
        heard.append((name, argument))

    desk.asked.connect(hear)
    return heard


def reopened(desk: Desk, window: QWidget) -> tuple[str, str]:
    """Open the only draft there is; what it was called."""
    (left,) = leftovers(desk)
    reopen(desk, left.draft, window)
    return left.what, left.title


def test_a_move_opens_its_window_with_what_was_typed(
    desk: Desk, store: Register, window: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        made = a_project(unit, name="Tea works", stage="reserve")
    desk.drafts.keep("move", str(made.id), 1, {"stage": "negotiate", "reason": "They asked"})
    assert reopened(desk, window) == ("Move to another stage", "Tea works")
    (dialog,) = window.findChildren(MoveDialog)
    assert (dialog.stage.current, dialog.reason.text()) == ("negotiate", "They asked")


def test_sheets_of_many_records_are_listed_and_open_their_pages(
    desk: Desk, window: QWidget, asked: list[tuple[str, object]]
) -> None:
    desk.drafts.keep("progress", MAY.key, 0, {"rows": []})
    assert reopened(desk, window) == ("Progress of the projects", "2026-05")
    desk.drafts.drop("progress", MAY.key)
    desk.drafts.keep("funds", "ledger", 0, {"rows": []})
    assert reopened(desk, window) == ("Funds in place", "")
    assert asked == [("progress", MAY), ("funds", None)]


def test_what_was_typed_at_an_event_opens_at_that_event(
    desk: Desk, store: Register, window: QWidget, asked: list[tuple[str, object]]
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, name="Spring fair")
    called: list[tuple[str, str]] = []
    for kind in ("event_desk", "timetable", "signin"):
        desk.drafts.keep(kind, str(event.id), 0, {"rows": [], "text": "Li Wen"})
        called.append(reopened(desk, window))
        desk.drafts.drop(kind, str(event.id))
    whats = ("After-event desk", "Timetable", "Sign-in list")
    assert called == [(what, "Spring fair") for what in whats]
    assert asked == [("event_desk", event.id)]
    assert len(window.findChildren(AgendaDialog)) == 1
    assert len(window.findChildren(SignInDialog)) == 1
