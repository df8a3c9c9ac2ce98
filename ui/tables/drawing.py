# SPDX-License-Identifier: Apache-2.0
"""Draws the rows of the big table at one stroke: a frame costs a few calls a cell, not a hundred.

A delegate asks the model seven times for each cell; this asks once for each row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ui.tables.dots import dot
from ui.tables.model import ListModel
from ui.tables.painters import dot_of
from ui.tables.windows import Cells
from ui.theme import sizes
from ui.theme.theme import tokens

MOST_KEPT = 20_000  # shortened texts that are remembered
PAD = sizes.GAP - 1


class Column(NamedTuple):
    """A column that is seen: its place in the model, its left edge, width and side."""

    at: int
    left: int
    width: int
    right: bool


class Look(NamedTuple):
    """What is special about rows: selected stretches, the current row, the one pointed at."""

    ranges: Sequence[tuple[int, int]]
    current: int
    pointed: int


class RowDrawing:
    """Draws rows of a model; remembers shortened texts."""

    def __init__(self, model: ListModel) -> None:
        self._model = model
        self._short: dict[tuple[str, int], tuple[str, int]] = {}
        self._metrics: QFontMetrics | None = None

    def forget(self) -> None:
        """Another font is used now."""
        self._short.clear()
        self._metrics = None

    def draw(
        self, painter: QPainter, rows: range, top: int, columns: Sequence[Column], look: Look
    ) -> None:
        """Draw rows, the first at `top`, as far as these columns go."""
        colours, model = tokens(), self._model
        text, chosen = QColor(colours.text), QColor(colours.on_selection)
        line, right = QColor(colours.line), painter.viewport().width()
        known, ids = model.windows.cells, model.ids
        # The cell that has a voice is drawn with it, apart from the others of its row.
        spoken = [one for one in columns if one.at == model.voiced]
        plain = [one for one in columns if one.at != model.voiced]
        for row in rows:
            selected = _within(look.ranges, row)
            if selected:
                painter.fillRect(0, top, right, sizes.ROW, QColor(colours.selection))
            elif row == look.pointed:
                painter.fillRect(0, top, right, sizes.ROW, QColor(colours.surface))
            cells = known.get(ids[row])
            if cells is None:
                model.windows.want(row)
                _draw_waiting(painter, columns, top, QColor(colours.sunken))
            else:
                painter.setPen(chosen if selected else text)
                voice = "" if selected else model.windows.voices.get(ids[row], "")
                self._draw_cells(painter, plain if voice else columns, top, cells)
                if voice:
                    painter.setPen(colours.colour(voice))
                    self._draw_cells(painter, spoken, top, cells)
            painter.fillRect(0, top + sizes.ROW - 1, right, 1, line)
            if row == look.current:
                painter.fillRect(0, top, sizes.MARK, sizes.ROW - 1, QColor(colours.focus))
            top += sizes.ROW

    def _draw_cells(
        self, painter: QPainter, columns: Sequence[Column], top: int, cells: Cells
    ) -> None:
        metrics = self._metrics = self._metrics or painter.fontMetrics()
        foot = top + (sizes.ROW + metrics.ascent() - metrics.descent()) // 2
        texts, short, marked = cells[0], self._short, self._model.marked
        for at, left, width, right in columns:
            said = texts[at]
            if not said:
                continue
            start, room = left + PAD, width - 2 * PAD
            if at in marked:
                self._mark(painter, start, top, at, cells[1][at])
                start, room = start + sizes.WIDE, room - sizes.WIDE
            known = short.get((said, room))
            if known is None:
                known = self._cut(metrics, (said, room))
            painter.drawText(start + room - known[1] if right else start, foot, known[0])

    def _mark(self, painter: QPainter, left: int, top: int, at: int, value: object) -> None:
        role = dot_of(self._model.fields[at].kind, value)
        if role:
            painter.drawPixmap(left, top + (sizes.ROW - sizes.SPACE) // 2, dot(role))

    def _cut(self, metrics: QFontMetrics, key: tuple[str, int]) -> tuple[str, int]:
        if len(self._short) > MOST_KEPT:
            self._short.clear()
        short = metrics.elidedText(key[0], Qt.TextElideMode.ElideRight, key[1])
        found = self._short[key] = short, metrics.horizontalAdvance(short)
        return found


def _within(ranges: Sequence[tuple[int, int]], row: int) -> bool:
    at = bisect_right(ranges, (row, 1 << 60)) - 1
    return at >= 0 and row <= ranges[at][1]


def _draw_waiting(painter: QPainter, columns: Sequence[Column], top: int, colour: QColor) -> None:
    for _at, left, width, _right in columns:
        high = top + (sizes.ROW - sizes.SPACE) // 2
        painter.fillRect(left + PAD, high, width // 2, sizes.SPACE, colour)
