# SPDX-License-Identifier: Apache-2.0
"""A flow chart drawn from a list of steps: boxes and arrows, parallel steps side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from crm.documents.engine.blocks import Partable, Place, Press
from crm.documents.engine.page import Page
from crm.documents.engine.style import Colour
from crm.documents.engine.text import Box, Setting

PAD = 7.0
GUTTER = 14.0
ARROW = 22.0
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


@dataclass(frozen=True)
class _Card:
    """A step that is set."""

    step: Step
    name: Setting
    note: Setting | None
    number: int

    @property
    def height(self) -> float:
        return self.name.height + (self.note.height if self.note else 0.0) + 2 * PAD


@dataclass
class FlowChart(Partable):
    """Stages from top to bottom; over pages when there are many."""

    stages: Sequence[Stage]
    after: float = 10.0

    def _lay(self, press: Press, width: float) -> list[list[_Card]]:
        laid: list[list[_Card]] = []
        number = 0
        for stage in self.stages:
            steps = [stage] if isinstance(stage, Step) else list(stage)
            own = self._card_width(len(steps), width) - 2 * PAD
            cards: list[_Card] = []
            for step in steps:
                number += 1
                name = press.set(step.name, "step", own - _NUMBER)
                note = press.set(step.note, "step-note", own) if step.note else None
                cards.append(_Card(step, name, note, number))
            laid.append(cards)
        return laid

    @staticmethod
    def _card_width(count: int, width: float) -> float:
        if count == 1:
            return width * _WIDEST_SHARE
        return (width - GUTTER * (count - 1)) / count

    @override
    def height(self, press: Press, width: float) -> float:
        rows = self._lay(press, width)
        whole = sum(_high(cards) for cards in rows) + ARROW * max(0, len(rows) - 1)
        return whole + self.after

    @override
    def least(self, press: Press, width: float) -> float:
        rows = self._lay(press, width)[:2]
        return sum(_high(cards) for cards in rows) + ARROW * max(0, len(rows) - 1)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        rows = self._lay(press, width)
        for index, cards in enumerate(rows):
            self._row(press, page, cards, left, top, width)
            top -= _high(cards)
            if index + 1 < len(rows):
                self._arrows(press, page, len(cards), len(rows[index + 1]), left, top, width)
                top -= ARROW

    @override
    def flow(self, press: Press, place: Place) -> None:
        width = place.width
        before = 0
        for cards in self._lay(press, width):
            high = _high(cards)
            if before and place.room >= high + ARROW:
                top = place.take(ARROW)
                counts = before, len(cards)
                self._arrows(press, place.page, *counts, place.left, top, width)
            elif before or place.room < high:
                place.turn()
            self._row(press, place.page, cards, place.left, place.take(high), width)
            before = len(cards)
        place.take(min(self.after, place.room))

    def _row(
        self, press: Press, page: Page, cards: list[_Card], left: float, top: float, width: float
    ) -> None:
        own, high = self._card_width(len(cards), width), _high(cards)
        for card, middle in zip(cards, _middles(len(cards), own, left, width), strict=True):
            _draw_card(press, page, card, Box(middle - own / 2, top - high, middle + own / 2, top))

    def _arrows(
        self, press: Press, page: Page, above: int, below: int, left: float, top: float,
        width: float,
    ) -> None:  # fmt: skip
        """Lines from all boxes above to one bus, and arrows from it to all boxes below."""
        colour = press.look.colour("primary")
        starts = _middles(above, self._card_width(above, width), left, width)
        ends = _middles(below, self._card_width(below, width), left, width)
        bus = top - ARROW * 0.45
        for x in starts:
            page.line([(x, top), (x, bus)], colour, thickness=1.0)
        if above > 1 or below > 1:
            both = [*starts, *ends]
            page.line([(min(both), bus), (max(both), bus)], colour, thickness=1.0)
        for x in ends:
            page.line([(x, bus), (x, top - ARROW + HEAD)], colour, thickness=1.0)
            _arrow_head(page, x, top - ARROW, colour)


def _high(cards: Sequence[_Card]) -> float:
    return max(card.height for card in cards)


def _middles(count: int, own: float, left: float, width: float) -> list[float]:
    whole = count * own + (count - 1) * GUTTER
    start = left + (width - whole) / 2 + own / 2
    return [start + number * (own + GUTTER) for number in range(count)]


def _arrow_head(page: Page, x: float, tip: float, colour: Colour) -> None:
    back = tip + HEAD * 1.5
    page.shape([(x, tip), (x - HEAD * 0.75, back), (x + HEAD * 0.75, back)], colour)


def _draw_card(press: Press, page: Page, card: _Card, box: Box) -> None:
    look = press.look
    page.box(box, look.colour("wash" if card.step.optional else "tint"), radius=4)
    if card.step.optional:
        page.raw("[3 2] 0 d")
    page.frame(box, look.colour("primary"), thickness=0.8, radius=4)
    if card.step.optional:
        page.raw("[] 0 d")
    inner = card.height - 2 * PAD
    top = (box.top + box.bottom + inner) / 2
    style = look.style("step")
    # The name stands in the middle of the box unless it would run into the number.
    middle = (box.right - box.left) / 2 - PAD
    aside = _NUMBER / 2 if card.name.width > 2 * (middle - _NUMBER) else 0.0
    page.text(card.name, box.left + PAD + _NUMBER / 2 + aside, top)
    badge = Box(box.left + 6, box.top - 19, box.left + 19, box.top - 6)
    page.box(badge, look.colour("primary"), radius=6.5)
    number = press.set(str(card.number), look.style("step-number"), 13.0)
    page.text(number, badge.left, badge.top + (look.style("step-number").leading - 13) / 2)
    if card.note is not None:
        page.text(card.note, box.left + PAD, top - card.name.lines * style.leading)
