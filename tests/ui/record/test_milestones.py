# SPDX-License-Identifier: Apache-2.0
"""The milestones beside a project: list and timetable as one, evidence added and looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.domain.attachment import Attachment
from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.queries.related import related
from crm.storage.register import Register
from tests.builders import a_milestone, a_project
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.record.milestones import MilestoneList

TODAY = date(2026, 6, 30)


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        made = a_project(unit)
        late = PartialDay(2026, 6, 10)
        a_milestone(unit, made, kind="started", planned=PartialDay(2026, 5), actual=late)
        a_milestone(unit, made, kind="filed", planned=PartialDay(2026, 5), actual=None)
    return made


@pytest.fixture
def panel(desk: Desk, project: Project, qtbot: QtBot) -> MilestoneList:
    (of,) = [one for one in related("project") if one.key == "milestone.project_id"]
    made = MilestoneList(desk, of, lambda: TODAY)
    qtbot.addWidget(made)

    def read_again(_changes: object) -> None:
        made.read_again()

    desk.relay.changed.connect(read_again)
    made.resize(800, 500)
    made.show()
    made.show_record(project.id)
    qtbot.waitExposed(made)
    return made


def test_the_timetable_says_what_is_late_in_the_order_of_the_milestones(
    panel: MilestoneList,
) -> None:
    names = [one.name for one in panel.timetable.lines]
    assert names == ["Project filed", "Construction started"]
    assert [one.remark for one in panel.timetable.lines] == ["30 days late", "10 days late"]
    spoken = panel.timetable.lines[1].spoken
    assert spoken == ("Construction started · planned 2026-05 · happened 2026-06-10 · 10 days late")


def test_the_same_milestone_is_chosen_in_both(panel: MilestoneList) -> None:
    panel.table.selectRow(0)
    assert panel.node is not None
    assert panel.nodes[panel.timetable.current] == panel.node
    panel.timetable.setFocus()
    press(panel.timetable, Qt.Key.Key_Home)
    assert panel.node.kind == "filed"
    edited: list[tuple[str, int]] = []

    def tell(record: str, record_id: int) -> None:
        edited.append((record, record_id))

    panel.edit_asked.connect(tell)
    press(panel.timetable, Qt.Key.Key_Return)
    assert edited == [("milestone", panel.node.id)]


def test_evidence_goes_into_the_slot_of_the_milestone_and_can_be_looked_at(
    panel: MilestoneList, project: Project, store: Register, tmp_path: Path
) -> None:
    paper = tmp_path / "site.pdf"
    paper.write_bytes(b"%PDF-1.4")
    assert not panel.look_button.isEnabled()
    panel.timetable.dropped.emit(1, [str(paper)])
    with store.writing("Look") as unit:
        (file,) = unit.find(Attachment)
        assert (file.owner_id, file.slot) == (project.id, "started")
    assert panel.node is not None
    assert panel.node.kind == "started"
    looked: list[int] = []
    panel.file_asked.connect(looked.append)
    panel.look_button.click()
    assert looked == [file.id]


def test_a_project_without_milestones_shows_no_empty_timetable(
    panel: MilestoneList, store: Register
) -> None:
    with store.writing("Another") as unit:
        other = a_project(unit)
    panel.show_record(other.id)
    assert not panel.timetable.isVisible()
    assert not panel.attach_button.isEnabled()
