# SPDX-License-Identifier: Apache-2.0
"""Blocks of cells go to the clipboard and come back as spreadsheets write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.forms.gridtext import block_of, text_of

CELLS = st.text(alphabet=st.sampled_from('a1茶" \t\n'), max_size=8)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Tea\t2026.6\t350\r\n", [["Tea", "2026.6", "350"]]),
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\t"say ""tea"""\n', [["two\nlines", 'say "tea"']]),
        ('5" pipe\t"open', [['5" pipe', '"open']]),
        ("\t\n\t\n", [["", ""], ["", ""]]),
        ("one", [["one"]]),
        ("", [[""]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
    ],
)
def test_a_text_with_tabs_is_a_block_of_cells(text: str, block: list[list[str]]) -> None:
    assert block_of(text) == block


@given(BLOCKS)
def test_a_block_that_was_copied_is_pasted_as_it_was(block: list[list[str]]) -> None:
    assert block_of(text_of(block)) == block
