# SPDX-License-Identifier: Apache-2.0
"""Problems made from what was written down take its words along; they are closed with a result."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.course import Problem, ProgressEntry
from crm.storage.register import Register
from tests.builders import a, a_staff_member, an_activity
from tests.ui.forms.conftest import shown
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog
from ui.forms.lines import ParagraphEditor
from ui.forms.problems import Source, ask_problem, close_problems

TODAY = date(2026, 6, 30)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """The window behind."""
    return shown(qtbot, QWidget())


def made(
    desk: Desk,
    parent: QWidget,
    source: Source | None = None,
    *,
    project_id: int = 0,
    subject: str = "",
) -> Problem:
    """The problem that is in the ledger after the window was saved as it came."""
    found: list[RecordDialog] = []
    ask_problem(
        desk, parent, lambda: TODAY, project_id=project_id, source=source, subject=subject,
        shown=found.append,
    )  # fmt: skip
    (dialog,) = found
    dialog.accept()
    with desk.register.reading() as session:
        return session.scalars(select(Problem)).one()


def test_a_call_becomes_a_problem_of_its_project(
    desk: Desk, parent: QWidget, store: Register, project: int
) -> None:
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit).id
        call = an_activity(
            unit, subject="No power\nat the plot", project_id=project, staff_id=officer
        ).id
    problem = made(desk, parent, Source("activity", call))
    assert (problem.subject, problem.project_id) == ("No power at the plot", project)
    assert (problem.raised_on, problem.staff_id) == (date(2026, 6, 20), officer)
    assert problem.state == "open"


def test_what_stands_in_the_way_of_a_report_becomes_the_problem(
    desk: Desk, parent: QWidget, store: Register, project: int
) -> None:
    with store.writing("Prepared") as unit:
        entry = a(unit, ProgressEntry, project_id=project, entered_on=date(2026, 6, 1),
                  done="Met", obstacles="Land is missing").id  # fmt: skip
    problem = made(desk, parent, Source("progress_entry", entry))
    assert (problem.subject, problem.project_id) == ("Land is missing", project)


def test_a_problem_of_nothing_written_down_begins_with_the_words_given(
    desk: Desk, parent: QWidget, project: int
) -> None:
    problem = made(desk, parent, project_id=project, subject="x" * 300)
    assert (problem.subject, problem.raised_on) == ("x" * 200, TODAY)


def test_several_are_closed_with_one_result(
    desk: Desk, parent: QWidget, store: Register, project: int
) -> None:
    with store.writing("Prepared") as unit:
        ids = [a(unit, Problem, project_id=project, subject=f"No {what}", state="open").id
               for what in ("road", "power")]  # fmt: skip
    dialog = close_problems(desk, parent, ids, lambda: TODAY)
    assert dialog is not None
    dialog.accept()
    assert dialog.rows.rows["solution"].message == "Say how the problem was solved."
    editor = dialog.rows.editors["solution"]
    assert isinstance(editor, ParagraphEditor)
    editor.set_value("Built")
    dialog.accept()
    with desk.register.reading() as session:
        found = session.execute(select(Problem.state, Problem.solution, Problem.closed_on)).all()
    assert [tuple(one) for one in found] == [("closed", "Built", TODAY)] * 2
