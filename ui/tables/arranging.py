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


def read_widths(geometry: Geometry, record: str) -> dict[str, int]:
    """How wide the user made each column, in whichever view."""
    widths = dict(read_arrangement(geometry, record))
    try:
        kept: object = json.loads(geometry.word(f"widths {record}", "{}"))
        pairs = cast("dict[str, int]", kept if isinstance(kept, dict) else {})
        return widths | {name: int(width) for name, width in pairs.items()}
    except (ValueError, TypeError):
        return widths


def keep_widths(geometry: Geometry, record: str, columns: Sequence[ColumnWidth]) -> dict[str, int]:
    """Keep the widths of the columns that are shown, beside those of others."""
    widths = read_widths(geometry, record) | {name: width for name, width in columns if width}
    geometry.keep_word(f"widths {record}", json.dumps(widths))
    return widths


class Arrangement:
    """The columns of a list: the usual ones with their order, and how wide each is in any view."""

    def __init__(self, geometry: Geometry, record: str) -> None:
        self._geometry, self._record = geometry, record
        self.usual = read_arrangement(geometry, record)
        self.widths = read_widths(geometry, record)

    def keep(self, columns: Sequence[ColumnWidth], *, usual: bool) -> None:
        """Keep widths, and as the usual columns those of a view that has none of its own."""
        self.widths = keep_widths(self._geometry, self._record, columns)
        if usual:
            self.usual = keep_arrangement(self._geometry, self._record, columns)
