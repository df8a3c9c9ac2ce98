# SPDX-License-Identifier: Apache-2.0
"""A sign-in list of a large gathering is recognised and decided without holding the window up."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from tests.builders import a_person, an_event, an_organisation
from ui.desk.desk import Desk
from ui.tables.signing import SignInDialog

MANY = 1_500


def test_everybody_of_a_long_list_is_new_by_one_click(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit)
        house = an_organisation(unit, name="Hangzhou Tea Co., Ltd.")
        a_person(unit, name="王小强", organisation_id=house.id)
        a_person(unit, name="王小强")
    dialog = SignInDialog(desk, event.id)
    qtbot.addWidget(dialog)
    rows = ["姓名\t备注", *(["王小强\t嘉宾"] * MANY)]
    dialog.text.setPlainText("\n".join(rows))
    dialog.recognise()
    assert len(dialog.open_rows()) == MANY
    begun = time.monotonic()
    dialog.all_new()
    assert dialog.open_rows() == []
    assert time.monotonic() - begun < 5
