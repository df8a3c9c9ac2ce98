# SPDX-License-Identifier: Apache-2.0
"""Where the tests write: in memory while there is room for it, and nothing is left there."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch.checks import quick_place


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """An empty folder in the place of memory."""
    made = tmp_path / "memory"
    made.mkdir()
    return made


def test_a_folder_in_memory_is_named_and_gone_afterwards(memory: Path) -> None:
    with quick_place(memory, 1, wanted=True) as words:
        (word,) = words
        folder = Path(word.removeprefix("--basetemp="))
        folder.mkdir()
        (folder / "store").write_text("left")
        assert folder.is_relative_to(memory)
    assert list(memory.iterdir()) == []


def test_it_is_gone_after_a_stop_too(memory: Path) -> None:
    with pytest.raises(KeyboardInterrupt), quick_place(memory, 1, wanted=True):
        raise KeyboardInterrupt
    assert list(memory.iterdir()) == []


@pytest.mark.parametrize(
    ("room", "wanted", "there"), [(1 << 60, True, True), (1, False, True), (1, True, False)]
)
def test_without_room_or_need_the_tests_write_where_they_always_do(
    memory: Path, *, room: int, wanted: bool, there: bool
) -> None:
    place = memory if there else memory / "none"
    with quick_place(place, room, wanted=wanted) as words:
        assert words == []
    assert list(memory.iterdir()) == []
