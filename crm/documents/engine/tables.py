# SPDX-License-Identifier: Apache-2.0
"""Tables over pages: a merged title, repeated heads, cells that wrap, figures on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, NamedTuple

from typing_extensions import override

from crm.documents.engine.blocks import Partable, Place, Press
from crm.documents.engine.page import Page
from crm.documents.engine.style import TextStyle, aligned
from crm.documents.engine.text import Box, Run, Setting, set_text

Cell = str | Sequence[Run]
ColumnAlign = Literal["left", "right", "centre"]
PAD_X, PAD_Y = 6.0, 3.5
GUTTER = 14.0
"""The room between the columns of a plain table."""
_FIGURE = re.compile(r"[+\-−≥≤<>≈约]?[￥$€]?\d[\d,. ]*[%‰]?(?:[-–—~～]\d[\d,.]*[%‰]?)?|[—–-]|＿＿|")


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of the width, and on which side its cells stand.

    `align` empty means right when all cells are figures, else left; `name` marks a column of names
    that is set in bold on a ground. A cell of more than `most` lines, unless that is 0, ends in an
    ellipsis: of what is told in full elsewhere.
    """

    head: str = ""
    share: float = 1.0
    align: ColumnAlign | Literal[""] = ""
    name: bool = False
    most: int = 0


class _Shown(NamedTuple):
    """Lines `first` to `last` of a cell, and how high they are."""

    setting: Setting
    first: int
    last: int
    height: float


class _Laid(NamedTuple):
    """A row that is set: its cells and its height."""

    cells: Sequence[_Shown]
    height: float
    kind: Literal["head", "body", "sum"] = "body"


@dataclass(eq=False, repr=False)
class Table(Partable):
    """Rows of cells under heads; the last `sums` rows are totals.

    `title` stands above in a cell over all columns and is repeated with the heads; `heads` false
    leaves the heads out; `unit` is a note at the right of the title, such as 单位：万元.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    unit: str = ""
    heads: bool = True
    sums: int = 0
    plain: bool = False
    """Hairlines and quiet heads instead of grounds; cells hang from the top."""
    below: float = 0.0
    """So much room is kept under the last row for a remark that belongs to the table."""
    before: float = 2.0
    after: float = 10.0
    _laid: tuple[float, list[_Laid], list[_Laid]] | None = field(
        default=None, init=False, repr=False
    )

    def _widths(self, width: float) -> list[float]:
        whole = sum(column.share for column in self.columns)
        return [width * column.share / whole for column in self.columns]

    def styles(self, press: Press) -> list[tuple[TextStyle, TextStyle]]:
        """The styles of cells and of totals, a column."""
        body, bold = press.look.style("cell"), press.look.style("cell-name")
        sides = self._sides()
        found: list[tuple[TextStyle, TextStyle]] = []
        for index, column in enumerate(self.columns):
            align = sides[index]
            base = bold if column.name else body
            found.append((aligned(base, align), aligned(bold, align)))
        return found

    def _sides(self) -> list[ColumnAlign]:
        """On which side the cells of each column stand."""
        return [
            column.align or ("right" if self._figures(index) else "left")
            for index, column in enumerate(self.columns)
        ]

    def _figures(self, index: int) -> bool:
        """Whether all cells of a column are figures."""
        cells = [row[index] for row in self.rows]
        return bool(cells) and all(
            isinstance(cell, str) and _FIGURE.fullmatch(cell) for cell in cells
        )

    def _lay(self, press: Press, width: float) -> tuple[list[_Laid], list[_Laid]]:
        """The heads and the rows, set for a width."""
        if self._laid is None or self._laid[0] != width:
            widths = [own - (GUTTER if self.plain else 2 * PAD_X) for own in self._widths(width)]
            if self.plain:
                widths[-1] += GUTTER
            quiet = press.look.style("cell-head-plain" if self.plain else "cell-head")
            heads: list[_Laid] = []
            if self.heads:
                cells = [column.head for column in self.columns]
                styles = [quiet] * len(cells)
                if self.plain:
                    styles = [aligned(quiet, side) for side in self._sides()]
                heads += _rows(press, cells, styles, widths, "head")
            styles = self.styles(press)
            body = [own for own, _ in styles]
            bold = [own for _, own in styles]
            first_sum = len(self.rows) - self.sums
            rows: list[_Laid] = []
            for number, row in enumerate(self._shortened(press, body, widths)):
                if number < first_sum:
                    rows += _rows(press, row, body, widths)
                else:
                    rows += _rows(press, row, bold, widths, "sum")
            self._laid = (width, heads, rows)
        return self._laid[1], self._laid[2]

    def _shortened(
        self, press: Press, styles: Sequence[TextStyle], widths: Sequence[float]
    ) -> Sequence[Sequence[Cell]]:
        """The rows, with an ellipsis where a cell has more lines than its column shows."""
        limits = [(at, column.most) for at, column in enumerate(self.columns) if column.most]
        if not limits:
            return self.rows
        rows = [list(row) for row in self.rows]
        for row in rows:
            for at, most in limits:
                row[at] = _at_most(press, row[at], styles[at], widths[at], most)
        return rows

    def _title_height(self, press: Press) -> float:
        return press.look.style("table-title").leading + 3 if self.title or self.unit else 0.0

    @override
    def height(self, press: Press, width: float) -> float:
        heads, rows = self._lay(press, width)
        inner = sum(row.height for row in (*heads, *rows))
        return self.before + self._title_height(press) + inner + self.after

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        heads, rows = self._lay(press, width)
        top = self._draw_title(press, page, left, top - self.before, width)
        self._grid(press, page, left, top, width).draw([*heads, *rows])

    def _grid(self, press: Press, page: Page, left: float, top: float, width: float) -> _Grid:
        widths = self._widths(width)
        return _Grid(press, page, left, top, widths, self.columns, plain=self.plain)

    def _draw_title(self, press: Press, page: Page, left: float, top: float, width: float) -> float:
        if not (self.title or self.unit):
            return top
        style = press.look.style("table-title")
        if self.title:
            page.text(press.set(self.title, style, width), left, top)
        if self.unit:
            note = aligned(press.look.style("note"), "right")
            page.text(press.set(self.unit, note, width), left, top - style.leading + note.leading)
        return top - self._title_height(press)

    @override
    def least(self, press: Press, width: float) -> float:
        heads, rows = self._lay(press, width)
        fixed = self._title_height(press) + sum(head.height for head in heads)
        return self.before + fixed + self._first(rows)

    def _first(self, rows: Sequence[_Laid]) -> float:
        """The height of the rows that stay with the head."""
        many = _together(rows)
        below = self.below if many >= len(rows) else 0.0
        return sum(row.height for row in rows[:many]) + below

    @override
    def flow(self, press: Press, place: Place) -> None:
        width = place.width
        heads, rows = self._lay(press, width)
        fixed = self._title_height(press) + sum(head.height for head in heads)
        place.take(min(self.before, place.room))
        begun = fixed + self._first(rows)
        if place.room < begun <= _SURELY:
            place.turn()
        done = 0
        while done < len(rows) or (not rows and done == 0):
            last = _rows_here(rows, done, place.room - fixed, self.below)
            if last == done and rows:
                place.turn()
                last = max(_rows_here(rows, done, place.room - fixed, self.below), done + 1)
            shown = [*heads, *rows[done:last]]
            top = place.take(min(place.room, fixed + sum(row.height for row in rows[done:last])))
            top = self._draw_title(press, place.page, place.left, top, width)
            self._grid(press, place.page, place.left, top, width).draw(shown)
            done = last
            if done < len(rows):
                place.turn()
            if not rows:
                break
        place.take(min(self.after, place.room))


_HIGHEST = 400.0
"""A row higher than this is parted into several, so that each fits on a page."""


_SURELY = 320.0
"""What is not higher than this has room on every page."""
_FEW = 4
"""So few rows are not parted, if they have room on a page."""


def _together(rows: Sequence[_Laid]) -> int:
    """How many rows stay with the head of a table: one alone would look lost."""
    few = len(rows) <= _FEW and sum(row.height for row in rows) <= _SURELY / 2
    return len(rows) if few else 2


def _rows_here(rows: Sequence[_Laid], done: int, room: float, below: float) -> int:
    """Up to which row fits, the last one with so much room below it.

    No row is left alone on the next page, and no total.
    """
    last = done
    while last < len(rows) and rows[last].height <= room + 0.01:
        if last == len(rows) - 1 and rows[last].height + below > room + 0.01:
            break
        room -= rows[last].height
        last += 1
    if last == len(rows) - 1 and last - done > (1 if rows[last].kind == "sum" else _FEW):
        return last - 1
    return last


def _rows(
    press: Press,
    cells: Sequence[Cell],
    styles: Sequence[TextStyle],
    widths: Sequence[float],
    kind: Literal["head", "body", "sum"] = "body",
) -> list[_Laid]:
    """A row, or several when it is too high to stand on one page."""
    fonts = press.fonts
    settings = [set_text(fonts, *one) for one in zip(cells, styles, widths, strict=True)]
    whole = [_Shown(setting, 0, setting.lines, setting.height) for setting in settings]
    most = max(cell.last for cell in whole)
    step = max(1, int(_HIGHEST / styles[0].leading))
    if most <= step:
        return [_Laid(whole, max(cell.height for cell in whole) + 2 * PAD_Y, kind)]
    rows: list[_Laid] = []
    for first in range(0, most, step):
        shown = [_part(cell.setting, first, first + step) for cell in whole]
        rows.append(_Laid(shown, max(cell.height for cell in shown) + 2 * PAD_Y, kind))
    return rows


def _at_most(press: Press, cell: Cell, style: TextStyle, width: float, most: int) -> Cell:
    """A cell as it is, or in one style up to so many lines."""
    setting = set_text(press.fonts, cell, style, width)
    if setting.lines <= most:
        return cell
    own = style if isinstance(cell, str) else cell[0].style
    return [Run(setting.shortened(most), own)]


def _part(setting: Setting, first: int, last: int) -> _Shown:
    """So many of the lines of a cell as there are."""
    first, last = min(first, setting.lines), min(last, setting.lines)
    return _Shown(setting, first, last, setting.height * (last - first) / setting.lines)


@dataclass(eq=False, repr=False)
class _Grid:
    """Rows of a table on one page."""

    press: Press
    page: Page
    left: float
    top: float
    widths: Sequence[float]
    columns: Sequence[Column]
    plain: bool = False

    def draw(self, rows: Sequence[_Laid]) -> None:
        """Grounds first, then texts, then rules."""
        look, page, right = self.press.look, self.page, self.left + sum(self.widths)
        y, rules = self.top, [self.top]
        for row in rows:
            if row.kind == "sum" or (row.kind == "head" and not self.plain):
                ground = look.colour("primary" if row.kind == "head" else "tint")
                page.box(Box(self.left, y - row.height, right, y), ground)
            y -= row.height
            rules.append(y)
        if not self.plain:
            self._name_grounds(rows)
        self._texts(rows)
        inner = [((self.left, at), (right, at)) for at in rules[1:-1]]
        if inner:
            page.lines(inner, look.colour("rule"), 0.4)
        edges = [((self.left, at), (right, at)) for at in (rules[0], rules[-1])]
        page.lines(edges[:1], look.colour("primary"), 0.9)
        last = ("rule", 0.4) if self.plain else ("primary", 0.9)
        page.lines(edges[1:], look.colour(last[0]), last[1])

    def _name_grounds(self, rows: Sequence[_Laid]) -> None:
        heads = sum(row.height for row in rows if row.kind == "head")
        bottom = self.top - sum(row.height for row in rows)
        left = self.left
        for column, width in zip(self.columns, self.widths, strict=True):
            if column.name:
                box = Box(left, bottom, left + width, self.top - heads)
                self.page.box(box, self.press.look.colour("tint"))
            left += width

    def _texts(self, rows: Sequence[_Laid]) -> None:
        pad = 0.0 if self.plain else PAD_X
        lefts = list(accumulate(self.widths, initial=self.left + pad))[:-1]
        y, text = self.top, self.page.text
        for row in rows:
            hangs = self.plain and row.kind == "body"
            for (setting, first, last, height), left in zip(row.cells, lefts, strict=True):
                down = PAD_Y if hangs else (row.height - height) / 2
                text(setting, left, y - down, first, last)
            y -= row.height
