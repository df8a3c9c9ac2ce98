# SPDX-License-Identifier: Apache-2.0
"""A text for two columns comes apart; what is right of it in a pasted block makes room."""

from __future__ import annotations

import pytest

from crm.kinds.numbers import Count
from crm.kinds.texts import Text
from ui.forms.gridparting import apart, spread
from ui.forms.gridsheet import GridColumn, Sheet


def halves(text: str) -> tuple[str, ...]:
    found = tuple(one.strip() for one in text.split("-"))
    return found if len(found) == 2 else ()


COLUMNS = (
    GridColumn("low", "Low", Count(), parted=halves),
    GridColumn("high", "High", Count()),
    GridColumn("name", "Name", Text(20)),
)


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ([["1-2", "Tea"]], [["1", "2", "Tea"]]),
        ([["1-2", "Tea"], ["3", "Rice"]], [["1", "2", "Tea"], ["3", "", "Rice"]]),
        ([["1-2", "", "Tea"]], [["1", "2", "Tea"]]),
        ([["1-2"], ["3", "4"]], [["1", "2"], ["3", "4"]]),
        ([["1", "2", "Tea"]], [["1", "2", "Tea"]]),
    ],
)
def test_a_block_makes_room_only_when_its_next_column_holds_something_else(
    block: list[list[str]], wanted: list[list[str]]
) -> None:
    assert spread(block, COLUMNS) == wanted


def test_a_cell_comes_apart_unless_something_is_put_beside_it_at_once() -> None:
    sheet = Sheet(COLUMNS)
    sheet.load([{}, {}])
    both = {(row, "low"): sheet.read("low", "1-2") for row in (0, 1)}
    found = apart(sheet, {**both, (1, "high"): sheet.read("high", "9")})
    assert [found[row, "low"].value for row in (0, 1)] == [1, 1]
    assert [found[row, "high"].value for row in (0, 1)] == [2, 9]
    good = {(0, "low"): sheet.read("low", "5")}
    assert apart(sheet, good) == good
