# SPDX-License-Identifier: Apache-2.0
"""Charts drawn as vectors in the look's colours, which are told apart in grey as well.

A value that is not known is `None`: it is left out, never drawn as 0.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from crm.documents.engine.blocks import Block, Press
from crm.documents.engine.page import Page, Point
from crm.documents.engine.style import Colour, TextStyle, aligned
from crm.documents.engine.text import Box, Setting

Value = float | None
TITLE, LEGEND, FOOT, AXIS, HEADROOM = 20.0, 16.0, 18.0, 40.0, 15.0
_TICKS = 4
_LEAST = 1e-9
"""What is less is drawn as nothing."""
_BAR_SHARE = 0.62
_WIDEST_BAR = 34.0
_FIGURES = 90.0


@dataclass(frozen=True)
class Series:
    """One row of values under a name, as many as the chart has labels."""

    name: str
    values: Sequence[Value]


def nice_step(highest: float, ticks: int = _TICKS) -> float:
    """A round distance of grid lines, so that about `ticks` of them reach `highest`."""
    if highest < _LEAST:
        return 1.0
    rough = highest / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.999)


def shown(value: float) -> str:
    """A value as it is written beside a bar: no needless decimals, thousands parted."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


@dataclass(eq=False, repr=False)
class _Chart(Block):
    """What bars and lines share: title, unit, labels below, a value axis with grid, a legend."""

    labels: Sequence[str]
    series: Sequence[Series]
    title: str = ""
    unit: str = ""
    plot: float = 140.0
    """The height of the plot alone."""

    @override
    def height(self, press: Press, width: float) -> float:
        head = TITLE if self.title or self.unit else 0.0
        legend = LEGEND if len(self.series) > 1 else 0.0
        return head + legend + self.plot + FOOT + 6

    def _highest(self) -> float:
        known = [value for row in self.series for value in row.values if value is not None]
        return max(known, default=0.0)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        top = _title(press, page, self.title, self.unit, left, top, width)
        if len(self.series) > 1:
            names = [row.name for row in self.series]
            _legend(press, page, names, left, top, width)
            top -= LEGEND
        step = nice_step(self._highest())
        ceiling = step * max(1, math.ceil(self._highest() / step - 1e-9))
        plot = Box(left + AXIS, top - self.plot, left + width, top - HEADROOM)
        self._grid(press, page, plot, step, ceiling)
        self._labels(press, page, plot)
        self._marks(press, page, plot, ceiling)

    def _grid(self, press: Press, page: Page, plot: Box, step: float, ceiling: float) -> None:
        style = aligned(press.look.style("chart"), "right")
        count = round(ceiling / step)
        pairs: list[tuple[Point, Point]] = []
        for number in range(count + 1):
            y = plot.bottom + (plot.top - plot.bottom) * number / count
            text = press.set(shown(number * step), style, AXIS - 6)
            page.text(text, plot.left - AXIS, y + style.leading / 2)
            pairs.append(((plot.left, y), (plot.right, y)))
        page.lines(pairs[1:], press.look.colour("rule"), 0.4)
        page.lines(pairs[:1], press.look.colour("quiet"), 0.8)

    def _labels(self, press: Press, page: Page, plot: Box) -> None:
        room = (plot.right - plot.left) / max(1, len(self.labels))
        style = aligned(press.look.style("chart"), "centre")
        for number, label in enumerate(self.labels):
            text = _one_line(press, label, style, room - 2)
            page.text(text, plot.left + room * number + 1, plot.bottom - 4)

    @abstractmethod
    def _marks(self, press: Press, page: Page, plot: Box, ceiling: float) -> None:
        """Draw the values."""


@dataclass(eq=False, repr=False)
class Bars(_Chart):
    """Upright bars, one group a label."""

    @override
    def _marks(self, press: Press, page: Page, plot: Box, ceiling: float) -> None:
        rows = len(self.series)
        room = (plot.right - plot.left) / max(1, len(self.labels))
        wide = min(_WIDEST_BAR, room * _BAR_SHARE / max(1, rows))
        style = aligned(press.look.style("chart"), "centre")
        for place, row in enumerate(self.series):
            colour = press.look.palette[place % len(press.look.palette)]
            for number, value in enumerate(row.values):
                if value is None:
                    continue
                middle = plot.left + room * (number + 0.5) + wide * (place - (rows - 1) / 2)
                high = (plot.top - plot.bottom) * max(0.0, value) / ceiling
                inset = wide * 0.04
                bar = Box(
                    middle - wide / 2 + inset, plot.bottom,
                    middle + wide / 2 - inset, plot.bottom + high,
                )  # fmt: skip
                page.box(bar, colour)
                text = press.set(shown(value), style, 60.0)
                if text.width <= max(wide, room / rows) + 1:
                    page.text(text, middle - 30, bar.top + style.leading + 0.5)


@dataclass(eq=False, repr=False)
class Lines(_Chart):
    """Lines through points, one line a series; a gap where a value is not known."""

    @override
    def _marks(self, press: Press, page: Page, plot: Box, ceiling: float) -> None:
        room = (plot.right - plot.left) / max(1, len(self.labels))
        style = aligned(press.look.style("chart"), "centre")
        for place, row in enumerate(self.series):
            colour = press.look.palette[place % len(press.look.palette)]
            points = [
                None
                if value is None
                else (
                    plot.left + room * (number + 0.5),
                    plot.bottom + (plot.top - plot.bottom) * max(0.0, value) / ceiling,
                )
                for number, value in enumerate(row.values)
            ]
            for stretch in _stretches(points):
                if len(stretch) > 1:
                    page.line(stretch, colour, thickness=1.6, dash=_DASHES[place % len(_DASHES)])
            for point, value in zip(points, row.values, strict=True):
                if point is not None and value is not None:
                    page.raw(_disc(point, 2.4, colour))
                    if len(self.series) == 1:
                        text = press.set(shown(value), style, 60.0)
                        page.text(text, point[0] - 30, point[1] + style.leading + 4)


_DASHES = ("", "4 2.5", "0.1 3")
"""Lines are told apart by their dashes too."""


def _stretches(points: Sequence[Point | None]) -> list[list[Point]]:
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return found


@dataclass(eq=False, repr=False)
class Pie(Block):
    """A ring of shares with its legend beside it, the largest share first."""

    parts: Sequence[tuple[str, Value]]
    title: str = ""
    unit: str = ""
    size: float = 130.0

    def _across(self, width: float) -> float:
        """The diameter of the ring: the legend needs its room too."""
        return min(self.size, width * 0.42)

    def _known(self) -> list[tuple[str, float]]:
        known = [(name, value) for name, value in self.parts if value is not None and value > 0]
        return sorted(known, key=lambda part: -part[1])

    def _rows(self, press: Press) -> float:
        return (len(self._known()) or 1) * (press.look.style("chart").leading + 5)

    @override
    def height(self, press: Press, width: float) -> float:
        head = TITLE if self.title or self.unit else 0.0
        return head + max(self._across(width), self._rows(press)) + 6

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        whole = self.height(press, width)
        inner = _title(press, page, self.title, self.unit, left, top, width)
        middle = (inner + top - whole) / 2
        radius = self._across(width) / 2
        centre = (left + radius, middle)
        known = self._known()
        total = sum(value for _, value in known)
        palette = press.look.palette
        turned = 0.0
        for number, (_, value) in enumerate(known):
            share = value / total
            colour = palette[number % len(palette)]
            page.raw(_wedge(centre, radius, turned, turned + share, colour))
            turned += share
        page.raw(_disc(centre, radius * 0.54, press.look.colour("paper")))
        self._draw_legend(press, page, left + 2 * radius + 16, middle, left + width)

    def _draw_legend(
        self, press: Press, page: Page, left: float, middle: float, right: float
    ) -> None:
        style = press.look.style("chart")
        known = self._known()
        total = sum(value for _, value in known)
        y = middle + self._rows(press) / 2
        for number, (name, value) in enumerate(known):
            colour = press.look.palette[number % len(press.look.palette)]
            page.box(Box(left, y - style.leading + 2, left + 8, y - 1), colour)
            figures = press.set(f"{shown(value)}　{value / total:.1%}", style, _FIGURES)
            room = max(style.size * 2, right - left - 20 - figures.width)
            page.text(_one_line(press, name, style, room), left + 14, y)
            page.text(figures, right - figures.width, y)
            y -= style.leading + 5


def _one_line(press: Press, text: str, style: TextStyle, room: float) -> Setting:
    """A text on one line, shortened if it must be."""
    setting = press.set(text, style, room)
    if setting.lines > 1:
        setting = press.set(setting.shortened(1), style, room)
    return setting


def _title(
    press: Press, page: Page, title: str, unit: str, left: float, top: float, width: float
) -> float:
    """Draw a chart's title and unit; where the chart begins below them."""
    if not (title or unit):
        return top
    style = press.look.style("table-title")
    page.text(press.set(title, style, width), left, top, 0, 1)
    if unit:
        note = aligned(press.look.style("note"), "right")
        page.text(press.set(unit, note, width), left, top - style.leading + note.leading, 0, 1)
    return top - TITLE


def _legend(
    press: Press, page: Page, names: Sequence[str], left: float, top: float, width: float
) -> None:
    style = press.look.style("chart")
    at = left + AXIS
    for number, name in enumerate(names):
        text = _one_line(press, name, style, max(20.0, left + width - at - 12))
        colour = press.look.palette[number % len(press.look.palette)]
        page.box(Box(at, top - 9, at + 8, top - 1), colour)
        page.text(text, at + 12, top + 0.5)
        at += 12 + text.width + 16


def _on_circle(centre: Point, radius: float, turn: float) -> Point:
    """A point on a circle, turned clockwise from the top by a share of the circle."""
    angle = math.pi / 2 - 2 * math.pi * turn
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _wedge(centre: Point, radius: float, start: float, stop: float, colour: Colour) -> str:
    """A filled piece of a pie between two shares of the circle, with a white edge."""
    pieces = max(1, math.ceil((stop - start) * 8))
    step = (stop - start) / pieces
    reach = 4 / 3 * math.tan(math.pi * step / 2) * radius
    x, y = _on_circle(centre, radius, start)
    path = [f"{centre[0]:.2f} {centre[1]:.2f} m {x:.2f} {y:.2f} l"]
    for number in range(pieces):
        begin, end = start + step * number, start + step * (number + 1)
        (ax, ay), (bx, by) = (_on_circle(centre, radius, turn) for turn in (begin, end))
        (atx, aty), (btx, bty) = (_on_circle((0, 0), reach, turn + 0.25) for turn in (begin, end))
        controls = f"{ax + atx:.2f} {ay + aty:.2f} {bx - btx:.2f} {by - bty:.2f}"
        path.append(f"{controls} {bx:.2f} {by:.2f} c")
    return f"{colour.fill} 1 1 1 RG 1 w 1 j {' '.join(path)} h B"


def _disc(centre: Point, radius: float, colour: Colour) -> str:
    k = radius * 0.5523
    x, y = centre
    return (
        f"{colour.fill} {x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c f"
    )
