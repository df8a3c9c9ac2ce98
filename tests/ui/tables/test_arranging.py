# SPDX-License-Identifier: Apache-2.0
"""The user's columns are kept list by list; what cannot be read is as if there were none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.desk.geometry import Geometry
from ui.tables.arranging import ColumnWidth, keep_arrangement, read_arrangement


def test_columns_come_back_in_order_with_their_widths(tmp_path: Path) -> None:
    wanted = [ColumnWidth("stage", 90), ColumnWidth("name", 240)]
    keep_arrangement(Geometry(tmp_path / "w.json"), "project", wanted)
    assert read_arrangement(Geometry(tmp_path / "w.json"), "project") == wanted
    assert read_arrangement(Geometry(tmp_path / "w.json"), "person") == []


def test_a_column_without_a_width_has_the_one_before(tmp_path: Path) -> None:
    geometry = Geometry(tmp_path / "w.json")
    keep_arrangement(geometry, "project", [ColumnWidth("name", 333)])
    kept = keep_arrangement(geometry, "project", [ColumnWidth("code", 0), ColumnWidth("name", 0)])
    assert kept == [ColumnWidth("code", 0), ColumnWidth("name", 333)]


@pytest.mark.parametrize("kept", ["", "{", "7", "[1]", '[["name"]]', '[["name", "wide"]]'])
def test_what_cannot_be_read_is_as_if_there_were_none(tmp_path: Path, kept: str) -> None:
    geometry = Geometry(tmp_path / "w.json")
    geometry.keep_word("columns project", kept)
    assert read_arrangement(geometry, "project") == []
