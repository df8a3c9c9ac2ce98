# SPDX-License-Identifier: Apache-2.0
"""Two things side by side: a row for each point in which they differ, one of the two chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ui.theme import sizes
from ui.widgets.labels import frame, words


class Pair(NamedTuple):
    """One point: its name for the program, its label, and what the two say."""

    name: str
    label: str
    first: str
    second: str


class SideBySide(QWidget):
    """A row for each point; the left one is chosen unless said otherwise."""

    chosen = Signal()

    def __init__(
        self, pairs: Sequence[Pair], headings: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._headings = headings
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.WIDE)
        self._grid.setVerticalSpacing(sizes.SPACE)
        for column, heading in enumerate(headings, start=1):
            self._grid.addWidget(words(heading, "strong", wrap=True), 0, column)
        for column in range(3):
            self._grid.setColumnStretch(column, 2 if column else 1)
        for row, pair in enumerate(pairs):
            self._add(2 * row + 1, pair)
        self._grid.setRowStretch(2 * len(pairs) + 1, 1)

    def choices(self) -> dict[str, int]:
        """For each point 0 for the left one, 1 for the right one."""
        return {name: group.checkedId() for name, group in self._groups.items()}

    def choose(self, name: str, side: int) -> None:
        """Choose one of the two.

        Raises:
            KeyError: there is no such point.
        """
        self._groups[name].button(side).setChecked(True)

    def _add(self, row: int, pair: Pair) -> None:
        group = QButtonGroup(self)
        self._grid.addWidget(frame("rule"), row, 0, 1, 3)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(words(pair.label, "muted", wrap=True), row + 1, 0, top)
        for side, text in enumerate((pair.first, pair.second)):
            button = QRadioButton()
            heading = self._headings[side]
            button.setAccessibleName(f"{pair.label}, {heading}: {text or '—'}")
            button.setChecked(side == 0)
            group.addButton(button, side)
            self._grid.addWidget(_beside(button, text), row + 1, side + 1, top)
        group.idToggled.connect(self.chosen)
        self._groups[pair.name] = group


def _beside(button: QRadioButton, text: str) -> QWidget:
    """A radio button's own text does not wrap."""
    cell = QWidget()
    box = QHBoxLayout(cell)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(sizes.TIGHT)
    label = words(text or "—", wrap=True)
    label.setBuddy(button)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(label, 1)
    return cell
