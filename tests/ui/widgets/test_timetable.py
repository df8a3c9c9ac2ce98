# SPDX-License-Identifier: Apache-2.0
"""The painted timetable: walked by keys and the mouse, told in words, files dropped on a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.timetable import Line, Timetable

TODAY = date(2026, 6, 30)
MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 31)), (date(2026, 6, 8), date(2026, 6, 8))
LINES = (
    Line("Signed", MAY, JUNE, late=True, remark="8 days late", spoken="Signed: 8 days late"),
    Line("Filed", MAY, MAY, spoken="Filed in May"),
    Line("Started", JUNE, None, late=True, remark="22 days late", spoken="Started: not yet"),
)


@pytest.fixture
def table(qtbot: QtBot) -> Timetable:
    made = Timetable("Timetable")
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show_lines(LINES, TODAY)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(place: int) -> QPoint:
    return QPoint(300, 2 * sizes.CONTROL_SMALL + place * sizes.CONTROL_SMALL + 10)


def colours(table: Timetable, place: int) -> set[str]:
    """The colours of the pixels along the middle of a line, right of its name."""
    image: QImage = table.grab().toImage()
    ratio = image.devicePixelRatio()
    height = int((2 * sizes.CONTROL_SMALL + (place + 0.5) * sizes.CONTROL_SMALL) * ratio)
    return {image.pixelColor(x, height).name() for x in range(int(120 * ratio), image.width())}


def test_the_arrows_walk_and_enter_opens(table: Timetable) -> None:
    chosen: list[int] = []
    opened: list[int] = []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home):
        press(table, key)
    press(table, Qt.Key.Key_Return)
    assert (chosen, opened) == ([1, 2, 1, 0], [0])


def test_a_click_chooses_and_a_double_click_opens(table: Timetable) -> None:
    opened: list[int] = []
    table.opened.connect(opened.append)
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=middle(2))
    assert table.current == 2
    QTest.mouseDClick(table, Qt.MouseButton.LeftButton, pos=middle(1))
    assert opened == [1]
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(300, 5))
    assert table.current == 1


def test_files_are_dropped_onto_a_line(table: Timetable, tmp_path: Path) -> None:
    paper = str(tmp_path / "paper.pdf")
    dropped: list[tuple[int, object]] = []

    def take(place: int, names: object) -> None:
        dropped.append((place, names))

    table.dropped.connect(take)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(paper)])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(table, QDragEnterEvent(middle(1), *how, plain))
    QApplication.sendEvent(table, QDropEvent(QPointF(middle(1)), *how, plain))
    assert dropped == [(1, [paper])]
    assert table.current == 1


def test_what_happened_and_what_is_late_are_painted_in_their_colours(table: Timetable) -> None:
    accent, danger = tokens().colour("accent").name(), tokens().colour("danger").name()
    assert {accent, danger} <= colours(table, 0)
    assert accent in colours(table, 1)
    assert danger not in colours(table, 1)
    assert danger in colours(table, 2)


def test_all_of_it_is_said_in_words(table: Timetable) -> None:
    assert table.accessibleName() == "Timetable"
    said = table.accessibleDescription()
    assert all(one.spoken in said for one in LINES)


def test_fewer_lines_take_less_room_and_none_is_no_trouble(table: Timetable) -> None:
    tall = table.height()
    table.choose(2)
    table.show_lines(LINES[:1], TODAY)
    assert table.height() < tall
    assert table.current == 0
    table.show_lines((), TODAY)
    table.grab()
    press(table, Qt.Key.Key_Down)
    assert table.current == -1
