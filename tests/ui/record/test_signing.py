# SPDX-License-Identifier: Apache-2.0
"""A sign-in list of a large gathering is recognised and decided without holding the window up."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm.domain.event import Attendance
from crm.domain.person import Person
from crm.storage.register import Register
from tests.builders import a_person, an_event, an_organisation
from tests.ui.keys import press
from ui.desk.desk import Desk
from ui.record.signing import SignInDialog
from ui.record.signlines import NEW, who
from ui.widgets.confirm import ConfirmDialog

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


def test_a_corrected_list_is_asked_for_before_it_is_lost_and_survives_a_crash(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().clear()
    with store.writing("Prepared") as unit:
        event = an_event(unit)
    dialog = SignInDialog(desk, event.id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.text.setPlainText("姓名\t单位\n王小强\t杭州茶业有限公司\n李明\t宁波港务有限公司")
    dialog.recognise()
    dialog.grid.put(0, "name", "王晓强")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.findChild(ConfirmDialog) is not None
    qtbot.waitUntil(lambda: "王晓强" in str([one.values for one in desk.drafts.all()]))
    again = SignInDialog(desk, event.id)
    qtbot.addWidget(again)
    again.recognise()
    assert [(one.name, one.organisation) for one in again.guests()] == [
        ("王晓强", "杭州茶业有限公司"), ("李明", "宁波港务有限公司"),
    ]  # fmt: skip


def test_the_window_goes_on_to_the_next_one_who_is_doubtful(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().clear()
    with store.writing("Prepared") as unit:
        event = an_event(unit)
        for _each in range(2):
            a_person(unit, name="王小强")
    dialog = SignInDialog(desk, event.id)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("姓名\t备注\n王小强\t嘉宾\n李明\t嘉宾\n王小强\t嘉宾")
    dialog.recognise()
    assert (dialog.open_rows(), dialog.grid.table.currentIndex().row()) == ([0, 2], 0)
    dialog.decide(0, person=NEW)
    assert dialog.grid.table.currentIndex().row() == 2


def test_a_row_without_a_name_is_asked_about_and_left_out_only_when_that_was_chosen(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().clear()
    with store.writing("Prepared") as unit:
        event = an_event(unit)
    dialog = SignInDialog(desk, event.id)
    dialog.show()
    dialog.text.setPlainText("姓名\t职务\n李明\t经理\n\tPeter Smith Sales Director")
    dialog.recognise()
    assert dialog.open_rows() == [1]
    dialog.all_new()
    assert dialog.open_rows() == [1]
    dialog.accept()
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    question.reject()
    with store.reading() as session:
        assert session.scalars(select(Attendance)).all() == []
    assert dialog.isVisible()
    dialog.accept()
    told: list[int] = []
    dialog.signed.connect(told.append)
    with qtbot.waitSignal(dialog.signed):
        (leave,) = [
            one
            for one in dialog.findChildren(QPushButton)
            if one.text() == "Leave them out" and one.isVisible()
        ]
        leave.click()
    assert told == [1]


def test_who_stands_above_already_is_asked_about_and_signs_in_once(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    dialog = opened(
        desk, store, ground, "王强 福州商会 会长\n李敏 福州商会\n王强 福州商会\n王强 福州商会"
    )
    assert dialog.open_rows() == [2, 3]
    assert not dialog.sign_button.isEnabled()
    assert offered(dialog) == ["The same guest as above", "Another guest of this name"]
    press_button(dialog, "The same guest as above")
    assert who(dialog.lines[2]) == "The same as above"
    press_button(dialog, "Another guest of this name")
    assert dialog.open_rows() == []
    dialog.accept()
    with store.reading() as session:
        names = session.scalars(select(Person.name).order_by(Person.id))
        assert list(names) == ["王强", "李敏", "王强"]


def test_who_is_listed_twice_and_known_is_no_question(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    with store.writing("Prepared") as unit:
        house = an_organisation(unit, name="福州商会")
        a_person(unit, name="王强", organisation_id=house.id, mobile="13812345678")
    line = "王强 福州商会 13812345678"
    assert opened(desk, store, ground, f"{line}\n{line}").open_rows() == []


def test_a_western_line_that_is_not_sure_is_asked_about_and_can_be_turned_round(
    desk: Desk, store: Register, ground: QWidget
) -> None:
    lines = "Lipton Tea Peter Smith 13857110008\n王强 福州商会"
    dialog = opened(desk, store, ground, lines)
    (unsure,) = dialog.open_rows()
    before = dialog.guests()[unsure]
    assert offered(dialog) == ["Right as it stands", "Name and organisation are swapped"]
    press_button(dialog, "Name and organisation are swapped")
    after = dialog.guests()[unsure]
    assert (after.name, after.organisation) == (before.organisation, before.name)
    assert dialog.open_rows() == []


def opened(desk: Desk, store: Register, ground: QWidget, text: str) -> SignInDialog:
    """The window with a list that was recognised."""
    QGuiApplication.clipboard().clear()
    with store.writing("Prepared") as unit:
        event = an_event(unit)
    dialog = SignInDialog(desk, event.id, ground)
    dialog.show()
    dialog.text.setPlainText(text)
    dialog.recognise()
    return dialog


def offered(dialog: SignInDialog) -> list[str]:
    """What can be said of the guest of the current row."""
    return [one.text() for one in dialog.asked.findChildren(QPushButton) if one.isVisible()]


def press_button(dialog: SignInDialog, label: str) -> None:
    """Say something of the guest of the current row."""
    (button,) = [
        one for one in dialog.asked.findChildren(QPushButton)
        if one.text() == label and one.isVisible()
    ]  # fmt: skip
    button.click()
