# SPDX-License-Identifier: Apache-2.0
"""A desk with an empty store, and forms on the screen, for the tests of forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.course import Party
from crm.domain.project import Project
from crm.domain.records import today
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.storage.register import Register
from tests.builders import a, a_person, a_project, a_staff_member, a_unit, an_organisation
from tests.ui.forms.movehands import Opened
from ui.desk.desk import Desk, Notice
from ui.forms.fieldset import FieldSet
from ui.forms.form import RecordForm
from ui.forms.lines import LineEditor
from ui.forms.moving import MoveDialog, ask_to_move

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    """What the desk said."""
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    return told


@pytest.fixture
def project(store: Register) -> int:
    """A project called Tea garden on a site called East."""
    with store.writing("Prepared") as unit:
        return a_project(unit, name="Tea garden", site="East").id


@pytest.fixture
def negotiating(store: Register) -> int:
    """In negotiation, with all its earlier gates met; an official and an organisation stand by."""
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        firm, person = an_organisation(unit), a_person(unit)
        made = a_project(
            unit, name="Tea works", stage="negotiate", stage_since=today() - timedelta(days=40),
            industry="C15", content="A brewery", site="Tea town", unit_id=a_unit(unit).id,
            staff_id=officer.id, target_note="Drinks", last_activity_on=today(),
            intended_investment=1, screening="recommended",
        )  # fmt: skip
        a(unit, Party, project_id=made.id, organisation_id=firm.id, person_id=person.id)
    return made.id


@pytest.fixture
def ask(desk: Desk, qtbot: QtBot) -> Opened:
    """Opens the window for a project, as the board and the record page do."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def open_move(project_id: int, stage: str = "") -> MoveDialog:
        found: list[MoveDialog] = []
        ask_to_move(desk, parent, project_id, stage, today, shown=found.append)
        assert found[0].isVisible()
        return found[0]

    return open_move


@pytest.fixture
def form(desk: Desk, project: int, qtbot: QtBot) -> RecordForm:
    """The form of that project, on the screen."""
    return opened(desk, qtbot, project)


def opened(desk: Desk, qtbot: QtBot, project: int | None) -> RecordForm:
    """A form of a project, or of a new one, on the screen."""
    made = shown(qtbot, RecordForm(desk, "project"))
    made.show_view(None if project is None else view_of(desk, project))
    return made


def shown(qtbot: QtBot, widget: W) -> W:
    """A widget on the screen, with the keys."""
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def view_of(desk: Desk, project: int) -> RecordView:
    """A project as it is stored."""
    with desk.register.reading() as session:
        return reading.read(session, "project", project)


def stored(desk: Desk, project: int, name: str) -> object:
    """One value of a project as it is stored."""
    return view_of(desk, project).values[name]


def write(fields: FieldSet, name: str, text: str) -> None:
    """Replace what stands in a line, as typing does."""
    editor = fields.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setText(text)
    editor.line.textEdited.emit(text)


def a_colleague_saves(desk: Desk, project: int, **values: object) -> None:
    """Somebody else writes into the project."""
    desk.register.author = "Li Wen"
    with desk.register.writing("Colleague") as unit:
        unit.change(unit.get(Project, project), values)
