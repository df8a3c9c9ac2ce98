# SPDX-License-Identifier: Apache-2.0
"""Where the rows of a form stand: one column or two, and a row that grows with its message."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.forms.conftest import shown
from ui.forms.composing import Cell, Group
from ui.forms.groups import GroupedRows
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow

CELLS = (Cell(("a",)), Cell(("b",)), Cell(("c",)), Cell(("text",), wide=True),
         Cell(("zh", "en"), wide=True))  # fmt: skip
NAMES = ("a", "b", "c", "text", "zh", "en", "d")


class Ground:
    """Two groups of rows on the screen."""

    def __init__(self, qtbot: QtBot, width: int) -> None:
        self.rows = {name: FieldRow(name, QLineEdit()) for name in NAMES}
        self.all = GroupedRows()
        self.all.fill([Group("one", "One", CELLS), Group("two", "Two", (Cell(("d",)),))], self.rows)
        self.all.resize(width, sizes.SHEET_HEIGHT)
        shown(qtbot, self.all)

    def place(self, name: str) -> tuple[int, int]:
        """Where a row begins."""
        row = self.rows[name]
        corner = row.mapTo(self.all, row.rect().topLeft())
        return corner.x(), corner.y()

    def side_by_side(self, one: str, other: str) -> bool:
        """Whether two rows stand in one line."""
        return self.place(one)[1] == self.place(other)[1]


@pytest.fixture
def broad(qtbot: QtBot) -> Ground:
    return Ground(qtbot, sizes.FORM_TWO_COLUMNS + sizes.VAST)


def test_two_columns_hold_two_short_fields_or_a_text_and_its_english(broad: Ground) -> None:
    assert broad.side_by_side("a", "b")
    assert broad.side_by_side("zh", "en")
    assert not broad.side_by_side("c", "text")
    assert broad.rows["text"].width() > 2 * broad.rows["c"].width()


def test_a_narrow_form_has_one_column(qtbot: QtBot, broad: Ground) -> None:
    broad.all.resize(sizes.FORM_TWO_COLUMNS - sizes.VAST, broad.all.height())
    qtbot.waitUntil(lambda: not broad.side_by_side("a", "b"))
    lines = [broad.place(name)[1] for name in NAMES]
    assert lines == sorted(set(lines))


def test_a_row_gets_room_for_its_message_in_any_column(qtbot: QtBot, broad: Ground) -> None:
    below, height = broad.place("c")[1], broad.rows["a"].editor.height()
    for name in ("b", "a"):
        broad.rows[name].show_error("Write it like 2026-06-30, or 2026-06 for a month.")
        broad.rows[name].show_error("Wrong. " * 40)
        qtbot.waitUntil(lambda: broad.place("c")[1] > below + sizes.VAST)
        assert broad.rows[name].editor.height() == height
        broad.rows[name].show_error("")
        qtbot.waitUntil(lambda: broad.place("c")[1] == below)


def test_what_is_left_out_leaves_no_hole(qtbot: QtBot, broad: Ground) -> None:
    broad.all.hide_rows({"b", "d"})
    qtbot.waitUntil(lambda: broad.side_by_side("a", "c"))
    assert not broad.rows["b"].isVisible()
    assert [part.isVisible() for part in broad.all.parts] == [True, False]
    broad.all.hide_rows(())
    qtbot.waitUntil(lambda: broad.side_by_side("a", "b"))
    assert all(isinstance(row, QWidget) and row.isVisible() for row in broad.rows.values())


def test_a_form_that_has_two_columns_goes_back_to_one_in_a_narrow_place(qtbot: QtBot) -> None:
    rows = {name: FieldRow(name, QLineEdit()) for name in NAMES}
    for row in rows.values():
        row.editor.setMinimumWidth(sizes.POPOVER_WIDTH)
    form, scroll = GroupedRows(), QScrollArea()
    form.fill([Group("one", "One", CELLS)], rows)
    scroll.setWidgetResizable(True)
    scroll.setWidget(form)
    scroll.resize(sizes.FORM_MOST, sizes.SHEET_HEIGHT)
    shown(qtbot, scroll)
    assert rows["a"].y() == rows["b"].y()
    scroll.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
    qtbot.waitUntil(lambda: rows["a"].y() != rows["b"].y())
