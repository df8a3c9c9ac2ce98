# SPDX-License-Identifier: Apache-2.0
"""Tabs that go on in a second line where one is too short: none is ever hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ui.theme import sizes
from ui.widgets.flow import FlowLayout
from ui.widgets.oneof import OneOf


class TabText(NamedTuple):
    """A tab: what it is called by the program, its words, and how many things are behind it."""

    key: str
    label: str
    number: int = 0


class TabRow(OneOf):
    """One of the tabs is on; the arrows move along."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._flow = FlowLayout(self, sizes.RING)

    @property
    def keys(self) -> tuple[str, ...]:
        """The tabs in their order."""
        return tuple(self.buttons)

    def set_tabs(self, tabs: Sequence[TabText]) -> None:
        """Show these tabs; the one that is on stays on if it is among them."""
        wanted = [one.key for one in tabs]
        if wanted != list(self.buttons):
            self._make_all(wanted)
        for one in tabs:
            words = one.label.replace("&", "&&")
            self.buttons[one.key].setText(f"{words}  {one.number}" if one.number else words)
            self.buttons[one.key].setAccessibleName(
                f"{one.label} {one.number}" if one.number else one.label
            )
        self.updateGeometry()

    def _make_all(self, keys: Sequence[str]) -> None:
        on = self.current
        for old in self.buttons.values():
            self._flow.removeWidget(old)
            self.group.removeButton(old)
            old.hide()
            old.deleteLater()
        self.buttons.clear()
        for key in keys:
            made = self.make(key)
            made.setProperty("kind", "tab")
            self._flow.addWidget(made)
            made.show()
        if keys:
            self.choose(on if on in self.buttons else keys[0])
