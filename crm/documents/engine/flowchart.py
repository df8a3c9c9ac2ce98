# SPDX-License-Identifier: Apache-2.0
"""A flow chart drawn from a list of steps: boxes and arrows, parallel steps side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from typing_extensions import override

from crm.documents.engine.blocks import Partable, Place, Press
from crm.documents.engine.page import Page
from crm.documents.engine.style import Colour
from crm.documents.engine.text import Box, Setting

GUTTER = 14.0
HEAD = 4.2
_WIDEST_SHARE = 0.62
_NUMBER = 18.0


@dataclass(frozen=True)
class Step:
    """A step: its name, a note under it (office, days), and whether it may be skipped."""

    name: str
    note: str = ""
    optional: bool = False


Stage = Step | Sequence[Step]
"""One step, or several that run at the same time."""


class Density(NamedTuple):
    """What is free within a box above and below, and how long an arrow is."""

    pad: float
    arrow: float


DENSITIES = (Density(7.0, 22.0), Density(5.0, 16.0), Density(4.0, 12.0), Density(3.0, 10.0))
"""From loose to tight: a chart that would run over takes the first with which it does not."""
SIDE, NARROW = 7.0, 4.0
"""What is free within a box at its sides; less when many stand side by side."""
ABREAST = 2
"""So many boxes side by side are not narrow."""
BADGE = 16.0
"""How far a note stays away from the sides of a box, where the number stands."""


@dataclass(frozen=True)
class _Card:
    """A step that is set."""

    step: Step
    name: Setting
    note: Setting | None
    number: int
    pad: float
    side: float = SIDE
    aside: float = BADGE
    """How far its note stands away from its sides."""

    @property
    def inner(self) -> float:
        """The height of its texts."""
        return self.name.height + (self.note.height if self.note else 0.0)

    @property
    def height(self) -> float:
        """The height of its box."""
        return self.inner + 2 * self.pad


Rows = Sequence[Sequence[_Card]]


@dataclass
class FlowChart(Partable):
    """Stages from top to bottom, closer together where they would not all stand on one page.

    When there are too many even so, it goes on where a block begins, if `blocks` says for each
    stage to which block it belongs; the name of the block then stands above.
    """

    stages: Sequence[Stage]
    after: float = 10.0
    blocks: Sequence[str] = ()

    def _lay(self, press: Press, width: float, density: Density) -> list[list[_Card]]:
        laid: list[list[_Card]] = []
        number = 0
        for stage in self.stages:
            steps = [stage] if isinstance(stage, Step) else list(stage)
            narrow = len(steps) > ABREAST
            side, aside = (NARROW, NARROW + 2) if narrow else (SIDE, BADGE)
            box = self._card_width(len(steps), width)
            own, inner = box - 2 * side, box - 2 * aside
            cards: list[_Card] = []
            for step in steps:
                number += 1
                name = press.set(step.name, "step", own - _NUMBER)
                note = press.set(step.note, "step-note", inner) if step.note else None
                cards.append(_Card(step, name, note, number, density.pad, side, aside))
            laid.append(cards)
        return laid

    @staticmethod
    def _card_width(count: int, width: float) -> float:
        if count == 1:
            return width * _WIDEST_SHARE
        return (width - GUTTER * (count - 1)) / count

    def _whole(self, press: Press, width: float, density: Density) -> float:
        rows = self._lay(press, width, density)
        return _high_rows(rows, density) + self.after

    def fit(self, press: Press, width: float, room: float) -> Density | None:
        """The loosest density with which all of it has room; None when none does."""
        fitting = (one for one in DENSITIES if self._whole(press, width, one) <= room + self.after)
        return next(fitting, None)

    def tightest(self, press: Press, width: float) -> float:
        """How high it is at the least."""
        return self._whole(press, width, DENSITIES[-1])

    @override
    def height(self, press: Press, width: float) -> float:
        return self._whole(press, width, DENSITIES[0])

    @override
    def least(self, press: Press, width: float) -> float:
        return _high_rows(self._lay(press, width, DENSITIES[0])[:2], DENSITIES[0])

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        rows = self._lay(press, width, DENSITIES[0])
        self._draw_rows(press, page, rows, DENSITIES[0], left, top, width)

    @override
    def flow(self, press: Press, place: Place) -> None:
        width = place.width
        density = self.fit(press, width, place.room) or DENSITIES[0]
        rows = self._lay(press, width, density)
        done = 0
        while done < len(rows):
            if done:
                self._go_on(press, place, done)
            last = self._rows_here(rows, done, place.room, density)
            if last == done:
                place.turn()
                last = max(done + 1, self._rows_here(rows, done, place.room, density))
            shown = rows[done:last]
            top = place.take(min(place.room, _high_rows(shown, density)))
            self._draw_rows(press, place.page, shown, density, place.left, top, width)
            done = last
        place.take(min(self.after, place.room))

    def _go_on(self, press: Press, place: Place, row: int) -> None:
        """Begin the next page, with the name of the block whose stages follow."""
        place.turn()
        if row < len(self.blocks) and self.blocks[row]:
            name = press.set(self.blocks[row], "table-title", place.width)
            place.page.text(name, place.left, place.take(name.height + 6))

    def _rows_here(self, rows: Rows, done: int, room: float, density: Density) -> int:
        """Up to which row a page is filled: to the end, or where a block begins."""
        last = done
        while last < len(rows) and _high_rows(rows[done : last + 1], density) <= room + 0.01:
            last += 1
        if last == len(rows) or not self.blocks:
            return last
        begins = [at for at in range(done + 1, last + 1) if self.blocks[at] != self.blocks[at - 1]]
        return begins[-1] if begins else last

    def _draw_rows(
        self, press: Press, page: Page, rows: Rows, density: Density, left: float, top: float,
        width: float,
    ) -> None:  # fmt: skip
        for index, cards in enumerate(rows):
            self._row(press, page, cards, left, top, width)
            top -= _high(cards)
            if index + 1 < len(rows):
                counts = len(cards), len(rows[index + 1])
                self._arrows(press, page, counts, density.arrow, left, top, width)
                top -= density.arrow

    def _row(
        self, press: Press, page: Page, cards: Sequence[_Card], left: float, top: float,
        width: float,
    ) -> None:  # fmt: skip
        own, high = self._card_width(len(cards), width), _high(cards)
        for card, middle in zip(cards, _middles(len(cards), own, left, width), strict=True):
            _draw_card(press, page, card, Box(middle - own / 2, top - high, middle + own / 2, top))

    def _arrows(
        self, press: Press, page: Page, counts: tuple[int, int], long: float, left: float,
        top: float, width: float,
    ) -> None:  # fmt: skip
        """Lines from all boxes above to one bus, and arrows from it to all boxes below."""
        above, below = counts
        colour = press.look.colour("primary")
        starts = _middles(above, self._card_width(above, width), left, width)
        ends = _middles(below, self._card_width(below, width), left, width)
        bus = top - long * 0.45
        for x in starts:
            page.line([(x, top), (x, bus)], colour, thickness=1.0)
        if above > 1 or below > 1:
            both = [*starts, *ends]
            page.line([(min(both), bus), (max(both), bus)], colour, thickness=1.0)
        head = min(HEAD, long * 0.3)
        for x in ends:
            page.line([(x, bus), (x, top - long + head)], colour, thickness=1.0)
            _arrow_head(page, x, top - long, colour, head)


def _high_rows(rows: Rows, density: Density) -> float:
    """The height of rows with the arrows between them."""
    return sum(map(_high, rows)) + density.arrow * max(0, len(rows) - 1)


def _high(cards: Sequence[_Card]) -> float:
    return max(card.height for card in cards)


def _middles(count: int, own: float, left: float, width: float) -> list[float]:
    whole = count * own + (count - 1) * GUTTER
    start = left + (width - whole) / 2 + own / 2
    return [start + number * (own + GUTTER) for number in range(count)]


def _arrow_head(page: Page, x: float, tip: float, colour: Colour, head: float) -> None:
    back = tip + head * 1.5
    page.shape([(x, tip), (x - head * 0.75, back), (x + head * 0.75, back)], colour)


def _draw_card(press: Press, page: Page, card: _Card, box: Box) -> None:
    look = press.look
    page.box(box, look.colour("wash" if card.step.optional else "tint"), radius=4)
    if card.step.optional:
        page.raw("[3 2] 0 d")
    page.frame(box, look.colour("primary"), thickness=0.8, radius=4)
    if card.step.optional:
        page.raw("[] 0 d")
    top = (box.top + box.bottom + card.inner) / 2
    style = look.style("step")
    # The name stands in the middle of the box unless it would run into the number.
    middle = (box.right - box.left) / 2 - card.side
    aside = _NUMBER / 2 if card.name.width > 2 * (middle - _NUMBER) else 0.0
    page.text(card.name, box.left + card.side + _NUMBER / 2 + aside, top)
    badge = Box(box.left + 6, box.top - 19, box.left + 19, box.top - 6)
    page.box(badge, look.colour("primary"), radius=6.5)
    number = press.set(str(card.number), look.style("step-number"), 13.0)
    page.text(number, badge.left, badge.top + (look.style("step-number").leading - 13) / 2)
    if card.note is not None:
        page.text(card.note, box.left + card.aside, top - card.name.lines * style.leading)
