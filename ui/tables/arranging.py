# SPDX-License-Identifier: Apache-2.0
"""How the user has arranged the columns of a list: which, in what order, how wide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple, cast

from ui.desk.geometry import Geometry


class ColumnWidth(NamedTuple):
    """A column as the user has set it: its field and how wide it is; 0 is as wide as usual."""

    field: str
    width: int


def read_arrangement(geometry: Geometry, record: str) -> list[ColumnWidth]:
    """The arrangement of a list; empty if the user has made none, or it cannot be read."""
    try:
        kept: object = json.loads(geometry.word(f"columns {record}", "[]"))
        pairs = cast("list[tuple[str, int]]", kept if isinstance(kept, list) else [])
        return [ColumnWidth(str(name), int(width)) for name, width in pairs]
    except (ValueError, TypeError):
        return []


def keep_arrangement(
    geometry: Geometry, record: str, columns: Sequence[ColumnWidth]
) -> list[ColumnWidth]:
    """Keep an arrangement; a column without a width has the one it had before."""
    before = dict(read_arrangement(geometry, record))
    kept = [ColumnWidth(name, width or before.get(name, 0)) for name, width in columns]
    geometry.keep_word(f"columns {record}", json.dumps([list(one) for one in kept]))
    return kept
