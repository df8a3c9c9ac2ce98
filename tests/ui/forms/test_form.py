# SPDX-License-Identifier: Apache-2.0
"""The form of a record: saved with Undo, kept as a draft, in step with colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crm import words
from crm.domain.project import Project
from crm.storage import history
from crm.storage.register import Register
from crm.storage.store import open_store
from crm.storage.undo import undo_last
from tests.ui.forms.conftest import a_colleague_saves, opened, stored, view_of, write
from tests.ui.keys import type_in
from ui.desk.desk import Desk, Notice
from ui.desk.geometry import Geometry
from ui.forms.conflicts import ConflictDialog
from ui.forms.form import RecordForm


def test_only_what_was_changed_is_saved_and_can_be_undone(
    desk: Desk, form: RecordForm, project: int, notices: list[Notice]
) -> None:
    write(form.fields, "name", "Tea park")
    told: list[int] = []
    form.saved.connect(told.append)
    form.save(told.append)
    assert told == [project, project]
    assert stored(desk, project, "name") == "Tea park"
    assert not form.is_dirty
    with desk.register.reading() as session:
        newest = history.of_record(session, Project, project)[0]
    assert newest.title == "Edit Project: Tea park"
    assert set(newest.items[0].after) == {"name"}
    assert notices[-1].text == "Saved: Tea park"
    assert notices[-1].act is not None
    notices[-1].act()
    assert stored(desk, project, "name") == "Tea garden"
    assert form.fields.editors["name"].value() == "Tea garden"


def test_a_second_save_goes_from_the_version_of_the_first(
    desk: Desk, form: RecordForm, project: int
) -> None:
    for name in ("Tea one", "Tea two"):
        write(form.fields, "name", name)
        form.save()
    assert stored(desk, project, "name") == "Tea two"
    assert form.version == view_of(desk, project).version


def test_saving_with_nothing_changed_only_goes_on(form: RecordForm, notices: list[Notice]) -> None:
    went: list[int] = []
    form.save(went.append)
    assert went == [form.record_id]
    assert notices == []


def test_a_new_record_begins_with_what_is_given_and_with_defaults(desk: Desk, qtbot: QtBot) -> None:
    form = opened(desk, qtbot, None)
    form.show_view(None, {"stage": "advance", "site": "West", "stage_reason": "Taken over"})
    assert not form.is_dirty
    assert not form.fields.rows["stage_since"].isVisible()
    form.focus()
    write(form.fields, "name", "Orchard")
    form.save()
    assert form.record_id > 0
    made = view_of(desk, form.record_id).values
    assert (made["name"], made["stage"], made["site"]) == ("Orchard", "advance", "West")
    assert (made["status"], made["may_be_published"]) == ("normal", False)
    assert form.fields.rows["stage_since"].isVisible()
    assert form.fields.editors["stage_since"].value() is not None


def test_a_new_record_without_its_name_is_not_saved(
    desk: Desk, qtbot: QtBot, notices: list[Notice]
) -> None:
    form = opened(desk, qtbot, None)
    write(form.fields, "site", "West")
    went: list[int] = []
    form.save(went.append)
    assert "Name is empty." in form.fields.rows["name"].message
    assert form.fields.editors["name"].target.hasFocus()
    assert (went, notices, form.record_id) == ([], [], 0)
    assert form.fields.editors["site"].value() == "West"


@pytest.mark.parametrize("wrong", [("land_area", "many"), ("status", "shelved")])
def test_what_was_to_follow_a_save_that_was_refused_does_not_follow_a_later_one(
    desk: Desk, form: RecordForm, project: int, wrong: tuple[str, str]
) -> None:
    name, value = wrong
    went: list[int] = []
    if name == "status":
        form.fields.enter(name, value)
    else:
        write(form.fields, name, value)
    form.save(went.append)
    form.fields.enter(name, "normal" if name == "status" else None)
    write(form.fields, "name", "Tea park")
    next(one for one in form.findChildren(QPushButton) if one.text() == "Save").click()
    assert stored(desk, project, "name") == "Tea park"
    assert went == []


def test_several_faults_are_counted_above_the_fields(form: RecordForm) -> None:
    write(form.fields, "name", "")
    write(form.fields, "land_area", "many")
    form.save()
    assert form.banner.text == "2 fields are not right yet."
    assert "is no number" in form.fields.rows["land_area"].message
    write(form.fields, "name", "Tea")
    write(form.fields, "land_area", "12.5")
    form.save()
    assert form.banner.text == ""
    assert not form.is_dirty


def test_a_rule_of_the_office_is_said_beside_its_field(
    desk: Desk, form: RecordForm, project: int
) -> None:
    form.fields.enter("status", "shelved")
    form.save()
    assert "needs" in form.fields.rows["status_reason"].message
    assert form.is_dirty
    assert stored(desk, project, "status") == "normal"


def test_the_stage_is_entered_by_its_gate_and_not_by_the_form(
    desk: Desk, qtbot: QtBot, form: RecordForm
) -> None:
    line = form.fields.editors["stage"].target
    assert isinstance(line, QLineEdit)
    assert line.isReadOnly()
    form.show_view(None)
    assert not line.isReadOnly()
    qtbot.waitUntil(lambda: desk.has_register)


def test_a_choice_that_is_only_typed_is_unsaved_work_and_is_saved(
    desk: Desk, form: RecordForm, project: int, qtbot: QtBot
) -> None:
    line = form.fields.editors["chain"].target
    line.setFocus()
    type_in(line, "Walnut")
    assert form.is_dirty
    keep_draft(qtbot, desk, str(project))
    form.save()
    assert stored(desk, project, "chain") == "walnut"


def test_a_choice_that_fits_nothing_stays_where_it_was_typed_and_is_not_saved(
    desk: Desk, form: RecordForm, project: int
) -> None:
    line = form.fields.editors["chain"].target
    assert isinstance(line, QLineEdit)
    line.setFocus()
    type_in(line, "Galaxy")
    form.fields.rows["site"].focus()
    assert line.text() == "Galaxy"
    assert "not in the list" in form.fields.rows["chain"].message
    form.save()
    assert form.is_dirty
    assert stored(desk, project, "chain") is None


def test_a_colleague_shows_in_untouched_fields_and_beside_touched_ones(
    desk: Desk, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Mine")
    a_colleague_saves(desk, project, name="Theirs", site="West")
    assert form.fields.editors["site"].value() == "West"
    assert form.fields.editors["name"].value() == "Mine"
    assert form.fields.rows["name"].message == "Somebody saved meanwhile: Theirs"


def test_changes_of_different_fields_are_no_conflict(
    desk: Desk, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Mine")
    a_colleague_saves(desk, project, site="West")
    form.save()
    assert (stored(desk, project, "name"), stored(desk, project, "site")) == ("Mine", "West")
    assert form.findChildren(ConflictDialog) == []


@pytest.mark.parametrize(("whose", "name"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_a_conflict_is_chosen_field_by_field_and_saved(
    desk: Desk, form: RecordForm, project: int, whose: str, name: str
) -> None:
    write(form.fields, "name", "Mine")
    write(form.fields, "code", "SL-1")
    a_colleague_saves(desk, project, name="Theirs")
    went: list[int] = []
    form.save(went.append)
    assert went == []
    (dialog,) = form.findChildren(ConflictDialog)
    assert dialog.table.choices() == {"name": "mine"}
    dialog.table.choose("name", whose)
    dialog.accept()
    assert (stored(desk, project, "name"), stored(desk, project, "code")) == (name, "SL-1")
    assert went == [project]
    assert not form.is_dirty


def test_a_conflict_put_off_leaves_the_form_as_it_is(
    desk: Desk, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Mine")
    a_colleague_saves(desk, project, name="Theirs")
    form.save()
    form.findChildren(ConflictDialog)[0].reject()
    assert form.fields.editors["name"].value() == "Mine"
    assert stored(desk, project, "name") == "Theirs"
    assert form.is_dirty


def test_a_record_deleted_meanwhile_can_be_saved_as_a_new_one(
    desk: Desk, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Tea anew")
    with desk.register.writing("Deleted") as unit:
        unit.delete(unit.get(Project, project))
    assert "was deleted" in form.banner.text
    form.banner.press(0)
    assert form.record_id not in {0, project}
    again = view_of(desk, form.record_id).values
    assert (again["name"], again["site"]) == ("Tea anew", "East")


def test_a_deletion_that_is_undone_opens_the_form_again(
    desk: Desk, form: RecordForm, project: int
) -> None:
    with desk.register.writing("Deleted") as unit:
        unit.delete(unit.get(Project, project))
    assert form.view is not None
    assert form.view.deleted
    undo_last(desk.register)
    assert form.banner.text == ""
    write(form.fields, "name", "Back")
    form.save()
    assert stored(desk, project, "name") == "Back"


def test_a_store_that_cannot_be_written_leaves_the_form_filled(
    desk: Desk, store: Register, form: RecordForm, store_path: Path, project: int
) -> None:
    other = open_store(store_path)
    store.writer.dispose()
    write(form.fields, "name", "Tea park")
    with other.writing("Long work") as unit:
        unit.get(Project, project).site = "North"
        unit.flush()
        form.save()
    other.close()
    assert "What you typed is kept here." in form.banner.text
    assert form.fields.editors["name"].value() == "Tea park"
    form.banner.press(0)
    assert stored(desk, project, "name") == "Tea park"


def keep_draft(qtbot: QtBot, desk: Desk, key: str) -> Mapping[str, object]:
    """Wait until what is typed is kept; the answer is what is kept."""
    qtbot.waitUntil(lambda: desk.drafts.read("project", key) is not None)
    draft = desk.drafts.read("project", key)
    assert draft is not None
    return draft.values


def test_what_is_typed_is_kept_within_a_second_and_stands_there_after_a_crash(
    desk: Desk, qtbot: QtBot, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Half a na")
    write(form.fields, "land_area", "1.")
    kept = keep_draft(qtbot, desk, str(project))
    assert set(kept) == {"name", "land_area"}
    again = opened(desk, qtbot, project)
    assert again.fields.editors["name"].value() == "Half a na"
    assert "You had unsaved changes from" in again.banner.text
    again.banner.press(0)
    again.save()
    assert stored(desk, project, "name") == "Half a na"
    assert desk.drafts.read("project", str(project)) is None


def test_a_draft_is_thrown_away_when_asked(
    desk: Desk, qtbot: QtBot, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Nonsense")
    keep_draft(qtbot, desk, str(project))
    again = opened(desk, qtbot, project)
    again.banner.press(1)
    assert again.fields.editors["name"].value() == "Tea garden"
    assert desk.drafts.all() == []


def test_a_draft_of_an_older_version_ends_in_a_conflict_and_overwrites_nothing(
    desk: Desk, qtbot: QtBot, form: RecordForm, project: int
) -> None:
    write(form.fields, "name", "Mine")
    keep_draft(qtbot, desk, str(project))
    form.close()
    a_colleague_saves(desk, project, name="Theirs")
    again = opened(desk, qtbot, project)
    again.save()
    assert len(again.findChildren(ConflictDialog)) == 1
    assert stored(desk, project, "name") == "Theirs"


def test_new_records_with_other_beginnings_have_drafts_of_their_own(
    desk: Desk, qtbot: QtBot
) -> None:
    form = opened(desk, qtbot, None)
    write(form.fields, "name", "Orchard")
    form.show_view(None, {"stage": "advance"})
    assert form.fields.editors["name"].value() is None
    form.show_view(None)
    assert form.fields.editors["name"].value() == "Orchard"
    assert "unsaved changes" in form.banner.text


def test_another_record_is_shown_and_the_unsaved_one_kept(
    desk: Desk, form: RecordForm, project: int
) -> None:
    with desk.register.writing("Another") as unit:
        other = unit.add(Project(name="Other")).id
    write(form.fields, "name", "Unsaved")
    form.show_view(view_of(desk, other))
    assert form.fields.editors["name"].value() == "Other"
    assert not form.is_dirty
    form.show_view(view_of(desk, project))
    assert form.fields.editors["name"].value() == "Unsaved"


def test_discarding_brings_back_what_is_saved(desk: Desk, form: RecordForm, project: int) -> None:
    write(form.fields, "name", "Nonsense")
    form.discard()
    assert form.fields.editors["name"].value() == "Tea garden"
    assert not form.is_dirty
    assert desk.drafts.read("project", str(project)) is None


def test_the_commands_of_a_form_follow_what_is_typed(desk: Desk, form: RecordForm) -> None:
    desk.commands.ask_page(form.handlers)
    desk.commands.refresh()
    assert not desk.commands.action("form.save").isEnabled()
    write(form.fields, "name", "Tea park")
    assert desk.commands.action("form.save").isEnabled()
    desk.commands.run("form.save")
    assert not form.is_dirty
    assert desk.commands.action("form.save").shortcut().toString() == "Ctrl+S"


def test_the_foot_counts_what_is_not_saved(form: RecordForm) -> None:
    labels = {button.text(): button for button in form.findChildren(QPushButton)}
    assert not labels["Save"].isVisible()
    write(form.fields, "name", "Tea park")
    assert labels["Save"].isVisible()
    labels["Save"].click()
    assert not labels["Save"].isVisible()


def test_the_list_of_groups_leads_to_each(qtbot: QtBot, form: RecordForm) -> None:
    jump = next(one for one in form.findChildren(QPushButton) if one.text() == "Conditions")
    assert not form.fields.rows["condition_labour"].visibleRegion().isEmpty() or jump.isVisible()
    jump.click()
    row = form.fields.rows["condition_land"]
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    assert form.fields.editors["condition_land"].target.hasFocus()


def test_saving_behind_the_window_takes_one_save_at_a_time(
    store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "window.json"))
    desk.open(store)
    form = opened(desk, qtbot, None)
    write(form.fields, "name", "Orchard")
    form.save()
    form.save()
    assert form.handlers() == {}
    qtbot.waitUntil(lambda: form.record_id > 0)
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    with store.reading() as session:
        assert len(history.recent(session)) == 1
    desk.close()


def test_a_form_speaks_chinese(desk: Desk, qtbot: QtBot, project: int) -> None:
    words.set_language("zh_CN")
    form = opened(desk, qtbot, project)
    write(form.fields, "name", "")
    form.save()
    assert form.fields.rows["name"].label == "名称"
    assert "名称" in form.fields.rows["name"].message
