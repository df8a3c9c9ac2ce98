# SPDX-License-Identifier: Apache-2.0
"""What the window remembers of itself; a damaged file costs nothing but the memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.desk.desk import Desk
from ui.desk.geometry import Geometry, fills


def test_a_window_comes_back_where_it_was(tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "window.json"
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(QRect(40, 50, 640, 480))
    Geometry(file).keep(first)
    assert Geometry(file).place(second)
    assert second.size() == first.size()


@pytest.mark.parametrize(
    ("width", "height", "wanted"),
    [(1280, 720, True), (1366, 728, True), (1280, 984, False), (1920, 1040, False)],
)
def test_the_first_window_fills_a_screen_that_has_no_room_for_its_title_bar(
    width: int, height: int, *, wanted: bool
) -> None:
    assert fills(QSize(width, height)) is wanted


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


def test_two_programs_do_not_take_from_each_other_what_they_keep(tmp_path: Path) -> None:
    one, other = Geometry(tmp_path / "window.json"), Geometry(tmp_path / "window.json")
    one.keep_word("views project", "mine")
    other.keep_word("second backup place", "/mnt/stick")
    other.keep_sizes("guide", [1, 2])
    assert one.word("second backup place") == "/mnt/stick"
    assert other.word("views project") == "mine"
    fresh = Geometry(tmp_path / "window.json")
    assert (fresh.word("views project"), fresh.sizes("guide")) == ("mine", [1, 2])


def test_what_is_not_written_yet_is_known_all_the_same(tmp_path: Path) -> None:
    waiting: list[Callable[[], None]] = []
    geometry = Geometry(tmp_path / "window.json")
    geometry.write_by(waiting.append)
    geometry.keep_word("theme", "dark")
    geometry.keep_word("theme", "light")
    assert not (tmp_path / "window.json").exists()
    assert geometry.word("theme") == "light"
    for write in waiting:
        write()
    assert Geometry(tmp_path / "window.json").word("theme") == "light"


def test_a_desk_writes_behind_the_window(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(geometry=Geometry(tmp_path / "window.json"))
    desk.geometry.keep_word("theme", "dark")
    qtbot.waitUntil(lambda: Geometry(tmp_path / "window.json").word("theme") == "dark")
    desk.geometry.keep_word("theme", "light")
    desk.close()
    assert Geometry(tmp_path / "window.json").word("theme") == "light"
