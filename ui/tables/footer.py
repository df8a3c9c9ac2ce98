# SPDX-License-Identifier: Apache-2.0
"""The foot of a list: how many records, how many are selected, and what the columns sum up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from crm.fields import Field
from crm.kinds.base import Kind
from crm.kinds.numbers import Money, money_words
from crm.words import _, ngettext, tr
from ui.theme import sizes
from ui.widgets.labels import words


class Sum(NamedTuple):
    """One sum: the label of its column, its words with the unit."""

    label: str
    text: str


class Footer(QFrame):
    """One quiet line below the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._count = words("", "strong")
        self._chosen = words("", "muted")
        self._sums = SumLine()
        box = QHBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SNUG, sizes.WIDE, sizes.SNUG)
        box.setSpacing(sizes.WIDE)
        box.addWidget(self._count)
        box.addWidget(self._chosen)
        box.addWidget(self._sums, 1)

    def show_count(self, count: int, chosen: int, *, complete: bool) -> None:
        """Show how many there are, and how many are selected if that is more than one."""
        number = f"{count:,}" if complete else f"{count:,}+"
        self._count.setText(ngettext("{n} record", "{n} records", count).format(n=number))
        self._chosen.setText(_("{n} selected").format(n=f"{chosen:,}") if chosen > 1 else "")
        self._chosen.setVisible(chosen > 1)

    def show_sums(self, sums: Sequence[Sum]) -> None:
        """Show these sums."""
        self._sums.show_text("    ".join(f"{one.label} {one.text}" for one in sums))

    @property
    def text(self) -> str:
        """Everything that is said, for tests and screen readers."""
        return f"{self._count.text()} {self._chosen.text()} {self._sums.whole}".strip()


class SumLine(QLabel):
    """A line at the right that is cut short where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whole = ""
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a line."""
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self.whole, right, self.width()))


def sums_of(fields: Sequence[Field], found: Mapping[str, int | Decimal | None]) -> list[Sum]:
    """The sums of the columns, in the order of the columns; unknown sums are left out."""
    known = ((one, found.get(one.name)) for one in fields)
    return [Sum(one.title, _with_unit(one.kind, sum_)) for one, sum_ in known if sum_ is not None]


def _with_unit(kind: Kind[Any], value: object) -> str:
    if isinstance(kind, Money):
        # Said as one says it: a sum in 万元 is too long to be read, in English it is none.
        return money_words(int(str(value)))
    unit = tr(kind.unit)
    return f"{kind.show(value)} {unit}" if unit else kind.show(value)
