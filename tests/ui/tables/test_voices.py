# SPDX-License-Identifier: Apache-2.0
"""The day of a follow-up says in the list how late it is and how far up, in words and colour."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from crm.actions import contacts
from crm.queries.listing import Listing
from crm.storage.register import Register
from tests.builders import a_follow_up
from ui.desk.desk import Desk
from ui.tables.model import ListModel
from ui.tables.view import BigTable
from ui.theme import sizes
from ui.theme.theme import tokens

TODAY = date(2026, 6, 30)


@pytest.fixture
def desk(store: Register, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(immediate=True)
    made.open(store)
    yield made
    made.close()


@pytest.fixture
def table(desk: Desk, store: Register, qtbot: QtBot) -> BigTable:
    """A list of follow-ups without their state and without until when they were put off."""
    with store.writing("Prepared") as unit:
        for days, over in ((-9, {}), (-1, {}), (5, {}), (-9, {"state": "done"})):
            due = TODAY + timedelta(days=days)
            a_follow_up(unit, subject=f"Call {days}", due_on=due, **over)
        a_follow_up(unit, due_on=date(2026, 6, 1), snoozed_until=date(2026, 7, 2))
    model = ListModel(desk, "follow_up", lambda: TODAY)
    made = BigTable(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    model.show(Listing("follow_up", columns=("subject", "due_on"), sort=("id",)))
    qtbot.waitUntil(lambda: model.complete and len(model.windows.cells) == 5)
    return made


def said(table: BigTable) -> list[object]:
    model = table.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_the_words_say_how_late_it_is(table: BigTable) -> None:
    assert said(table) == [
        "2026-06-21 · 9 days late · step 3", "2026-06-29 · 1 day late", "2026-07-05",
        "2026-06-21", "2026-06-01, put off to 2026-07-02",
    ]  # fmt: skip


def test_the_colour_only_repeats_it(table: BigTable, qtbot: QtBot) -> None:
    danger, warning = (QColor(tokens().colour(one)).name() for one in ("danger", "warning"))

    def colours(row: int) -> set[str]:
        image = table.viewport().grab().toImage()
        left, top = table.columnViewportPosition(1), row * sizes.ROW
        return {
            image.pixelColor(x, y).name()
            for x in range(left, left + table.columnWidth(1))
            for y in range(top, top + sizes.ROW)
        }

    table.clearSelection()
    qtbot.waitUntil(lambda: danger in colours(0))
    assert warning in colours(1)
    assert not {danger, warning} & (colours(2) | colours(3))


def test_it_follows_what_is_changed(table: BigTable, desk: Desk, store: Register) -> None:
    model = table.model()
    assert isinstance(model, ListModel)
    desk.relay.changed.connect(model.refresh)
    with store.writing("Put off") as unit:
        contacts.snooze(unit, model.ids[0], date(2026, 7, 9), reason="Abroad")
    assert said(table)[0] == "2026-06-21, put off to 2026-07-09"
