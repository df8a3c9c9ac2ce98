# SPDX-License-Identifier: Apache-2.0
"""The grid is typed in, pasted into and corrected as a spreadsheet is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.domain.choices import RECEIPT_USES
from crm.kinds.choices import Choice
from crm.kinds.days import Month, PartialDay
from crm.kinds.links import Reference
from crm.kinds.numbers import Money
from crm.kinds.texts import LongText, Text
from crm.queries.reading import Choosable
from tests.builders import a_project
from tests.ui.forms.conftest import shown
from tests.ui.keys import double_click, press, type_in
from ui.desk.desk import Desk, Notice
from ui.desk.turns import Turns
from ui.forms.grid import Grid, GridColumn
from ui.widgets.choice import ChoiceBox

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
USE = Choice("use", RECEIPT_USES)
FIRST, SECOND = RECEIPT_USES[0], RECEIPT_USES[1]
COLUMNS = (
    GridColumn("project_id", "Project", Reference("project"), required=True),
    GridColumn("month", "Month", Month()),
    GridColumn("amount", "Amount", Money(), required=True),
    GridColumn("use", "Use", USE),
    GridColumn("note", "Note", Text(40)),
    GridColumn("origin", "Origin", Text(20), editable=False),
)
ROWS: tuple[dict[str, object], ...] = (
    {"id": 7, "month": PartialDay(2026, 5), "amount": 3_500_000, "origin": "outside"},
    {"id": 8, "month": PartialDay(2026, 6), "amount": 1_000_000},
)


@pytest.fixture
def tea(desk: Desk) -> int:
    with desk.register.writing("Prepared") as unit:
        a_project(unit, name="Orchard east", code="P-2")
        a_project(unit, name="Orchard west", code="P-3")
        return a_project(unit, name="Tea garden", code="P-1").id


@pytest.fixture
def grid(desk: Desk, tea: int, qtbot: QtBot) -> Grid:
    made = Grid(desk, COLUMNS)
    made.resize(1100, 400)
    given = [{**row, "project_id": Choosable(tea, "Tea garden")} for row in ROWS]
    made.show_rows(given, grey=[{"note": "first rate"}])
    made.may_grow = True
    shown(qtbot, made)
    made.table.setFocus()
    return made


def words(grid: Grid, row: int) -> list[str]:
    return [str(grid.model.index(row, at).data()) for at in range(len(COLUMNS))]


def editor(grid: Grid) -> QWidget:
    found = grid.table.focusWidget()
    assert found is not None
    assert found is not grid.table
    return found


def write(grid: Grid, text: str) -> None:
    """Type into the current cell: the first key opens it."""
    type_in(grid.table, text[0])
    type_in(editor(grid), text[1:])


def copied(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_rows_come_back_as_they_were_given_with_what_has_no_column(grid: Grid, tea: int) -> None:
    assert words(grid, 0) == ["Tea garden", "2026-05", "350", "", "first rate", "outside"]
    assert grid.rows() == [
        {
            "id": at, "project_id": tea, "month": row["month"], "amount": row["amount"],
            "use": None, "note": None, "origin": row.get("origin"),
        }
        for at, row in enumerate(ROWS, 7)
    ]  # fmt: skip
    assert grid.touched() == []
    assert grid.wrong() == {}


def test_typing_replaces_a_cell_and_enter_goes_down(grid: Grid) -> None:
    grid.table.go(0, 2)
    write(grid, "420")
    press(editor(grid), KEY.Key_Return)
    assert grid.rows()[0]["amount"] == 4_200_000
    assert grid.touched() == [0]
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (1, 2)
    assert grid.table.hasFocus()


def test_a_cell_that_gets_its_old_words_back_was_not_touched(grid: Grid) -> None:
    grid.put(0, "amount", 99)
    grid.put(0, "amount", 3_500_000)
    assert grid.touched() == []


def test_tab_goes_through_the_cells_that_can_be_typed_in_and_enter_back_to_where_it_began(
    grid: Grid,
) -> None:
    grid.table.go(0, 2)
    for _time in range(2):
        press(grid.table, KEY.Key_Tab)
    assert grid.table.currentIndex().column() == 4
    press(grid.table, KEY.Key_Tab)
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (1, 0)
    press(grid.table, KEY.Key_Backtab, SHIFT)
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (0, 4)


def test_enter_after_tab_returns_to_the_column_where_the_row_was_begun(grid: Grid) -> None:
    grid.table.go(0, 1)
    press(grid.table, KEY.Key_Right)
    press(grid.table, KEY.Key_Left)
    write(grid, "2026.7")
    press(editor(grid), KEY.Key_Tab)
    type_in(grid.table, "5")
    press(editor(grid), KEY.Key_Return)
    assert grid.rows()[0]["month"] == PartialDay(2026, 7)
    assert grid.table.currentIndex().row() == 1


def test_escape_gives_a_cell_back_as_it_was(grid: Grid) -> None:
    grid.table.go(0, 2)
    type_in(grid.table, "9")
    press(editor(grid), KEY.Key_Escape)
    assert grid.touched() == []
    assert words(grid, 0)[2] == "350"


def test_what_is_no_value_stays_as_text_with_its_sentence(grid: Grid) -> None:
    grid.table.go(1, 2)
    write(grid, "much")
    press(editor(grid), KEY.Key_Tab)
    assert words(grid, 1)[2] == "much"
    assert grid.rows()[1]["amount"] is None
    assert list(grid.wrong()) == [(1, "amount")]
    assert grid.next_button.isVisible()
    press(grid.table, KEY.Key_F8)
    assert grid.table.currentIndex().column() == 2
    assert grid.model.said(grid.table.currentIndex()) == grid.wrong()[1, "amount"]


def test_a_block_of_a_spreadsheet_is_pasted_with_its_names_and_grows_the_grid(
    grid: Grid, tea: int
) -> None:
    copied("Tea garden\t2026年6月\t1.2亿元\t" + SECOND.code + "\r\nP-1\t2026.7\t50\t\r\n")
    grid.table.go(2, 0)
    press(grid.table, KEY.Key_V, CTRL)
    assert grid.wrong() == {}
    assert grid.touched() == [2, 3]
    assert [one["project_id"] for one in grid.rows()[2:]] == [tea, tea]
    assert [one["amount"] for one in grid.rows()[2:]] == [120_000_000, 500_000]
    assert grid.rows()[2]["month"] == PartialDay(2026, 6)
    assert grid.rows()[2]["use"] == SECOND.code
    assert words(grid, 3)[0] == "Tea garden"


def test_a_name_that_fits_none_or_several_says_so(grid: Grid) -> None:
    copied("Orchard\t\t1\r\nPalace\t\t1\r\n")
    grid.table.go(2, 0)
    press(grid.table, KEY.Key_V, CTRL)
    wrong = grid.wrong()
    assert "Orchard east" in wrong[2, "project_id"]
    assert "Palace" in wrong[3, "project_id"]
    assert grid.rows()[3]["project_id"] is None


def test_a_new_row_wants_what_is_required_once_something_stands_in_it(grid: Grid) -> None:
    grid.table.go(2, 4)
    type_in(grid.table, "n")
    press(editor(grid), KEY.Key_Return)
    assert {key for _row, key in grid.wrong()} == {"project_id", "amount"}
    press(grid.table, KEY.Key_Z, CTRL)
    assert grid.wrong() == {}
    assert len(grid.rows()) == 2


def test_one_cell_pasted_on_a_block_fills_it(grid: Grid) -> None:
    copied("77\n")
    grid.table.go(0, 2)
    press(grid.table, KEY.Key_Down, SHIFT)
    press(grid.table, KEY.Key_V, CTRL)
    assert [one["amount"] for one in grid.rows()] == [770_000, 770_000]


def test_what_was_copied_is_pasted_elsewhere_as_it_was(grid: Grid) -> None:
    grid.put(0, "note", 'say "tea"')
    grid.table.go(0, 1)
    for _time in range(3):
        press(grid.table, KEY.Key_Right, SHIFT)
    press(grid.table, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == '2026-05\t350\t\t"say ""tea"""\n'
    grid.table.go(1, 1)
    press(grid.table, KEY.Key_V, CTRL)
    assert grid.rows()[1]["note"] == 'say "tea"'
    assert grid.rows()[1]["amount"] == 3_500_000


def test_rows_that_find_no_place_are_told(grid: Grid, notices: list[Notice]) -> None:
    grid.may_grow = False
    copied("1\n2\n3\n")
    grid.table.go(1, 2)
    press(grid.table, KEY.Key_V, CTRL)
    assert grid.rows()[1]["amount"] == 10_000
    assert "2 rows" in notices[-1].text


def test_delete_empties_what_may_be_emptied(grid: Grid) -> None:
    press(grid.table, KEY.Key_A, CTRL)
    press(grid.table, KEY.Key_Delete)
    assert grid.rows()[0]["amount"] is None
    assert grid.rows()[0]["origin"] == "outside"


def test_every_step_is_taken_back_and_done_again(grid: Grid) -> None:
    first = grid.rows()
    grid.put(0, "amount", 1)
    grid.put(2, "amount", 2)
    last = grid.rows()
    press(grid.table, KEY.Key_Z, CTRL)
    press(grid.table, KEY.Key_Z, CTRL)
    assert grid.rows() == first
    press(grid.table, KEY.Key_Z, CTRL)
    press(grid.table, KEY.Key_Y, CTRL)
    press(grid.table, KEY.Key_Y, CTRL)
    assert grid.rows() == last


def test_before_anything_is_typed_undo_is_left_to_the_window(grid: Grid) -> None:
    asked: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), grid)
    shortcut.activated.connect(lambda: asked.append("window"))
    press(grid.table, KEY.Key_Z, CTRL)
    assert asked == ["window"]
    grid.put(0, "amount", 1)
    press(grid.table, KEY.Key_Z, CTRL)
    press(grid.table, KEY.Key_Z, CTRL)
    assert asked == ["window"]
    assert grid.touched() == []


def test_the_cell_above_is_repeated(grid: Grid) -> None:
    grid.table.go(1, 2)
    press(grid.table, KEY.Key_D, CTRL)
    assert grid.rows()[1]["amount"] == 3_500_000


def test_only_rows_that_were_added_are_taken_away(grid: Grid) -> None:
    grid.put(2, "amount", 5)
    press(grid.table, KEY.Key_A, CTRL)
    press(grid.table, KEY.Key_Minus, CTRL)
    assert [one.get("id") for one in grid.rows()] == [7, 8]


def test_a_list_is_opened_and_its_option_taken_by_keys(grid: Grid) -> None:
    grid.table.go(0, 3)
    press(grid.table, KEY.Key_F2)
    box = editor(grid)
    assert isinstance(box, ChoiceBox)
    press(box, KEY.Key_Down)
    press(box, KEY.Key_Return)
    assert grid.rows()[0]["use"] in {FIRST.code, SECOND.code}
    assert grid.table.currentIndex().row() == 1


def test_a_typed_option_needs_no_list(grid: Grid) -> None:
    grid.table.go(0, 3)
    write(grid, SECOND.code)
    press(editor(grid), KEY.Key_Tab)
    assert grid.rows()[0]["use"] == SECOND.code


def test_a_typed_name_becomes_the_record(grid: Grid) -> None:
    grid.table.go(0, 0)
    write(grid, "P-3")
    press(editor(grid), KEY.Key_Tab)
    assert words(grid, 0)[0] == "Orchard west"
    assert grid.wrong() == {}


def test_arrows_leave_a_cell_that_is_being_typed_but_not_one_that_is_being_changed(
    grid: Grid,
) -> None:
    grid.table.go(0, 2)
    type_in(grid.table, "6")
    press(editor(grid), KEY.Key_Down)
    assert grid.rows()[0]["amount"] == 60_000
    press(grid.table, KEY.Key_F2)
    line = editor(grid)
    assert isinstance(line, QLineEdit)
    press(line, KEY.Key_Left)
    assert grid.table.currentIndex().column() == 2


def test_a_cell_that_is_left_by_a_click_elsewhere_keeps_what_was_typed(grid: Grid) -> None:
    grid.table.go(0, 2)
    type_in(grid.table, "8")
    grid.table.setFocus()
    assert grid.rows()[0]["amount"] == 80_000


def test_a_locked_cell_takes_neither_keys_nor_paste(desk: Desk, tea: int, qtbot: QtBot) -> None:
    grid = Grid(desk, COLUMNS)
    grid.show_rows([{**ROWS[0], "project_id": tea}], locked={0: {"amount", "month"}})
    shown(qtbot, grid)
    assert words(grid, 0)[0] == "Tea garden"
    copied("2026.1\t9\t\tlate\n")
    grid.table.go(0, 1)
    type_in(grid.table, "2")
    assert grid.table.focusWidget() is grid.table
    press(grid.table, KEY.Key_V, CTRL)
    assert grid.rows()[0]["amount"] == 3_500_000
    assert grid.rows()[0]["note"] == "late"
    assert grid.touched() == [0]


def test_what_the_store_refuses_stands_in_the_cell_until_its_row_is_edited(grid: Grid) -> None:
    grid.tell({(0, "amount"): "Too much."}, {(1, "month"): "Unusual."})
    assert grid.model.said(grid.model.index(0, 2)) == "Too much."
    assert grid.model.said(grid.model.index(1, 1)) == "Unusual."
    grid.put(0, "note", "corrected")
    assert grid.model.said(grid.model.index(0, 2)) == ""
    assert grid.model.said(grid.model.index(1, 1)) == "Unusual."


def test_a_paragraph_keeps_its_lines(desk: Desk, qtbot: QtBot) -> None:
    grid = Grid(desk, [GridColumn("done", "Done", LongText()), GridColumn("n", "N", Text())])
    grid.show_rows([{"done": "one\ntwo"}])
    shown(qtbot, grid)
    grid.table.setFocus()
    press(grid.table, KEY.Key_F2)
    paragraph = editor(grid)
    assert isinstance(paragraph, QPlainTextEdit)
    press(paragraph, KEY.Key_End, CTRL)
    press(paragraph, KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    type_in(paragraph, "three")
    press(paragraph, KEY.Key_Tab)
    assert grid.rows()[0]["done"] == "one\ntwo\nthree"


def test_tab_leaves_the_grid_at_its_end(desk: Desk, qtbot: QtBot) -> None:
    page, after, grid = QWidget(), QLineEdit(), Grid(desk, COLUMNS)
    box = QVBoxLayout(page)
    box.addWidget(grid)
    box.addWidget(after)
    grid.show_rows(ROWS[1:])
    shown(qtbot, page)
    grid.table.setFocus()
    grid.table.go(0, 4)
    press(grid.table, KEY.Key_Tab)
    assert after.hasFocus()


def test_a_double_click_opens_a_cell(grid: Grid) -> None:
    place = grid.table.visualRect(grid.model.index(0, 2)).center()
    double_click(grid.table.viewport(), QPoint(place))
    assert isinstance(editor(grid), QLineEdit)


def test_a_row_that_is_added_comes_with_what_has_no_column(grid: Grid) -> None:
    at = grid.add_row({"amount": 30_000, "note": "again"}, {"corrects": 5})
    assert at == 2
    assert grid.touched() == [2]
    assert grid.rows()[2]["corrects"] == 5
    assert grid.rows()[2]["amount"] == 30_000
    press(grid.table, KEY.Key_Z, CTRL)
    assert len(grid.rows()) == 2


def long_block() -> str:
    return "\n".join(f"Tea garden\t2026-05\t{at}\t{FIRST.label}" for at in range(1, 3001))


def test_a_long_block_comes_in_pieces_and_is_one_step(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(2, 0)
    copied(long_block())
    press(grid.table, KEY.Key_V, CTRL)
    assert grid.model.rowCount() < 3000
    qtbot.waitUntil(lambda: len(grid.table.chosen()) == 3000 * 4)
    assert len(grid.rows()) == 3002
    press(grid.table, KEY.Key_Z, CTRL)
    assert len(grid.rows()) == 2


def test_no_turn_of_a_long_paste_keeps_the_window_waiting(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(2, 0)
    copied(long_block())
    press(grid.table, KEY.Key_V, CTRL)
    turns = grid.table.findChildren(Turns)
    qtbot.waitUntil(lambda: len(grid.model.sheet.list) == 3002)
    assert [one.slices > 5 for one in turns] == [True]


def test_who_asks_for_the_rows_gets_the_whole_block(grid: Grid, tea: int) -> None:
    grid.table.go(2, 0)
    copied(long_block())
    press(grid.table, KEY.Key_V, CTRL)
    assert len(grid.rows()) == 3002
    assert grid.rows()[3001]["project_id"] == tea
    assert grid.wrong() == {}


def test_what_is_undone_while_a_block_comes_in_is_the_whole_block(grid: Grid, qtbot: QtBot) -> None:
    grid.table.go(2, 0)
    copied(long_block())
    press(grid.table, KEY.Key_V, CTRL)
    press(grid.table, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(grid.model.sheet.list) == 2)
    press(grid.table, KEY.Key_Y, CTRL)
    assert len(grid.rows()) == 3002
