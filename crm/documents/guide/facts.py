# SPDX-License-Identifier: Apache-2.0
"""Facts in rows: a label and a value under a hairline, in one or more columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from typing_extensions import override

from crm.documents.engine.blocks import Block, Press, Text
from crm.documents.engine.page import Page
from crm.documents.engine.style import TextStyle


@dataclass(frozen=True)
class Fact:
    """What is said, and how much or what it is."""

    label: str
    value: str


@dataclass
class Facts(Block):
    """Facts in columns; the label stands above its value."""

    facts: Sequence[Fact]
    across: int = 2
    gap: float = 16.0
    pad: float = 6.0
    label: str = "fact-label"
    value: str | TextStyle = "fact-value"
    most: int = 0
    """So many lines of a value are shown at most; 0 shows all."""
    _made: dict[Fact, tuple[Text, Text]] = field(
        default_factory=dict[Fact, tuple[Text, Text]], init=False, repr=False
    )

    def _own(self, width: float) -> float:
        return (width - self.gap * (self.across - 1)) / self.across

    def _texts(self, fact: Fact) -> tuple[Text, Text]:
        """The two texts of a fact, made once: a text remembers how it is set."""
        known = self._made.get(fact)
        if known is None:
            known = Text(fact.label, self.label, 2), Text(fact.value, self.value, self.most)
            self._made[fact] = known
        return known

    def _rows(self) -> list[Sequence[Fact]]:
        count = math.ceil(len(self.facts) / self.across)
        return [self.facts[n * self.across : (n + 1) * self.across] for n in range(count)]

    def _high(self, press: Press, row: Sequence[Fact], own: float) -> float:
        inner = (sum(t.height(press, own) for t in self._texts(fact)) for fact in row)
        return max(inner) + 2 * self.pad

    @override
    def height(self, press: Press, width: float) -> float:
        return sum(self._high(press, row, self._own(width)) for row in self._rows())

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        own = self._own(width)
        for row in self._rows():
            for number, fact in enumerate(row):
                x = left + number * (own + self.gap)
                page.line([(x, top), (x + own, top)], press.look.colour("rule"), thickness=0.5)
                y = top - self.pad
                for text in self._texts(fact):
                    text.draw(press, page, x, y, own)
                    y -= text.height(press, own)
            top -= self._high(press, row, own)
