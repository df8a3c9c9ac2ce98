# SPDX-License-Identifier: Apache-2.0
"""Choosing a file begins where the last one was, and speaks the program's language."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm import words
from ui.desk.desk import Desk
from ui.desk.files import file_dialog, start
from ui.desk.storemenu import choose_folder, choose_new, choose_store


@pytest.fixture
def ground(qtbot: QtBot) -> Generator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    yield widget
    qtbot.wait(10)


@pytest.fixture
def desk(ground: QWidget) -> Desk:
    return Desk(immediate=True, parent=ground)


def test_the_next_file_is_looked_for_where_the_last_one_was(
    desk: Desk, ground: QWidget, tmp_path: Path
) -> None:
    first = file_dialog(desk, ground, "Export")
    first.fileSelected.emit(str(tmp_path / "list.xlsx"))
    assert start(desk) == tmp_path
    assert Path(file_dialog(desk, ground, "Export").directory().absolutePath()) == tmp_path


def test_a_folder_that_is_gone_is_not_asked_for_again(
    desk: Desk, ground: QWidget, tmp_path: Path
) -> None:
    gone = tmp_path / "stick"
    file_dialog(desk, ground, "Export").fileSelected.emit(str(gone / "list.xlsx"))
    assert start(desk) != gone
    assert start(desk).is_dir()


def test_its_labels_are_said_in_chinese(desk: Desk, ground: QWidget) -> None:
    words.set_language("zh_CN")
    opened = [choose_store(ground, str), choose_new(ground, str), choose_folder(ground, str)]
    for dialog in (file_dialog(desk, ground, "导出"), *opened):
        assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "位置："
        assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "文件类型："
        dialog.close()
