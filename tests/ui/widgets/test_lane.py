# SPDX-License-Identifier: Apache-2.0
"""A column of cards: how many it reads, what it says, how a card is picked up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.keys import click, press
from ui.theme.theme import tokens
from ui.widgets.cardface import Face
from ui.widgets.lane import Lane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asked() -> list[int]:
    """The rows whose faces were asked for."""
    return []


@pytest.fixture
def lane(asked: list[int], qtbot: QtBot) -> Lane:
    def face(row: int) -> Face | None:
        asked.append(row)
        return None if row == 2 else Face(f"Card {row}", "Firm", "¥5m", "danger", "stale")

    made = Lane("Signed", face)
    qtbot.addWidget(made)
    made.resize(220, 400)
    made.show()
    qtbot.waitExposed(made)
    made.set_count(100_000)
    return made


def test_only_the_cards_that_are_seen_are_asked_for(
    lane: Lane, asked: list[int], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: 0 in asked)
    assert max(asked) < 10
    asked.clear()
    press(lane, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: 99_999 in asked)
    lane.grab()
    assert min(asked) > 99_000


def test_a_card_is_painted_in_the_colour_of_its_light_and_one_that_is_read_is_not(
    lane: Lane,
) -> None:
    def has_light(row: int) -> bool:
        room = lane.card_room(row)
        image: QImage = lane.viewport().grab(room).toImage()
        wanted = tokens().colour("danger").rgb()
        middle = image.height() // 2
        return any(image.pixel(x, middle) == wanted for x in range(8))

    assert has_light(0)
    assert not has_light(2)


def test_all_of_a_card_is_said_to_those_who_listen(lane: Lane) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert lane.cards.index(1, 0).data(role) == "Card 1, Firm, ¥5m, stale"
    assert lane.cards.index(2, 0).data(role) is None


def test_fewer_cards_leave_the_rest_as_it_was(lane: Lane) -> None:
    lane.choose(5)
    lane.set_count(6)
    assert lane.current == 5
    lane.set_count(3)
    assert lane.current < 3


def test_a_click_chooses_and_a_small_move_drags_nothing(lane: Lane) -> None:
    lifted: list[int] = []
    lane.lifted.connect(lifted.append)
    place = lane.card_room(1).center()
    click(lane.viewport(), place)
    assert lane.current == 1
    QTest.mousePress(lane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(lane.viewport(), place + QPoint(2, 1))
    QTest.mouseRelease(lane.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert lifted == []


def test_a_drag_tells_where_it_began_where_it_is_and_where_it_ends(lane: Lane) -> None:
    steps: list[object] = []
    lane.lifted.connect(steps.append)
    lane.put_down.connect(steps.append)
    port, place = lane.viewport(), lane.card_room(1).center()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseMove(port, place + QPoint(30, 30))
    assert lane.dragging
    end = place + QPoint(300, 10)
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert steps == [1, port.mapToGlobal(end)]
    assert not lane.dragging


def test_a_picture_of_a_card_can_be_carried(lane: Lane) -> None:
    picture = lane.picture(0)
    assert picture.width() >= lane.card_room(0).width()


def test_modified_arrows_are_left_to_the_commands(lane: Lane) -> None:
    went: list[int] = []
    lane.sidestepped.connect(went.append)
    press(lane, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    press(lane, Qt.Key.Key_Right)
    press(lane, Qt.Key.Key_Left)
    assert went == [1, -1]
