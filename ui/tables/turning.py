# SPDX-License-Identifier: Apache-2.0
"""The page of a list that can be seen in other ways too: as a board, as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import tr
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables.panel import ListPanel
from ui.widgets.switch import ViewSwitch, Way

OF_THE_TABLE = frozenset(
    {"list.open", "list.copy", "list.set", "list.delete", "list.columns", "list.preview",
     "list.export"}
)  # fmt: skip
"""The commands that rest while something else stands in the place of the table."""


class TurningPage(Page):
    """A `ListPanel` whose table gives way to other views; filter, views and choice are kept.

    The first way is the table. A page says what stands in its place (`other`), how that follows
    the filter (`narrow`) and where the keys go (`focus_other`); when its parts are made, it asks
    for what was chosen the last time (`recall`).
    """

    def __init__(
        self,
        desk: Desk,
        record: str,
        turn: Command,
        ways: Sequence[Way],
        clock: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self._command = turn.id
        self._kept = f"{turn.id.partition('.')[0]} as"
        self._ways = [one.key for one in ways]
        self.panel = ListPanel(desk, record, clock)
        self.switch = ViewSwitch(tr(turn.label), ways)
        desk.commands.declare(turn)
        # Beside the title, before the tabs of the views.
        self.panel.head.insertWidget(1, self.switch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)
        self.switch.chosen.connect(self._choose)
        self.panel.filtered.connect(self._filtered)

    @property
    @override
    def title(self) -> str:
        return self.panel.title

    @property
    def in_table(self) -> bool:
        """Whether the table is shown."""
        return self.switch.current == self._ways[0]

    def other(self) -> QWidget:
        """What is to stand in the place of the table now."""
        raise NotImplementedError

    def narrow(self) -> None:
        """Let what stands in the place of the table show what the filter of the list says."""
        raise NotImplementedError

    def focus_other(self) -> None:
        """Give the keys to what stands in the place of the table."""
        raise NotImplementedError

    @override
    def open_with(self, argument: object) -> None:
        self.panel.open_with(argument)
        self.focus()

    @override
    def refresh(self, changes: object) -> None:
        self.panel.refresh(changes)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = {**self.panel.handlers(), self._command: self.turn}
        if self.in_table:
            return found
        return {name: run for name, run in found.items() if name not in OF_THE_TABLE}

    def turn(self) -> None:
        """Show the next way."""
        at = self._ways.index(self.switch.current)
        self.see(self._ways[(at + 1) % len(self._ways)])

    def see(self, way: str) -> None:
        """Show it in this way from now on."""
        self.switch.choose(way)
        self._choose()

    def focus(self) -> None:
        """Give the keys to what is shown."""
        if self.in_table:
            self.panel.table.setFocus()
        else:
            self.focus_other()

    def recall(self) -> None:
        """Show it in the way that was chosen the last time."""
        kept = self.desk.geometry.word(self._kept)
        if kept in self._ways:
            self.switch.choose(kept)
        self._show()

    def _choose(self, _way: str = "") -> None:
        self.desk.geometry.keep_word(self._kept, self.switch.current)
        self._show()
        self.focus()
        self.desk.commands.refresh()

    def _show(self) -> None:
        if self.in_table:
            self.panel.show_instead(None)
            return
        found = self.other()
        self.narrow()
        self.panel.show_instead(found)

    def _filtered(self, _wanted: object) -> None:
        if not self.in_table:
            self.narrow()
