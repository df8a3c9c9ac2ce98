# SPDX-License-Identifier: Apache-2.0
"""The window that asks whose desk this is, in a store that knows nobody yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm.domain.office import Staff
from crm.storage.register import Register
from tests.ui.keys import press, type_in
from ui.desk.desk import Desk
from ui.desk.owner import owner_of
from ui.forms.owner import OwnerDialog, ask_owner


def asked(desk: Desk, qtbot: QtBot) -> OwnerDialog:
    dialog = ask_owner(desk)
    qtbot.addWidget(dialog)
    qtbot.waitExposed(dialog)
    return dialog


def staff(register: Register) -> list[str]:
    with register.reading() as session:
        return [one.name for one in session.query(Staff) if not one.deleted]


def test_whoever_is_not_on_the_staff_yet_is_added_and_sits_down(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    dialog = asked(desk, qtbot)
    type_in(dialog.box, "Wen Li")
    press(dialog, Qt.Key.Key_Escape)
    dialog = asked(desk, qtbot)
    assert staff(store) == []
    dialog.box.setText("Wen Li")
    dialog.take.click()
    qtbot.waitUntil(lambda: owner_of(desk) is not None)
    owner = owner_of(desk)
    assert owner is not None
    assert (owner.name, store.author, staff(store)) == ("Wen Li", "Wen Li", ["Wen Li"])


def test_nobody_in_particular_adds_nobody(desk: Desk, store: Register, qtbot: QtBot) -> None:
    dialog = asked(desk, qtbot)
    dialog.take.click()
    assert owner_of(desk) is None
    assert staff(store) == []
