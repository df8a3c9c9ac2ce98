# SPDX-License-Identifier: Apache-2.0
"""Usual positions have an English name; what is not known stays as it is written."""

from __future__ import annotations

import pytest

from crm.domain.rules.positions import ENGLISH, in_english


@pytest.mark.parametrize(
    ("title", "english"),
    [
        ("秘书长", "Secretary-General"),
        (" 总经理 ", "General Manager"),
        ("华中区负责人", ""),
        ("", ""),
    ],
)
def test_only_a_whole_position_is_said_in_english(title: str, english: str) -> None:
    assert in_english(title) == english


def test_every_english_word_can_be_read_and_none_is_chinese() -> None:
    assert all(word.isascii() and word[0].isupper() for word in ENGLISH.values())
