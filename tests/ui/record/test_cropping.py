# SPDX-License-Identifier: Apache-2.0
"""The frame on a picture: moved and sized by mouse and keys, kept beside the file."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.domain.rules.cropping import Window
from tests.ui.keys import press
from ui.record.cropping import CropDialog
from ui.record.picture import picture_of

KEYS = Qt.Key


def opened(qtbot: QtBot, window: Window | None = None) -> CropDialog:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    made = CropDialog(None, image, 1.0, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_frame_begins_in_the_middle_in_the_shape_of_its_place(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = dialog.view
    assert view.window_part == Window(250, 0, 500, 1000)
    frame = view.frame()
    assert abs(frame.width() - frame.height()) <= 2


def test_arrows_move_the_frame_and_signs_size_it(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = dialog.view
    press(view, KEYS.Key_Left)
    assert view.window_part.left == 240
    press(view, KEYS.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.window_part.left == 290
    press(view, KEYS.Key_Minus)
    assert view.window_part.width == 480
    assert view.window_part.height == 960


def test_the_mouse_drags_the_frame_and_its_corners(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    view = dialog.view
    middle = view.frame().center().toPoint()
    drag(view, middle, middle + QPoint(40, 0))
    moved = view.window_part
    assert moved.left > 250
    corner = view.frame().topLeft().toPoint()
    drag(view, corner, corner + QPoint(30, 30))
    assert view.window_part.width < moved.width


def drag(view: QWidget, start: QPoint, end: QPoint) -> None:
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view, button, keys, start)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, button, keys, end)


def test_a_part_or_the_whole_is_told(qtbot: QtBot) -> None:
    dialog, heard = opened(qtbot, Window(0, 0, 100, 200)), list[object]()
    dialog.taken.connect(heard.append)
    press(dialog, KEYS.Key_Return)
    again = opened(qtbot, Window(0, 0, 100, 200))
    again.taken.connect(heard.append)
    again.whole.click()
    assert heard == [Window(0, 0, 100, 200), None]


def test_a_broken_picture_is_none(qtbot: QtBot) -> None:
    del qtbot
    assert picture_of(b"no picture").isNull()
