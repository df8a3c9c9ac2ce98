# SPDX-License-Identifier: Apache-2.0
"""Numbers are exact: money in whole yuan however it is written, no decimal lost unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from crm import words
from crm.errors import InvalidInput
from crm.kinds.numbers import (
    LARGEST,
    Count,
    ForeignMoney,
    Money,
    Percent,
    Scaled,
    ScaledInteger,
    money_in_yi,
    money_words,
    number_of,
)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3,500", 35_000_000), ("3500万元", 35_000_000), ("3500 万", 35_000_000),
        ("1.2亿元", 120_000_000), ("1.2亿", 120_000_000), ("0.0001", 1), ("350000元", 350_000),
        ("350000 yuan", 350_000), ("2 yi", 200_000_000), ("５００", 5_000_000),
        ("3，500.5", 35_005_000), ("0", 0),
    ],
)  # fmt: skip
def test_money_is_understood_with_and_without_its_unit(text: str, yuan: int) -> None:
    assert Money().parse(text) == yuan


def test_money_below_a_yuan_is_refused_not_rounded() -> None:
    with pytest.raises(InvalidInput, match="whole yuan"):
        Money().parse("0.00005")
    with pytest.raises(InvalidInput, match="whole yuan"):
        Money().parse("0.5元")


def test_only_corrections_may_be_negative() -> None:
    with pytest.raises(InvalidInput, match="at least 0"):
        Money().parse("-20")
    assert Money(low=None).parse("-20") == -200_000


@given(st.integers(-LARGEST, LARGEST))
def test_no_yuan_is_lost_on_the_screen(yuan: int) -> None:
    assert Money(low=None).parse(Money().show(yuan)) == yuan


@pytest.mark.parametrize(
    ("yuan", "english", "chinese"),
    [
        (35_000_000, "CNY 35 million", "3,500万元"), (120_000_000, "CNY 120 million", "1.2亿元"),
        (0, "CNY 0 million", "0万元"), (1_005_000, "CNY 1 million", "100.5万元"),
        (-120_000_000, "CNY -120 million", "-1.2亿元"),
    ],
)  # fmt: skip
def test_an_amount_is_said_as_the_language_says_it(yuan: int, english: str, chinese: str) -> None:
    assert money_words(yuan) == english
    with words.speaking("zh_CN"):
        assert money_words(yuan) == chinese


def test_an_amount_in_yi_has_two_decimals() -> None:
    assert money_in_yi(123_450_000) == "1.23"


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_is_understood_with_grouping_and_blanks(number: Decimal) -> None:
    assert number_of(f"{number:,f}") == number
    assert number_of(f"  {number:f} ") == number


@pytest.mark.parametrize("text", ["1e5", "٣", "½", "NaN", "Infinity", "1-2", "", "+"])
def test_what_only_looks_like_a_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="is no number"):
        number_of(text)


def test_decimals_that_cannot_be_kept_are_refused_not_rounded() -> None:
    assert Scaled(2).parse("1.50") == Decimal("1.50")
    for refuse in (lambda: Scaled(2).parse("1.505"), lambda: Scaled(2).take(Decimal("1.505"))):
        with pytest.raises(InvalidInput, match="At most 2 decimals"):
            refuse()


def test_a_percentage_may_have_its_sign_and_has_no_sum() -> None:
    assert Percent().parse("12.5%") == Decimal("12.50")
    assert Percent().parse("12.5％") == Decimal("12.50")
    assert not Percent().summable
    assert Scaled(2).summable


def test_a_count_has_its_bounds() -> None:
    quarter = Count(low=1, high=4)
    assert quarter.parse("4") == 4
    for text, sentence in (("0", "at least 1"), ("5", "at most 4"), ("1.5", "whole number")):
        with pytest.raises(InvalidInput, match=sentence):
            quarter.parse(text)
    with pytest.raises(InvalidInput, match="at most"):
        Count().parse("3000000000")


def test_foreign_capital_may_be_more_than_a_count() -> None:
    assert ForeignMoney("USD").parse("3,000,000,000") == 3_000_000_000
    assert ForeignMoney("EUR").unit == "EUR"


def test_a_number_that_its_column_cannot_hold_is_refused_in_a_sentence() -> None:
    kind = Scaled(4)
    with pytest.raises(InvalidInput, match="too large"):
        kind.parse("930000000000000")
    column = kind.column_type()
    assert isinstance(column, ScaledInteger)
    largest = kind.parse("922337203685477.5807")
    assert column.process_bind_param(largest, sqlite.dialect()) == 2**63 - 1
