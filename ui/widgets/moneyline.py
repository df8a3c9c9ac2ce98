# SPDX-License-Identifier: Apache-2.0
"""Typing an amount in the unit one thinks in; it is kept in the smallest."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.switch import ViewSwitch, Way


class Unit(NamedTuple):
    """A unit: its words, and how many of the smallest it is."""

    label: str
    factor: int


class MoneyLine(QWidget):
    """A number at the right of its field, and a switch of units; `changed` follows the typing.

    `value()` is None when it is empty or cannot be read; `wrong()` tells the two apart.
    """

    changed = Signal()

    def __init__(self, units: Sequence[Unit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = {str(place): unit for place, unit in enumerate(units)}
        self._line = QLineEdit()
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setMinimumWidth(sizes.NUMBER_FIELD)
        self._line.textEdited.connect(self.changed)
        self._line.editingFinished.connect(self._tidy)
        self._switch = ViewSwitch(
            _("Unit"), [Way(place, unit.label) for place, unit in self._units.items()]
        )
        self._switch.chosen.connect(self._turn)
        self._factor = units[0].factor
        self.setFocusProxy(self._line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addWidget(self._line, 1)
        box.addWidget(self._switch)
        self._switch.setVisible(len(units) > 1)

    @property
    def line(self) -> QLineEdit:
        """The field that is typed into."""
        return self._line

    @property
    def unit(self) -> int:
        """The place of the unit that is typed in, among the units."""
        return int(self._switch.current)

    def set_read_only(self, *, on: bool) -> None:
        """Let it only be looked at, or be changed again; the unit can be turned either way."""
        self._line.setReadOnly(on)

    def value(self) -> int | None:
        """The amount in the smallest unit."""
        amount = read_number(self._line.text())
        if amount is None:
            return None
        exact = amount * self._factor
        return int(exact) if exact == exact.to_integral_value() else None

    def wrong(self) -> bool:
        """Whether something is typed that is no amount of whole smallest units."""
        return bool(self._line.text().strip()) and self.value() is None

    def set_value(self, value: int | None) -> None:
        """Show an amount without telling, in the largest unit that needs at most two decimals."""
        self._line.setText("")
        self._switch.choose("0")
        self._factor = self._units["0"].factor
        if value is None:
            return
        for place, unit in sorted(self._units.items(), key=lambda one: -one[1].factor):
            if value % max(1, unit.factor // 100) == 0 and abs(value) >= unit.factor:
                self._switch.choose(place)
                self._factor = unit.factor
                break
        self._line.setText(show_number(Decimal(value) / self._factor))

    def _turn(self, place: str) -> None:
        value = self.value()
        self._factor = self._units[place].factor
        if value is not None:
            self._line.setText(show_number(Decimal(value) / self._factor))

    def _tidy(self) -> None:
        amount = read_number(self._line.text())
        if amount is not None:
            self._line.setText(show_number(amount))


def read_number(text: str) -> Decimal | None:
    """A number as people type it: full-width figures, spaces and thousands separators."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if not plain or not set(plain) <= set("+-.0123456789"):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def show_number(number: Decimal) -> str:
    """A number with thousands separators and no trailing noughts."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
