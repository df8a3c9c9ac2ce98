# SPDX-License-Identifier: Apache-2.0
"""Another status: the window asks for what it needs, for one project or several, with Undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.forms.conftest import a_colleague_saves, shown, stored
from ui.desk.desk import Desk, Notice
from ui.forms.lines import LineEditor
from ui.forms.status import StandstillDialog, StatusDialog, ask_status, explain

TODAY = date(2026, 6, 30)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """The window behind."""
    return shown(qtbot, QWidget())


def opened(desk: Desk, parent: QWidget, ids: list[int]) -> StatusDialog:
    """The window, as it comes when it is asked for."""
    found: list[StatusDialog] = []
    ask_status(desk, parent, ids, lambda: TODAY, shown=found.append)
    (dialog,) = found
    return dialog


def choose(dialog: StatusDialog, status: str) -> None:
    dialog.status.choose(status)
    dialog.status.chosen.emit(status)


def write(dialog: StatusDialog | StandstillDialog, name: str, text: str) -> None:
    editor = dialog.rows.editors[name]
    assert isinstance(editor, LineEditor)
    editor.line.setText(text)


def asked(dialog: StatusDialog) -> set[str]:
    return {name for name, row in dialog.rows.rows.items() if row.isVisible()}


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("normal", {"status_on"}),
        ("delayed", {"status_on", "status_reason"}),
        ("shelved", {"status_on", "status_reason", "shelved_until"}),
        ("terminated", {"status_on", "status_reason", "lost_to"}),
        ("completed", {"status_on"}),
    ],
)
def test_it_asks_for_what_the_status_needs_and_for_nothing_else(
    desk: Desk, parent: QWidget, project: int, status: str, fields: set[str]
) -> None:
    dialog = opened(desk, parent, [project])
    choose(dialog, status)
    assert asked(dialog) == fields


def test_what_is_missing_is_said_beside_its_field_and_then_saved(
    desk: Desk, parent: QWidget, project: int, notices: list[Notice]
) -> None:
    dialog = opened(desk, parent, [project])
    choose(dialog, "terminated")
    write(dialog, "status_reason", "Too far")
    dialog.accept()
    assert dialog.rows.rows["lost_to"].message == "This is still missing."
    assert stored(desk, project, "status") == "normal"
    write(dialog, "lost_to", "Next county")
    dialog.accept()
    assert stored(desk, project, "lost_to") == "Next county"
    assert stored(desk, project, "status_on") == TODAY
    undo = notices[-1].act
    assert undo is not None
    undo()
    assert stored(desk, project, "status") == "normal"


def test_several_projects_get_the_status_in_one_step(
    desk: Desk, parent: QWidget, store: Register, notices: list[Notice]
) -> None:
    with store.writing("Prepared") as unit:
        many = [a_project(unit).id for _number in range(3)]
    dialog = opened(desk, parent, many)
    choose(dialog, "delayed")
    write(dialog, "status_reason", "Rain")
    dialog.accept()
    assert [stored(desk, one, "status_reason") for one in many] == ["Rain"] * 3
    assert notices[-1].text == "3 projects: Delayed"


def test_a_project_that_was_deleted_meanwhile_is_told_and_nothing_is_lost(
    desk: Desk, parent: QWidget, project: int
) -> None:
    dialog = opened(desk, parent, [project])
    choose(dialog, "delayed")
    write(dialog, "status_reason", "Rain")
    with desk.register.writing("Colleague") as unit:
        unit.delete(unit.get(Project, project))
    dialog.accept()
    assert dialog.isVisible()
    assert "no longer exist" in dialog.banner.text


def test_a_standstill_is_explained_with_a_reason_and_a_day(
    desk: Desk, parent: QWidget, project: int
) -> None:
    a_colleague_saves(desk, project, stage_since=date(2025, 1, 1))
    dialog = explain(desk, parent, [project], lambda: TODAY, "Tea garden")
    assert dialog is not None
    dialog.accept()
    assert dialog.rows.rows["stale_reason"].message == "Say why the project stands still."
    write(dialog, "stale_reason", "Waits for the plan")
    dialog.accept()
    assert stored(desk, project, "stale_reason") == "Waits for the plan"
    assert stored(desk, project, "stale_reason_on") == TODAY


def test_nothing_is_asked_about_no_project(desk: Desk, parent: QWidget) -> None:
    assert explain(desk, parent, [], lambda: TODAY) is None
