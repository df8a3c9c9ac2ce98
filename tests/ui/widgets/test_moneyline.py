# SPDX-License-Identifier: Apache-2.0
"""Amounts: typed in the unit one thinks in, kept whole in the smallest."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keys import type_in
from ui.widgets.moneyline import MoneyLine, Unit, read_number, show_number

UNITS = (Unit("元", 1), Unit("万元", 10_000), Unit("亿元", 100_000_000))


@pytest.fixture
def money(qtbot: QtBot) -> MoneyLine:
    made = MoneyLine(UNITS[1:])
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,286.5", Decimal("1286.5")),
        ("１２８６．５", Decimal("1286.5")),
        ("1 286", Decimal(1286)),
        ("-3", Decimal(-3)),
        ("", None),
        ("1e5", None),
        ("12a", None),
        ("--1", None),
        (".", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: Decimal | None) -> None:
    assert read_number(typed) == number


@given(st.decimals(-(10**15), 10**15, places=4))
def test_a_number_is_read_back_from_how_it_is_shown(number: Decimal) -> None:
    assert read_number(show_number(number)) == number


def test_an_amount_is_kept_in_the_smallest_unit(money: MoneyLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(money.changed):
        type_in(money.line, "128.5")
    assert money.value() == 1_285_000


def test_less_than_the_smallest_unit_is_wrong(money: MoneyLine) -> None:
    type_in(money.line, "0.00001")
    assert money.value() is None
    assert money.wrong()


def test_empty_is_unknown_and_not_nought(money: MoneyLine) -> None:
    assert money.value() is None
    assert not money.wrong()


def test_no_amount_is_not_taken_for_one(money: MoneyLine) -> None:
    type_in(money.line, "much")
    assert money.wrong()


@pytest.mark.usefixtures("qapp")
@given(st.none() | st.integers(-(10**14), 10**14))
def test_every_amount_is_shown_without_loss(value: int | None) -> None:
    assert QApplication.instance() is not None
    money = MoneyLine(UNITS[1:])
    money.set_value(value)
    assert money.value() == value
    money.deleteLater()
