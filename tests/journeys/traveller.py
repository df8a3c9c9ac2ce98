# SPDX-License-Identifier: Apache-2.0
"""Somebody who uses the window by keys and clicks, and waits as people do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.records import Record
from tests.ui.applications import page
from tests.ui.keys import click, press
from ui.start import App
from ui.widgets.fieldrow import focused_in

W = TypeVar("W", bound=QWidget)
R = TypeVar("R", bound=Record)
PATIENCE = 20_000
MOST_TABS = 300
"""So many fields a page has at most; then Tab has gone round."""
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Traveller:
    """Hands and eyes at one window."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.window = app.window

    def start(self, first: str) -> None:
        """Start the program and wait for its first page."""
        self.app.start()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.arrive(first)

    def arrive(self, name: str) -> None:
        """Wait until a page is shown and nothing works behind it."""
        self.until(lambda: page(self.app) == name)
        self.rest()

    def until(self, so: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(so()), timeout=PATIENCE)

    def rest(self) -> None:
        """Wait until everything asked for has come."""
        self.until(lambda: not self.app.desk.jobs.busy())
        self.qtbot.wait(30)
        self.until(lambda: not self.app.desk.jobs.busy())

    def key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        self.wake()
        press(QApplication.focusWidget() or self.window, key, modifiers)
        self.rest()

    def wake(self) -> None:
        """A window manager gives the focus back when a dialog closes; here is none."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            below = QApplication.activeModalWidget() or self.window
            below.activateWindow()
            self.until(below.isActiveWindow)

    def walk_to(self, widget: QWidget) -> None:
        """Go on by Tab until the keys are in a widget."""
        self.wake()
        wanted = {widget, focused_in(widget)}
        for _step in range(MOST_TABS):
            here = QApplication.focusWidget()
            if here in wanted or (here is not None and widget.isAncestorOf(here)):
                self.rest()
                return
            press(here or self.window, Qt.Key.Key_Tab)
        message = f"Tab does not lead to “{widget.accessibleName()}”"
        raise AssertionError(message)

    def seen(self, kind: type[W]) -> W:
        """The one thing of a kind that can be seen, once it is there."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [one for one in self.window.findChildren(kind) if one.isVisible()]
            return len(found) == 1

        self.until(look)
        return found[0]

    def push(self, words: str, inside: QWidget | None = None) -> None:
        """Click the button with these words."""
        for one in (inside or self.window).findChildren(QAbstractButton):
            if one.isVisible() and one.isEnabled() and words in {one.text(), one.accessibleName()}:
                click(one)
                self.rest()
                return
        message = f"no button “{words}” can be seen"
        raise AssertionError(message)

    def stored(self, kind: type[R], record_id: int) -> R:
        """A record as it is in the store."""
        with self.app.desk.register.reading() as session:
            found = session.get(kind, record_id)
            assert found is not None
            session.expunge(found)
            return found
