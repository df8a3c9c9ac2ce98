# SPDX-License-Identifier: Apache-2.0
"""Choosing several: each is a chip, and a field adds one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.chips import ChipRow, ChipText
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import GiveOptions, Option, OptionSource, among


class MultiChoice(QWidget):
    """Chips above a field that offers what is not yet chosen."""

    changed = Signal()

    edited = Signal()
    """Something was typed that is not yet chosen."""

    def __init__(
        self, options: Sequence[Option] | OptionSource = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = options if callable(options) else among(options)
        self._chosen: list[Option] = []
        self._chips = ChipRow()
        self._chips.removed.connect(self._removed)
        self._field = ChoiceBox(self._rest, hint=_("Add …"), keeps=True)
        self._field.changed.connect(self._add)
        self._field.edited.connect(self.edited)
        self.setFocusProxy(self._field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.TIGHT)
        box.addWidget(self._chips)
        box.addWidget(self._field)
        self._show()

    def value(self) -> list[object]:
        """The keys of what is chosen, in the order of choosing."""
        return [one.key for one in self._chosen]

    def options(self) -> list[Option]:
        """What is chosen."""
        return list(self._chosen)

    def pending(self) -> str:
        """What is typed and not yet chosen."""
        return self._field.pending()

    def put_pending(self, text: str) -> None:
        """Show a text as if it had been typed, without telling."""
        self._field.setText(text)

    def set_options(self, chosen: Sequence[Option]) -> None:
        """Show a choice without telling."""
        self._chosen = list(chosen)
        self._show()

    def remove(self, place: int) -> None:
        """Take one away, as the cross of its chip does.

        Raises:
            IndexError: so many are not chosen.
        """
        del self._chosen[place]
        self._show()
        self._field.setFocus()
        self.changed.emit()

    def _rest(self, text: str, give: GiveOptions) -> None:
        taken = self.value()
        self._source(text, lambda found: give([one for one in found if one.key not in taken]))

    def _add(self) -> None:
        option = self._field.option()
        self._field.set_option(None)
        if option is not None and option.key not in self.value():
            self._chosen.append(option)
            self._show()
            self.changed.emit()

    def _removed(self, key: str) -> None:
        self.remove(int(key))

    def _show(self) -> None:
        self._chips.set_chips(
            [ChipText(str(place), one.label) for place, one in enumerate(self._chosen)]
        )
        self._chips.setVisible(bool(self._chosen))
