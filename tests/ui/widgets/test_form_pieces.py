# SPDX-License-Identifier: Apache-2.0
"""The pieces of forms and pages: rows, chips, switches, stages, figures, conflicts, charts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import click, press, type_in
from ui.widgets.card import SectionHeader
from ui.widgets.charts import BarChart, Series
from ui.widgets.chips import Chip, ChipRow, ChipText
from ui.widgets.conflict import ConflictTable, Difference
from ui.widgets.empty import EmptyState
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import words
from ui.widgets.longtext import LongText
from ui.widgets.search import SearchLine
from ui.widgets.skeleton import Skeleton
from ui.widgets.split import SplitView
from ui.widgets.stagebar import StageBar
from ui.widgets.switch import ViewSwitch, Way

T = TypeVar("T", bound=QWidget)
STAGES = ("Reserved", "Advancing", "Negotiating", "Signed", "Under construction")


def shown(qtbot: QtBot, widget: T) -> T:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def test_words_of_people_are_never_markup(qtbot: QtBot) -> None:
    label = shown(qtbot, words("<b>bold</b> <img src=x>"))
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_row_says_its_name_and_its_trouble_to_a_screen_reader(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = shown(qtbot, FieldRow("Land", field, unit="mu", hint="As measured", required=True))
    assert (field.accessibleName(), field.accessibleDescription()) == ("Land (mu)", "As measured")
    row.show_error("Type a number of mu.")
    assert (row.message, field.property("state")) == ("Type a number of mu.", "wrong")
    assert field.accessibleDescription() == "Type a number of mu."
    row.show_error("")
    assert (row.message, field.property("state")) == ("As measured", "")


def test_a_row_is_marked_as_changed(qtbot: QtBot) -> None:
    row = shown(qtbot, FieldRow("Name", QLineEdit()))
    before = row.grab().toImage()
    row.mark_changed()
    assert row.changed
    assert row.grab().toImage() != before


def test_chips_are_pressed_and_removed_by_keys(qtbot: QtBot) -> None:
    row = shown(qtbot, ChipRow("Filter"))
    row.set_chips([ChipText("stage", "Signed"), ChipText("year", "This year")])
    told: list[str] = []
    row.pressed.connect(lambda: told.append("pressed"))
    row.removed.connect(told.append)
    first, second = row.findChildren(Chip)
    word = second.findChild(QToolButton)
    assert word is not None
    press(word, Qt.Key.Key_Return)
    press(word, Qt.Key.Key_Delete)
    cross = first.findChildren(QToolButton)[1]
    assert cross.accessibleName() == "Remove Signed"
    cross.click()
    assert told == ["pressed", "year", "stage"]


def test_many_chips_go_on_in_further_lines(qtbot: QtBot) -> None:
    row = shown(qtbot, ChipRow("Filter"))
    row.set_chips([ChipText(str(n), f"Condition number {n}") for n in range(9)])
    row.resize(400, 10)
    box = row.layout()
    assert box is not None
    assert box.heightForWidth(400) > 2 * box.heightForWidth(4000)
    row.resize(400, box.heightForWidth(400))
    assert all(row.rect().contains(chip.geometry()) for chip in row.findChildren(Chip))


def test_the_arrows_turn_a_switch_and_tell(qtbot: QtBot) -> None:
    switch = shown(qtbot, ViewSwitch("View", [Way("list", "List", "list"), Way("board", "Board")]))
    told: list[str] = []
    switch.chosen.connect(told.append)
    button = switch.findChildren(QToolButton)[0]
    button.setFocus()
    press(button, Qt.Key.Key_Right)
    assert (switch.current, told) == ("board", ["board"])
    switch.choose("list")
    assert told == ["board"]


def test_a_stage_bar_says_what_the_next_stage_lacks(qtbot: QtBot) -> None:
    bar = shown(qtbot, StageBar(STAGES))
    bar.show_stage(2, ["lead official", "agreement"])
    assert bar.accessibleDescription() == "Signed still lacks: lead official, agreement"
    bar.show_stage(2)
    assert bar.accessibleDescription() == "Ready for Signed"
    bar.show_stage(4)
    assert bar.accessibleDescription() == ""


def test_a_stage_is_asked_for_by_keys_and_by_mouse(qtbot: QtBot) -> None:
    bar = StageBar(STAGES)
    bar.resize(1000, 80)
    shown(qtbot, bar)
    bar.show_stage(1)
    asked: list[int] = []
    bar.asked.connect(asked.append)
    row = next(
        one for one in bar.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus
    )
    press(row, Qt.Key.Key_Right)
    press(row, Qt.Key.Key_Return)
    place = QPoint(row.width() * 9 // 10, row.height() // 2)
    click(row, place)
    assert asked == [2, 4]


def test_a_section_counts_and_offers_one_thing(qtbot: QtBot) -> None:
    head = shown(qtbot, SectionHeader("Events", "Show all"))
    head.set_count(4)
    button = head.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(head.pressed):
        button.click()


def test_an_empty_state_shows_all_of_a_long_sentence(qtbot: QtBot) -> None:
    empty = shown(qtbot, EmptyState("map", "No projects", "Enter one, or two of them. " * 8))
    empty.resize(900, 600)
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    page = shown(
        qtbot, EmptyState("map", "No projects", "Enter one.", first="New", second="Import")
    )
    first, second = page.findChildren(QPushButton)
    with qtbot.waitSignal(page.first):
        first.click()
    with qtbot.waitSignal(page.second):
        second.click()


def test_a_conflict_keeps_mine_until_theirs_is_chosen(qtbot: QtBot) -> None:
    table = shown(
        qtbot,
        ConflictTable(
            [Difference("name", "Name", "A", "B", "C"), Difference("land", "Land", "", "3", "4")],
            "Li",
        ),
    )
    assert table.choices() == {"name": "mine", "land": "mine"}
    with qtbot.waitSignal(table.chosen):
        table.choose("land", "theirs")
    assert table.choices() == {"name": "mine", "land": "theirs"}
    table.choose_all("theirs")
    assert set(table.choices().values()) == {"theirs"}


def test_a_search_line_speaks_when_the_typing_pauses_and_once(qtbot: QtBot) -> None:
    line = shown(qtbot, SearchLine("Find"))
    asked: list[str] = []
    line.asked.connect(asked.append)
    type_in(line, " 茶 ")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["茶"])
    press(line, Qt.Key.Key_Return)
    assert asked == ["茶"]
    press(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked == ["茶", ""])


def test_a_long_text_grows_up_to_its_limit_and_takes_no_markup(qtbot: QtBot) -> None:
    text = LongText()
    text.resize(300, 80)
    shown(qtbot, text)
    heights = [text.height()]
    for lines in (8, 200):
        text.set_value("line\n" * lines)
        heights.append(text.height())
    assert heights[0] < heights[1] < heights[2]
    text.set_value("x\n" * 2000)
    assert text.height() == heights[2]
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("bold")
    text.set_value("")
    with qtbot.waitSignal(text.changed):
        text.insertFromMimeData(pasted)
    assert text.value() == "bold"


def test_a_split_view_takes_remembered_sizes_that_fit(qtbot: QtBot) -> None:
    view = SplitView([QWidget(), QWidget()])
    view.resize(1001, 300)
    shown(qtbot, view)
    view.restore([300, 700])
    assert view.sizes() == [300, 700]
    view.restore([1, 2, 3], shares=[1, 1])
    assert view.sizes() == [500, 500]


def test_a_chart_is_painted_spoken_and_walked(qtbot: QtBot) -> None:
    chart = BarChart("Signed")
    chart.resize(500, 240)
    shown(qtbot, chart)
    empty = chart.grab().toImage()
    chart.set_data(["May", "June"], [Series("This year", [3, None]), Series("Last", [1, 2])])
    assert chart.grab().toImage() != empty
    assert chart.accessibleDescription() == "May: This year 3, Last 1; June: This year —, Last 2"
    told: list[int] = []
    chart.pressed.connect(told.append)
    press(chart, Qt.Key.Key_Right)
    press(chart, Qt.Key.Key_Return)
    click(chart, QPoint(450, 120))
    assert told == [0, 1]


def test_the_axis_of_a_chart_ends_at_a_round_number(qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart("Signed"))
    tops: list[float] = []
    for most in (0, 0.7, 3, 12, 50, 999):
        chart.set_data(["a"], [Series("x", [most])])
        tops.append(chart.top())
    assert tops == [1, 1, 5, 20, 50, 1000]


def test_the_axis_of_a_count_is_marked_with_whole_numbers(qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart("Signed"))
    for most in (0, 1, 2, 3, 5, 12, 50, 999):
        chart.set_data(["a"], [Series("x", [most])], whole=True)
        assert all(mark == int(mark) for mark in chart.marks()), chart.marks()
        assert chart.top() >= most
    chart.set_data(["a"], [Series("x", [1])])
    assert chart.marks() == (0, 0.5, 1)


def test_a_page_that_is_being_read_says_so(qtbot: QtBot) -> None:
    skeleton = shown(qtbot, Skeleton())
    assert skeleton.accessibleName() == "Being read"
    assert not skeleton.grab().isNull()


def test_long_text_keeps_lines_and_blanks_that_hold_words_together(qtbot: QtBot) -> None:
    text = LongText()
    qtbot.addWidget(text)
    text.set_value("30\u00a0June\nsecond line")
    assert text.value() == "30\u00a0June\nsecond line"
