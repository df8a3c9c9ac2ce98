# SPDX-License-Identifier: Apache-2.0
"""Texts that say more than their column holds come apart into the columns right of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm.errors import InvalidInput
from ui.forms.gridsheet import EMPTY, Cell, GridColumn, Place, Sheet


def apart(sheet: Sheet, cells: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """The cells, and what cells that cannot be taken as they are come apart into."""
    found = dict(cells)
    for (row, key), cell in cells.items():
        column = sheet.by_key[key]
        parts = column.parted(cell.text) if column.parted and cell.wrong else ()
        right = sheet.columns[sheet.columns.index(column) :]
        for one, part in zip(right, parts, strict=False):
            if one is column or not found.get((row, one.key), EMPTY).text:
                found[row, one.key] = sheet.read(one.key, part)
    return found


def spread(block: Sequence[Sequence[str]], columns: Sequence[GridColumn]) -> list[list[str]]:
    """A block that is pasted from the first of these columns on, with its texts come apart.

    Where the next column of the block holds something else, as when a table has one column for
    both hours, all that is right of it moves on.
    """
    rows = [list(row) for row in block]
    for at, column in enumerate(columns[:-1]):
        if column.parted is None:
            continue
        parts = [column.parted(row[at]) if at < len(row) else () for row in rows]
        if not any(len(one) > 1 for one in parts):
            continue
        if any(not _fits(columns[at + 1], row[at + 1]) for row in rows if at + 1 < len(row)):
            for row in rows:
                row.insert(at + 1, "")
        for row, one in zip(rows, parts, strict=True):
            row[at : at + len(one)] = one
    return rows


def _fits(column: GridColumn, text: str) -> bool:
    """Whether a text can stand in a column."""
    try:
        return not text.strip() or column.kind.parse(text) is not None
    except InvalidInput:
        return False
