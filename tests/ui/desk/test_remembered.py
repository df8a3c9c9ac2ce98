# SPDX-License-Identifier: Apache-2.0
"""Records opened last and starred: by store, bounded, without a name, whatever the file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.desk.geometry import Geometry
from ui.desk.remembered import MOST_RECENT, Remembered


@pytest.fixture
def geometry(tmp_path: Path) -> Geometry:
    return Geometry(tmp_path / "window.json")


def test_each_store_has_its_own(geometry: Geometry, tmp_path: Path) -> None:
    one = Remembered(geometry, "one.icr")
    one.went(("project", 3))
    assert one.star(("person", 7))
    assert Remembered(geometry, "two.icr").recent == []
    again = Remembered(Geometry(tmp_path / "window.json"), "one.icr")
    assert (again.recent, again.starred) == ([("project", 3)], [("person", 7)])


def test_the_latest_stands_first_once_and_the_oldest_is_forgotten(geometry: Geometry) -> None:
    known = Remembered(geometry, "one.icr")
    for number in (*range(MOST_RECENT + 3), 5):
        known.went(("project", number))
    assert known.recent[0] == ("project", 5)
    assert len(known.recent) == len(set(known.recent)) == MOST_RECENT


def test_a_second_star_takes_it_away(geometry: Geometry) -> None:
    known = Remembered(geometry, "one.icr")
    assert [known.star(("project", 1)) for _turn in range(3)] == [True, False, True]


def test_what_cannot_be_read_is_passed_over(geometry: Geometry) -> None:
    geometry.keep_word("recent of one.icr", "project:3 rubbish person: :4 event:x organisation:9")
    assert Remembered(geometry, "one.icr").recent == [("project", 3), ("organisation", 9)]
