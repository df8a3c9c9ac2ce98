# SPDX-License-Identifier: Apache-2.0
"""The projects, as a list or as a board; filter and views are the same for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.queries.filters import Condition, Filter
from crm.storage.changes import Changes
from crm.words import N_, _
from ui.board.board import BoardView
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.record import recordcommands, standing
from ui.tables.commands import LIST as LIST_GROUP
from ui.tables.turning import TurningPage
from ui.widgets.switch import Way

LIST, BOARD = "list", "board"
TURN = Command("projects.turn", N_("List or board"), "square-kanban", "Ctrl+B", LIST_GROUP, "view")


class ProjectsPage(TurningPage):
    """The list of projects, or their board."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        recordcommands.declare(desk.commands)
        ways = [Way(LIST, _("List"), "list"), Way(BOARD, _("Board"), "square-kanban")]
        super().__init__(desk, "project", TURN, ways, clock, parent)
        self.board = BoardView(desk, clock, self)
        self.board.hide()
        self._wire()
        self.recall()

    @property
    def on_board(self) -> bool:
        """Whether the board is shown."""
        return self.switch.current == BOARD

    @override
    def other(self) -> QWidget:
        return self.board

    @override
    def narrow(self) -> None:
        self.board.show_filter(self.panel.filter)

    @override
    def focus_other(self) -> None:
        self.board.focus()

    @override
    def refresh(self, changes: object) -> None:
        super().refresh(changes)
        self.board.refresh(changes if isinstance(changes, Changes) else None)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = super().handlers()
        found |= standing.offered(self.desk, "project", self.chosen, self._clock, self)
        return {**found, **self.board.handlers()} if self.on_board else found

    def chosen(self) -> Sequence[int]:
        """The projects that are selected in the list, or the current card of the board."""
        if not self.on_board:
            return self.panel.table.selected_ids() if self.panel.table.selected_count() else []
        return [self.board.current_id] if self.board.current_id else []

    def _wire(self) -> None:
        self.board.opened.connect(partial(self.desk.go, "project"))
        self.board.aside_asked.connect(self._show_aside)
        self.board.turned.connect(self.desk.commands.refresh)

    def _show_aside(self, status: str) -> None:
        """The projects of a status that do not stand on the board, as a list."""
        now = self.panel.filter
        aside = Condition("status", "one_of", (status,))
        inner = (Filter(now.conditions, any_of=True),) if now.any_of else now.conditions
        self.see(LIST)
        self.panel.open_with(Filter((*inner, aside), text=now.text))
