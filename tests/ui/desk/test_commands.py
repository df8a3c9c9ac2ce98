# SPDX-License-Identifier: Apache-2.0
"""The table of commands: one id, one key, one action; asked of the open page if need be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm import words
from tests.ui.keys import press
from ui.desk.commands import Command, Commands, key_text
from ui.desk.finding import command_finder
from ui.widgets.found import Found

SAVE = Command("edit.save", "Save", "save", "Ctrl+S", "Work", "file")


@pytest.fixture
def commands(qtbot: QtBot) -> Commands:
    del qtbot
    return Commands()


def test_an_id_stands_in_the_table_once(commands: Commands) -> None:
    commands.add(SAVE)
    with pytest.raises(ValueError, match=r"edit\.save"):
        commands.add(SAVE)


@pytest.mark.parametrize("key", ["Ctrl+S", "ctrl+s", "F3; Ctrl+S"])
def test_a_key_is_given_once(commands: Commands, key: str) -> None:
    commands.add(SAVE)
    with pytest.raises(ValueError, match=r"Ctrl\+S: edit\.save, other"):
        commands.add(Command("other", "Other", shortcut=key))


def test_an_action_does_its_command(commands: Commands) -> None:
    done: list[str] = []
    commands.add(Command("go.today", "Today", run=lambda: done.append("today")))
    commands.action("go.today").trigger()
    assert done == ["today"]


def test_a_command_without_run_is_asked_of_the_open_page(commands: Commands) -> None:
    done: list[str] = []
    handlers: dict[str, Callable[[], object]] = {}
    commands.ask_page(lambda: handlers)
    commands.add(SAVE)
    action = commands.action(SAVE.id)
    assert not action.isEnabled()
    handlers[SAVE.id] = lambda: done.append("saved")
    commands.refresh()
    assert action.isEnabled()
    action.trigger()
    assert done == ["saved"]


def test_what_cannot_be_done_now_is_not_done(commands: Commands) -> None:
    done: list[str] = []
    commands.add(Command("x", "X", run=lambda: done.append("x"), enabled=lambda: False))
    commands.run("x")
    assert done == []
    assert not commands.action("x").isEnabled()


def test_the_tooltip_names_the_key(commands: Commands) -> None:
    commands.add(SAVE)
    assert commands.action(SAVE.id).toolTip() == "Save (Ctrl+S)"
    assert key_text(SAVE) == "Ctrl+S"


def test_labels_follow_the_language(commands: Commands) -> None:
    commands.add(SAVE)
    action = commands.action(SAVE.id)
    words.set_language("zh_CN")
    commands.translate()
    assert action.text() == "保存"


def test_a_menu_has_lines_between_groups(commands: Commands) -> None:
    commands.add(SAVE, Command("file.quit", "Quit", place="file", group="Program", run=str))
    commands.ask_page(lambda: {SAVE.id: str})
    menu = QMenu()
    commands.fill(menu, "file")
    shown = ["-" if one.isSeparator() else one.text() for one in menu.actions()]
    assert shown == ["Save", "-", "Quit"]


def test_a_menu_leaves_out_what_the_open_page_does_not_do(commands: Commands) -> None:
    commands.add(SAVE, Command("file.quit", "Quit", place="file", run=str, enabled=lambda: False))
    menu = QMenu()
    commands.fill(menu, "file")
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [("Quit", False)]


def test_a_menu_can_hold_only_what_the_open_page_does(commands: Commands) -> None:
    commands.add(SAVE, Command("file.quit", "Quit", place="file", run=str))
    commands.ask_page(lambda: {SAVE.id: str})
    menu = QMenu()
    commands.fill(menu, "file", of_page=True)
    assert [one.text() for one in menu.actions()] == ["Save"]


def test_commands_are_found_by_their_words_in_any_order(commands: Commands) -> None:
    commands.add(
        Command("go.today", "Today", group="Go to", run=lambda: None),
        Command("go.guide", "Guide", group="Go to", shortcut="Ctrl+6", run=lambda: None),
        SAVE,
    )
    found: list[Found] = []
    command_finder(commands)("guide GO", found.extend)
    assert [(one.title, one.detail, one.key) for one in found] == [("Guide", "Go to", "Ctrl+6")]


def test_the_palette_offers_only_what_can_be_done(commands: Commands) -> None:
    commands.add(SAVE)
    found: list[Found] = []
    command_finder(commands)("", found.extend)
    assert found == []


def test_commands_that_are_called_so_are_told_apart_from_the_others(commands: Commands) -> None:
    commands.add(
        Command("go.guide", "Guide", group="Go to", run=lambda: None),
        Command("guide.print", "Print the guide", group="Work", run=lambda: None),
    )
    found: dict[bool, list[Found]] = {True: [], False: []}
    for named, some in found.items():
        command_finder(commands, named=named)("guide", some.extend)
    assert [one.title for one in found[True]] == ["Guide"]
    assert [one.title for one in found[False]] == ["Print the guide"]


def test_the_page_is_asked_once_however_many_commands_there_are(commands: Commands) -> None:
    asked: list[str] = []

    def handlers() -> dict[str, Callable[[], object]]:
        asked.append("asked")
        return {"edit.0": list}

    commands.ask_page(handlers)
    for number in range(50):
        commands.add(Command(f"edit.{number}", "Edit"))
        commands.action(f"edit.{number}")
    asked.clear()
    commands.refresh()
    assert asked == ["asked"]
    assert commands.action("edit.0").isEnabled()
    assert not commands.action("edit.1").isEnabled()


def test_what_is_declared_again_is_entered_once(commands: Commands) -> None:
    commands.declare(SAVE)
    commands.declare(SAVE, Command("other", "Other"))
    assert [one.id for one in commands.all()] == ["edit.save", "other"]


def test_the_key_of_a_local_command_works_only_where_its_action_was_added(
    commands: Commands, qtbot: QtBot
) -> None:
    done: list[str] = []
    window, table, button = QWidget(), QPushButton("table"), QPushButton("button")
    box = QVBoxLayout(window)
    box.addWidget(table)
    box.addWidget(button)
    commands.add(Command("delete", "Delete", "", "Del", run=lambda: done.append("x"), local=True))
    window.addAction(commands.action("delete"))
    table.addAction(commands.action("delete"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    press(button, Qt.Key.Key_Delete)
    assert done == []
    table.setFocus()
    press(table, Qt.Key.Key_Delete)
    assert done == ["x"]
