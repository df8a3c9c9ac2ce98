# SPDX-License-Identifier: Apache-2.0
"""Several lists on one page: one at a time, the last one remembered, each with its first step."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a_person, an_organisation
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.pages.lists_page import Listed, ListsPage

RECORDS = ("organisation", "person")


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    with store.writing("Prepared") as unit:
        an_organisation(unit, name="Tea chamber")
        an_organisation(unit, name="Water works")
        a_person(unit, name="Li Wen")
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store)
    yield made
    made.close()
    made.deleteLater()


def a_page(desk: Desk, qtbot: QtBot) -> ListsPage:
    made = ListsPage(desk, "investors", "Investors", RECORDS, lambda: date(2026, 6, 30))
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.refresh)
    desk.commands.ask_page(made.handlers)
    return made


def test_it_begins_with_the_first_list_and_turns_to_another(desk: Desk, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    page.open_with(None)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2)
    page.switch.chosen.emit("person")
    page.switch.choose("person")
    page.open_with(None)
    assert (page.title, page.panel.record) == ("Investors", "person")
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)


def test_the_list_that_was_shown_last_is_shown_at_the_next_start(desk: Desk, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    page.open_with(None)
    page.switch.choose("person")
    page.switch.chosen.emit("person")
    assert a_page(desk, qtbot).switch.current == "person"


def test_it_opens_at_a_named_list_with_a_filter(desk: Desk, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    page.open_with("person")
    assert page.panel.record == "person"
    page.open_with(Listed("organisation", Filter((Condition("name", "contains", "Tea"),))))
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)


def test_all_its_lists_follow_what_is_changed(desk: Desk, store: Register, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    page.open_with("person")
    page.open_with("organisation")
    with store.writing("Added") as unit:
        a_person(unit, name="Wang Tao")
    page.open_with("person")
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2)


def test_commands_go_to_the_list_that_is_shown(desk: Desk, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    asked: list[str] = []

    def heard(name: str, _argument: object) -> None:
        asked.append(name)

    desk.asked.connect(heard)
    for record in RECORDS:
        page.open_with(record)
        desk.commands.run("list.new")
    assert asked == list(RECORDS)


def test_a_plain_pair_names_a_list_and_what_it_shall_show(desk: Desk, qtbot: QtBot) -> None:
    page = a_page(desk, qtbot)
    page.open_with(("organisation", Filter((Condition("name", "contains", "Tea"),))))
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 1)
