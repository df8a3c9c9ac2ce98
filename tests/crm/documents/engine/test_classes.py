# SPDX-License-Identifier: Apache-2.0
"""Text from people: what cannot be printed goes, what can stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.classes import (
    NARROW,
    SHIFTED,
    WIDE_DASH,
    classes,
    clean,
    gaps,
    kinds,
    variants,
)


def test_controls_direction_marks_and_joiners_are_stripped() -> None:
    assert clean("a\x00b\u202ec\u2066d\u200be\ufefff\ufe0fg\x1b") == "abcdefg"


def test_line_ends_of_all_kinds_are_new_lines_and_tabs_are_spaces() -> None:
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_halves_of_pairs_and_private_planes_become_the_unknown_sign() -> None:
    assert clean("a\ud83db\U000f201c") == "a\ufffdb\ufffd"


def test_loose_accents_are_composed_and_rare_characters_are_left_alone() -> None:
    assert clean("e\u0301") == "é"
    assert clean("\uf900豈𬒈") == "\uf900豈𬒈"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


def test_quotes_are_narrow_in_latin_and_dashes_unbroken_in_chinese() -> None:
    assert variants("“one”") == f"{NARROW['“']}one{NARROW['”']}"
    assert variants("按“one-stop”办理") == "按“one-stop”办理"
    assert (
        variants("服务a “one” stop，it’s") == f"服务{variants('a “one” stop')}，{variants('it’s')}"
    )
    assert variants("“一”——") == f"“一”{WIDE_DASH * 2}"


def test_every_character_has_a_class() -> None:
    assert classes(kinds("A1中，（ ,(\n—-\xa0")) == "LDHCOScoNPYG"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("（“硒”），共", "（”）"),
        ("共3.6亿元", "共6"),
        ("每%件，硒A和é茶", "%硒Aé和"),
        ("［）》，々A", "）》々"),
        ("a，b c", ""),
    ],
)
def test_halves_are_shared_and_a_quarter_em_stands_where_latin_begins_and_ends(
    text: str, after: str
) -> None:
    found = [text[match.start()] for match in SHIFTED.finditer(kinds(text))]
    assert sorted(found) == sorted(after)


@given(st.text())
def test_kinds_say_more_than_classes_and_never_other(text: str) -> None:
    assert len(classes(kinds(text))) == len(text)
    assert gaps(text) <= len(text)
