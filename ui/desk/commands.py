# SPDX-License-Identifier: Apache-2.0
"""The one table of commands: it makes menus, tooltips, the palette and the sheet of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from crm.words import tr
from ui.theme.icons import icon

Run = Callable[[], object]
Test = Callable[[], bool]


class Command(NamedTuple):
    """Something the user can do.

    `label` and `group` are marked words (`N_`); `shortcut` is Qt's portable text (`Ctrl+K`).
    `place` is the menu it stands in (`file`, `new`, `edit`, `go`, `view`, `help` …), empty for
    none. A command without `run` is asked of the page that is open (`Page.handlers`). The key of a
    `local` one works only in the widgets that its action was added to.
    """

    id: str
    label: str
    icon: str = ""
    shortcut: str = ""
    group: str = ""
    place: str = ""
    run: Run | None = None
    enabled: Test | None = None
    local: bool = False


class Commands(QObject):
    """Every command by its id, each with one action that menus, buttons and keys share.

    The actions are made when they are first asked for: a declaration costs nothing at the start.
    """

    added = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._keys: dict[str, str] = {}
        self._of_page: Callable[[], dict[str, Run]] = dict

    def ask_page(self, handlers: Callable[[], dict[str, Run]]) -> None:
        """Say where the handlers of the open page are found."""
        self._of_page = handlers

    def add(self, *commands: Command) -> None:
        """Enter commands in the table.

        Raises:
            ValueError: an id or a key is already taken.
        """
        for command in commands:
            self._enter(command)
        self.added.emit()

    def declare(self, *commands: Command) -> None:
        """Enter those of the commands that are not in the table yet."""
        missing = [one for one in commands if one.id not in self._commands]
        if missing:
            self.add(*missing)

    def action(self, name: str) -> QAction:
        """The action of a command: label, icon, key, tooltip; follows whether it can be done.

        Raises:
            KeyError: there is no such command.
        """
        made = self._actions.get(name)
        if made is None:
            made = self._actions[name] = self._make_action(self._commands[name])
        return made

    def run(self, name: str) -> None:
        """Do it, if it can be done now.

        Raises:
            KeyError: there is no such command.
        """
        command = self._commands[name]
        if not self.possible(command):
            return
        run = command.run or self._of_page().get(name)
        if run is not None:
            run()

    def possible(self, command: Command) -> bool:
        """Whether it can be done now."""
        return _possible(command, {} if command.run is not None else self._of_page())

    def all(self) -> list[Command]:
        """Every command in the order of entry."""
        return list(self._commands.values())

    def in_place(self, place: str) -> list[Command]:
        """The commands of one menu."""
        return [one for one in self.all() if one.place == place]

    def by_group(self) -> dict[str, list[Command]]:
        """The commands under their group's label, in the user's language."""
        groups: dict[str, list[Command]] = {}
        for command in self.all():
            if command.group:
                groups.setdefault(tr(command.group), []).append(command)
        return groups

    def fill(self, menu: QMenu, place: str, *, of_page: bool = False) -> None:
        """Put the commands of a place into a menu, with a line between groups.

        Of what a page does, only what the open one does now: the others would be dozens in grey.
        With `of_page` nothing else stands in the menu.
        """
        last, handlers = None, self._of_page()
        for command in self.in_place(place):
            if command.id not in handlers if command.run is None else of_page:
                continue
            if last is not None and command.group != last:
                menu.addSeparator()
            last = command.group
            menu.addAction(self.action(command.id))

    def refresh(self) -> None:
        """Look again which commands can be done now."""
        # Asked once: a page looks around before it says what it does.
        handlers = self._of_page()
        for name, action in self._actions.items():
            action.setEnabled(_possible(self._commands[name], handlers))

    def translate(self) -> None:
        """Say every label again, in the language that is now spoken."""
        for name, action in self._actions.items():
            _label(action, self._commands[name])

    def _enter(self, command: Command) -> None:
        if command.id in self._commands:
            raise ValueError(command.id)
        for key in _keys(command):
            taken = self._keys.setdefault(key, command.id)
            if taken != command.id:
                message = f"{key}: {taken}, {command.id}"
                raise ValueError(message)
        self._commands[command.id] = command

    def _make_action(self, command: Command) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        if command.icon:
            action.setIcon(icon(command.icon, "muted"))
        if command.shortcut:
            action.setShortcuts([QKeySequence(key) for key in command.shortcut.split("; ")])
        if command.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        _label(action, command)
        action.setEnabled(self.possible(command))
        action.triggered.connect(partial(self._triggered, command.id))
        return action

    def _triggered(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.run(name)


def key_text(command: Command) -> str:
    """The first key of a command as this computer writes it, or nothing."""
    if not command.shortcut:
        return ""
    first = QKeySequence(command.shortcut.split("; ")[0])
    return first.toString(QKeySequence.SequenceFormat.NativeText)


def _possible(command: Command, handlers: Mapping[str, Run]) -> bool:
    if command.run is None and command.id not in handlers:
        return False
    return command.enabled is None or command.enabled()


def _keys(command: Command) -> Iterator[str]:
    for key in command.shortcut.split("; ") if command.shortcut else ():
        yield QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _label(action: QAction, command: Command) -> None:
    words = tr(command.label)
    action.setText(words.replace("&", "&&"))
    key = key_text(command)
    action.setToolTip(f"{words} ({key})" if key else words)
