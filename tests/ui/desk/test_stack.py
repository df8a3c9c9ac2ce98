# SPDX-License-Identifier: Apache-2.0
"""The stack of pages: made once, told of changes when they are seen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.desk.desk import Desk
from ui.desk.pages import Page, PageEntry, PageTable
from ui.desk.stack import MANY, PageStack


class Diary(Page):
    """A page that writes down what it is told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.told: list[object] = []

    @override
    def open_with(self, argument: object) -> None:
        self.told.append(("open", argument))

    @override
    def refresh(self, changes: object) -> None:
        self.told.append(changes)


@pytest.fixture
def stack(qtbot: QtBot) -> PageStack:
    table = PageTable()
    table.add(PageEntry("a", "A", Diary), PageEntry("b", "B", Diary))
    desk = Desk(immediate=True)
    made = PageStack(desk, table)
    desk.setParent(made)
    qtbot.addWidget(made)
    return made


def told(stack: PageStack) -> list[object]:
    page = stack.page
    assert isinstance(page, Diary)
    found, page.told = page.told, []
    return found


def test_a_page_is_made_once_and_opened_again(stack: PageStack) -> None:
    stack.open("a", 1)
    first = stack.page
    stack.open("b", None)
    stack.open("a", 2)
    assert stack.page is first
    assert told(stack) == [("open", 1), ("open", 2)]


def test_the_page_that_is_seen_is_told_at_once_the_other_when_shown(stack: PageStack) -> None:
    stack.open("a", None)
    stack.open("b", None)
    told(stack)
    desk = stack.findChild(Desk)
    assert desk is not None
    desk.relay.changed.emit("one")
    desk.relay.changed.emit("two")
    assert told(stack) == ["one", "two"]
    stack.open("a", None)
    assert told(stack) == [("open", None), ("open", None), "one", "two"]


def test_after_very_many_changes_a_page_reads_everything_again(stack: PageStack) -> None:
    stack.open("a", None)
    stack.open("b", None)
    desk = stack.findChild(Desk)
    assert desk is not None
    for number in range(MANY + 1):
        desk.relay.changed.emit(number)
    stack.open("a", None)
    assert told(stack)[-1] is None


def test_forgotten_pages_are_made_anew(stack: PageStack) -> None:
    stack.open("a", None)
    first = stack.page
    stack.forget()
    stack.open("a", None)
    assert stack.page is not first


def test_a_page_that_shows_something_else_is_told_while_it_is_seen(stack: PageStack) -> None:
    stack.open("a", 1)
    first = stack.page
    assert first is not None
    stack.open("b", 2)
    turned: list[str] = []
    stack.turned.connect(turned.append)
    first.title_changed.emit("Not seen")
    assert turned == []
    stack.open("a", 3)
    first.title_changed.emit("Tea works")
    assert turned == ["a", "a"]
