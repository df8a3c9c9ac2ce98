# SPDX-License-Identifier: Apache-2.0
"""The outline: which line stands under and beside which, and what is open."""

from __future__ import annotations

from typing import Any, cast

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.outline import Leaf, written

# The library is not typed through.
QPDF = cast("Any", pikepdf)


def _lines(*levels: int) -> list[str]:
    leaves = [Leaf(level, f"t{at}", "[9 0 R]") for at, level in enumerate(levels)]
    names = [f"{number} 0 R" for number in range(20, 21 + len(levels))]
    return written(leaves, names)


def test_chapters_are_open_and_what_stands_below_is_closed() -> None:
    root, first, section, *_rest = _lines(0, 1, 2, 2, 1, 0)
    assert root == "<< /Type /Outlines /Count 4 /First 21 0 R /Last 26 0 R >>"
    assert "/Count 2 /First 22 0 R /Last 25 0 R" in first
    assert "/Count -2 /First 23 0 R /Last 24 0 R" in section


def test_lines_know_what_stands_before_and_after_them_on_their_level() -> None:
    _root, first, section, _deep, _deep_too, last_section, last = _lines(0, 1, 2, 2, 1, 0)
    assert "/Prev" not in first
    assert "/Next 26 0 R" in first
    assert "/Parent 21 0 R" in section
    assert "/Prev 22 0 R" in last_section
    assert "/Prev 21 0 R" in last
    assert "/Next" not in last


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_another_reader_reads_any_title_as_it_was(title: str) -> None:
    _root, line = written([Leaf(0, title, "[9 0 R]")], ["1 0 R", "2 0 R"])
    said = line.removeprefix("<< /Title ").rpartition(" /Parent")[0]
    assert str(QPDF.Object.parse(said.encode("latin-1"))) == title
