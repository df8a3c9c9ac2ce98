# SPDX-License-Identifier: Apache-2.0
"""What the window remembers of itself; a damaged file costs nothing but the memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.desk.geometry import Geometry


def test_a_window_comes_back_where_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "window.json"
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(QRect(40, 50, 640, 480))
    Geometry(file).keep(first)
    assert Geometry(file).place(second)
    assert second.size() == first.size()


def test_sizes_and_words_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    Geometry(file).keep_sizes("projects", [300, 700])
    Geometry(file).keep_word("theme", "dark")
    again = Geometry(file)
    assert (again.sizes("projects"), again.word("theme")) == ([300, 700], "dark")
    assert (again.sizes("people"), again.word("language", "en")) == ([], "en")


@pytest.mark.parametrize("text", ["", "[1]", '{"window": 3, "split a": "x", "word b": []}'])
def test_a_damaged_file_is_passed_over(tmp_path: Path, qtbot: QtBot, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(text, "utf-8")
    widget = QWidget()
    qtbot.addWidget(widget)
    geometry = Geometry(file)
    assert not geometry.place(widget)
    assert (geometry.sizes("a"), geometry.word("b")) == ([], "")


def test_a_folder_that_cannot_be_made_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Geometry(tmp_path / "file" / "window.json").keep_word("theme", "dark")
