# SPDX-License-Identifier: Apache-2.0
"""The map of resources: where the county's bases and parks lie, drawn from the register.

Entries with a direction and a distance from the county town stand where they lie. When too few
have them, a grid shows in which towns each is found; the list beside either says what it is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typing_extensions import override

from crm.documents.engine.blocks import Block, Press, Text
from crm.documents.engine.page import Page, Point
from crm.documents.engine.style import Colour
from crm.documents.engine.text import Box
from crm.documents.guide.distances import beside, overlap
from crm.documents.guide.shapes import disc, ring

SHARE, BESIDE = 0.55, 16.0
"""The map's part of the width, and what is free between it and the list."""
BADGE, LINE, HEAD = 6.5, 14.0, 18.0
_LARGEST, _SMALLEST = 21.0, 8.0
_RINGS = (5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2000)
FEWEST = 2
"""So many entries have a place on a map that is drawn."""
MOST_TOWNS = 24


@dataclass(frozen=True)
class Resource:
    """A base (`round`) or park: what it is called, how large of the largest, where it lies."""

    name: str
    note: str
    size: float = 0.0
    round: bool = True
    km: float | None = None
    bearing: int | None = None
    towns: tuple[str, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether it is known where it lies."""
        return self.km is not None and self.bearing is not None

    @property
    def radius(self) -> float:
        """How large it is drawn: its area is that of the land."""
        if not self.round:
            return BADGE
        return max(_SMALLEST, _LARGEST * math.sqrt(max(0.0, self.size)))


@dataclass
class ResourceMap(Block):
    """Where the resources lie, beside a list of what they are."""

    centre: str
    resources: Sequence[Resource]

    @property
    def drawn_to_scale(self) -> bool:
        """Whether it is a map; else it is a grid of towns."""
        return sum(one.placed for one in self.resources) >= FEWEST

    @property
    def told(self) -> bool:
        """Whether there is enough to draw: one alone is said in the table."""
        return self.drawn_to_scale or sum(bool(one.towns) for one in self.resources) >= FEWEST

    @override
    def height(self, press: Press, width: float) -> float:
        own = width * SHARE
        figure = own if self.drawn_to_scale else HEAD + LINE * len(self._towns()) + 4
        return max(figure, self._listed(press, width - own - BESIDE)) + 8

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        own = width * SHARE
        if self.drawn_to_scale:
            self._map(press, page, Box(left, top - own, left + own, top))
        else:
            self._grid(press, page, left, top, own)
        self._list(press, page, left + own + BESIDE, top, width - own - BESIDE)

    # the map ---------------------------------------------------------------------------------

    def _map(self, press: Press, page: Page, box: Box) -> None:
        look, middle = press.look, ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        half = (box.right - box.left) / 2
        disc(page, middle, half, look.colour("wash"))
        for km in _rings(self._reach()):
            ring(page, middle, self._far(km, half), look.colour("rule"), 0.5)
        x, y = middle
        for a, b in (((x, y - half), (x, y + half)), ((x - half, y), (x + half, y))):
            page.line([a, b], look.colour("rule"), thickness=0.35)
        page.text(press.set("N", look.style("map-note"), 20.0), x + 3, y + half - 1)
        numbered = [(n, one) for n, one in enumerate(self.resources, 1) if one.placed]
        # The large ones first: a park stands on the land around it.
        for number, one in sorted(numbered, key=lambda pair: (not pair[1].round, -pair[1].radius)):
            badge(press, page, self._place(middle, half, one), one, number, one.radius)
        disc(page, middle, 3.6, look.colour("accent"))
        name = press.set(self.centre, look.style("map-place"), half)
        free = beside(
            middle, name.width, look.style("map-place").leading, self._taken(middle, half), 7
        )
        page.text(name, free.left, free.top, 0, 1)
        self._scale(press, page, middle, half)

    def _taken(self, middle: Point, half: float) -> list[Box]:
        """Where something stands on the map."""
        placed = ((self._place(middle, half, r), r.radius) for r in self.resources if r.placed)
        return [Box(x - far, y - far, x + far, y + far) for (x, y), far in placed]

    def _scale(self, press: Press, page: Page, middle: Point, half: float) -> None:
        """The distance of each ring, where nothing stands."""
        style = press.look.style("map-note")
        taken = self._taken(middle, half)
        for km in _rings(self._reach()):
            text = press.set(f"{km:,} km", style, 60.0)
            for turn in (0.62, 0.4, 0.88, 0.12, 0.54, 0.34, 0.7, 0.96):
                angle, far = turn * 2 * math.pi, self._far(km, half)
                x, y = middle[0] + far * math.sin(angle), middle[1] + far * math.cos(angle)
                high = style.leading / 2
                box = Box(x - text.width / 2, y - high, x + text.width / 2, y + high)
                if not any(overlap(box, other) for other in taken):
                    page.box(box, press.look.colour("wash"))
                    page.text(text, box.left, box.top)
                    break

    def _reach(self) -> float:
        return max((one.km or 0.0 for one in self.resources if one.placed), default=0.0) or 1.0

    def _far(self, km: float, half: float) -> float:
        """A distance as it is drawn, so that the farthest and its disc stand within the map."""
        return (half - _LARGEST - 2) * km / self._reach()

    def _place(self, middle: Point, half: float, one: Resource) -> Point:
        angle, far = math.radians(one.bearing or 0), self._far(one.km or 0.0, half)
        return middle[0] + far * math.sin(angle), middle[1] + far * math.cos(angle)

    # the grid --------------------------------------------------------------------------------

    def _towns(self) -> list[str]:
        """The towns, those with most first."""
        counts = Counter(town for one in self.resources for town in one.towns)
        return [town for town, _n in counts.most_common(MOST_TOWNS)]

    def _grid(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        look, towns = press.look, self._towns()
        names = width * 0.34
        step = (width - names) / max(1, len(self.resources))
        bottom = top - HEAD - LINE * len(towns)
        for row, town in enumerate(towns):
            y = top - HEAD - LINE * row
            page.line([(left, y), (left + width, y)], look.colour("rule"), thickness=0.4)
            text = Text(town, "map-place", 1)
            text.draw(press, page, left, y - 1.5, names - 6)
        for number, one in enumerate(self.resources, 1):
            x = left + names + step * (number - 0.5)
            page.line([(x, top - HEAD), (x, bottom)], look.colour("tint"), thickness=0.8)
            badge(press, page, (x, top - HEAD / 2), one, number, min(BADGE, step / 2))
            for row, town in enumerate(towns):
                if town in one.towns:
                    at = x, top - HEAD - LINE * (row + 0.5)
                    _sign(page, at, 3.2, tone_of(press, one), round_one=one.round)

    # the list --------------------------------------------------------------------------------

    def _texts(self, one: Resource) -> Iterator[Text]:
        yield Text(one.name, "map-place", 2)
        if one.note:
            yield Text(one.note, "map-note", 2)

    def _entry(self, press: Press, one: Resource, width: float) -> float:
        inner = width - 2 * BADGE - 6
        return 6 + max(2 * BADGE, sum(text.height(press, inner) for text in self._texts(one)))

    def _listed(self, press: Press, width: float) -> float:
        return sum(self._entry(press, one, width) for one in self.resources)

    def _list(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        for number, one in enumerate(self.resources, 1):
            page.line([(left, top), (left + width, top)], press.look.colour("rule"), thickness=0.4)
            badge(press, page, (left + BADGE, top - 3.5 - BADGE), one, number, BADGE)
            y = top - 3
            for text in self._texts(one):
                text.draw(press, page, left + 2 * BADGE + 6, y, width - 2 * BADGE - 6)
                y -= text.height(press, width - 2 * BADGE - 6)
            top -= self._entry(press, one, width)


def badge(press: Press, page: Page, at: Point, one: Resource, number: int, radius: float) -> None:
    """The sign of a resource with its number: round for a base, square for a park."""
    _sign(page, at, radius + 0.8, press.look.colour("paper"), round_one=one.round)
    _sign(page, at, radius, tone_of(press, one), round_one=one.round)
    style = press.look.style("step-number")
    text = press.set(str(number), style, 2 * radius)
    page.text(text, at[0] - radius, at[1] + style.leading / 2)


def tone_of(press: Press, one: Resource) -> Colour:
    """The colour of a resource."""
    return press.look.colour("primary" if one.round else "mark")


def _sign(page: Page, at: Point, radius: float, tone: Colour, *, round_one: bool) -> None:
    x, y = at
    box = Box(x - radius, y - radius, x + radius, y + radius)
    page.box(box, tone, radius=radius if round_one else 1.5)


def _rings(reach: float) -> list[int]:
    """At most four round distances that divide the map."""
    return [km for km in _RINGS if reach / 6 <= km <= reach][-4:]
