# SPDX-License-Identifier: Apache-2.0
"""A desk with a store of projects, and the list of them, for the tests of tables and lists."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.builders import a_project, a_staff_member
from ui.desk.desk import Desk
from ui.tables.panel import ListPanel

TODAY = date(2026, 6, 30)


def today() -> date:
    """The day on which these tests are set."""
    return TODAY


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """A window over which dialogs open."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def projects(store: Register) -> list[int]:
    """Twelve projects in the order A to L; every third is signed, every second has an amount."""
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        made = [
            a_project(
                unit,
                name=f"{letter} works",
                stage="sign" if at % 3 == 0 else "reserve",
                total_investment=10_000_000 * (at + 1) if at % 2 == 0 else None,
                staff_id=officer.id,
            )
            for at, letter in enumerate("ABCDEFGHIJKL")
        ]
        return [one.id for one in made]


@pytest.fixture
def panel(desk: Desk, projects: list[int], qtbot: QtBot) -> ListPanel:
    """The list of these projects, sorted by name, on the screen."""
    assert projects
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot, record: str = "project") -> ListPanel:
    """A list on the screen; projects are sorted by name."""
    made = ListPanel(desk, record, today)
    qtbot.addWidget(made)
    desk.commands.ask_page(made.handlers)
    desk.relay.changed.connect(made.refresh)
    made.open_with(None)
    if record == "project":
        made.table.sorted.emit(("name",))
    made.resize(1360, 640)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.model.complete)
    return made


def names(panel: ListPanel) -> list[str]:
    """The names in the list from top to bottom, read from the store."""
    cells = panel.model.windows.fetch(panel.model.ids)
    at = panel.listing.columns.index("name")
    return [cells[one][0][at] for one in panel.model.ids]
