# SPDX-License-Identifier: Apache-2.0
"""Months and years are walked by keys, and what is on in them is opened."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.keys import click, press
from ui.widgets.monthview import Entry, MonthView, after, laid_out, monday
from ui.widgets.yearview import YearView

TODAY = date(2026, 6, 18)
ROADSHOW = Entry(1, "Roadshow", date(2026, 6, 18), date(2026, 6, 18))
EXPO = Entry(2, "Expo", date(2026, 6, 17), date(2026, 6, 23), "expo")
KEY = Qt.Key
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.fixture
def month(qtbot: QtBot) -> MonthView:
    made = MonthView("Events", lambda day: "off" if day.weekday() > 4 else "")
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_month(TODAY, [ROADSHOW, EXPO], TODAY)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_arrows_walk_over_days_and_tell_another_month(month: MonthView) -> None:
    turned: list[object] = []
    month.turned.connect(turned.append)
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Left):
        press(month, key)
    assert (month.day, turned) == (date(2026, 6, 25), [])
    press(month, KEY.Key_Down)
    press(month, KEY.Key_PageDown)
    assert (month.day, turned) == (date(2026, 8, 2), [date(2026, 7, 2), date(2026, 8, 2)])
    press(month, KEY.Key_Home)
    assert month.day == TODAY


def test_enter_opens_what_space_has_chosen_or_begins_something_new(month: MonthView) -> None:
    opened: list[int] = []
    asked: list[object] = []
    month.opened.connect(opened.append)
    month.asked.connect(asked.append)
    press(month, KEY.Key_Return)
    press(month, KEY.Key_Space)
    press(month, KEY.Key_Return)
    assert sorted(opened) == [1, 2]
    press(month, KEY.Key_Up)
    press(month, KEY.Key_Return)
    assert asked == [date(2026, 6, 11)]
    assert "Expo" not in month.accessibleDescription()


def test_a_painted_month_knows_what_lies_where(month: MonthView) -> None:
    month.grab()
    opened: list[int] = []
    month.opened.connect(opened.append)
    # The expo lies on the Wednesday of the third week, below the number of the day.
    wide, high = month.width() / 7, (month.height() - 26) / month.weeks
    click(month, QPoint(int(2.5 * wide), int(26 + 2 * high + 30)))
    assert opened == [2]


@given(st.lists(st.tuples(days, st.integers(0, 20)), max_size=12), days)
def test_nothing_lies_over_another_in_a_week(spans: list[tuple[date, int]], day: date) -> None:
    entries = [Entry(at, "x", first, date.fromordinal(first.toordinal() + long))
               for at, (first, long) in enumerate(spans)]  # fmt: skip
    first = monday(day)
    lanes = laid_out(entries, first)
    for lane in lanes:
        assert all(one.last < other.first for one, other in pairwise(lane))
    last = date.fromordinal(first.toordinal() + 6)
    here = {one.key for one in entries if one.first <= last and one.last >= first}
    assert {one.key for lane in lanes for one in lane} == here


@given(days, st.integers(-40, 40))
def test_so_many_months_later_is_in_that_month(day: date, by: int) -> None:
    found = after(day, by)
    assert found.year * 12 + found.month == day.year * 12 + day.month + by
    assert found.day <= day.day


def test_a_year_is_walked_by_months_and_opens_one(qtbot: QtBot) -> None:
    year = YearView("Events")
    qtbot.addWidget(year)
    year.resize(900, 600)
    over = Entry(3, "Over the new year", date(2025, 12, 30), date(2026, 1, 2))
    year.show_year(TODAY, [over, ROADSHOW, EXPO], TODAY)
    year.show()
    assert [one.key for one in year.of_month(1)] == [3]
    turned: list[object] = []
    asked: list[object] = []
    year.turned.connect(turned.append)
    year.month_asked.connect(asked.append)
    press(year, KEY.Key_Down)
    press(year, KEY.Key_Return)
    assert (asked, turned) == ([date(2026, 10, 18)], [])
    press(year, KEY.Key_Down)
    assert turned == [date(2027, 2, 18)]
    year.grab()
