# SPDX-License-Identifier: Apache-2.0
"""Two windows on one store see each other's changes, and neither loses what is typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.actions.records import save
from crm.domain.project import Project
from crm.queries.reading import read
from crm.storage.store import open_store
from tests.builders import a_project
from tests.journeys.traveller import CTRL, Traveller
from tests.ui.applications import application
from ui.pages.projects import ProjectsPage
from ui.pages.record_page import RecordPage


def projects(traveller: Traveller) -> ProjectsPage:
    traveller.key(Qt.Key.Key_2, CTRL)
    traveller.arrive("projects")
    page = traveller.window.stack.page
    assert isinstance(page, ProjectsPage)
    return page


def test_a_project_of_another_window_appears_in_the_list(
    traveller: Traveller, county: Path
) -> None:
    page = projects(traveller)
    before = page.panel.model.rowCount()
    other = open_store(county)
    with other.writing("New project") as unit:
        a_project(unit, name="From the other window")
    other.close()
    traveller.until(lambda: page.panel.model.rowCount() == before + 1)


def test_another_window_s_save_shows_in_the_open_record_beside_what_is_being_typed(
    traveller: Traveller, county: Path
) -> None:
    traveller.app.desk.go("project", 1)
    traveller.arrive("project")
    page = traveller.window.stack.page
    assert isinstance(page, RecordPage)
    page.form.fields.editors["name"].put_typed("Half a name")
    page.form.fields.editors["name"].changed.emit()
    other = open_store(county)
    with other.reading() as session:
        seen = read(session, "project", 1)
    with other.writing("Phone") as unit:
        save(unit, "project", 1, seen.version, {"jobs": 77}, {"jobs": seen.values["jobs"]})
    other.close()
    traveller.until(lambda: page.form.fields.editors["jobs"].valid() == 77)
    assert page.form.fields.editors["name"].typed() == "Half a name"
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: traveller.stored(Project, 1).name == "Half a name")
    assert traveller.stored(Project, 1).jobs == 77


def test_two_real_windows_follow_each_other(
    traveller: Traveller, county: Path, qtbot: QtBot
) -> None:
    page = projects(traveller)
    before = page.panel.model.rowCount()
    with application(qtbot, str(county)) as app:
        second = Traveller(app, qtbot)
        second.start("today")
        other_page = projects(second)
        with app.desk.register.writing("New project") as unit:
            a_project(unit, name="From the second window")
        traveller.until(lambda: page.panel.model.rowCount() == before + 1)
        with traveller.app.desk.register.writing("New project") as unit:
            a_project(unit, name="From the first window")
        second.until(lambda: other_page.panel.model.rowCount() == before + 2)
        app.window.close()
