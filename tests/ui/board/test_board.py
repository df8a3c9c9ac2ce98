# SPDX-License-Identifier: Apache-2.0
"""The board: cards that are walked and moved by keys and by the mouse, sums that follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm.domain.project import Project
from crm.domain.records import today as this_day
from crm.domain.rules.stages import CODES
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a_policy, a_project, a_receipt
from tests.ui.keys import press, type_in
from tests.ui.tables.conftest import TODAY, today
from ui.board import cardrows
from ui.board.board import BoardView
from ui.desk.desk import Desk
from ui.forms.moving import MoveDialog

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def ids(store: Register) -> dict[str, int]:
    """Three projects in reserve, one in negotiation, one shelved."""
    with store.writing("Prepared") as unit:

        def add(name: str, stage: str, age: int, **over: object) -> int:
            given = {"total_investment": 50_000_000, "stage_since": TODAY - timedelta(days=age)}
            return a_project(unit, name=name, stage=stage, **{**given, **over}).id

        return {
            "A": add("A works", "reserve", 1),
            "B": add("B works", "reserve", 2),
            "C": add("C works", "reserve", 100, chain="tea"),
            "N": add("N works", "negotiate", 3, total_investment=200_000_000, chain="tea"),
            "S": add("S works", "sign", 3, status="shelved"),
        }


@pytest.fixture
def board(desk: Desk, ids: dict[str, int], qtbot: QtBot) -> BoardView:
    assert ids
    made = BoardView(desk, today)
    qtbot.addWidget(made)
    desk.commands.ask_page(made.handlers)
    desk.relay.changed.connect(made.refresh)
    made.turned.connect(desk.commands.refresh)
    made.addActions([desk.commands.action(one.id) for one in desk.commands.all()])
    made.resize(1100, 620)
    made.show()
    made.show_filter(Filter())
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: None not in [made.rows.card(0, row) for row in range(3)])
    made.choose(ids["A"])
    made.focus()
    return made


def heads(board: BoardView) -> list[str]:
    return [one.text for one in board.heads]


def dialog_of(board: BoardView) -> MoveDialog:
    (found,) = [one for one in board.findChildren(MoveDialog) if one.isVisible()]
    return found


def middle(board: BoardView, column: int, row: int) -> QPoint:
    """The middle of a card in the viewport of its column."""
    return board.lanes[column].card_room(row).center()


def drag(board: BoardView, column: int, row: int, to: QPoint, *, drop: bool = True) -> None:
    """Take a card to a place of the board by the mouse."""
    port = board.lanes[column].viewport()
    start = middle(board, column, row)
    end = port.mapFromGlobal(board.mapToGlobal(to))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, NONE, start)
    QTest.mouseMove(port, start + QPoint(0, 4))
    QTest.mouseMove(port, start + QPoint(20, 20))
    QTest.mouseMove(port, end)
    if drop:
        QTest.mouseRelease(port, left, NONE, end)


def column_middle(board: BoardView, column: int) -> QPoint:
    bed = board.lanes[column].parentWidget()
    assert bed is not None
    return bed.mapTo(board, bed.rect().center())


def test_the_heads_count_and_sum_their_columns(board: BoardView) -> None:
    assert heads(board)[0] == "3 · ¥150m · In place this year: ¥0m"
    assert heads(board)[2] == "1 · ¥200m · In place this year: ¥0m"
    assert heads(board)[4] == "0 · ¥0m · In place this year: ¥0m"


def test_the_heads_follow_a_filter_and_what_is_changed(
    board: BoardView, store: Register, ids: dict[str, int], qtbot: QtBot
) -> None:
    board.show_filter(Filter((Condition("chain", "one_of", ("tea",)),)))
    qtbot.waitUntil(lambda: heads(board)[0].startswith("1 · ¥50m"))
    with store.writing("Changed") as unit:
        project = unit.get(Project, ids["C"])
        unit.change(project, {"total_investment": 70_000_000, "name": "C2 works"})
        a_receipt(unit, project, state="reported", amount=3_000_000)
    qtbot.waitUntil(lambda: heads(board)[0] == "1 · ¥70m · In place this year: ¥3m")
    qtbot.waitUntil(lambda: board.lanes[0].cards.index(0, 0).data() == "C2 works")


def test_the_arrows_walk_over_cards_and_columns(board: BoardView, ids: dict[str, int]) -> None:
    press(board.lanes[0], Qt.Key.Key_Down)
    assert board.current_id == ids["B"]
    press(board.lanes[0], Qt.Key.Key_Right)
    assert board.current_id == ids["N"]
    assert board.lanes[2].hasFocus()
    press(board.lanes[2], Qt.Key.Key_Right)
    assert board.current_id == ids["N"]
    press(board.lanes[2], Qt.Key.Key_Left)
    assert board.current_id == ids["A"]
    press(board.lanes[0], Qt.Key.Key_End)
    assert board.current_id == ids["C"]
    press(board.lanes[0], Qt.Key.Key_Home)
    assert board.current_id == ids["A"]


def test_only_one_card_on_the_board_is_the_current_one(
    board: BoardView, ids: dict[str, int]
) -> None:
    board.choose(ids["N"])
    assert [lane.current for lane in board.lanes] == [-1, -1, 0, -1, -1]


def test_enter_and_a_double_click_open_the_project(board: BoardView, ids: dict[str, int]) -> None:
    opened: list[int] = []
    board.opened.connect(opened.append)
    press(board.lanes[0], Qt.Key.Key_Return)
    assert opened == [ids["A"]]
    port = board.lanes[0].viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, NONE, middle(board, 0, 1))
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, NONE, middle(board, 0, 1))
    assert opened == [ids["A"], ids["B"]]


def test_ctrl_and_an_arrow_ask_for_the_next_stage_or_the_one_before(
    board: BoardView, ids: dict[str, int]
) -> None:
    press(board.lanes[0], Qt.Key.Key_Right, CTRL)
    assert dialog_of(board).stage.current == "advance"
    dialog_of(board).reject()
    board.choose(ids["N"])
    press(board.lanes[2], Qt.Key.Key_Left, CTRL)
    assert dialog_of(board).stage.current == "advance"
    dialog_of(board).reject()


def test_there_is_nothing_before_the_first_stage(board: BoardView) -> None:
    assert set(board.handlers()) == {"board.open", "board.move", "board.onward"}


def test_moving_by_keys_changes_both_columns_and_keeps_the_card_chosen(
    board: BoardView, store: Register, ids: dict[str, int], qtbot: QtBot
) -> None:
    press(board.lanes[0], Qt.Key.Key_Right, CTRL)
    dialog = dialog_of(board)
    dialog.on.set_value(this_day())
    type_in(dialog.reason, "Decided")
    press(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: heads(board)[1].startswith("1 · ¥50m"))
    assert heads(board)[0].startswith("2 · ¥100m")
    assert board.current_id == ids["A"]
    with store.writing("Look") as unit:
        assert unit.get(Project, ids["A"]).stage == "advance"


def test_a_card_dragged_to_another_column_asks_what_that_stage_needs(
    board: BoardView, ids: dict[str, int], store: Register, qtbot: QtBot
) -> None:
    drag(board, 0, 1, column_middle(board, 3))
    dialog = dialog_of(board)
    assert dialog.stage.current == "sign"
    assert dialog.windowTitle()
    dialog.on.set_value(this_day())
    type_in(dialog.reason, "Decided")
    dialog.accept()
    qtbot.waitUntil(lambda: heads(board)[3].startswith("1 · ¥50m"))
    with store.writing("Look") as unit:
        assert unit.get(Project, ids["B"]).stage == "sign"


def test_while_dragging_the_column_below_the_pointer_is_marked(board: BoardView) -> None:
    drag(board, 0, 0, column_middle(board, 2), drop=False)
    marked = [lane.target for lane in board.lanes]
    assert marked == [False, False, True, False, False]
    press(board.lanes[0], Qt.Key.Key_Escape)
    assert not any(lane.target for lane in board.lanes)


def test_escape_puts_a_dragged_card_back(board: BoardView) -> None:
    drag(board, 0, 0, column_middle(board, 2), drop=False)
    press(board.lanes[0], Qt.Key.Key_Escape)
    port = board.lanes[0].viewport()
    end = port.mapFromGlobal(board.mapToGlobal(column_middle(board, 2)))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)
    assert not board.findChildren(MoveDialog)


@pytest.mark.parametrize("where", ["home", "outside"])
def test_a_card_let_go_at_home_or_nowhere_stays(board: BoardView, where: str) -> None:
    to = column_middle(board, 0) if where == "home" else QPoint(-50, -50)
    drag(board, 0, 0, to)
    assert not board.findChildren(MoveDialog)
    assert heads(board)[0].startswith("3 · ")


def test_what_is_not_on_the_board_is_one_click_away(board: BoardView) -> None:
    buttons = {one.text(): one for one in board.findChildren(QPushButton) if one.isVisible()}
    assert not buttons["Terminated 0"].isEnabled()
    asked: list[str] = []
    board.aside_asked.connect(asked.append)
    buttons["Shelved 1"].click()
    assert asked == ["shelved"]


def test_a_card_says_all_of_it_to_those_who_listen(board: BoardView) -> None:
    index = board.lanes[0].cards.index(2, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "C works, No investor yet, ¥50m, 100 days, stale, "
        "Lacks: Person responsible, Target company or early-stage work, A contact about the project"
    )


def test_a_move_that_was_given_up_does_not_pull_the_card_back(
    board: BoardView, store: Register, ids: dict[str, int], qtbot: QtBot
) -> None:
    board.move_to("advance")
    dialog_of(board).reject()
    board.choose(ids["N"])
    with qtbot.waitSignal(board.rows.counted), store.writing("Changed") as unit:
        unit.change(unit.get(Project, ids["B"]), {"total_investment": 1})
    assert board.current_id == ids["N"]


def test_in_a_narrow_window_every_column_is_reached_by_keys_and_by_dragging(
    board: BoardView, ids: dict[str, int]
) -> None:
    board.resize(500, 620)
    port = board.lanes[4].viewport()
    assert not port.visibleRegion().boundingRect().width()
    press(board.lanes[0], Qt.Key.Key_Right)
    assert board.current_id == ids["N"]
    assert board.lanes[2].visibleRegion().boundingRect().width() == board.lanes[2].width()
    press(board.lanes[2], Qt.Key.Key_Left)
    assert board.lanes[0].visibleRegion().boundingRect().width() == board.lanes[0].width()
    drag(board, 0, 0, QPoint(470, 300), drop=False)
    assert board.lanes[2].visibleRegion().boundingRect().width() == board.lanes[2].width()


def test_a_project_that_is_deleted_leaves_the_board(
    board: BoardView, store: Register, ids: dict[str, int], qtbot: QtBot
) -> None:
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, ids["A"]))
    qtbot.waitUntil(lambda: heads(board)[0].startswith("2 · ¥100m"))
    assert ids["A"] not in board.rows.ids(0)


def test_other_records_do_not_make_it_read_again(
    board: BoardView, store: Register, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(board.rows.counted, wait=20), store.writing("Policy") as unit:
        a_policy(unit)


def test_of_very_many_projects_only_those_seen_are_read(
    desk: Desk, store: Register, qtbot: QtBot
) -> None:
    with store.writing("Prepared") as unit:
        for number in range(400):
            a_project(unit, stage=CODES[number % 2])
    made = BoardView(desk, today)
    qtbot.addWidget(made)
    made.resize(1100, 620)
    made.show()
    made.show_filter(Filter())
    qtbot.waitUntil(lambda: made.rows.card(0, 0) is not None)
    assert len(made.rows.cards) == 2 * cardrows.WINDOW
    made.lanes[0].setFocus()
    press(made.lanes[0], Qt.Key.Key_End)
    qtbot.waitUntil(lambda: made.rows.card(0, 199) is not None)
