# SPDX-License-Identifier: Apache-2.0
"""The map of distances: places around the county by direction and distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from typing_extensions import override

from crm.documents.engine.blocks import Block, Press, Text
from crm.documents.engine.page import Page, Point
from crm.documents.engine.text import Box
from crm.documents.guide.shapes import disc, ring

BESIDE = 12.0
"""What is free between the map and the list beside it."""
_RINGS = (20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Destination:
    """A place on the map: how far, in which direction (degrees from north), what is said of it."""

    name: str
    km: Decimal
    bearing: int | None
    note: str


@dataclass
class DistanceMap(Block):
    """Places around the county by direction and distance, drawn to a square-root scale."""

    centre: str
    places: Sequence[Destination]
    size: float = 240.0

    @override
    def height(self, press: Press, width: float) -> float:
        line = press.look.style("cell").leading + 9
        return max(self.size + 16, line * len(self.places) + 4)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        middle = (left + self.size / 2, top - 8 - self.size / 2)
        self._rings(press, page, middle)
        taken = self._places(press, page, middle)
        self._scale(press, page, middle, taken)
        self._list(press, page, left + self.size + BESIDE, top, width - self.size - BESIDE)

    def _reach(self) -> float:
        return max((float(place.km) for place in self.places), default=1.0) or 1.0

    def _radius(self, km: float) -> float:
        return (self.size / 2 - 14) * math.sqrt(km / self._reach())

    def _rings(self, press: Press, page: Page, middle: Point) -> None:
        look = press.look
        disc(page, middle, self.size / 2, look.colour("wash"))
        for km in self._distances():
            ring(page, middle, self._radius(km), look.colour("rule"), 0.5)
        x, y = middle
        half = self.size / 2
        for a, b in (((x, y - half), (x, y + half)), ((x - half, y), (x + half, y))):
            page.line([a, b], look.colour("rule"), thickness=0.35)
        page.text(press.set("N", look.style("map-note"), 20.0), x + 3, y + half - 1)

    def _distances(self) -> list[int]:
        """The distances that have a ring."""
        reach = self._reach()
        return [km for km in _RINGS if reach / 14 <= km <= reach * 1.05]

    def _scale(self, press: Press, page: Page, middle: Point, taken: list[Box]) -> None:
        """The distance of each ring, written on it where nothing else stands."""
        style = press.look.style("map-note")
        for km in self._distances():
            text = press.set(f"{km:,} km", style, 60.0)
            for turn in (0.62, 0.40, 0.87, 0.12, 0.5, 0.75):
                angle, radius = turn * 2 * math.pi, self._radius(km)
                x, y = middle[0] + radius * math.sin(angle), middle[1] + radius * math.cos(angle)
                high = style.leading / 2
                box = Box(x - text.width / 2, y - high, x + text.width / 2, y + high)
                if not any(overlap(box, other) for other in taken):
                    page.box(box, press.look.colour("wash"))
                    page.text(text, box.left, box.top)
                    taken.append(box)
                    break

    def _places(self, press: Press, page: Page, middle: Point) -> list[Box]:
        look = press.look
        style = look.style("map-place")
        taken: list[Box] = []
        shown = [place for place in self.places if place.bearing is not None]
        for place in shown:
            at = self.place_of(middle, place)
            page.line([middle, at], look.colour("mist"), thickness=0.7)
            taken.append(Box(at[0] - 4, at[1] - 4, at[0] + 4, at[1] + 4))
        disc(page, middle, 7.0, look.colour("accent"))
        name = press.set(self.centre, style, 90.0)
        own = beside(middle, name.width, style.leading, taken, 11.0)
        page.text(name, own.left, own.top)
        taken.append(own)
        # The far ones first: near the middle, names would take the room of well-known cities.
        for place in sorted(shown, key=lambda place: -place.km):
            at = self.place_of(middle, place)
            disc(page, at, 2.8, look.colour("primary"))
            text = press.set(place.name, style, 110.0)
            box = beside(at, text.width, style.leading, taken, 5.0, middle[0] + self.size / 2)
            # Where there is no room for a name there is none: the list beside the map has all.
            if not any(overlap(box, other) for other in taken):
                taken.append(box)
                page.text(text, box.left, box.top, 0, 1)
        return taken

    def place_of(self, middle: Point, place: Destination) -> Point:
        """Where a place stands on the map around its middle."""
        angle = math.radians(place.bearing or 0)
        radius = self._radius(float(place.km))
        return middle[0] + radius * math.sin(angle), middle[1] + radius * math.cos(angle)

    def _list(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        look = press.look
        cell, bold = look.style("cell"), look.style("cell-name")
        line = cell.leading + 9
        page.line([(left, top), (left + width, top)], look.colour("primary"), thickness=0.9)
        for place in self.places:
            page.line([(left, top - line), (left + width, top - line)], look.colour("rule"),
                      thickness=0.4)  # fmt: skip
            note = press.set(place.note, cell, width)
            page.text(note, left + width - note.width, top - 4.5, 0, 1)
            name = Text(place.name, bold, 1)
            name.draw(press, page, left, top - 4.5, max(30.0, width - note.width - 8))
            top -= line


def beside(
    at: Point, width: float, height: float, taken: Sequence[Box], gap: float,
    edge: float = math.inf,
) -> Box:  # fmt: skip
    """Where a name may stand beside its point: the first side on which it covers nothing.

    It does not go over `edge` at the right, where something else stands.
    """
    x, y = at
    sides = [
        Box(x + gap, y - height / 2, x + gap + width, y + height / 2),
        Box(x - gap - width, y - height / 2, x - gap, y + height / 2),
        Box(x - width / 2, y + gap, x + width / 2, y + gap + height),
        Box(x - width / 2, y - gap - height, x + width / 2, y - gap),
        Box(x + gap, y + gap / 2, x + gap + width, y + gap / 2 + height),
        Box(x + gap, y - gap / 2 - height, x + gap + width, y - gap / 2),
        Box(x - gap - width, y + gap / 2, x - gap, y + gap / 2 + height),
        Box(x - gap - width, y - gap / 2 - height, x - gap, y - gap / 2),
    ]
    inside = [box for box in sides if box.right <= edge]
    free = [box for box in inside if not any(overlap(box, other) for other in taken)]
    return (free or inside or sides)[0]


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes have anything in common."""
    return a.left < b.right and b.left < a.right and a.bottom < b.top and b.bottom < a.top
