# SPDX-License-Identifier: Apache-2.0
"""Who is there already is said quietly below the name, and can be opened from there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.queries import reading
from crm.storage.register import Register
from tests.builders import a_person, an_organisation
from tests.ui.forms.conftest import shown, write
from ui.desk.desk import Desk
from ui.forms.already import AlreadyThere
from ui.forms.dialog import RecordDialog
from ui.forms.form import RecordForm


@pytest.fixture
def tea(store: Register) -> int:
    """A tea company that is known."""
    with store.writing("Prepared") as unit:
        return an_organisation(unit, name="恩施富硒茶业有限公司", type="enterprise").id


def lines(already: AlreadyThere) -> list[str]:
    return [one.text() for one in already.findChildren(QLabel) if one.isVisible()]


def told(form: RecordForm | RecordDialog) -> AlreadyThere:
    assert form.already is not None
    return form.already


def test_a_twin_is_told_while_the_name_is_typed(desk: Desk, qtbot: QtBot, tea: int) -> None:
    form = shown(qtbot, RecordForm(desk, "organisation"))
    write(form.fields, "name", "湖北恩施富硒茶业")
    qtbot.waitUntil(lambda: bool(told(form).twins))
    assert lines(told(form)) == [
        "Already there: 恩施富硒茶业有限公司 (a similar name · Enterprise)"
    ]
    gone: list[tuple[str, object]] = []

    def note(page: str, argument: object) -> None:
        gone.append((page, argument))

    desk.asked.connect(note)
    told(form).findChildren(QPushButton)[0].click()
    assert gone == [("organisation", tea)]


def test_nothing_is_said_before_something_is_typed_or_of_the_record_itself(
    desk: Desk, qtbot: QtBot, tea: int
) -> None:
    form = shown(qtbot, RecordForm(desk, "organisation"))
    with desk.register.reading() as session:
        form.show_view(reading.read(session, "organisation", tea))
    told(form).look()
    assert not told(form).isVisible()
    write(form.fields, "name", "恩施富硒茶业")
    told(form).look()
    assert told(form).twins == ()


def test_the_lines_go_when_what_was_typed_is_thrown_away(
    desk: Desk, qtbot: QtBot, tea: int
) -> None:
    assert tea
    form = shown(qtbot, RecordForm(desk, "organisation"))
    write(form.fields, "name", "恩施富硒茶业")
    told(form).look()
    assert told(form).isVisible()
    form.discard()
    assert not told(form).isVisible()
    write(form.fields, "name", "恩施富硒茶业")
    told(form).look()
    form.save()
    assert form.record_id
    assert not told(form).isVisible()


def test_a_number_is_compared_as_well_in_a_window(desk: Desk, qtbot: QtBot) -> None:
    with desk.register.writing("Prepared") as unit:
        a_person(unit, name="Li Ming", mobile="13812345678")
    ground = shown(qtbot, QWidget())
    dialog = RecordDialog(desk, "person", parent=ground)
    dialog.open()
    write(dialog.fields, "mobile", "138 1234 5678")
    qtbot.waitUntil(lambda: bool(told(dialog).twins))
    assert lines(told(dialog)) == ["Already there: Li Ming (the same mobile)"]


def test_records_that_are_never_twice_have_no_such_lines(desk: Desk, qtbot: QtBot) -> None:
    assert shown(qtbot, RecordForm(desk, "project")).already is None
