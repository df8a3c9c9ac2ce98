# SPDX-License-Identifier: Apache-2.0
"""The relay: changes of any thread arrive in the screen's thread, of one register only."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from ui.desk.relay import Relay


class Teller:
    """Tells whoever listens."""

    def __init__(self) -> None:
        self.listeners: list[Callable[..., None]] = []

    def subscribe(self, listener: Callable[..., None]) -> Callable[[], None]:
        """As a register does it."""
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, what: object) -> None:
        """Tell in this thread."""
        for listener in self.listeners:
            listener(what)


def test_a_change_of_another_thread_arrives_in_this_one(qtbot: QtBot) -> None:
    relay, teller, heard = Relay(), Teller(), list[tuple[object, int]]()
    relay.follow(teller)

    def hear(what: object) -> None:
        heard.append((what, threading.get_ident()))

    relay.changed.connect(hear)
    thread = threading.Thread(target=teller.tell, args=("signed",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("signed", threading.get_ident())]


def test_a_change_of_this_thread_arrives_at_once(qtbot: QtBot) -> None:
    relay, teller = Relay(), Teller()
    relay.follow(teller)
    with qtbot.waitSignal(relay.changed, timeout=0):
        teller.tell("signed")


def test_following_another_register_leaves_the_one_before(qtbot: QtBot) -> None:
    relay, first, second = Relay(), Teller(), Teller()
    relay.follow(first)
    relay.follow(second)
    with qtbot.assertNotEmitted(relay.changed):
        first.tell("old")
    relay.leave()
    assert first.listeners == second.listeners == []
