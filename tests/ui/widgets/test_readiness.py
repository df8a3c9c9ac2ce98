# SPDX-License-Identifier: Apache-2.0
"""What the next stage lacks is a line of links, reached by Tab and pressed by Space."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.widgets.readiness import Readiness


@pytest.fixture
def line(qtbot: QtBot) -> Readiness:
    made = Readiness()
    qtbot.addWidget(made)
    made.resize(500, 60)
    made.show()
    return made


def test_each_thing_that_is_lacking_is_asked_for_by_keys(line: Readiness) -> None:
    asked: list[int] = []
    line.asked.connect(asked.append)
    said = line.show_lacks("Signed", ["Lead official", "The agreement"])
    assert said == "Signed still lacks: Lead official, The agreement"
    for link in line.links:
        link.setFocus()
        press(link, Qt.Key.Key_Space)
    assert asked == [0, 1]


def test_nothing_lacking_is_said_and_after_the_last_stage_nothing(line: Readiness) -> None:
    assert line.show_lacks("Signed", []) == "Ready for Signed"
    assert line.isVisible()
    assert not line.show_lacks("", [])
    assert not line.isVisible()
