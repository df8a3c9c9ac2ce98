# SPDX-License-Identifier: Apache-2.0
"""The problems ledger: what is open comes first, and how late it is; closed from the list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.course import Problem
from crm.storage.register import Register
from tests.builders import a, a_project
from ui.desk.desk import Desk
from ui.forms.problems import CloseDialog
from ui.pages.problems import ProblemsPage

TODAY = date(2026, 6, 30)


@pytest.fixture
def page(desk: Desk, store: Register, qtbot: QtBot) -> ProblemsPage:
    """The ledger with an overdue, a coming and a closed problem."""
    with store.writing("Prepared") as unit:
        project = a_project(unit, name="Tea works").id

        def add(subject: str, days: int, **over: object) -> None:
            due = TODAY + timedelta(days=days)
            given = {"state": "open", **over}
            a(unit, Problem, project_id=project, subject=subject, due_on=due, **given)

        add("No gas", 9)
        add("No road", -5)
        add("Solved", -9, state="closed", solution="Built", closed_on=TODAY)
    made = ProblemsPage(desk, lambda: TODAY)
    qtbot.addWidget(made)
    desk.commands.ask_page(made.handlers)
    desk.relay.changed.connect(made.refresh)
    made.resize(1104, 668)
    made.show()
    qtbot.waitExposed(made)
    made.open_with(None)
    return made


def rows(page: ProblemsPage) -> list[tuple[str, str]]:
    """Subject and deadline, from top to bottom, as the list says them."""
    found = page.panel.model.windows.cells
    at = [page.panel.listing.columns.index(one) for one in ("subject", "due_on")]
    cells = [found[one][0] for one in page.panel.model.ids]
    return [(one[at[0]], one[at[1]]) for one in cells]


def views(page: ProblemsPage) -> list[str]:
    return [one.name for one in page.panel.tabs.tabs]


def test_it_begins_with_what_is_open_by_deadline_and_says_how_late(page: ProblemsPage) -> None:
    assert [one for one, _due in rows(page)] == ["No road", "No gas"]
    page.grab()
    assert rows(page)[0][1] == "2026-06-25 · 5 days late"
    assert rows(page)[1][1] == "2026-07-09"


@pytest.mark.parametrize(
    ("view", "subjects"),
    [("Overdue", ["No road"]), ("Closed", ["Solved"]), ("Due within a week", [])],
)
def test_the_saved_views_hold_what_they_say(
    page: ProblemsPage, view: str, subjects: list[str]
) -> None:
    page.panel.choose_view(views(page).index(view))
    assert [one for one, _due in rows(page)] == subjects


def test_several_are_closed_with_a_dated_result_and_leave_the_view(
    page: ProblemsPage, desk: Desk, store: Register
) -> None:
    page.panel.table.selectAll()
    desk.commands.run("record.close")
    (dialog,) = page.findChildren(CloseDialog)
    dialog.rows.editors["solution"].set_value("Built")
    dialog.accept()
    assert rows(page) == []
    with store.reading() as session:
        found = session.scalars(select(Problem).where(Problem.subject == "No gas")).one()
        assert (found.state, found.solution, found.closed_on) == ("closed", "Built", TODAY)


def test_without_a_selection_nothing_can_be_closed(page: ProblemsPage) -> None:
    page.panel.table.clearSelection()
    assert "record.close" not in page.handlers()
