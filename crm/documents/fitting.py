# SPDX-License-Identifier: Apache-2.0
"""How wide the columns of a table are: as what stands in them asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.documents.engine.classes import gaps
from crm.documents.engine.composer import Composer
from crm.documents.engine.faces import Voice
from crm.documents.engine.linebreak import QUARTER
from crm.documents.engine.tables import GUTTER, Cell

WIDEST = 300.0
"""A text that is longer asks for no more: it stands in lines."""
FEW = 4
"""So many Chinese characters stand at least on a line."""
_WORD = re.compile("[!-~]+")
"""A Latin word, a number or a day: it is not broken."""
_HALVINGS = 40


class Want(NamedTuple):
    """What a column must have, and what it would like to have, in points."""

    least: float
    most: float

    def under(self, cap: float) -> float:
        """What it gets when no column gets more than it must have or the cap."""
        return max(self.least, min(self.most, cap))


def fitting(
    composer: Composer, heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> list[float]:
    """The widths of the columns of a plain table, in points; together they fill the measure."""
    wants = [_want(composer, head, [row[at] for row in rows]) for at, head in enumerate(heads)]
    return shared(wants, composer.width)


def shared(wants: Sequence[Want], room: float) -> list[float]:
    """The room given away: modest columns have what they want, the others are cut alike."""
    low, high = 0.0, max(want.most for want in wants)
    for _halving in range(_HALVINGS):
        cap = (low + high) / 2
        if sum(want.under(cap) for want in wants) > room:
            high = cap
        else:
            low = cap
    widths = [want.under(low) for want in wants]
    return [width * room / sum(widths) for width in widths]


def _want(composer: Composer, head: str, cells: Sequence[Cell]) -> Want:
    least, most = 0.0, 0.0
    above = composer.look.style("cell-head-plain").voice
    texts = [(word, above) for word in head.split()] or [("", above)]
    for text, voice in [*texts, *(pair for cell in cells for pair in _texts(composer, cell))]:
        words = _WORD.findall(text)
        least = max([least, *map(voice.width, words)])
        if not text.isascii():
            least = max(least, min(FEW * voice.size, voice.width(text)))
        most = max(most, voice.width(text) + QUARTER * voice.size * gaps(text))
    return Want(least + GUTTER + 1.0, min(most, max(least, WIDEST)) + GUTTER + 1.0)


def _texts(composer: Composer, cell: Cell) -> Iterator[tuple[str, Voice]]:
    """The lines of a cell, each with its voice."""
    style = composer.look.style("cell")
    parts = [(cell, style)] if isinstance(cell, str) else [(run.text, run.style) for run in cell]
    for text, own in parts:
        for line in text.split("\n"):
            yield line, own.voice
