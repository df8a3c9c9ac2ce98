# SPDX-License-Identifier: Apache-2.0
"""Lists with dotted leaders and page numbers: contents and indexes.

The numbers are written when the whole document stands, in the same pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from typing_extensions import override

from crm.documents.engine.blocks import Partable, Place, Press, Reference
from crm.documents.engine.page import Page, baseline, line_operators
from crm.documents.engine.style import aligned
from crm.documents.engine.text import Box, Setting

NUMBER_WIDTH = 30.0
"""The room at the right that is kept free for the page number."""
MOST_LINES = 3
"""A longer entry ends in an ellipsis."""
STEP_IN = 16.0
"""How far each level stands in."""


class Pointer(NamedTuple):
    """An entry: what it says, where it leads, its style and its level from 0."""

    text: str
    anchor: str
    style: str
    level: int = 0


@dataclass(eq=False, repr=False)
class Pointers(Partable):
    """Entries one under the other, each leading to a page."""

    entries: Sequence[Pointer]

    @override
    def height(self, press: Press, width: float) -> float:
        return sum(self._height(press, entry, width) for entry in self.entries)

    def _height(self, press: Press, entry: Pointer, width: float) -> float:
        style = press.look.style(entry.style)
        return style.before + self._set(press, entry, width).height + style.after

    def _set(self, press: Press, entry: Pointer, width: float) -> Setting:
        room = width - NUMBER_WIDTH - STEP_IN * entry.level
        setting = press.set(entry.text, entry.style, room)
        if setting.lines > MOST_LINES:
            setting = press.set(setting.shortened(MOST_LINES), entry.style, room)
        return setting

    @override
    def least(self, press: Press, width: float) -> float:
        return sum(self._height(press, entry, width) for entry in self.entries[:2])

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        for entry in self.entries:
            self._one(press, page, entry, left, top, width)
            top -= self._height(press, entry, width)

    @override
    def flow(self, press: Press, place: Place) -> None:
        width = place.width
        for index, entry in enumerate(self.entries):
            if place.room < self._together(press, index, width):
                place.turn()
            top = place.take(self._height(press, entry, width))
            self._one(press, place.page, entry, place.left, top, width)

    def _together(self, press: Press, index: int, width: float) -> float:
        """The height of an entry with what stands first below it, down to the lowest level."""
        high, entries = self._height(press, self.entries[index], width), self.entries
        while index + 1 < len(entries) and entries[index + 1].level > entries[index].level:
            index += 1
            high += self._height(press, entries[index], width)
        return high

    def _one(
        self, press: Press, page: Page, entry: Pointer, left: float, top: float, width: float
    ) -> None:
        style = press.look.style(entry.style)
        setting = self._set(press, entry, width)
        start, above = left + STEP_IN * entry.level, top - style.before
        page.text(setting, start, above)
        bottom = above - setting.height
        page.inner_links.append((entry.anchor, Box(left, bottom, left + width, above)))
        end = start + setting.places(setting.lines - 1)[-1]
        press.references.append(
            Reference(
                page, page.reserve(), entry.anchor, end, left + width, bottom + style.leading, style
            )
        )


def number(press: Press, references: Sequence[Reference], labels: Mapping[str, str]) -> None:
    """Write the page numbers, found by anchor; an anchor that is nowhere is left without."""
    for reference in references:
        label = labels.get(reference.anchor, "")
        if not label:
            continue
        style = reference.style
        setting = press.set(label, aligned(style, "left"), NUMBER_WIDTH)
        at = reference.right - setting.width
        operators = [setting.drawn(at, reference.top)]
        y = baseline(style, reference.top) + 0.4
        if at - reference.left > 3 * style.size:
            points = [(reference.left + 6, y), (at - 6, y)]
            colour = press.look.colour("faint")
            operators.append(line_operators(points, colour, thickness=0.7, dash="0 3.2"))
        reference.page.fill(reference.slot, "\n".join(operators), setting)
