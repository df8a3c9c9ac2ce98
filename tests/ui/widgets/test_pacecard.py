# SPDX-License-Identifier: Apache-2.0
"""A target says what is reached, and its bar has the mark of the time that has gone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.theme.theme import tokens
from ui.widgets.pacecard import PaceBar, PaceCard


@pytest.fixture
def bar(qtbot: QtBot) -> PaceBar:
    made = PaceBar()
    qtbot.addWidget(made)
    made.resize(200, 12)
    made.show()
    return made


def filled(bar: PaceBar, role: str) -> int:
    """How many pixels of the middle line have the colour of a role."""
    image: QImage = bar.grab().toImage()
    wanted = tokens().colour(role).rgb()
    return sum(image.pixel(x, image.height() // 2) == wanted for x in range(image.width()))


def test_the_bar_is_as_long_as_what_is_reached(bar: PaceBar) -> None:
    bar.show_shares(0.75, 0.25)
    assert 140 <= filled(bar, "good") <= 150
    bar.show_shares(0.25, 0.75)
    assert 45 <= filled(bar, "warning") <= 50
    assert filled(bar, "good") == 0


@pytest.mark.parametrize("reached", [None, 0.0])
def test_nothing_reached_or_nothing_known_leaves_the_track_empty(
    bar: PaceBar, reached: float | None
) -> None:
    bar.show_shares(reached, 0.5)
    assert filled(bar, "good") == filled(bar, "warning") == 0


def test_more_than_the_target_fills_the_bar_and_no_more(bar: PaceBar) -> None:
    bar.show_shares(1.8, 0.5)
    assert filled(bar, "good") >= 190


def test_the_card_says_all_of_it_and_a_dash_for_the_unknown(qtbot: QtBot) -> None:
    card = PaceCard()
    qtbot.addWidget(card)
    card.show_target("Funds", "16.6", "m", "of 20", share="83%", pace="ahead", voice="good")
    assert card.text == "Funds, 16.6 m, of 20, 83%, ahead"
    card.show_target("Funds", "", "m", "of 20", share="", pace="", voice="")
    assert card.text == "Funds, —, of 20"
