# SPDX-License-Identifier: Apache-2.0
"""The way from a record to the one before and after it."""

from __future__ import annotations

from ui.desk.neighbours import Neighbours


def test_the_records_beside_one_in_its_list() -> None:
    lists = Neighbours()
    lists.keep("project", [7, 3, 9])
    assert lists.beside("project", 3, -1) == 7
    assert lists.beside("project", 3, 1) == 9
    assert lists.beside("project", 9, 1) is None
    assert lists.beside("project", 7, -1) is None
    assert lists.place("project", 3) == (2, 3)


def test_a_record_that_came_from_no_list_has_none_beside_it() -> None:
    lists = Neighbours()
    lists.keep("project", [7, 3])
    assert lists.beside("person", 7, 1) is None
    assert lists.beside("project", 5, 1) is None
    assert lists.place("project", 5) is None


def test_the_place_is_found_anew_in_another_list_and_for_another_record() -> None:
    lists = Neighbours()
    lists.keep("project", [7, 3, 9])
    assert lists.place("project", 9) == (3, 3)
    lists.keep("project", [9, 7])
    assert lists.place("project", 9) == (1, 2)
    assert lists.beside("project", 7, -1) == 9
