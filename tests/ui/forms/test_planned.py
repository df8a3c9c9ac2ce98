# SPDX-License-Identifier: Apache-2.0
"""A planned day in a year whose holidays nobody knows yet is doubted while it is entered."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.actions.conventions import read_in
from crm.domain.rules.workdays import built_in
from tests.ui.forms.conftest import shown
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog
from ui.forms.form import RecordForm

UNKNOWN = date(built_in()[1] + 1, 2, 8)
KNOWN = date(built_in()[1], 2, 8)
SAID = f"The holidays of {UNKNOWN.year} are not known yet"


def test_the_due_day_of_a_new_follow_up_is_doubted(desk: Desk, qtbot: QtBot) -> None:
    over = shown(qtbot, QWidget())
    dialog = RecordDialog(desk, "follow_up", values={"due_on": UNKNOWN}, parent=over)
    dialog.open()
    row = dialog.fields.rows["due_on"]
    qtbot.waitUntil(lambda: SAID in row.message)
    dialog.fields.enter("due_on", KNOWN)
    assert SAID not in row.message


def test_a_form_doubts_the_day_of_each_follow_up_it_shows(desk: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, RecordForm(desk, "follow_up"))
    row = form.fields.rows["due_on"]
    form.show_view(None, {"due_on": UNKNOWN})
    qtbot.waitUntil(lambda: SAID in row.message)
    form.show_view(None, {"due_on": KNOWN})
    assert SAID not in row.message


def test_a_year_that_the_office_has_read_in_is_not_doubted(desk: Desk, qtbot: QtBot) -> None:
    with desk.register.writing("Notice") as unit:
        read_in(unit, {date(UNKNOWN.year, 10, 1): False})
    over = shown(qtbot, QWidget())
    dialog = RecordDialog(desk, "follow_up", values={"due_on": UNKNOWN}, parent=over)
    dialog.open()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    assert SAID not in dialog.fields.rows["due_on"].message
