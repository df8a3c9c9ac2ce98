# SPDX-License-Identifier: Apache-2.0
"""The window in which a move of the stage history is corrected."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.actions import projects
from crm.domain.course import StageChange
from crm.domain.project import Project
from crm.domain.records import today
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.keys import type_in
from ui.desk.desk import Desk
from ui.forms.correcting import CORRECTED, correct_move


def test_the_true_date_is_corrected_and_the_stages_are_not_asked_for(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit, stage_since=today() - timedelta(days=90))
        projects.move(unit, project.id, "advance", on=today(), reason="Decided")
        (change,) = unit.find(StageChange)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = correct_move(desk, change.id, window)
    assert tuple(dialog.fields.editors) == CORRECTED
    line = dialog.fields.editors["moved_on"]
    day = today() - timedelta(days=9)
    line.put_typed("")
    type_in(line.target, day.isoformat())
    dialog.accept()
    with store.reading() as session:
        assert session.get_one(StageChange, change.id).moved_on == day
        assert session.get_one(Project, project.id).stage_since == day
