# SPDX-License-Identifier: Apache-2.0
"""The frame of small windows: Enter does what is meant, Escape and Cancel close."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.keys import press
from ui.widgets.askline import AskLine
from ui.widgets.confirm import Answer, ConfirmDialog
from ui.widgets.foot import body, foot
from ui.widgets.labels import push


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    made = QDialog()
    qtbot.addWidget(made)
    save = push("Save", "primary")
    save.clicked.connect(made.accept)
    box = body(made, "A question")
    box.addWidget(QLineEdit())
    box.addLayout(foot(made, save, push("As usual")))
    made.show()
    return made


def test_the_heading_stands_above_and_the_buttons_end_with_what_is_meant(dialog: QDialog) -> None:
    assert [one.text() for one in dialog.findChildren(QLabel)] == ["A question"]
    buttons = sorted(dialog.findChildren(QPushButton), key=lambda one: one.x())
    assert [one.text() for one in buttons] == ["As usual", "Cancel", "Save"]


def test_enter_in_a_field_does_what_is_meant(dialog: QDialog) -> None:
    field = dialog.findChild(QLineEdit)
    assert field is not None
    press(field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_cancel_closes_without_doing_it(dialog: QDialog) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel").click()
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def asking(said: str) -> QDialog:
    return AskLine(None, "Why?", "Reason", yes="Do it", detail=said)


def confirming(said: str) -> QDialog:
    return ConfirmDialog(None, "Sure?", said, [Answer("Yes", kind="primary")])


@pytest.mark.parametrize("made", [asking, confirming])
@pytest.mark.parametrize("length", range(30, 90, 6))
def test_a_window_shows_all_of_what_it_says(
    qtbot: QtBot, made: Callable[[str], QDialog], length: int
) -> None:
    window = made("\n".join("word " * (length // 5) for _line in range(12)))
    qtbot.addWidget(window)
    window.show()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
