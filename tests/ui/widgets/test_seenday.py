# SPDX-License-Identifier: Apache-2.0
"""The start page as it was seen last: all its words are there, and none of them leads anywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.theme import sizes
from ui.widgets.lineitem import LineItem
from ui.widgets.seenday import SeenCard, SeenDay, SeenDayView, SeenLine, SeenSection, SeenTarget

LINE = SeenLine("Call the chamber", "Mr Wang", "2 days late", "danger")
TARGET = SeenTarget("Funds", "3.2", "100 m", "of 6", "53.3%", "behind", "warning", 0.5, 0.9)
UNKNOWN = TARGET._replace(label="Signed", number="", share="", reached=-1.0)
SEEN = SeenDay(
    "Today",
    "Tuesday",
    (TARGET, UNKNOWN),
    (SeenSection("Due", 7, "Nothing is due.", (LINE,)),),
    (SeenSection("Next events", 0, "No event is planned.", ()),),
)


def _words(view: SeenDayView) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}


def test_every_word_of_the_day_is_shown_again(qtbot: QtBot) -> None:
    view = SeenDayView(SEEN)
    qtbot.addWidget(view)
    view.resize(3 * sizes.PREVIEW_WIDTH, sizes.WINDOW_HEIGHT)
    view.show()
    assert {"Today", "Tuesday", "Due", "7", "Next events", "No event is planned."} <= _words(view)
    assert "Nothing is due." not in _words(view)
    (line,) = view.findChildren(LineItem)
    assert line.accessibleName() == "Call the chamber, Mr Wang, 2 days late"
    funds, signed = view.findChildren(SeenCard)
    assert funds.text == "Funds, 3.2 100 m, of 6, 53.3%, behind"
    assert signed.text.startswith("Signed, —")


def test_nothing_on_it_can_be_pressed_or_takes_the_focus(qtbot: QtBot) -> None:
    view = SeenDayView(SEEN)
    qtbot.addWidget(view)
    view.show()
    assert not any(line.isEnabled() for line in view.findChildren(LineItem))
    assert not any(card.isEnabled() for card in view.findChildren(SeenCard))
    assert not any(button.isVisible() for button in view.findChildren(QPushButton))


def test_the_targets_stand_beside_each_other_as_far_as_the_width_allows(qtbot: QtBot) -> None:
    view = SeenDayView(SEEN)
    qtbot.addWidget(view)
    view.resize(3 * sizes.PREVIEW_WIDTH, sizes.WINDOW_HEIGHT)
    view.show()
    one, two = view.findChildren(SeenCard)
    assert one.y() == two.y()
    view.resize(sizes.PREVIEW_WIDTH, sizes.WINDOW_HEIGHT)
    qtbot.waitUntil(lambda: one.y() < two.y())
