# SPDX-License-Identifier: Apache-2.0
"""Lines that lead somewhere: pressed, read aloud, in the colour of their urgency."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import click, press
from ui.theme.theme import tokens
from ui.widgets.lineitem import LineItem


def line(qtbot: QtBot, *, leads: bool = True) -> LineItem:
    made = LineItem()
    qtbot.addWidget(made)
    made.show_line("Call Wang", "Tea works", "3 days late", "danger", leads=leads)
    made.resize(300, made.sizeHint().height())
    made.show()
    return made


def has_colour(widget: QWidget, role: str) -> bool:
    image: QImage = widget.grab().toImage()
    wanted = tokens().colour(role).rgb()
    return any(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_it_is_pressed_by_the_mouse_and_by_keys(qtbot: QtBot) -> None:
    made = line(qtbot)
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    click(made)
    press(made, Qt.Key.Key_Return)
    press(made, Qt.Key.Key_Space)
    assert len(pressed) == 3


def test_a_line_that_leads_nowhere_is_only_read(qtbot: QtBot) -> None:
    made = line(qtbot, leads=False)
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    click(made)
    assert pressed == []
    assert made.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_all_of_it_is_said_to_those_who_listen(qtbot: QtBot) -> None:
    made = line(qtbot)
    assert made.accessibleName() == "Call Wang, Tea works, 3 days late"
    assert made.toolTip() == "Call Wang\nTea works"


def test_what_is_urgent_has_its_colour(qtbot: QtBot) -> None:
    made = line(qtbot)
    assert has_colour(made, "danger")
    made.show_line("Call Wang", "Tea works", "today")
    assert not has_colour(made, "danger")


def test_a_line_without_a_detail_is_lower(qtbot: QtBot) -> None:
    made = line(qtbot)
    high = made.sizeHint().height()
    made.show_line("Call Wang")
    assert made.sizeHint().height() < high
