# SPDX-License-Identifier: Apache-2.0
"""The table of pages: every record has its page, every place of the rail its key."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from crm.domain.all_records import PAGED, RECORDS
from crm.queries.views import views_of
from ui.desk.desk import Desk
from ui.pages.registry import (
    COUNTY,
    INVESTORS,
    NEW_RECORDS,
    PAGES,
    RAIL,
    RECORD_PAGES,
    new_commands,
)


@pytest.fixture
def desk(qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(immediate=True)
    yield made
    made.close()
    made.deleteLater()


def test_every_record_that_has_a_page_stands_in_the_table_under_its_own_word() -> None:
    assert [name for name, _label, _place in RECORD_PAGES] == list(PAGED)
    assert {name: label for name, label, _place in RECORD_PAGES} == {
        name: RECORDS[name].about.word for name in PAGED
    }


def test_every_record_with_a_page_is_listed_on_some_page() -> None:
    listed = {*INVESTORS, *COUNTY, "project", "problem", "event", "follow_up", "guide_edition"}
    assert listed == set(PAGED)


def test_the_place_that_is_lit_while_a_record_is_open_is_on_the_rail() -> None:
    places = {entry.name for entry in RAIL}
    assert {entry.under for entry in PAGES if entry.under} <= places


def test_the_rail_goes_from_today_to_the_settings_each_with_a_key_and_an_icon() -> None:
    assert (RAIL[0].name, RAIL[-1].name) == ("today", "settings")
    assert all(entry.icon and entry.shortcut.startswith("Ctrl+") for entry in RAIL)
    assert len({entry.shortcut for entry in RAIL}) == len(RAIL)


def test_what_can_be_made_new_opens_an_empty_page_of_its_record(desk: Desk) -> None:
    desk.commands.add(*new_commands(desk))
    assert not desk.commands.possible(desk.commands.in_place("new")[0])
    assert {name for name, _label, _icon in NEW_RECORDS} <= set(PAGED)
    asked: list[tuple[str, object]] = []

    def heard(page: str, argument: object) -> None:
        asked.append((page, argument))

    desk.asked.connect(heard)
    for command in desk.commands.in_place("new"):
        assert command.run is not None
        command.run()
    assert asked == [(name, None) for name, _label, _icon in NEW_RECORDS]


def test_every_list_has_built_in_views() -> None:
    assert all(views_of(name, today=date(2026, 6, 30), staff_id=None) for name in PAGED)
