# SPDX-License-Identifier: Apache-2.0
"""The guide's own drawings keep inside their place and to their scale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.blocks import Block, Press
from crm.documents.engine.page import Page, Section
from crm.documents.engine.style import A4, look
from crm.documents.engine.text import Box
from crm.documents.guide.distances import Destination, DistanceMap
from crm.documents.guide.facts import Fact, Facts
from crm.documents.guide.front import card, telephone
from crm.documents.guide.shapes import (
    Flush,
    KeyFigure,
    KeyFigures,
    Ranking,
    Shares,
    hills,
    percentages,
)
from crm.documents.guide.speech import Quantity

TEXTS = st.text(max_size=40)
KM = st.decimals(0, 9000, places=0)


def drawn(block: Block, width: float = 453.0) -> Page:
    press, page = Press(look("tea")), Page(A4, Section(), 0)
    assert block.height(press, width) >= 0
    block.draw(press, page, 70, 700, width)
    return page


@given(st.lists(st.tuples(TEXTS, st.none() | st.floats(0, 1e12), TEXTS), max_size=6))
def test_any_ranking_can_be_drawn(rows: list[tuple[str, float | None, str]]) -> None:
    drawn(Ranking(rows))


@given(st.lists(st.tuples(TEXTS, KM, st.none() | st.integers(0, 359)), max_size=12))
def test_any_map_of_distances_can_be_drawn(
    places: list[tuple[str, Decimal, int | None]],
) -> None:
    drawn(DistanceMap("县", [Destination(name, km, at, "") for name, km, at in places]))


@given(st.lists(st.tuples(TEXTS, st.floats(0, 1e12), TEXTS), max_size=5))
def test_any_shares_can_be_drawn(parts: list[tuple[str, float, str]]) -> None:
    drawn(Shares("结构", parts))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=9), st.integers(1, 4))
def test_any_facts_and_figures_can_be_drawn(texts: list[tuple[str, str]], across: int) -> None:
    drawn(Facts([Fact(label, value) for label, value in texts], across))
    drawn(KeyFigures([KeyFigure(Quantity(value, ""), label) for label, value in texts], across))


def test_a_place_twice_as_far_stands_at_the_root_of_two() -> None:
    near, far = Destination("近", Decimal(100), 90, ""), Destination("远", Decimal(400), 90, "")
    shown = DistanceMap("县", [near, far])
    assert shown.place_of((0, 0), far)[0] == pytest.approx(2 * shown.place_of((0, 0), near)[0])
    assert shown.place_of((0, 0), far)[1] == pytest.approx(0, abs=1e-9)


def test_each_chapter_has_hills_of_its_own_and_always_the_same() -> None:
    def view(number: int) -> list[str]:
        page = Page(A4, Section(), 0)
        hills(Press(look("tea")), page, Box(0, 0, 595, 300), number)
        return page.operators

    assert view(1) == view(1) != view(2)


def test_the_dark_part_of_a_code_stands_at_the_edge() -> None:
    press = Press(look("tea"))
    assert 50 < Flush("tel:07195550100", 70).height(press, 100) < 70


def test_a_number_is_dialled_by_its_digits() -> None:
    assert telephone("0719-5550100 转 8001") == "tel:07195550100"
    assert telephone("+86 719 5550100、5550101") == "tel:+867195550100"
    assert telephone("none") == telephone(None) == ""


def test_a_contact_cannot_add_lines_to_its_card() -> None:
    made = card("A;B\nTEL:1", "0719", "")
    assert made.split("\n") == ["BEGIN:VCARD", "VERSION:3.0", "N:A\\;B TEL:1", "TEL:0719",
                                "END:VCARD"]  # fmt: skip


@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=8))
def test_shares_are_a_hundred_together_and_none_is_a_tenth_off(values: list[float]) -> None:
    shares = [Decimal(share.removesuffix("%")) for share in percentages(values)]
    assert sum(shares) == 100
    for share, value in zip(shares, values, strict=True):
        assert float(share) == pytest.approx(100 * value / sum(values), abs=0.1001)


def test_a_row_of_figures_is_as_high_as_its_longest_words() -> None:
    press = Press(look("tea"))
    short = KeyFigures([KeyFigure(Quantity("1", "家"), "企业")])
    long = KeyFigures([KeyFigure(Quantity("1", "家"), "规模以上农副产品加工和食品制造工业企业")])
    assert long.height(press, 453.0) > short.height(press, 453.0)
