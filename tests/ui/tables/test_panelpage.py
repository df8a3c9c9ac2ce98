# SPDX-License-Identifier: Apache-2.0
"""The page of a list: its title, what it does for commands, following changes."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a_follow_up, a_project
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.tables.panelpage import PanelPage


@pytest.fixture
def page(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[PanelPage]:
    with store.writing("Prepared") as unit:
        a_project(unit, name="Tea garden", stage="sign")
        a_project(unit, name="Spring water")
    desk = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    desk.open(store)
    made = PanelPage(desk, "project", clock=lambda: date(2026, 6, 30))
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.refresh)
    yield made
    desk.close()


def test_it_is_called_like_its_records(page: PanelPage) -> None:
    assert page.title == "Projects"


def test_it_opens_with_everything_and_then_with_a_filter(page: PanelPage, qtbot: QtBot) -> None:
    page.open_with(None)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2)
    page.open_with(Filter((Condition("stage", "one_of", ("sign",)),)))
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)
    page.open_with(None)
    assert page.panel.model.rowCount() == 1


def test_it_follows_what_is_changed(page: PanelPage, store: Register, qtbot: QtBot) -> None:
    page.open_with(None)
    with store.writing("Added") as unit:
        a_project(unit, name="Fig orchard")
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 3)
    page.refresh(None)
    assert page.panel.model.rowCount() == 3


def test_every_command_it_does_is_declared(page: PanelPage) -> None:
    page.open_with(None)
    page.panel.table.selectAll()
    declared = {one.id for one in page.desk.commands.all()}
    assert set(page.handlers()) <= declared
    assert "list.delete" in page.handlers()


def test_it_begins_with_the_view_it_is_told_and_then_stays_where_it_was(
    store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        a_follow_up(unit, subject="Call", state="open")
        a_follow_up(unit, subject="Letter", state="done")
    desk = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    desk.open(store)
    page = PanelPage(desk, "follow_up", begin="view\x04Open", clock=lambda: date(2026, 6, 30))
    qtbot.addWidget(page)
    page.open_with(None)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)
    page.panel.choose_view(0)
    page.open_with(None)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2)
    desk.close()


def test_a_list_without_a_record_says_what_belongs_there_whatever_it_begins_with(
    store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    desk.open(store)
    made = PanelPage(desk, "follow_up", begin="view\x04Open", clock=lambda: date(2026, 6, 30))
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.refresh)
    made.resize(900, 600)
    made.show()
    made.open_with(None)
    qtbot.waitUntil(lambda: "Follow-ups: none yet" in seen(made))
    with store.writing("Added") as unit:
        a_follow_up(unit, state="done")
    qtbot.waitUntil(lambda: "Nothing fits this filter" in seen(made))
    desk.close()


def seen(page: PanelPage) -> set[str]:
    """The texts that are seen on a page."""
    return {one.text() for one in page.findChildren(QLabel) if one.isVisible()}
