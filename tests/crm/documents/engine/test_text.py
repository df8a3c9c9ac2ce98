# SPDX-License-Identifier: Apache-2.0
"""Titles: as many lines as they need, about as long as each other, no word in two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.embedding import Fonts
from crm.documents.engine.style import look
from crm.documents.engine.text import Setting

PLAIN = replace(look("tea").style("sheet-title"), balanced=False)
TITLE = replace(PLAIN, balanced=True)
WORDS = st.lists(
    st.sampled_from(["Park", "for", "Selenium-Rich", "Produce,", "项目", "加工", "2026"]),
    min_size=1,
    max_size=14,
)


def lines_of(text: str, measure: float, *, balanced: bool) -> list[str]:
    return Setting(Fonts(), text, TITLE if balanced else PLAIN, measure).texts()


def test_the_last_word_of_a_title_does_not_stand_alone() -> None:
    text = "E-Commerce Park for Selenium-Rich Produce, Chengxi Town"
    measure = Setting(Fonts(), text, PLAIN, 2000).width - 5
    assert lines_of(text, measure, balanced=False)[-1] == "Town"
    first, second = lines_of(text, measure, balanced=True)
    assert f"{first} {second}" == text, "and not within Selenium-Rich"
    assert len(second) > len(text) / 4


@given(WORDS, st.floats(min_value=120, max_value=500))
def test_a_balanced_title_has_the_same_lines_in_number_and_none_is_wider(
    words: list[str], measure: float
) -> None:
    text = " ".join(words)
    plain = Setting(Fonts(), text, PLAIN, measure)
    title = Setting(Fonts(), text, TITLE, measure)
    assert title.lines == plain.lines
    assert "".join(title.texts()).replace(" ", "") == text.replace(" ", "")
    assert title.width <= plain.width + 0.01


@pytest.mark.parametrize("measure", [250, 270, 300])
def test_no_word_is_parted_for_the_sake_of_balance(measure: float) -> None:
    for line in lines_of("A counterrevolutionaries is", measure, balanced=True):
        assert all(word in {"A", "counterrevolutionaries", "is"} for word in line.split())


SAID = st.lists(
    st.sampled_from(
        ["基地——万里茶道", "“山水茶城”", "‘绿’", "the “green” Farmers’ Cooperatives …", "ill", "、",
         "W", "一二三四五", "2026年", " ", "\n"]
    ),
    min_size=1,
    max_size=40,
)  # fmt: skip


@given(SAID, st.floats(min_value=60, max_value=300), st.integers(1, 3))
def test_what_is_shortened_keeps_its_signs_and_its_number_of_lines(
    words: list[str], measure: float, most: int
) -> None:
    text = "".join(words)
    whole = Setting(Fonts(), text, PLAIN, measure)
    if whole.lines <= most:
        return
    short = whole.shortened(most)
    assert text.startswith(short[:-1])
    assert short[-1] == "…"
    again = Setting(Fonts(), short, PLAIN, measure)
    assert again.lines <= most
    assert again.missing == ""
    if "\n" not in text:
        assert again.lines == most, "no more is cut than must be"
