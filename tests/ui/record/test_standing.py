# SPDX-License-Identifier: Apache-2.0
"""How a project stands is changed and explained where it is shown; problems are made and closed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.course import Problem
from crm.domain.project import Project
from crm.storage.register import Register
from tests.builders import a, a_project, an_activity
from tests.ui.pages.recordpages import TODAY, opened
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog
from ui.forms.problems import CloseDialog
from ui.forms.status import StandstillDialog, StatusDialog
from ui.pages.projects import ProjectsPage
from ui.pages.record_page import RecordPage
from ui.record.timelinelist import EntryRow


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        made = a_project(unit, name="Tea works", stage="advance")
        an_activity(unit, project_id=made.id, subject="Price of land")
        return made


def rows(page: RecordPage) -> list[EntryRow]:
    assert page.timeline is not None
    return page.timeline.rows


def stored(store: Register, project: int) -> Project:
    with store.reading() as session:
        return session.get_one(Project, project)


def test_a_quiet_project_asks_for_a_report_until_a_reason_is_on_record(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        quiet = a_project(unit, name="Quiet works", created_at=datetime(2025, 1, 5, tzinfo=UTC)).id
    page = opened(desk, qtbot, "project", quiet)
    said = "Nothing was ever reported on this project, and no reason is on record."
    assert page.quiet.banner.text == said
    page.quiet.banner.press(1)
    assert page.quiet.banner.text == said
    (dialog,) = page.findChildren(StandstillDialog)
    dialog.rows.editors["stale_reason"].set_value("Waits for the plan")
    dialog.accept()
    assert page.quiet.isHidden()
    assert stored(store, quiet).stale_reason == "Waits for the plan"


def test_a_report_is_written_from_where_it_is_asked_for(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        quiet = a_project(unit, name="Quiet works", created_at=datetime(2025, 1, 5, tzinfo=UTC)).id
    page = opened(desk, qtbot, "project", quiet)
    page.quiet.banner.press(0)
    (dialog,) = page.findChildren(RecordDialog)
    dialog.fields.enter("entered_on", TODAY)
    dialog.fields.enter("done", "Met")
    dialog.accept()
    assert page.quiet.isHidden()
    assert stored(store, quiet).last_progress_on == TODAY


def test_the_status_is_set_by_its_command(
    desk: Desk, store: Register, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    desk.commands.run("record.status")
    (dialog,) = page.findChildren(StatusDialog)
    dialog.status.choose("completed")
    dialog.status.chosen.emit("completed")
    dialog.accept()
    assert stored(store, project.id).status == "completed"
    assert page.quiet.isHidden()


def test_an_entry_of_the_timeline_becomes_a_problem_by_one_key(
    desk: Desk, store: Register, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    rows(page)[0].setFocus()
    qtbot.waitUntil(rows(page)[0].hasFocus)
    desk.commands.run("record.problem")
    (dialog,) = page.findChildren(RecordDialog)
    dialog.accept()
    with store.reading() as session:
        problem = session.scalars(select(Problem)).one()
        assert (problem.subject, problem.project_id) == ("Price of land", project.id)


def test_a_problem_has_a_page_on_which_it_is_closed(
    desk: Desk, store: Register, project: Project, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        given = {"project_id": project.id, "subject": "No road", "state": "open"}
        problem = a(unit, Problem, due_on=date(2026, 6, 20), **given).id
    page = opened(desk, qtbot, "problem", problem)
    desk.commands.run("record.close")
    (dialog,) = page.findChildren(CloseDialog)
    dialog.rows.editors["solution"].set_value("Built")
    dialog.accept()
    with store.reading() as session:
        assert session.get_one(Problem, problem).closed_on == TODAY


def test_several_projects_of_the_list_get_a_status_and_one_of_the_board(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        ids = [a_project(unit, name=f"{letter} works").id for letter in "AB"]
    page = ProjectsPage(desk, lambda: TODAY)
    qtbot.addWidget(page)
    desk.commands.ask_page(page.handlers)
    desk.relay.changed.connect(page.refresh)
    page.show()
    page.open_with(None)
    assert "record.status" not in page.handlers()
    page.panel.table.selectAll()
    desk.commands.run("record.status")
    delay(page)
    assert [stored(store, one).status for one in ids] == ["delayed", "delayed"]
    page.turn()
    assert page.board.choose(ids[0])
    desk.commands.run("record.standstill")
    (dialog,) = page.findChildren(StandstillDialog)
    dialog.rows.editors["stale_reason"].set_value("Rain")
    dialog.accept()
    assert [stored(store, one).stale_reason for one in ids] == ["Rain", None]


def delay(page: ProjectsPage) -> None:
    (dialog,) = page.findChildren(StatusDialog)
    dialog.status.choose("delayed")
    dialog.status.chosen.emit("delayed")
    dialog.rows.editors["status_reason"].set_value("Rain")
    dialog.accept()
