# SPDX-License-Identifier: Apache-2.0
"""Choosing by typing: the field keeps the focus, the list is no popup, nothing unfit stays."""

from __future__ import annotations

from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_in
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import DropList, GiveOptions, Option
from ui.widgets.multichoice import MultiChoice

T = TypeVar("T", bound=QWidget)

OPTIONS = (
    Option(1, "无锡商会", "wuxishanghui wxsh"),
    Option(2, "富硒茶业", "fuxichaye fxcy"),
    Option(3, "福州商会", "fuzhoushanghui fzsh"),
)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QHBoxLayout(made).addWidget(QPushButton("next"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def box(ground: QWidget) -> ChoiceBox:
    return put(ground, ChoiceBox(OPTIONS))


def put(ground: QWidget, widget: T) -> T:
    row = ground.layout()
    assert row is not None
    row.addWidget(widget)
    widget.setFocus()
    return widget


def drop(box: QWidget) -> DropList:
    (found,) = box.window().findChildren(DropList)
    return found


def test_typing_initials_narrows_the_list_and_enter_chooses(box: ChoiceBox, qtbot: QtBot) -> None:
    type_in(box, "fxcy")
    qtbot.waitUntil(lambda: drop(box).isVisible())
    assert [one.key for one in drop(box).options] == [2]
    with qtbot.waitSignal(box.changed):
        press(box, Qt.Key.Key_Return)
    assert (box.value(), box.text()) == (2, "富硒茶业")
    assert not drop(box).isVisible()


def test_the_arrows_walk_while_the_field_keeps_the_focus(box: ChoiceBox) -> None:
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Down)
    assert box.hasFocus()
    press(box, Qt.Key.Key_Return)
    assert box.value() == 2


def test_the_list_is_no_window_of_its_own(box: ChoiceBox) -> None:
    box.open_list()
    assert drop(box).isVisible()
    assert not drop(box).isWindow()
    assert box.hasFocus()


def test_the_list_lies_inside_its_window_above_a_field_at_the_foot(
    ground: QWidget, qtbot: QtBot
) -> None:
    ground.resize(300, 400)
    box = ChoiceBox(OPTIONS, parent=ground)
    box.setGeometry(10, 360, 200, 30)
    box.show()
    box.open_list()
    assert ground.rect().contains(drop(box).geometry())
    assert not drop(box).geometry().intersects(box.geometry())
    ground.resize(320, 420)
    qtbot.waitUntil(lambda: not drop(box).isVisible())


def test_what_fits_nothing_is_put_back(box: ChoiceBox, qtbot: QtBot) -> None:
    box.set_option(OPTIONS[0])
    box.selectAll()
    type_in(box, "nobody")
    with qtbot.assertNotEmitted(box.changed):
        box.clearFocus()
    assert (box.value(), box.text()) == (1, "无锡商会")


def test_an_emptied_field_chooses_nothing(box: ChoiceBox, qtbot: QtBot) -> None:
    box.set_option(OPTIONS[0])
    box.clear()
    with qtbot.waitSignal(box.changed):
        box.clearFocus()
    assert box.value() is None


def test_a_label_typed_in_full_is_chosen_when_left(box: ChoiceBox, qtbot: QtBot) -> None:
    type_in(box, "福州商会")
    qtbot.waitUntil(lambda: drop(box).isVisible())
    box.clearFocus()
    assert box.value() == 3


def test_a_choice_typed_quickly_is_taken_when_the_field_is_left(
    box: ChoiceBox, qtbot: QtBot
) -> None:
    qtbot.waitUntil(box.hasFocus)
    type_in(box, "fxcy")
    with qtbot.waitSignal(box.changed):
        box.clearFocus()
    assert (box.value(), box.text()) == (2, "富硒茶业")


def test_what_fits_several_is_not_guessed(box: ChoiceBox, qtbot: QtBot) -> None:
    qtbot.waitUntil(box.hasFocus)
    type_in(box, "shanghui")
    with qtbot.assertNotEmitted(box.changed):
        box.clearFocus()
    assert (box.value(), box.text()) == (None, "")


def test_an_answer_that_comes_after_the_field_was_left_still_counts(
    ground: QWidget, qtbot: QtBot
) -> None:
    waiting: list[GiveOptions] = []
    box = put(ground, ChoiceBox(lambda _text, give: waiting.append(give), keeps=True))
    qtbot.waitUntil(box.hasFocus)
    type_in(box, "wxsh")
    box.clearFocus()
    assert box.pending() == "wxsh"
    with qtbot.waitSignal(box.changed):
        waiting[-1]([OPTIONS[0]])
    assert (box.value(), box.pending()) == (1, "")
    box.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(box))
    waiting[-1]([OPTIONS[1]])


def test_a_field_that_keeps_what_fits_nothing_shows_it_and_tells_of_the_typing(
    ground: QWidget, qtbot: QtBot
) -> None:
    box = put(ground, ChoiceBox(OPTIONS, keeps=True))
    qtbot.waitUntil(box.hasFocus)
    with qtbot.waitSignal(box.edited):
        type_in(box, "nobody")
    box.clearFocus()
    assert (box.pending(), box.value()) == ("nobody", None)


def test_an_emptied_field_has_no_value_even_before_it_is_left(box: ChoiceBox) -> None:
    box.set_option(OPTIONS[0])
    box.clear()
    assert box.value() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_the_arrows_with_alt_belong_to_the_field_and_not_to_the_page(
    box: ChoiceBox, key: Qt.Key
) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.AltModifier)
    event.ignore()
    QApplication.sendEvent(box, event)
    assert event.isAccepted()


def test_escape_closes_the_list_only(box: ChoiceBox) -> None:
    box.open_list()
    assert drop(box).isVisible()
    press(box, Qt.Key.Key_Escape)
    assert not drop(box).isVisible()
    assert box.isVisible()


def test_an_answer_to_an_older_question_is_not_shown(ground: QWidget, qtbot: QtBot) -> None:
    waiting: list[tuple[str, GiveOptions]] = []
    box = put(ground, ChoiceBox(lambda text, give: waiting.append((text, give))))
    type_in(box, "wx")
    qtbot.waitUntil(lambda: len(waiting) == 1)
    type_in(box, "sh")
    qtbot.waitUntil(lambda: len(waiting) == 2)
    waiting[0][1]([OPTIONS[1]])
    assert not drop(box).isVisible()
    waiting[1][1]([OPTIONS[0]])
    assert drop(box).options == [OPTIONS[0]]


def test_several_are_chosen_one_after_the_other_and_removed(ground: QWidget, qtbot: QtBot) -> None:
    several = put(ground, MultiChoice(OPTIONS))
    field = several.findChild(ChoiceBox)
    assert field is not None
    for text in ("wxsh", "fzsh"):
        type_in(field, text)
        qtbot.waitUntil(lambda: drop(field).isVisible())
        press(field, Qt.Key.Key_Return)
    assert several.value() == [1, 3]
    field.open_list()
    assert [one.key for one in drop(field).options] == [2]
    with qtbot.waitSignal(several.changed):
        several.remove(0)
    assert several.value() == [3]


def test_no_empty_line_stands_below_the_last_of_few_options(
    ground: QWidget, box: ChoiceBox, qtbot: QtBot
) -> None:
    ground.resize(400, 600)
    qtbot.waitUntil(lambda: ground.height() == 600)
    box.open_list()
    listed = drop(box).findChildren(QListView)[0]
    last = listed.visualRect(listed.model().index(len(OPTIONS) - 1, 0))
    assert 0 <= listed.viewport().height() - last.bottom() - 1 < last.height() // 2
