# SPDX-License-Identifier: Apache-2.0
"""Figures of a year: what they come to, month by month, and the rows behind them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.actions.conventions import settle
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from tests.builders import a_follow_up, a_project, a_receipt
from tests.ui.keys import click, press
from ui.desk.desk import Desk
from ui.pages.figures import FiguresPage

TODAY = date(2026, 6, 30)


@pytest.fixture
def project(store: Register) -> int:
    """Signed in February, with two receipts; another one was signed last year."""
    with store.writing("Prepared") as unit:
        one = a_project(unit, name="Tea works", signed_on=PartialDay.of("2026-02-03"))
        a_project(unit, name="Fig works", signed_on=PartialDay.of("2025-11"),
                  agreed_investment=90_000_000)  # fmt: skip
        a_receipt(unit, one, month=PartialDay.of("2026-03"), amount=5_000_000, state="approved")
        a_receipt(unit, one, month=PartialDay.of("2026-05"), amount=2_000_000, state="reported")
        a_receipt(unit, one, month=PartialDay.of("2026-05"), amount=9_000_000, state="draft")
        a_follow_up(unit, due_on=date(2026, 5, 5), state="done", done_on=date(2026, 5, 5))
        a_follow_up(unit, due_on=date(2026, 5, 6))
    return one.id


@pytest.fixture
def page(desk: Desk, project: int, qtbot: QtBot) -> FiguresPage:
    assert project
    made = FiguresPage(desk, lambda: TODAY)
    qtbot.addWidget(made)
    desk.relay.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    made.open_with(None)
    return made


def said(page: FiguresPage) -> dict[str, str]:
    return {code: item.when for code, item in page.items.items()}


def listed(page: FiguresPage, record: str) -> int:
    return page.rows.models[record].rowCount()


def test_every_figure_of_the_year_is_said(page: FiguresPage) -> None:
    found = said(page)
    # When the projects were entered is the day on which this test runs.
    del found["planned"]
    assert found == {
        "signed": "1",
        "started": "0",
        "signed_started": "0",
        "agreed": "—",
        "funds": "¥7m",
        "funds_outside": "¥7m",
        "events": "0",
        "in_time": "1 / 2 · 50.0%",
    }


def test_a_figure_that_is_pressed_shows_its_rule_its_months_and_its_rows(
    page: FiguresPage, qtbot: QtBot
) -> None:
    click(page.items["funds"])
    assert page.heading.text() == "Funds in place"
    assert "approved" in page.rule.text()
    assert "3: 2026 5, 2025 0" in page.chart.accessibleDescription()
    assert "7: 2026 —, 2025 0" in page.chart.accessibleDescription()
    qtbot.waitUntil(lambda: listed(page, "receipt") == 2)
    press(page.items["signed"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: listed(page, "project") == 1)


def test_the_axis_of_projects_has_no_halves(page: FiguresPage) -> None:
    page.open_with("signed")
    assert page.chart.marks() == (0, 1, 2)


def test_rows_without_an_amount_are_told(page: FiguresPage) -> None:
    page.open_with("agreed")
    assert page.told.text() == "1 of the rows names no amount; it is not in the sum."
    page.open_with("funds")
    assert not page.told.isVisible()


def test_a_year_before_can_be_looked_at(page: FiguresPage, qtbot: QtBot) -> None:
    page.open_with("agreed")
    page.year.setFocus()
    press(page.year, Qt.Key.Key_Right)
    assert page.year.current == "2025"
    assert said(page)["agreed"] == "¥90m"
    qtbot.waitUntil(lambda: listed(page, "project") == 1)


def test_a_row_opens_its_record_and_a_receipt_its_project(
    page: FiguresPage, desk: Desk, project: int, qtbot: QtBot
) -> None:
    asked: list[tuple[str, object]] = []

    def note(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(note)
    page.open_with("signed")
    qtbot.waitUntil(lambda: page.rows.models["project"].complete)
    page.rows.table.selectRow(0)
    press(page.rows.table, Qt.Key.Key_Return)
    page.open_with("funds")
    qtbot.waitUntil(lambda: page.rows.models["receipt"].complete)
    page.rows.table.selectRow(0)
    press(page.rows.table, Qt.Key.Key_Return)
    assert asked == [("project", project), ("project", project)]


def test_it_follows_what_is_changed_and_what_the_office_lets_count(
    page: FiguresPage, store: Register, qtbot: QtBot
) -> None:
    page.open_with("funds")
    with store.writing("Settled") as unit:
        settle(unit, {"count.states": ("approved",)})
    assert said(page)["funds"] == "¥5m"
    qtbot.waitUntil(lambda: listed(page, "receipt") == 1)


def test_it_is_called_figures(page: FiguresPage) -> None:
    assert page.title == "Figures"


def test_the_receipts_behind_funds_are_opened_in_their_ledger(
    page: FiguresPage, desk: Desk
) -> None:
    asked: list[tuple[str, object]] = []

    def note(name: str, argument: object) -> None:
        asked.append((name, argument))

    desk.asked.connect(note)
    page.open_with("signed")
    assert page.ledger.isHidden()
    page.open_with("funds")
    click(page.ledger)
    assert asked == [("funds", page.rows.models["receipt"].listing.filter)]
