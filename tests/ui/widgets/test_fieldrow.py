# SPDX-License-Identifier: Apache-2.0
"""A row of a form: what is wrong with a field is seen together with the field."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.fieldrow import FieldRow

LONG = "Say why it moves on although some of what it needs is not there yet. " * 3


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    """Twelve rows in a small window."""
    ground, area = QWidget(), QScrollArea()
    column = QVBoxLayout(ground)
    for at in range(12):
        column.addWidget(FieldRow(f"Field {at}", QLineEdit()))
    area.setWidgetResizable(True)
    area.setWidget(ground)
    area.resize(400, 160)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    return area


def test_the_sentence_below_a_field_is_seen_when_the_field_is_entered(
    area: QScrollArea, qtbot: QtBot
) -> None:
    row = area.findChildren(FieldRow)[6]
    row.show_error(LONG)
    row.focus()
    told = next(one for one in row.findChildren(QLabel) if one.text() == LONG)
    qtbot.waitUntil(lambda: told.visibleRegion().boundingRect() == told.rect())
