# SPDX-License-Identifier: Apache-2.0
"""The start page as it was seen last, to be read until the store has told how it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.widgets.card import Card, SectionHeader
from ui.widgets.labels import words
from ui.widgets.lineitem import LineItem
from ui.widgets.pacecard import PaceCard


class SeenLine(NamedTuple):
    """A line of a section, in the words it was shown in."""

    title: str
    detail: str
    when: str
    urgency: str


class SeenSection(NamedTuple):
    """A section: its head, how many there are, what it says without lines, its first lines."""

    label: str
    many: int
    nothing: str
    lines: tuple[SeenLine, ...]


class SeenTarget(NamedTuple):
    """A target in words; `reached` and `gone` are shares from 0 to 1, below 0 when unknown."""

    label: str
    number: str
    unit: str
    of: str
    share: str
    pace: str
    voice: str
    reached: float
    gone: float


class SeenDay(NamedTuple):
    """All that the start page showed."""

    title: str
    day: str
    targets: tuple[SeenTarget, ...]
    left: tuple[SeenSection, ...]
    right: tuple[SeenSection, ...]


class SeenDayView(QWidget):
    """Looks like the start page, and leads nowhere: the store is not open yet."""

    def __init__(self, seen: SeenDay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._targets = [_target(one) for one in seen.targets]
        self._grid = QGridLayout()
        self._grid.setSpacing(sizes.GAP)
        columns = QHBoxLayout()
        columns.setSpacing(sizes.GAP)
        for sections in (seen.left, seen.right):
            columns.addLayout(_column(sections), 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.WIDE)
        inside.setSpacing(sizes.GAP)
        inside.addLayout(_head(seen))
        inside.addLayout(self._grid)
        inside.addLayout(columns)
        inside.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lay_targets(self._grid, self._targets, event.size().width())


class SeenCard(PaceCard):
    """A target that can tell what it shows."""

    seen: SeenTarget | None = None

    def show_seen(self, seen: SeenTarget) -> None:
        """Show a target in words."""
        self.seen = seen
        self.show_target(
            seen.label, seen.number, seen.unit, seen.of,
            share=seen.share, pace=seen.pace, voice=seen.voice,
        )  # fmt: skip
        self.show_bar(None if seen.reached < 0 else seen.reached, seen.gone)


def columns_of_targets(width: int) -> int:
    """How many cards of targets stand beside each other."""
    return min(3, max(1, width // sizes.PREVIEW_WIDTH))


def lay_targets(grid: QGridLayout, cards: Sequence[QWidget], width: int) -> int:
    """Lay the cards of the targets in as many columns as the width allows; their number."""
    across = columns_of_targets(width)
    for at, card in enumerate(cards):
        grid.removeWidget(card)
        grid.addWidget(card, at // across, at % across)
    for at in range(3):
        grid.setColumnStretch(at, 1 if at < across else 0)
    return across


def _head(seen: SeenDay) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(sizes.GAP)
    head.addWidget(words(seen.title, "title"))
    head.addWidget(words(seen.day, "muted"), 0, Qt.AlignmentFlag.AlignBottom)
    head.addStretch(1)
    return head


def _column(sections: Sequence[SeenSection]) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(sizes.GAP)
    for section in sections:
        box.addWidget(_section(section))
    box.addStretch(1)
    return box


def _section(section: SeenSection) -> Card:
    card = Card()
    card.box.setContentsMargins(sizes.SPACE, sizes.GAP, sizes.SPACE, sizes.GAP)
    head = SectionHeader(section.label)
    head.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
    head.set_count(section.many)
    card.box.addWidget(head)
    if not section.lines:
        nothing = words(section.nothing, "muted", wrap=True)
        nothing.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
        card.box.addWidget(nothing)
    lines = QVBoxLayout()
    lines.setSpacing(sizes.RING)
    for line in section.lines:
        item = LineItem()
        item.show_line(*line, leads=False)
        lines.addWidget(item)
    card.box.addLayout(lines)
    return card


def _target(seen: SeenTarget) -> SeenCard:
    card = SeenCard()
    card.setEnabled(False)
    card.show_seen(seen)
    return card
