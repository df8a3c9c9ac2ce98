# SPDX-License-Identifier: Apache-2.0
"""A form that is made over several turns: nothing stands still for the whole of it."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.ui.forms.conftest import view_of, write
from ui.desk.desk import Desk
from ui.forms.composing import form_fields
from ui.forms.making import FormMaking


@pytest.fixture
def patient(store: Register, qtbot: QtBot) -> Generator[Desk]:
    """A desk that works behind the window, as it does for people."""
    del qtbot
    made = Desk()
    made.open(store)
    yield made
    made.close()


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


def test_the_form_of_a_project_is_made_in_many_pieces(
    patient: Desk, ground: QWidget, qtbot: QtBot
) -> None:
    making = FormMaking(patient, "project", ground)
    turns = making.begin()
    steps: list[int] = []
    making.after(lambda: steps.append(turns.slices))
    assert making.there is None
    qtbot.waitUntil(lambda: bool(steps))
    assert making.there is not None
    assert set(making.there.fields.editors) == set(form_fields("project"))
    # A piece is one turn's worth of work, and the whole of it is worth several.
    assert steps[0] > 2
    assert not patient.jobs.busy()


def test_who_asks_for_the_form_gets_it_whole(patient: Desk, ground: QWidget) -> None:
    making = FormMaking(patient, "project", ground)
    making.begin()
    form = making.form
    assert form is making.form
    assert form.parentWidget() is ground
    assert set(form.fields.rows) == set(form_fields("project"))
    assert not form.is_dirty


def test_what_it_saves_is_told_on(desk: Desk, project: int, ground: QWidget) -> None:
    making = FormMaking(desk, "project", ground)
    told: list[int] = []
    making.saved.connect(told.append)
    making.form.show_view(view_of(desk, project))
    write(making.form.fields, "name", "Fig orchard")
    making.form.save()
    assert told == [project]
