# SPDX-License-Identifier: Apache-2.0
"""The guide desk in tests: opened, acted upon, and asked what it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.domain.cost import CostPrice
from crm.domain.edition import GuideEdition
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.storage.register import Register
from ui.desk.desk import Desk, Notice
from ui.pages.guide import GuidePage

TODAY = date(2026, 6, 30)
KEYS = Qt.Key


def opened(desk: Desk, qtbot: QtBot) -> GuidePage:
    made = GuidePage(desk, clock=lambda: TODAY)
    qtbot.addWidget(made)
    desk.commands.ask_page(made.handlers)
    desk.relay.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open_with(None)
    qtbot.waitUntil(lambda: not desk.jobs.busy(), timeout=15_000)
    return made


def again(page: GuidePage, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do something, and wait until other pages are shown."""
    before = page.shown
    act()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown is not before, timeout=15_000)
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)


def change(store: Register, record: type[Project | Policy | CostPrice], **values: object) -> int:
    with store.writing("A colleague") as unit:
        found = unit.find(record)[0]
        unit.change(found, values)
        return found.id


def stored(store: Register, page: GuidePage) -> GuideEdition:
    """The edition as it is in the store."""
    with store.reading() as session:
        found = session.get(GuideEdition, page.edition_id)
    assert found is not None
    return found


def finds(page: GuidePage, text: str) -> int:
    """On how many places of the pages a text stands."""
    paper = page.pages.view.paper
    assert paper is not None
    return sum(len(paper.find(text, number)) for number in range(len(paper)))


def told(desk: Desk) -> list[Notice]:
    heard: list[Notice] = []
    desk.noticed.connect(heard.append)
    return heard


def troubles_of(desk: Desk) -> list[object]:
    heard: list[object] = []

    def hear(error: object, _job: object) -> None:
        heard.append(error)

    desk.jobs.troubled.connect(hear)
    return heard
