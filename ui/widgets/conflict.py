# SPDX-License-Identifier: Apache-2.0
"""Two people changed the same fields: what it was, mine, theirs, and a choice for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import frame, words

LONG_LABEL = 20
"""Characters from which a label gets as much room as the values."""


class Difference(NamedTuple):
    """One field in words: its name for the program, its label, and the three values."""

    name: str
    label: str
    original: str
    mine: str
    theirs: str


class ConflictTable(QWidget):
    """A row for each field; at first mine is chosen everywhere, nothing is thrown away unseen."""

    chosen = Signal()

    def __init__(
        self, differences: Sequence[Difference], who: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.WIDE)
        self._grid.setVerticalSpacing(sizes.SPACE)
        long = any(len(one.label) > LONG_LABEL for one in differences)
        theirs = _("Saved by {name}").format(name=who) if who else _("Saved meanwhile")
        for column, text in enumerate((_("Field"), _("Before"), _("Mine"), theirs)):
            self._grid.addWidget(words(text, "muted"), 0, column)
            self._grid.setColumnStretch(column, 1 if column == 0 and not long else 2)
        for row, difference in enumerate(differences):
            self._add(2 * row + 1, difference)
        self._grid.setRowStretch(2 * len(differences) + 1, 1)

    def choices(self) -> dict[str, str]:
        """For each field `mine` or `theirs`."""
        return {
            name: "theirs" if group.checkedId() else "mine" for name, group in self._groups.items()
        }

    def choose(self, name: str, whose: str) -> None:
        """Choose `mine` or `theirs` for a field.

        Raises:
            KeyError: there is no such field.
        """
        self._groups[name].button(1 if whose == "theirs" else 0).setChecked(True)

    def choose_all(self, whose: str) -> None:
        """Choose `mine` or `theirs` everywhere."""
        for name in self._groups:
            self.choose(name, whose)

    def _add(self, row: int, one: Difference) -> None:
        group = QButtonGroup(self)
        group.idToggled.connect(self.chosen)
        self._grid.addWidget(frame("rule"), row, 0, 1, 4)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(words(one.label, "strong", wrap=True), row + 1, 0, top)
        self._grid.addWidget(_value(one.original, "muted"), row + 1, 1, top)
        for place, (whose, text) in enumerate(((_("Mine"), one.mine), (_("Theirs"), one.theirs))):
            button = QRadioButton()
            button.setAccessibleName(f"{one.label}, {whose}: {text or '—'}")
            button.setChecked(place == 0)
            group.addButton(button, place)
            self._grid.addWidget(_beside(button, text), row + 1, 2 + place, top)
        self._groups[one.name] = group


def _beside(button: QRadioButton, text: str) -> QWidget:
    # A radio button's own text does not wrap.
    cell = QWidget()
    box = QHBoxLayout(cell)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(sizes.TIGHT)
    label = _value(text)
    label.setBuddy(button)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(label, 1)
    return cell


def _value(text: str, voice: str = "") -> QLabel:
    label = words(text or "—", voice, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
