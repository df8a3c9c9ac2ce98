# SPDX-License-Identifier: Apache-2.0
"""Who types the new whole into an increase is asked beside the field, and one press mends it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.queries import reading
from crm.storage.register import Register
from tests.builders import a_project
from tests.ui.forms.conftest import shown
from ui.desk.desk import Desk
from ui.forms.form import RecordForm
from ui.forms.wholes import WholeAgain


@pytest.fixture
def form(desk: Desk, store: Register, qtbot: QtBot) -> RecordForm:
    """An increase of a project of 80 million yuan that adds 20 million."""
    with store.writing("Prepared") as unit:
        head = a_project(unit, name="Tea works", total_investment=80_000_000)
        increase = a_project(unit, total_investment=20_000_000, previous_id=head.id,
                             previous_kind="increment")  # fmt: skip
    made = shown(qtbot, RecordForm(desk, "project"))
    with store.reading() as session:
        made.show_view(reading.read(session, "project", increase.id))
    return made


def asked(form: RecordForm) -> WholeAgain:
    assert form.twice is not None
    return form.twice.asked["total_investment"]


def test_the_new_whole_is_asked_for_and_one_press_keeps_the_difference(
    form: RecordForm, store: Register, qtbot: QtBot
) -> None:
    assert asked(form).text == ""
    form.fields.enter("total_investment", 105_000_000)
    qtbot.waitUntil(lambda: asked(form).text != "")
    assert "“Tea works”" in asked(form).text
    asked(form).difference.click()
    assert form.fields.editors["total_investment"].valid() == 25_000_000
    assert asked(form).text == ""
    form.save()
    with store.reading() as session:
        assert session.get_one(Project, form.record_id).total_investment == 25_000_000


def test_what_is_saved_as_the_new_whole_is_asked_for_again_when_it_is_opened(
    form: RecordForm, desk: Desk, store: Register, qtbot: QtBot
) -> None:
    form.fields.enter("total_investment", 105_000_000)
    form.save()
    again = shown(qtbot, RecordForm(desk, "project"))
    with store.reading() as session:
        again.show_view(reading.read(session, "project", form.record_id))
    qtbot.waitUntil(lambda: asked(again).text != "")


def test_nothing_is_asked_once_it_continues_nothing(form: RecordForm, qtbot: QtBot) -> None:
    form.fields.enter("total_investment", 105_000_000)
    qtbot.waitUntil(lambda: asked(form).text != "")
    form.fields.enter("previous_id", None)
    qtbot.waitUntil(lambda: asked(form).text == "")
