# SPDX-License-Identifier: Apache-2.0
"""Width, case and accents do not count; runs are what stands together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.storage.search.folding import Run, fold, runs

TEXT = st.text("无锡商会茶々がぁABcéÀß１２3 -·〔〕（）株㈱ﬀ\u0301𠮷", max_size=20)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ＡＢＣ１２３", "abc123"), ("Café", "cafe"), ("STRASSE", "straße"), ("㈱茶", "(株)茶"),
        ("Selenium", "selenium"), ("ﬀ", "ff"), ("ǚ", "u"),
    ],
)  # fmt: skip
def test_texts_that_look_alike_are_the_same(text: str, same: str) -> None:
    assert fold(text) == fold(same)


def test_runs_end_where_the_script_changes_or_something_stands_between() -> None:
    assert runs("示政发〔2017〕16号，Class-A茶") == (
        Run("示政发", wide=True), Run("2017", wide=False), Run("16", wide=False),
        Run("号", wide=True), Run("class", wide=False), Run("a", wide=False), Run("茶", wide=True),
    )  # fmt: skip


def test_rare_characters_of_names_are_no_gaps() -> None:
    assert runs("㐀𠮷𬍛") == (Run("㐀𠮷𬍛", wide=True),)


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT, TEXT)
def test_a_part_of_a_text_is_folded_as_in_the_whole(one: str, other: str) -> None:
    assert fold(one) + fold(other) == fold(one + other)
