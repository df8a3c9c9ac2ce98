# SPDX-License-Identifier: Apache-2.0
"""The tab of matches tells why something fits, and begins something with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.domain.choices import CHAINS
from crm.storage.register import Register
from tests.builders import a_project, an_organisation
from tests.ui.keys import press
from tests.ui.tables.conftest import today
from ui.desk.desk import Desk, Notice
from ui.record.matchlist import MatchList
from ui.record.recordtabs import MATCHES, RecordTabs

TEA = CHAINS[0].code


@pytest.fixture
def pair(store: Register) -> tuple[int, int]:
    """A project of tea, and an organisation that looks for tea; another one is of tea."""
    with store.writing("Prepared") as unit:
        project = a_project(unit, name="Tea garden", chain=TEA)
        an_organisation(unit, name="Second", chains=(TEA,))
        best = an_organisation(unit, name="Best", wanted_chains=(TEA,))
        return project.id, best.id


@pytest.fixture
def matched(desk: Desk, pair: tuple[int, int], qtbot: QtBot) -> MatchList:
    """The matches of the project, on the screen."""
    made = MatchList(desk, "project", today)
    qtbot.addWidget(made)
    made.show()
    made.show_record(pair[0])
    return made


def cells(shown: MatchList) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for row in range(shown.table.rowCount()):
        texts = [item.text() for at in (0, 2) if (item := shown.table.item(row, at)) is not None]
        found.append((texts[0], texts[1]))
    return found


def test_the_best_comes_first_with_what_speaks_for_it(matched: MatchList) -> None:
    assert cells(matched) == [("Best", "looks for this chain"), ("Second", "is of this chain")]
    assert matched.match is not None
    assert matched.match.title == "Best"


def test_enter_opens_the_chosen_one(desk: Desk, matched: MatchList, pair: tuple[int, int]) -> None:
    gone: list[tuple[str, object]] = []

    def note(page: str, argument: object) -> None:
        gone.append((page, argument))

    desk.asked.connect(note)
    press(matched.table, Qt.Key.Key_Return)
    assert gone == [("organisation", pair[1])]


def test_a_match_becomes_an_investor_and_can_be_taken_back(desk: Desk, matched: MatchList) -> None:
    notices: list[Notice] = []
    desk.noticed.connect(notices.append)
    matched.add_button.click()
    assert [title for title, _why in cells(matched)] == ["Second"]
    assert notices[-1].act is not None
    notices[-1].act()
    matched.read_again()
    assert [title for title, _why in cells(matched)] == ["Best", "Second"]


def test_something_to_do_is_begun_with_both(matched: MatchList, pair: tuple[int, int]) -> None:
    dialog = matched.follow_up()
    assert dialog is not None
    editors = dialog.fields.editors
    assert editors["project_id"].value() == pair[0]
    assert editors["organisation_id"].value() == pair[1]
    assert editors["subject"].value() == "Introduce: Best"


def test_where_nothing_fits_the_next_step_is_said(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        house = an_organisation(unit)
    shown = MatchList(desk, "organisation", today)
    qtbot.addWidget(shown)
    shown.show_record(house.id)
    assert not shown.table.isVisibleTo(shown)
    assert not shown.add_button.isEnabled()
    shown.add()
    assert shown.follow_up() is None


def test_it_is_a_tab_of_projects_and_organisations(
    desk: Desk, pair: tuple[int, int], qtbot: QtBot
) -> None:
    tabs = RecordTabs(desk, "organisation")
    qtbot.addWidget(tabs)
    tabs.show_record(pair[1])
    tabs.choose(MATCHES)
    assert isinstance(tabs.panel, MatchList)
    assert [one.title for one in tabs.panel.found] == ["Tea garden"]
