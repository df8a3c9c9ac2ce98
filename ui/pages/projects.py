# SPDX-License-Identifier: Apache-2.0
"""The projects, as a list or as a board; filter and views are the same for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.queries.filters import Condition, Filter
from crm.storage.changes import Changes
from crm.words import N_, _
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables import recordcommands, standing
from ui.tables.board import BoardView
from ui.tables.commands import LIST as LIST_GROUP
from ui.tables.panel import ListPanel
from ui.widgets.switch import ViewSwitch, Way

LIST, BOARD = "list", "board"
KEPT = "projects as"
OF_THE_TABLE = frozenset(
    {"list.open", "list.copy", "list.set", "list.delete", "list.columns", "list.preview",
     "list.export"}
)  # fmt: skip
TURN = Command("projects.turn", N_("List or board"), "square-kanban", "Ctrl+B", LIST_GROUP, "view")


class ProjectsPage(Page):
    """A `ListPanel` whose table gives way to the board; the choice is remembered."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        recordcommands.declare(desk.commands)
        self.panel = ListPanel(desk, "project", clock)
        self.board = BoardView(desk, clock, self)
        self.board.hide()
        ways = [Way(LIST, _("List"), "list"), Way(BOARD, _("Board"), "square-kanban")]
        self.switch = ViewSwitch(_("List or board"), ways)
        if TURN.id not in {one.id for one in desk.commands.all()}:
            desk.commands.add(TURN)
        self._build()
        self._wire()
        if desk.geometry.word(KEPT) == BOARD:
            self.switch.choose(BOARD)
        self._show()

    @property
    @override
    def title(self) -> str:
        return self.panel.title

    @property
    def on_board(self) -> bool:
        """Whether the board is shown."""
        return self.switch.current == BOARD

    @override
    def open_with(self, argument: object) -> None:
        self.panel.open_with(argument)
        self._focus()

    @override
    def refresh(self, changes: object) -> None:
        self.panel.refresh(changes)
        self.board.refresh(changes if isinstance(changes, Changes) else None)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = {**self.panel.handlers(), "projects.turn": self.turn}
        found |= standing.offered(self.desk, "project", self.chosen, self._clock, self)
        if not self.on_board:
            return found
        kept = {name: run for name, run in found.items() if name not in OF_THE_TABLE}
        return {**kept, **self.board.handlers()}

    def chosen(self) -> Sequence[int]:
        """The projects that are selected in the list, or the current card of the board."""
        if not self.on_board:
            return self.panel.table.selected_ids() if self.panel.table.selected_count() else []
        return [self.board.current_id] if self.board.current_id else []

    def turn(self) -> None:
        """Show the other one of list and board."""
        self.switch.choose(LIST if self.on_board else BOARD)
        self._choose()

    def _build(self) -> None:
        # Beside the title, before the tabs of the views.
        self.panel.head.insertWidget(1, self.switch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    def _wire(self) -> None:
        self.switch.chosen.connect(self._choose)
        self.panel.filtered.connect(self._narrow)
        self.board.opened.connect(partial(self.desk.go, "project"))
        self.board.aside_asked.connect(self._show_aside)
        self.board.turned.connect(self.desk.commands.refresh)

    def _choose(self, _way: str = "") -> None:
        self.desk.geometry.keep_word(KEPT, self.switch.current)
        self._show()
        self._focus()
        self.desk.commands.refresh()

    def _show(self) -> None:
        if self.on_board:
            self.board.show_filter(self.panel.filter)
        self.panel.show_instead(self.board if self.on_board else None)

    def _focus(self) -> None:
        if self.on_board:
            self.board.focus()
        else:
            self.panel.table.setFocus()

    def _narrow(self, wanted: object) -> None:
        if self.on_board and isinstance(wanted, Filter):
            self.board.show_filter(wanted)

    def _show_aside(self, status: str) -> None:
        """The projects of a status that do not stand on the board, as a list."""
        now = self.panel.filter
        aside = Condition("status", "one_of", (status,))
        inner = (Filter(now.conditions, any_of=True),) if now.any_of else now.conditions
        self.switch.choose(LIST)
        self._choose()
        self.panel.open_with(Filter((*inner, aside), text=now.text))
