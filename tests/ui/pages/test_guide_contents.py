# SPDX-License-Identifier: Apache-2.0
"""What an edition includes: conditions, ticks and an order by hand, seen in the pages at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.rules.plan import read_plan
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.ui.keys import press, type_in
from tests.ui.pages.guidedesk import KEYS, again, change, finds, stored
from ui.pages.guide import GuidePage
from ui.widgets.askline import AskLine
from ui.widgets.droplist import Option

ALT = Qt.KeyboardModifier.AltModifier
CHECKED, OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture
def page(guide_page: GuidePage) -> GuidePage:
    guide_page.parts.choose("contents")
    guide_page.parts.chosen.emit("contents")
    guide_page.contents.turn("project")
    return guide_page


def names(page: GuidePage) -> list[str]:
    shown = page.contents.list
    return [shown.item(row).text() for row in range(shown.count())]


def test_records_are_put_in_order_by_keys_printed_so_and_put_back(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    before, asked = names(page), page.contents.list
    row = before.index("富硒绿茶加工项目")
    assert before[row + 1] == "红茶开发合作项目"
    asked.setCurrentRow(row)
    again(page, qtbot, lambda: press(asked, KEYS.Key_Down, ALT))
    assert names(page)[row : row + 2] == ["红茶开发合作项目", "富硒绿茶加工项目"]
    assert asked.currentRow() == row + 1
    ids = asked.ids()
    assert read_plan(stored(store, page).chapters).orders == {"project": ids}
    assert page.shown is not None
    pages = [page.shown.pages["project", number] for number in ids[row : row + 2]]
    assert pages == sorted(pages)
    again(page, qtbot, lambda: undo_last(store))
    assert names(page) == before
    assert not page.contents.reset.isVisible()


def test_a_tick_that_is_taken_away_leaves_a_record_out(page: GuidePage, qtbot: QtBot) -> None:
    assert finds(page, "Black Tea") > 0
    row = names(page).index("红茶开发合作项目")
    again(page, qtbot, lambda: page.contents.list.item(row).setCheckState(OPEN))
    assert finds(page, "Black Tea") == 0
    assert page.contents.list.item(row).checkState() == OPEN
    assert page.contents.count.text() == "2 of 3 are printed"
    again(page, qtbot, lambda: page.contents.list.item(row).setCheckState(CHECKED))
    assert finds(page, "Black Tea") > 0


def test_what_the_rules_leave_out_is_ticked_for_a_reason_only(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    project = {"may_be_published": False}
    again(page, qtbot, lambda: change(store, Project, **project))
    row = names(page).index("富硒绿茶加工项目")
    item = page.contents.list.item(row)
    assert item.checkState() == OPEN
    assert finds(page, "Green Tea Plant") == 0
    item.setCheckState(CHECKED)
    dialog = page.window().findChild(AskLine)
    assert dialog is not None
    assert dialog.detail.text() == "The project is not released for publishing."
    assert page.contents.list.item(row).checkState() == OPEN
    type_in(dialog.line, "The mayor said so")
    again(page, qtbot, lambda: press(dialog.line, KEYS.Key_Return))
    assert finds(page, "Green Tea Plant") > 0
    (decision,) = read_plan(stored(store, page).chapters).decisions.values()
    assert (decision.printed, decision.why) == (True, "The mayor said so")
    again(page, qtbot, lambda: change(store, Project, jobs=7))
    assert finds(page, "Green Tea Plant") == 0


def test_only_what_passes_a_saved_view_is_printed(
    page: GuidePage, store: Register, qtbot: QtBot
) -> None:
    change(store, Policy, level="state")
    page.contents.turn("policy")
    again(page, qtbot, page.follow)
    assert len(names(page)) == 2
    ways = {str(tab): kept for tab, kept in page.contents.ways().items()}
    assert ways
    name = next(iter(ways))
    page.contents.filter.set_option(Option(name, name))
    again(page, qtbot, page.contents.filter.changed.emit)
    assert read_plan(stored(store, page).chapters).filters == {"policy": ways[name]}
