# SPDX-License-Identifier: Apache-2.0
"""A list beside a record: all of its rows can be reached, however many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm.domain.course import Milestone
from crm.queries import related
from crm.storage.register import Register
from tests.builders import a, a_project
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.record.relatedlist import RelatedList

MANY = 2 * related.MOST + 50

Shown = Callable[[int], RelatedList]


@pytest.fixture
def shown(desk: Desk, store: Register, qtbot: QtBot) -> Shown:
    """The milestones of a project that has so many."""

    def show(many: int) -> RelatedList:
        with store.writing("Prepared") as unit:
            project = a_project(unit)
            for _one in range(many):
                a(unit, Milestone, project_id=project.id, kind="filed")
        of = next(one for one in related.related("project") if one.record == "milestone")
        made = RelatedList(desk, of)
        qtbot.addWidget(made)
        made.resize(800, 400)
        made.show()
        made.show_record(project.id)
        made.table.setFocus()
        return made

    return show


def told(made: RelatedList) -> list[str]:
    return [one.text() for one in made.findChildren(QLabel) if one.isVisible() and one.text()]


def test_the_end_of_the_rows_brings_more_until_all_are_there(shown: Shown) -> None:
    made = shown(MANY)
    assert made.model.rowCount() == related.MOST
    assert told(made) == [f"The first {related.MOST} of {MANY}"]
    press(made.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert made.model.rowCount() == 2 * related.MOST
    row = made.row
    press(made.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert made.model.rowCount() == MANY
    assert told(made) == []
    assert row is not None
    assert len({one.id for one in made.model.rows}) == MANY


def test_what_is_chosen_and_seen_stays_when_more_rows_come(shown: Shown, qtbot: QtBot) -> None:
    made = shown(MANY)
    made.table.selectRow(190)
    chosen, bar = made.chosen, made.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert made.model.rowCount() > related.MOST
    assert made.chosen == chosen
    qtbot.waitUntil(lambda: bar.value() < bar.maximum())


def test_a_short_list_is_read_once(shown: Shown) -> None:
    made = shown(30)
    bar = made.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert made.model.rowCount() == 30
    assert told(made) == []
