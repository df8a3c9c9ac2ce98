# SPDX-License-Identifier: Apache-2.0
"""The page of a record on the screen, on the day these tests are set, and where it leads."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from ui.desk.desk import Desk
from ui.pages.record_page import RecordPage

TODAY = date(2026, 6, 30)


def opened(desk: Desk, qtbot: QtBot, record: str, argument: object) -> RecordPage:
    """A record, or a new one with what it begins with, as the window shows it."""
    page = RecordPage(desk, record, clock=lambda: TODAY)
    qtbot.addWidget(page)
    desk.commands.ask_page(page.handlers)
    desk.relay.changed.connect(page.refresh)
    page.resize(1200, 800)
    page.open_with(argument)
    page.show()
    qtbot.waitExposed(page)
    return page


def heard(desk: Desk) -> list[tuple[str, object]]:
    """The pages that are asked for from now on."""
    asked: list[tuple[str, object]] = []

    def hear(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(hear)
    return asked
