# SPDX-License-Identifier: Apache-2.0
"""The monthly round: five projects reported in one sheet, undone, done again; one is explained."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from crm.domain.course import ProgressEntry
from crm.domain.office import Staff
from crm.domain.project import Project
from crm.domain.records import today
from crm.domain.rules.stages import MOVING
from crm.domain.rules.staleness import Light
from crm.queries.conventions import conventions
from crm.queries.quiet import quiet
from crm.queries.today import stale
from tests.journeys.traveller import CTRL, SHIFT, Traveller
from tests.ui.keys import type_in
from ui.desk.owner import Owner, sit_down
from ui.forms.status import StandstillDialog
from ui.pages.progress import ProgressPage
from ui.pages.record_page import RecordPage

MANY = 5
SAID = "Met the investor again"


def busiest(traveller: Traveller) -> Owner:
    """Who answers for the most projects on the board."""
    with traveller.app.desk.register.reading() as session:
        query = (
            select(Project.staff_id, func.count(Project.id).label("many"))
            .where(Project.status.in_(MOVING), Project.staff_id.is_not(None), ~Project.deleted)
            .group_by(Project.staff_id)
            .order_by(func.count(Project.id).desc())
        )
        row = session.execute(query).first()
        assert row is not None
        assert row.many >= MANY
        return Owner(row.staff_id, session.get_one(Staff, row.staff_id).name)


def told(traveller: Traveller) -> int:
    """How many entries say what was typed here."""
    with traveller.app.desk.register.reading() as session:
        query = select(func.count(ProgressEntry.id)).where(
            ProgressEntry.done == SAID, ~ProgressEntry.deleted
        )
        return session.scalar(query) or 0


def page_of(traveller: Traveller) -> ProgressPage:
    page = traveller.window.stack.page
    assert isinstance(page, ProgressPage)
    return page


def test_five_projects_are_reported_undone_and_reported_again(traveller: Traveller) -> None:
    sit_down(traveller.app.desk, busiest(traveller))
    traveller.key(Qt.Key.Key_G, CTRL | SHIFT)
    traveller.arrive("progress")
    page = page_of(traveller)
    traveller.until(lambda: len(page.reports.lines) >= MANY)
    page.grid.table.setFocus()
    page.grid.table.go(0, 2)
    for _line in range(MANY):
        traveller.key(Qt.Key.Key_Delete)
        traveller.key(Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert editor is not None
        type_in(editor, SAID)
        traveller.key(Qt.Key.Key_Return)
    assert page.reports.many == MANY
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: told(traveller) == MANY)
    traveller.app.desk.commands.run("edit.undo")
    traveller.until(lambda: told(traveller) == 0)
    traveller.app.desk.commands.run("edit.redo")
    traveller.until(lambda: told(traveller) == MANY)
    traveller.rest()
    assert [row["done"] for row in page.grid.rows()][:MANY] == [SAID] * MANY


def test_a_project_that_stands_still_is_explained_and_turns_quiet(traveller: Traveller) -> None:
    desk = traveller.app.desk
    with desk.register.reading() as session:
        after = conventions(session).stale_after
        project = session.scalars(select(Project.id).where(stale(today(), after))).first()
    assert project is not None
    desk.go("project", project)
    traveller.arrive("project")
    page = traveller.window.stack.page
    assert isinstance(page, RecordPage)
    traveller.until(page.quiet.isVisible)
    traveller.key(Qt.Key.Key_X, CTRL | SHIFT)
    dialog = traveller.seen(StandstillDialog)
    type_in(dialog.rows.editors["stale_reason"].target, "Waits for the provincial plan")
    traveller.key(Qt.Key.Key_Return)
    traveller.until(lambda: not page.quiet.isVisible())
    with desk.register.reading() as session:
        found = quiet(session, project, today=today())
    assert found is not None
    assert (found.light, found.silent, found.days) == (Light.GREEN, False, 0)
