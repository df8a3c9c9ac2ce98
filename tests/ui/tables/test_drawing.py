# SPDX-License-Identifier: Apache-2.0
"""Rows as they are drawn: words, selection, placeholders, and no more work than is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.storage.register import Register
from tests.ui.keys import point, press
from tests.ui.tables.conftest import shown
from ui.desk.desk import Desk
from ui.tables.panel import ListPanel
from ui.theme import sizes
from ui.theme.theme import tokens


def picture(panel: ListPanel) -> QImage:
    return panel.table.viewport().grab().toImage()


def colours_in(image: QImage, row: int, left: int, right: int) -> set[str]:
    """The colours of a row between two edges."""
    top, ratio = row * sizes.ROW, image.devicePixelRatio()
    return {
        image.pixelColor(round(x * ratio), round(y * ratio)).name()
        for y in range(top + sizes.TIGHT, top + sizes.ROW - sizes.TIGHT)
        for x in range(left, right)
    }


def test_words_are_drawn_in_their_columns(panel: ListPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(colours_in(picture(panel), 0, 0, sizes.FIELD_LEAST)) > 1)
    chain = [one.field for one in panel.table.arrangement()].index("chain")
    left = panel.table.columnViewportPosition(chain)
    edge = min(left + panel.table.columnWidth(chain), panel.table.viewport().width())
    assert edge > left
    assert len(colours_in(picture(panel), 0, left, edge)) == 1


def test_selected_rows_have_the_ground_of_the_selection(panel: ListPanel) -> None:
    press(panel.table, Qt.Key.Key_Home)
    press(panel.table, Qt.Key.Key_Down)
    image = picture(panel)
    selection = QColor(tokens().selection).name()
    assert selection in colours_in(image, 1, 0, sizes.WIDE)
    assert selection not in colours_in(image, 0, 0, sizes.WIDE)


def test_a_stage_has_the_dot_of_its_colour(panel: ListPanel, qtbot: QtBot) -> None:
    stage = [one.field for one in panel.table.arrangement()].index("stage")
    panel.table.scrollTo(panel.model.index(0, stage))
    left = panel.table.columnViewportPosition(stage)
    signed = QColor(tokens().stage_4).name()
    qtbot.waitUntil(lambda: signed in colours_in(picture(panel), 0, left, left + sizes.VAST))
    assert signed not in colours_in(picture(panel), 1, left, left + sizes.VAST)


def test_far_rows_are_placeholders_until_they_are_read(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at:04d}") for at in range(900)])
    panel = shown(desk, qtbot)
    known = panel.model.windows.cells
    assert panel.model.ids[450] not in known
    panel.table.scrollTo(panel.model.index(450, 0))
    panel.table.viewport().repaint()
    assert panel.model.ids[450] not in known
    qtbot.waitUntil(lambda: panel.model.ids[450] in known)
    assert panel.model.ids[650] not in known


def test_the_row_under_the_pointer_is_lit_and_not_after_it_left(panel: ListPanel) -> None:
    ground = panel.table.viewport()
    place = panel.table.visualRect(panel.model.index(2, 0)).center()
    point(ground, place)
    assert QColor(tokens().surface).name() in colours_in(picture(panel), 2, 0, sizes.WIDE)
    QApplication.sendEvent(panel.table, QEvent(QEvent.Type.Leave))
    assert QColor(tokens().surface).name() not in colours_in(picture(panel), 2, 0, sizes.WIDE)
