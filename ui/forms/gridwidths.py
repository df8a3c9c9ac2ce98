# SPDX-License-Identifier: Apache-2.0
"""How broad the columns of a grid are."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontMetrics

from crm.kinds import choices, days, numbers, texts
from crm.kinds.base import Kind
from crm.words import tr
from ui.forms.gridsheet import GridColumn
from ui.theme import sizes

USUAL = 20

WIDTHS: tuple[tuple[tuple[type[Kind[Any]], ...], int], ...] = (
    ((texts.LongText,), 32),
    ((choices.Flag, days.Year, days.Clock), 7),
    ((days.Month, numbers.Count), 10),
    ((days.Day, days.DayOrMonth, numbers.Scaled), 12),
    ((numbers.Money, numbers.ForeignMoney, choices.Choice), 14),
)
"""Digits by kind; the first that fits counts."""


def width_of(column: GridColumn, metrics: QFontMetrics) -> int:
    """The usual width of a column; its heading is seen whole, within reason."""
    usual = next((width for kinds, width in WIDTHS if isinstance(column.kind, kinds)), USUAL)
    own = column.width * metrics.averageCharWidth()
    wide = (
        own or _options(column, metrics) or usual * metrics.horizontalAdvance("0")
    ) + 2 * sizes.SPACE
    head = metrics.horizontalAdvance(f"{column.heading} *") + 3 * sizes.SPACE
    return max(wide, min(head, sizes.NAME_COLUMN), sizes.COLUMN_LEAST)


def _options(column: GridColumn, metrics: QFontMetrics) -> int:
    """So much room the longest option needs, within reason: in English they are long."""
    if not isinstance(column.kind, choices.Choice):
        return 0
    longest = max(metrics.horizontalAdvance(tr(one.label)) for one in column.kind.options)
    return min(longest + sizes.SPACE, sizes.NAME_COLUMN * 3 // 4)
