# SPDX-License-Identifier: Apache-2.0
"""Where the pages of a document stand below each other at a zoom: arithmetic without a widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

POINTS, DOTS = 72, 96
"""Points and pixels to an inch: at a zoom of 1 a page has the size of its paper."""
LEAST, MOST, STEP = 0.25, 5.0, 1.25
"""How far one may zoom, and by how much at a time."""


class Spot(NamedTuple):
    """A place in a document: a page and how far down it, as a share of its height."""

    page: int
    down: float = 0.0


@dataclass(frozen=True)
class Rows:
    """Pages of these sizes (in points) one under the other, `gap` pixels apart."""

    sizes: Sequence[tuple[float, float]]
    zoom: float
    gap: int
    tops: tuple[int, ...]
    height: int
    width: int

    @staticmethod
    def of(sizes: Sequence[tuple[float, float]], zoom: float, gap: int) -> Rows:
        """The rows of pages at a zoom."""
        tops: list[int] = []
        top, scale = gap, zoom * DOTS / POINTS
        for _width, height in sizes:
            tops.append(top)
            top += max(1, round(height * scale)) + gap
        broadest = max((round(width * scale) for width, _height in sizes), default=0)
        return Rows(sizes, zoom, gap, tuple(tops), top, broadest + 2 * gap)

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.zoom * DOTS / POINTS

    def page_size(self, page: int) -> tuple[int, int]:
        """The size of a page in pixels."""
        width, height = self.sizes[page]
        return max(1, round(width * self.scale)), max(1, round(height * self.scale))

    def page_at(self, y: float) -> int:
        """The page at a height, or the next one above."""
        return max(0, min(len(self.tops) - 1, bisect_right(self.tops, y) - 1))

    def seen(self, top: float, height: float) -> range:
        """The pages of which something stands between two heights."""
        return range(self.page_at(top), self.page_at(top + height) + 1) if self.tops else range(0)

    def spot(self, y: float) -> Spot:
        """The place in the document at a height."""
        if not self.tops:
            return Spot(0)
        page = self.page_at(y)
        return Spot(page, (y - self.tops[page]) / self.page_size(page)[1])

    def height_of(self, spot: Spot) -> int:
        """At which height a place stands."""
        if not self.tops:
            return 0
        page = max(0, min(spot.page, len(self.tops) - 1))
        return self.tops[page] + round(spot.down * self.page_size(page)[1])


def fitting(sizes: Sequence[tuple[float, float]], width: int, gap: int) -> float:
    """The zoom at which the broadest page fills a width."""
    broadest = max((wide for wide, _high in sizes), default=0.0)
    room = max(1, width - 2 * gap)
    return held(room / broadest * POINTS / DOTS) if broadest else 1.0


def held(zoom: float) -> float:
    """A zoom within what is possible."""
    return max(LEAST, min(MOST, zoom))
