# SPDX-License-Identifier: Apache-2.0
"""A process of its own tells what the guide costs, and the floor draws lines on as many pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from bench.corpus import PHOTOS, photo
from bench.guide import draw_lines, told_by


def test_an_edit_and_a_sheet_cost_less_than_the_whole_guide(tmp_path: Path) -> None:
    for number in range(PHOTOS):
        (tmp_path / f"photo-{number}.jpg").write_bytes(photo(number))
    told = told_by("ours", tmp_path)
    assert told.pages == 345
    assert 0 < told.edited < told.cold
    assert 0 < told.sheet < told.cold / 5
    assert 20 < told.memory < 150


def test_the_floor_draws_what_it_is_given(tmp_path: Path) -> None:
    lines = [("招商引资", 70.0, 700.0, "NotoSerifSC-Regular", 10.5)]
    assert draw_lines([lines, lines], tmp_path / "floor.pdf") == 2
    document = pypdfium2.PdfDocument(tmp_path / "floor.pdf")
    assert document[1].get_textpage().get_text_range() == "招商引资"
