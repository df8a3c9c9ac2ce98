# SPDX-License-Identifier: Apache-2.0
"""What is touched, what was there, what others saved: the books that a form keeps."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.errors import InvalidInput
from tests.builders import a_person, a_staff_member, an_organisation
from tests.ui.forms.conftest import shown, write
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.forms.choosing import RecordEditor
from ui.forms.composing import form_fields
from ui.forms.fieldset import FieldSet, Theirs

NAMES = ("name", "site", "total_investment", "signed_on", "staff_id", "industry")


@pytest.fixture
def fields(desk: Desk, qtbot: QtBot) -> Generator[FieldSet]:
    """Six fields of a project called Tea on the screen."""
    known = form_fields("project")
    ground = QWidget()
    made = FieldSet(desk, {name: known[name] for name in NAMES}, ground)
    box = QVBoxLayout(ground)
    for row in made.rows.values():
        box.addWidget(row)
    made.begin({"name": "Tea", "site": "East"}, {})
    shown(qtbot, ground)
    yield made
    del ground  # the rows stand on it until here


def test_a_field_is_touched_until_it_is_what_it_was(fields: FieldSet) -> None:
    write(fields, "name", "Tea 2")
    assert (fields.touched, fields.rows["name"].changed) == (["name"], True)
    write(fields, "name", "Tea")
    assert (fields.touched, fields.rows["name"].changed) == ([], False)


def test_what_is_wrong_is_said_when_the_field_is_left(fields: FieldSet) -> None:
    row = fields.rows["signed_on"]
    row.focus()
    type_in(fields.editors["signed_on"].target, "soon")
    assert row.message == ""
    fields.rows["site"].focus()
    assert "neither a day nor a month" in row.message
    write(fields, "signed_on", "2026-06")
    assert row.message == ""


def test_a_required_field_says_so_when_it_is_left_empty(fields: FieldSet) -> None:
    fields.rows["name"].focus()
    write(fields, "name", " ")
    fields.rows["site"].focus()
    assert fields.rows["name"].message == "Name is empty. Please fill it in."


def test_a_choice_that_fits_nothing_stays_as_wrong_until_it_is_what_it_was(
    fields: FieldSet,
) -> None:
    fields.enter("industry", "14")
    fields.begin({"name": "Tea", "industry": "14"}, {})
    fields.rows["industry"].focus()
    fields.editors["industry"].put_typed("qqq")
    fields.editors["industry"].changed.emit()
    fields.rows["site"].focus()
    assert fields.touched == ["industry"]
    assert fields.rows["industry"].message
    fields.enter("industry", "14")
    assert fields.touched == []


def test_reading_says_everything_that_is_wrong_at_once(fields: FieldSet) -> None:
    write(fields, "name", "")
    write(fields, "signed_on", "soon")
    with pytest.raises(InvalidInput) as caught:
        fields.read()
    assert set(caught.value.fields) == {"name", "signed_on"}
    assert fields.rows["signed_on"].message.startswith("“soon” is neither")
    assert fields.editors["name"].target.hasFocus()


def test_what_nobody_touched_is_read_as_it_was_stored(fields: FieldSet) -> None:
    fields.begin({"name": "Tea  with   blanks"}, {})
    assert fields.read()["name"] == "Tea  with   blanks"


def test_others_changes_show_where_nothing_is_touched(fields: FieldSet) -> None:
    write(fields, "name", "Mine")
    fields.absorb({"name": "Tea", "site": "West"}, {})
    assert fields.editors["site"].value() == "West"
    assert fields.editors["name"].value() == "Mine"
    assert not fields.behind


def test_others_changes_of_a_touched_field_are_told_beside_it(fields: FieldSet) -> None:
    write(fields, "name", "Mine")
    fields.absorb({"name": "Theirs", "site": "East"}, {})
    assert fields.behind
    assert fields.rows["name"].message == "Somebody saved meanwhile: Theirs"
    assert fields.originals(["name"]) == {"name": "Tea"}
    fields.absorb({"name": "Tea", "site": "East"}, {})
    assert not fields.behind
    assert fields.rows["name"].message == ""


def test_the_same_change_by_another_leaves_nothing_to_save(fields: FieldSet) -> None:
    write(fields, "name", "Both")
    fields.absorb({"name": "Both", "site": "East"}, {})
    assert fields.touched == []
    assert fields.editors["name"].value() == "Both"


def test_others_changes_take_no_error_away(fields: FieldSet) -> None:
    write(fields, "signed_on", "soon")
    fields.show_errors({"signed_on": "No day."})
    fields.absorb({"name": "Tea", "site": "West"}, {})
    assert fields.rows["signed_on"].message == "No day."


def test_what_was_typed_on_while_saving_stays_touched(fields: FieldSet) -> None:
    write(fields, "name", "First")
    write(fields, "site", "West")
    sent = {"name": "First", "site": "West"}
    write(fields, "name", "First and more")
    fields.saved(sent, {"name": "First", "site": "West", "industry": "14"}, {})
    assert fields.touched == ["name"]
    assert fields.originals(["name"]) == {"name": "First"}
    assert fields.editors["industry"].value() == "14"


@pytest.mark.parametrize(
    ("whose", "value", "touched"), [("mine", "Mine", ["name"]), ("theirs", "C", [])]
)
def test_a_conflict_that_is_settled_is_over(
    fields: FieldSet, whose: str, value: str, touched: list[str]
) -> None:
    write(fields, "name", "Mine")
    fields.absorb({"name": "C", "site": "East"}, {})
    fields.settle("name", Theirs("C"), mine=whose == "mine")
    assert (fields.editors["name"].value(), fields.touched) == (value, touched)
    assert not fields.behind
    assert fields.originals(["name"]) == {"name": "C"}


def test_a_draft_holds_values_words_and_what_is_no_value_yet(desk: Desk, fields: FieldSet) -> None:
    with desk.register.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen").id
    write(fields, "signed_on", "30 of June")
    fields.enter("total_investment", 35_000_000)
    fields.enter("staff_id", officer, "Officer Wen")
    held = fields.held()
    fields.begin({"name": "Tea", "site": "East"}, {})
    assert fields.touched == []
    fields.put_back(held)
    assert set(fields.touched) == {"signed_on", "total_investment", "staff_id"}
    assert fields.editors["signed_on"].typed() == "30 of June"
    assert fields.editors["total_investment"].value() == 35_000_000
    assert fields.editors["staff_id"].label() == "Officer Wen"
    assert not fields.behind


def test_a_draft_over_what_another_saved_since_is_a_conflict_ahead(fields: FieldSet) -> None:
    write(fields, "name", "Mine")
    held = fields.held()
    fields.begin({"name": "Theirs", "site": "East"}, {})
    fields.put_back(held)
    assert fields.behind
    assert fields.originals(["name"]) == {"name": "Tea"}


def test_a_draft_that_cannot_be_read_any_more_is_passed_over(fields: FieldSet) -> None:
    fields.put_back(
        {"signed_on": {"was": None, "is": "no day at all"}, "gone": {"is": 1}, "site": 4}
    )
    assert fields.touched == []


def test_looking_only_is_turned_on_and_off(fields: FieldSet) -> None:
    fields.set_read_only(["name"], on=True)
    type_in(fields.editors["name"].target, "x")
    assert fields.editors["name"].value() == "Tea"
    fields.set_read_only(["name"], on=False)
    type_in(fields.editors["name"].target, "x")
    assert fields.touched == ["name"]


def test_values_are_told_in_words(fields: FieldSet) -> None:
    fields.begin({"name": "Tea", "staff_id": 7}, {"staff_id": "Officer Wen"})
    fields.enter("staff_id", None)
    assert fields.original_words("staff_id") == "Officer Wen"
    assert fields.editors["signed_on"].words_of(None) == ""


def test_of_the_chosen_organisation_the_people_are_offered_first(desk: Desk, qtbot: QtBot) -> None:
    with desk.register.writing("Prepared") as unit:
        firm = an_organisation(unit, name="Tea Company")
        a_person(unit, name="Li of Tea", organisation_id=firm.id)
        a_person(unit, name="Wang of Nobody")
    known = form_fields("follow_up")
    ground = QWidget()
    made = FieldSet(desk, {one: known[one] for one in ("organisation_id", "person_id")}, ground)
    box = QVBoxLayout(ground)
    for row in made.rows.values():
        box.addWidget(row)
    made.begin({"organisation_id": firm.id}, {"organisation_id": "Tea Company"})
    shown(qtbot, ground)
    editor = made.editors["person_id"]
    assert isinstance(editor, RecordEditor)
    editor.choice.setFocus()
    press(editor.choice, Qt.Key.Key_Down)
    with qtbot.waitSignal(editor.changed):
        press(editor.choice, Qt.Key.Key_Return)
    assert editor.label() == "Li of Tea"
