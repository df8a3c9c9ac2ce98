# SPDX-License-Identifier: Apache-2.0
"""A desk with an empty store, and forms on the screen, for the tests of forms."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.storage.register import Register
from tests.builders import a_project
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.forms.fieldset import FieldSet
from ui.forms.form import RecordForm
from ui.forms.lines import LineEditor

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def desk(store: Register, tmp_path: Path, qtbot: QtBot) -> Generator[Desk]:
    """A desk that works at once, in the thread of the test."""
    del qtbot
    made = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    made.open(store, store="test")
    yield made
    made.close()


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
