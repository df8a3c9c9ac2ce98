# SPDX-License-Identifier: Apache-2.0
"""The page of a record: reading, writing, lists beside it, going on to the next, coming back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.all_records import PAGED
from crm.domain.contact import Activity, FollowUp
from crm.domain.course import Milestone
from crm.domain.event import Event
from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from tests.builders import (
    a,
    a_follow_up,
    a_project,
    a_staff_member,
    an_activity,
    an_organisation,
)
from tests.ui.keys import click, press, type_in
from tests.ui.pages.recordpages import TODAY, heard, opened
from ui.desk.desk import Desk, Notice
from ui.forms.closing import CloseDialog
from ui.forms.dialog import RecordDialog
from ui.forms.moving import MoveDialog
from ui.pages.record_page import RecordPage
from ui.record.historylist import HistoryList, telling
from ui.record.relatedlist import RelatedList
from ui.record.timelinelist import EntryRow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        made = a_project(unit, name="Tea works", staff_id=officer.id, stage="advance")
        a(unit, Milestone, project_id=made.id, kind="filed", actual=PartialDay.of("2026-06"))
        an_activity(unit, project_id=made.id, subject="Price of land")
        a_follow_up(unit, project_id=made.id, subject="Send the map", due_on=date(2026, 6, 25))
        return made


def test_it_shows_the_record_its_figures_tasks_and_timeline(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.title == "Tea works"
    assert [one.entry.title for one in timeline_rows(page)] == [
        "Project filed", "Call · Price of land",
    ]  # fmt: skip
    assert len(tasks_of(page)) == 1
    assert not page.form.is_dirty
    assert page.leave()


def tasks_of(page: RecordPage) -> dict[int, QCheckBox]:
    assert page.tasks is not None
    return page.tasks.boxes


def timeline_rows(page: RecordPage) -> list[EntryRow]:
    assert page.timeline is not None
    return page.timeline.rows


def test_what_the_next_stage_lacks_stands_at_the_head(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.head.stages is not None
    said = page.head.stages.accessibleDescription()
    assert said.startswith("Negotiating still lacks: Investor")


def test_a_field_is_changed_and_saved_by_keys(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    line = page.form.fields.editors["code"].target
    type_in(line, "P-7")
    assert not page.leave()
    desk.commands.run("form.save")
    assert page.leave()
    with store.reading() as session:
        assert session.get_one(Project, project.id).code == "P-7"


def test_leaving_with_unsaved_work_saves_first(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    type_in(page.form.fields.editors["code"].target, "P-8")
    went: list[bool] = []
    page.save_then(lambda: went.append(True))
    assert went == [True]
    with store.reading() as session:
        assert session.get_one(Project, project.id).code == "P-8"


def test_unsaved_work_is_thrown_away_when_asked(desk: Desk, project: Project, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "project", project.id)
    type_in(page.form.fields.editors["code"].target, "P-9")
    page.discard()
    assert page.leave()


def test_a_call_is_written_down_beside_the_record(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.timeline is not None
    desk.commands.run("record.log")
    entry = page.timeline.entry
    type_in(entry.text, "They want 40 mu")
    press(entry.text, Qt.Key.Key_Return)
    type_in(entry.text, "and cheap power")
    assert not page.leave()
    press(entry.text, Qt.Key.Key_Return, CTRL)
    assert page.leave()
    newest = timeline_rows(page)[1].entry
    assert (newest.when, newest.title) == ("2026-06-30", "Call · They want 40 mu")
    assert newest.detail == ("and cheap power",)
    with store.reading() as session:
        kept = session.get_one(Activity, newest.id)
        assert (kept.kind, kept.project_id) == ("call", project.id)


def test_an_empty_entry_is_refused_with_a_sentence(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.timeline is not None
    page.timeline.entry.open()
    press(page.timeline.entry.text, Qt.Key.Key_Return, CTRL)
    with store.reading() as session:
        assert session.query(Activity).count() == 1


def test_a_task_is_ticked_off_and_can_be_taken_back(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    ((task, box),) = tasks_of(page).items()
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    click(box, QPoint(8, 8))
    dialog = page.findChild(CloseDialog)
    assert dialog is not None
    type_in(dialog.rows.editors["result"].target, "They have it")
    dialog.chain.setChecked(False)
    dialog.accept()
    with store.reading() as session:
        done = session.get_one(FollowUp, task)
        assert (done.state, done.done_on, done.result) == ("done", TODAY, "They have it")
    assert tasks_of(page) == {}
    assert told[-1].act is not None
    told[-1].act()
    assert list(tasks_of(page)) == [task]


def test_a_list_beside_it_shows_its_rows_and_deletes_one(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    page.tabs.choose("milestone.project_id")
    panel = page.tabs.panel
    assert isinstance(panel, RelatedList)
    assert panel.model.rows[0].cells[0] == "Project filed"
    press(panel.table, Qt.Key.Key_Delete)
    assert panel.model.rows == ()
    assert [one.entry.title for one in timeline_rows(page)] == ["Call · Price of land"]


def test_a_part_is_added_in_a_window_over_the_page(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    page.tabs.choose("milestone.project_id")
    panel = page.tabs.panel
    assert isinstance(panel, RelatedList)
    click(panel.add_button)
    dialog = page.findChild(RecordDialog)
    assert dialog is not None
    dialog.fields.enter("kind", "framework")
    dialog.accept()
    assert len(panel.model.rows) == 2
    with store.reading() as session:
        kinds = session.scalars(select(Milestone.kind).where(Milestone.project_id == project.id))
        assert sorted(kinds) == ["filed", "framework"]


def test_another_record_in_a_list_opens_its_own_page(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        later = a_project(unit, name="Second phase", previous_id=project.id)
    page = opened(desk, qtbot, "project", project.id)
    page.tabs.choose("project.previous_id")
    panel = page.tabs.panel
    assert isinstance(panel, RelatedList)
    asked = heard(desk)
    press(panel.table, Qt.Key.Key_Return)
    assert asked == [("project", later.id)]


def test_lists_of_other_records_are_offered_only_when_there_is_something(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    keys = page.tabs.row.keys
    assert {"form", "party.project_id", "receipt.project_id", "files", "history"} <= set(keys)
    assert "project.previous_id" not in keys


def test_the_way_to_the_next_record_of_the_list(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        other = a_project(unit, name="Walnut works")
    desk.neighbours.keep("project", [project.id, other.id])
    page = opened(desk, qtbot, "project", project.id)
    assert "record.previous" not in page.handlers()
    asked = heard(desk)
    desk.commands.run("record.next")
    assert asked == [("project", other.id)]


def test_a_stage_that_is_clicked_asks_for_the_move(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    page.head.stage_asked.emit("negotiate")
    dialog = page.findChild(MoveDialog)
    assert dialog is not None
    assert dialog.stage.current == "negotiate"
    dialog.close()


def test_a_deleted_record_says_so_and_comes_back(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    desk.commands.run("record.delete")
    assert page.gone.isVisible()
    assert "record.delete" not in page.handlers()
    page.gone.first.emit()
    assert not page.gone.isVisible()
    assert page.title == "Tea works"
    with store.reading() as session:
        assert not session.get_one(Project, project.id).deleted


def test_what_was_typed_before_a_deletion_stands_there_again_when_it_comes_back(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    type_in(page.form.fields.editors["code"].target, "P-7")
    desk.commands.run("record.delete")
    assert page.gone.isVisible()
    assert page.leave()
    page.gone.first.emit()
    assert not page.gone.isVisible()
    assert page.form.fields.editors["code"].value() == "P-7"
    assert not page.leave()
    page.discard()


def test_a_record_deleted_elsewhere_is_noticed(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    with store.writing("Elsewhere") as unit:
        unit.delete(unit.get(Project, project.id))
    assert page.gone.isVisible()


def test_what_another_window_saves_appears(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    with store.writing("Elsewhere") as unit:
        unit.change(unit.get(Project, project.id), {"name": "Tea and herb works"})
    assert page.title == "Tea and herb works"


def test_what_is_being_typed_stays_while_another_window_saves(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    type_in(page.form.fields.editors["code"].target, "P-1")
    with store.writing("Elsewhere") as unit:
        unit.change(unit.get(Project, project.id), {"name": "Tea and herb works"})
    assert page.title == "Tea and herb works"
    line = page.form.fields.editors["code"].target
    assert isinstance(line, QLineEdit)
    assert line.text() == "P-1"
    assert not page.leave()


def test_a_new_record_begins_with_what_is_given_and_opens_when_saved(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        host = an_organisation(unit, name="Brook Tea")
    page = opened(desk, qtbot, "event", {"host_id": host.id, "starts_on": TODAY})
    assert page.title == "New: Event"
    assert page.tabs.row.keys == ("form",)
    type_in(page.form.fields.editors["name"].target, "Wuxi roadshow")
    asked = heard(desk)
    desk.commands.run("form.save")
    ((name, made),) = asked
    assert name == "event"
    assert isinstance(made, int)
    with store.reading() as session:
        event = session.get_one(Event, made)
        assert (event.name, event.host_id) == ("Wuxi roadshow", host.id)


def test_the_history_tells_a_change_and_takes_it_back(
    desk: Desk, project: Project, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Renamed") as unit:
        unit.change(unit.get(Project, project.id), {"name": "Tea town"})
    page = opened(desk, qtbot, "project", project.id)
    desk.commands.run("record.history")
    panel = page.tabs.panel
    assert isinstance(panel, HistoryList)
    newest = panel.blocks[0]
    assert telling(newest.happening) == ["Name: Tea works → Tea town"]
    click(newest.undo_button)
    assert page.title == "Tea works"
    assert panel.blocks[1].happening.undone


def test_the_tabs_go_round_by_command(desk: Desk, project: Project, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "project", project.id)
    desk.commands.run("record.tab_previous")
    assert page.tabs.current == "history"
    desk.commands.run("record.tab_next")
    assert page.tabs.current == "form"


def test_the_timeline_can_be_narrowed_to_a_kind(desk: Desk, project: Project, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.timeline is not None
    page.timeline.choose(frozenset({"milestone"}))
    assert [one.entry.record for one in timeline_rows(page)] == ["milestone"]


def test_the_timeline_can_be_narrowed_to_visits_to_this_month_and_to_files(
    desk: Desk, project: Project, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "project", project.id)
    assert page.timeline is not None

    def turn(title: str) -> list[str]:
        assert page.timeline is not None
        actions = {one.text(): one for one in page.timeline.menu.actions()}
        actions[title].trigger()
        return [one.entry.record for one in timeline_rows(page)]

    assert len(turn("Everything")) > 1
    assert turn("Visit") == []
    assert turn("Call") == ["activity"]
    assert page.timeline.wanted.kinds == {"activity.call", "activity.visit"}
    assert turn("Only with files") == []
    assert turn("Everything")
    assert not page.timeline.wanted.with_files
    turn("This month")
    written = page.timeline.entry.day.value()
    assert written is not None
    assert page.timeline.wanted.since == written.replace(day=1)


def test_an_entry_opens_its_record(desk: Desk, project: Project, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "project", project.id)
    row = timeline_rows(page)[1]
    asked = heard(desk)
    press(row, Qt.Key.Key_Return)
    assert asked == [("activity", row.entry.id)]


@pytest.mark.parametrize("record", PAGED)
def test_every_record_type_has_its_page(desk: Desk, qtbot: QtBot, record: str) -> None:
    page = opened(desk, qtbot, record, None)
    assert page.title.startswith("New: ")
    assert page.leave()
