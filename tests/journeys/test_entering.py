# SPDX-License-Identifier: Apache-2.0
"""Entering a project by keys alone: saved, undone; bad input is told beside its field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from crm.domain.project import Project
from crm.domain.records import today
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing, first
from tests.journeys.traveller import CTRL, Traveller
from tests.ui.keys import type_in
from ui.forms.form import RecordForm
from ui.pages.record_page import RecordPage
from ui.pages.today import TodayPage
from ui.widgets.confirm import ConfirmDialog


def new_project(traveller: Traveller) -> RecordForm:
    traveller.app.desk.commands.run("new.project")
    traveller.arrive("project")
    page = traveller.window.stack.page
    assert isinstance(page, RecordPage)
    return page.form


def enter(traveller: Traveller, form: RecordForm, field: str, text: str) -> None:
    form.focus(field)
    line = form.fields.editors[field].target
    assert isinstance(line, QLineEdit)
    line.selectAll()
    type_in(line, text)
    traveller.rest()


def named(traveller: Traveller, name: str) -> list[int]:
    listing = Listing("project", Filter((Condition("name", "is", name),)))
    with traveller.app.desk.register.reading() as session:
        return [one for one, _values in first(session, listing, today=today(), limit=9)]


def test_a_new_project_is_entered_saved_and_undone_by_keys(traveller: Traveller) -> None:
    form = new_project(traveller)
    enter(traveller, form, "name", "Selenium tea park")
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: named(traveller, "Selenium tea park"))
    (made,) = named(traveller, "Selenium tea park")
    assert traveller.stored(Project, made).stage == "reserve"
    traveller.key(Qt.Key.Key_Z, CTRL)
    traveller.until(lambda: not named(traveller, "Selenium tea park"))


def test_bad_input_is_told_beside_the_field_and_the_rest_stays(traveller: Traveller) -> None:
    form = new_project(traveller)
    enter(traveller, form, "name", "Spring water works")
    enter(traveller, form, "jobs", "many")
    traveller.key(Qt.Key.Key_S, CTRL)
    assert "is no number" in form.fields.rows["jobs"].message
    assert form.fields.editors["name"].typed() == "Spring water works"
    assert named(traveller, "Spring water works") == []
    enter(traveller, form, "jobs", "120")
    traveller.key(Qt.Key.Key_S, CTRL)
    traveller.until(lambda: named(traveller, "Spring water works"))


def test_leaving_with_unsaved_work_asks_once_and_keeps_it(traveller: Traveller) -> None:
    form = new_project(traveller)
    enter(traveller, form, "name", "Walnut oil mill")
    traveller.key(Qt.Key.Key_1, CTRL)
    traveller.push("Save", traveller.seen(ConfirmDialog))
    traveller.arrive("today")
    assert isinstance(traveller.window.stack.page, TodayPage)
    assert named(traveller, "Walnut oil mill")
