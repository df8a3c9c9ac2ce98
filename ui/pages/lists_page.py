# SPDX-License-Identifier: Apache-2.0
"""A page of several lists that belong together, one at a time, chosen by a switch above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables.overlook import Overlook
from ui.tables.panel import ListPanel
from ui.theme import sizes
from ui.widgets.switch import ViewSwitch, Way

OVERLOOK = "overlook"
"""The last place of the switch where there is one: what is out of date or has no source."""


class Listed(NamedTuple):
    """A list of the page: its record, and what it shall show instead of what it showed last."""

    record: str
    shown: object = None


class ListsPage(Page):
    """Each list is made when it is first seen.

    Opened with a record's name, a `Listed` or such a pair, or None for what was shown last.
    What the page was showing is remembered by `name` for the next start. `overlooked`: the last
    place of the switch shows what is out of date or has no source in the county's own data.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        label: str,
        records: Sequence[str],
        clock: Callable[[], date],
        parent: QWidget | None = None,
        *,
        overlooked: bool = False,
    ) -> None:
        super().__init__(desk, parent)
        self._name, self._label, self._clock = name, label, clock
        self._panels: dict[str, ListPanel | Overlook] = {}
        self._behind: set[str] = set()
        ways = [Way(one, tr(RECORDS[one].about.words), RECORDS[one].about.icon) for one in records]
        if overlooked:
            ways.append(Way(OVERLOOK, _("To check"), "triangle-alert"))
        self.switch = ViewSwitch(label, ways)
        self.switch.chosen.connect(self._choose)
        self._stack = QStackedWidget()
        top = QHBoxLayout()
        top.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, 0)
        top.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        top.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._stack, 1)
        kept = desk.geometry.word(f"list of {name}")
        self.switch.choose(kept if kept in {way.key for way in ways} else records[0])

    @property
    @override
    def title(self) -> str:
        return self._label

    @property
    def panel(self) -> ListPanel:
        """The list of records that is shown.

        Raises:
            LookupError: it is what is to be checked that is shown, of all of them.
        """
        if isinstance(made := self.part, ListPanel):
            return made
        raise LookupError(self.switch.current)

    @property
    def part(self) -> ListPanel | Overlook:
        """What is shown: a list of records, or what is to be checked of all of them."""
        shown = self.switch.current
        made = self._panels.get(shown)
        if made is None:
            made = self._panels[shown] = self._make(shown)
            self._stack.addWidget(made)
        return made

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, str):
            argument = Listed(argument)
        if isinstance(argument, tuple):
            # Another page says it as a plain pair: pages do not know each other.
            record, shown = cast("tuple[str, object]", argument)
            self.switch.choose(record)
            self._show(shown)
            return
        self._show(None)

    @override
    def refresh(self, changes: object) -> None:
        # Those that are not seen are read again when they are.
        for record, panel in self._panels.items():
            if record == self.switch.current:
                panel.refresh(changes)
            else:
                self._behind.add(record)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        # A list that is being made already asks what can be done: nothing yet.
        made = self._panels.get(self.switch.current)
        return {} if made is None else made.handlers()

    def _make(self, shown: str) -> ListPanel | Overlook:
        if shown == OVERLOOK:
            return Overlook(self.desk, self._clock)
        return ListPanel(self.desk, shown, self._clock)

    def _choose(self, record: str) -> None:
        self.desk.geometry.keep_word(f"list of {self._name}", record)
        self._show(None)
        self.desk.commands.refresh()

    def _show(self, shown: object) -> None:
        panel = self.part
        self._stack.setCurrentWidget(panel)
        if self.switch.current in self._behind:
            self._behind.discard(self.switch.current)
            panel.refresh(None)
        panel.open_with(shown)
        panel.table.setFocus()
