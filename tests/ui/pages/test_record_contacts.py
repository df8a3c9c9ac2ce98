# SPDX-License-Identifier: Apache-2.0
"""What is said and done beside a record: entries with files, follow-ups out of them, the board."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from crm.domain.attachment import Attachment
from crm.domain.contact import Activity, FollowUp
from crm.domain.project import Project
from crm.storage.register import Register
from tests.builders import a_follow_up, a_project, an_activity, an_event
from tests.ui.keys import press, type_in
from tests.ui.pages.recordpages import TODAY, heard, opened
from ui.desk.desk import Desk
from ui.forms.closing import SnoozeDialog
from ui.forms.dialog import RecordDialog
from ui.pages.record_page import RecordPage
from ui.record.quickentry import QuickEntry
from ui.record.timelinelist import EntryRow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        made = a_project(unit, name="Tea works", stage="advance")
        an_activity(unit, project_id=made.id, subject="Price of land")
        a_follow_up(unit, project_id=made.id, subject="Send the map", due_on=date(2026, 6, 25))
        return made


def tasks_of(page: RecordPage) -> dict[int, QCheckBox]:
    assert page.tasks is not None
    return page.tasks.boxes


def timeline_rows(page: RecordPage) -> list[EntryRow]:
    assert page.timeline is not None
    return page.timeline.rows


def test_an_entry_is_saved_once_with_its_files_however_often_the_keys_are_pressed(
    project: Project, store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("They want 40 mu", encoding="utf-8")
    desk = Desk()
    desk.open(store)
    entry = QuickEntry(desk, "project", lambda: TODAY)
    qtbot.addWidget(entry)
    entry.show_record(project.id)
    entry.open()
    type_in(entry.text, "Meeting")
    entry.take_files([str(minutes)])
    assert entry.attach_button.text() == "1 file"
    for _press in range(3):
        press(entry.text, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not entry.is_dirty())
    desk.jobs.close()
    with store.reading() as session:
        (made,) = session.query(Activity).filter(Activity.subject == "Meeting").all()
        (kept,) = session.query(Attachment).filter(Attachment.owner == "activity").all()
        assert (kept.name, kept.owner_id) == ("minutes.txt", made.id)


def test_a_follow_up_comes_out_of_an_entry_by_one_key(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Call") as unit:
        an_activity(unit, project_id=project.id, happened_on=TODAY, next_step="Send the plan")
    page = opened(desk, qtbot, "project", project.id)
    page.activateWindow()
    row = next(one for one in timeline_rows(page) if one.entry.record == "activity")
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    desk.commands.run("record.task")
    dialog = page.findChild(RecordDialog)
    assert dialog is not None
    dialog.accept()
    with store.reading() as session:
        made = session.query(FollowUp).order_by(FollowUp.id.desc()).limit(1).one()
        assert (made.subject, made.project_id) == ("Send the plan", project.id)
        assert made.due_on == date(2026, 7, 7)


def test_entries_that_stay_the_same_keep_the_keys(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    before = timeline_rows(page)[-1]
    ((_task, box),) = tasks_of(page).items()
    page.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    with store.writing("Call") as unit:
        an_activity(unit, project_id=project.id, happened_on=TODAY)
        a_follow_up(unit, project_id=project.id, due_on=date(2027, 1, 1))
    assert timeline_rows(page)[-1] is before
    assert before.hasFocus()
    assert next(iter(tasks_of(page).values())) is box


def test_the_page_of_an_event_leads_to_its_board(desk: Desk, store: Register, qtbot: QtBot) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit)
    opened(desk, qtbot, "event", event.id)
    went = heard(desk)
    desk.commands.run("queue.board")
    assert went == [("follow_ups", ("board", event.id))]


def test_a_follow_up_is_put_off_from_its_own_page(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    with store.reading() as session:
        task = session.query(FollowUp.id).filter(FollowUp.project_id == project.id).one().id
    page = opened(desk, qtbot, "follow_up", task)
    desk.commands.run("queue.snooze")
    dialog = page.findChild(SnoozeDialog)
    assert dialog is not None
    type_in(dialog.rows.editors["snooze_reason"].target, "Abroad")
    dialog.accept()
    with store.reading() as session:
        assert session.get_one(FollowUp, task).snoozed_until == date(2026, 7, 7)
