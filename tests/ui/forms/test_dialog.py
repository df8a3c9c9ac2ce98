# SPDX-License-Identifier: Apache-2.0
"""The small window for parts: quick to fill in, with what is known already in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.queries import reading
from crm.queries.reading import RecordView
from tests.builders import a_milestone
from tests.ui.forms.conftest import shown, write
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.forms.conflicts import ConflictDialog
from ui.forms.dialog import RecordDialog
from ui.forms.leftover import leftovers
from ui.record.reopening import reopen
from ui.widgets.confirm import ConfirmDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the windows open over."""
    return shown(qtbot, QWidget())


def opened(dialog: RecordDialog) -> RecordDialog:
    """A dialog on the screen."""
    dialog.open()
    dialog.activateWindow()
    return dialog


def milestones(desk: Desk, project: int) -> list[RecordView]:
    with desk.register.reading() as session:
        return reading.parts(session, "milestone", project)


@pytest.fixture
def milestone(desk: Desk, project: int) -> int:
    with desk.register.writing("Prepared") as unit:
        return a_milestone(unit, unit.get(Project, project)).id


def test_a_part_is_added_with_the_parent_that_is_known(
    desk: Desk, qtbot: QtBot, window: QWidget, project: int
) -> None:
    dialog = opened(RecordDialog(desk, "milestone", values={"project_id": project}, parent=window))
    assert "project_id" not in dialog.fields.fields
    dialog.fields.enter("kind", "started")
    type_in(dialog.fields.editors["planned"].target, "2026-06-30")
    saved: list[int] = []
    dialog.saved.connect(saved.append)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    (made,) = milestones(desk, project)
    assert saved == [made.id]
    assert made.values["kind"] == "started"
    assert not dialog.isVisible()


def test_only_the_fields_that_were_chosen_are_asked(
    desk: Desk, window: QWidget, project: int
) -> None:
    given = {"project_id": project, "kind": "framework", "note": "Given"}
    dialog = RecordDialog(desk, "milestone", values=given, fields=("note",), parent=window)
    opened(dialog)
    assert list(dialog.fields.rows) == ["note"]
    assert dialog.fields.editors["note"].value() == "Given"
    dialog.accept()
    (made,) = milestones(desk, project)
    assert (made.values["kind"], made.values["note"]) == ("framework", "Given")


def test_what_is_missing_is_said_and_the_window_stays(
    desk: Desk, window: QWidget, project: int
) -> None:
    dialog = opened(RecordDialog(desk, "problem", values={"project_id": project}, parent=window))
    dialog.accept()
    assert "is empty" in dialog.fields.rows["subject"].message
    assert dialog.isVisible()


def test_what_is_missing_outside_the_window_is_said_above(
    desk: Desk, window: QWidget, project: int
) -> None:
    given = {"project_id": project}
    dialog = opened(
        RecordDialog(desk, "problem", values=given, fields=("raised_on",), parent=window)
    )
    write(dialog.fields, "raised_on", "2026-06-30")
    dialog.accept()
    assert "is empty" in dialog.banner.text


def test_an_existing_part_is_edited(
    desk: Desk, window: QWidget, project: int, milestone: int
) -> None:
    given = {"note": "On the spot"}
    dialog = RecordDialog(desk, "milestone", record_id=milestone, values=given, parent=window)
    opened(dialog)
    assert dialog.fields.editors["kind"].value() == "first_contact"
    assert dialog.fields.touched == ["note"]
    dialog.accept()
    (saved,) = milestones(desk, project)
    assert (saved.id, saved.values["note"]) == (milestone, "On the spot")


def test_a_window_with_nothing_changed_only_closes(
    desk: Desk, window: QWidget, project: int, milestone: int
) -> None:
    version = milestones(desk, project)[0].version
    dialog = opened(RecordDialog(desk, "milestone", record_id=milestone, parent=window))
    dialog.accept()
    assert not dialog.isVisible()
    assert milestones(desk, project)[0].version == version


def test_two_people_in_one_part_choose(
    desk: Desk, window: QWidget, project: int, milestone: int
) -> None:
    dialog = opened(RecordDialog(desk, "milestone", record_id=milestone, parent=window))
    write(dialog.fields, "note", "Mine")
    with desk.register.writing("Colleague") as unit:
        unit.change(unit.get(Milestone, milestone), {"note": "Theirs"})
    dialog.accept()
    (choice,) = dialog.findChildren(ConflictDialog)
    choice.accept()
    assert milestones(desk, project)[0].values["note"] == "Mine"


def test_a_part_deleted_meanwhile_is_saved_anew_on_its_parent(
    desk: Desk, window: QWidget, project: int, milestone: int
) -> None:
    dialog = opened(RecordDialog(desk, "milestone", record_id=milestone, parent=window))
    write(dialog.fields, "note", "Kept")
    with desk.register.writing("Deleted") as unit:
        unit.delete(unit.get(Milestone, milestone))
    dialog.accept()
    assert "was deleted" in dialog.banner.text
    dialog.banner.press(0)
    (made,) = milestones(desk, project)
    assert made.id != milestone
    assert (made.values["kind"], made.values["note"]) == ("first_contact", "Kept")


def test_escape_asks_before_what_was_typed_is_lost(
    desk: Desk, qtbot: QtBot, window: QWidget, project: int
) -> None:
    dialog = opened(RecordDialog(desk, "problem", values={"project_id": project}, parent=window))
    type_in(dialog.fields.editors["subject"].target, "No water")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    (asked,) = dialog.findChildren(ConfirmDialog)
    close = next(one for one in asked.findChildren(QPushButton) if "Close" in one.text())
    with qtbot.waitSignal(dialog.rejected):
        close.click()


def test_escape_closes_an_untouched_window_at_once(
    desk: Desk, window: QWidget, project: int
) -> None:
    dialog = opened(RecordDialog(desk, "problem", values={"project_id": project}, parent=window))
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_a_crash_left_of_a_window_is_offered_and_opens_with_it(
    desk: Desk, qtbot: QtBot, window: QWidget, project: int
) -> None:
    given = {"project_id": project}
    dialog = opened(
        RecordDialog(
            desk, "milestone", values=given, fields=("kind", "note"), title="Say it", parent=window
        )
    )
    dialog.fields.enter("kind", "started")
    type_in(dialog.fields.editors["note"].target, "Half a no")
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 1)
    dialog.hide()
    dialog.deleteLater()
    (left,) = leftovers(desk)
    assert left.what == "New: Milestone"
    again = reopen(desk, left.draft, window)
    assert again is not None
    assert again.windowTitle() == "Say it"
    assert list(again.fields.fields) == ["kind", "note"]
    assert again.fields.editors["note"].value() == "Half a no"
    assert "unsaved changes" in again.banner.text
    again.accept()
    assert [one.values["note"] for one in milestones(desk, project)] == ["Half a no"]
    assert desk.drafts.all() == []


def test_a_window_closed_without_saving_leaves_no_draft(
    desk: Desk, qtbot: QtBot, window: QWidget, project: int
) -> None:
    dialog = opened(RecordDialog(desk, "milestone", values={"project_id": project}, parent=window))
    dialog.fields.enter("kind", "started")
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 1)
    dialog.reject()
    (asking,) = dialog.findChildren(ConfirmDialog)
    next(one for one in asking.findChildren(QPushButton) if "without" in one.text()).click()
    assert desk.drafts.all() == []
    assert leftovers(desk) == []
