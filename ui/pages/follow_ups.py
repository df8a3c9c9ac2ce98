# SPDX-License-Identifier: Apache-2.0
"""The follow-ups: the queue as a list with what waits for whom, or the board of the roadshows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.kinds.links import Reference
from crm.queries.filters import Condition, Filter, View
from crm.queries.views import views_of
from crm.storage.changes import Changes
from crm.words import N_, NC_, _
from ui.board.guestboard import GuestBoard
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.forms.choosing import RecordEditor
from ui.record.queuecommands import QUEUE, declare, offered
from ui.tables.loads import LoadStrip
from ui.tables.panel import ListPanel
from ui.theme import sizes
from ui.widgets.labels import words
from ui.widgets.switch import ViewSwitch, Way

LIST, BOARD = "list", "board"
KEPT = "follow-ups as"
BEGIN = NC_("view", "Open")
TURN = Command("guests.turn", N_("Queue or roadshow board"), "square-kanban", "Ctrl+Shift+B",
               QUEUE, "view")  # fmt: skip


class FollowUpsPage(Page):
    """Opened with a `View` or `Filter` of follow-ups, None, or ("board", id of an event or 0)."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._clock = clock
        self.panel = ListPanel(desk, "follow_up", clock)
        self.loads = LoadStrip(desk, clock)
        self.board = GuestBoard(desk, clock)
        self.which = RecordEditor(Reference("event"), desk)
        self.which.choice.setPlaceholderText(_("All events"))
        ways = [Way(LIST, _("Queue"), "list"), Way(BOARD, _("Roadshow board"), "square-kanban")]
        self.switch = ViewSwitch(_("Queue or roadshow board"), ways)
        self._stack = QStackedWidget()
        self._begun = False
        declare(desk.commands)
        if TURN.id not in {one.id for one in desk.commands.all()}:
            desk.commands.add(TURN)
        self._build()
        self._wire()
        if desk.geometry.word(KEPT) == BOARD:
            self.switch.choose(BOARD)

    @property
    @override
    def title(self) -> str:
        return self.panel.title

    @property
    def on_board(self) -> bool:
        """Whether the roadshow board is shown."""
        return self.switch.current == BOARD

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, tuple):
            # Another page says it as a plain pair: pages do not know each other.
            _board, event_id = cast("tuple[str, int]", argument)
            self.switch.choose(BOARD)
            self._choose_event(event_id)
        elif argument is not None:
            self.switch.choose(LIST)
            self._open_list(argument)
        self._show()

    @override
    def refresh(self, changes: object) -> None:
        told = changes if isinstance(changes, Changes) else None
        self.panel.refresh(changes)
        self.board.refresh(told)
        if told is None or not told.complete or _concerns(told):
            self.loads.read()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        if self.on_board:
            return {**self.board.handlers(), TURN.id: self.turn}
        found = {**self.panel.handlers(), TURN.id: self.turn}
        if self.panel.table.selected_count():
            found |= offered(self.desk, self, self.panel.table.selected_ids, self._clock)
        return found

    def turn(self) -> None:
        """Show the other one of queue and board."""
        self.switch.choose(LIST if self.on_board else BOARD)
        self._choose()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, 0)
        top.setSpacing(sizes.GAP)
        top.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.loads, 1)
        self.which.setFixedWidth(sizes.NAME_COLUMN)
        self.which.choice.setAccessibleName(_("Which event"))
        top.addWidget(self.which)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, sizes.GAP, 0, 0)
        inside.setSpacing(sizes.SPACE)
        head = words(_("Roadshow board"), "title")
        head.setContentsMargins(sizes.WIDE, 0, sizes.WIDE, 0)
        inside.addWidget(head)
        inside.addWidget(self.board, 1)
        for widget in (self.panel, whole):
            self._stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.switch.chosen.connect(self._choose)
        self.loads.chosen.connect(self._narrow)
        self.panel.filtered.connect(self._mark)
        self.which.changed.connect(self._narrow_board)
        self.board.opened.connect(self._open_card)
        self.board.turned.connect(self.desk.commands.refresh)

    def _choose(self, _way: str = "") -> None:
        self.desk.geometry.keep_word(KEPT, self.switch.current)
        self._show()
        self.desk.commands.refresh()

    def _show(self) -> None:
        self._stack.setCurrentIndex(1 if self.on_board else 0)
        self.loads.setVisible(not self.on_board)
        self.which.setVisible(self.on_board)
        if self.on_board:
            self._narrow_board()
            self.board.focus()
            return
        if not self._begun:
            self._open_list(None)
        self.loads.read()
        self.panel.table.setFocus()

    def _open_list(self, argument: object) -> None:
        """The first time it begins with what is open; then what it showed last comes again."""
        if argument is None and not self._begun:
            views = views_of("follow_up", today=self._clock())
            argument = next(one for one in views if one.name == BEGIN)
        self._begun = True
        self.panel.open_with(argument)

    def _narrow(self, staff_id: object) -> None:
        """The same list of one person, of nobody (0), or of everybody (None)."""
        now = self.panel.filter
        others = tuple(one for one in now.conditions if not _of_person(one))
        own: tuple[Condition, ...] = ()
        if staff_id is not None:
            own = (
                Condition("staff_id", "one_of", (staff_id,)) if staff_id
                else Condition("staff_id", "empty"),
            )  # fmt: skip
        wanted = Filter((*others, *own), any_of=now.any_of, text=now.text)
        self.panel.open_with(View("", wanted, self.panel.listing.sort, self.panel.listing.columns))

    def _mark(self, wanted: object) -> None:
        """Whose follow-ups are listed is told by the filter alone."""
        found = wanted.conditions if isinstance(wanted, Filter) else ()
        own = [one for one in found if isinstance(one, Condition) and _of_person(one)]
        ids = cast("tuple[int, ...]", own[0].value or ()) if len(own) == 1 else ()
        self.loads.show_current((ids[0] if len(ids) == 1 else 0) if own else None)

    def _choose_event(self, event_id: int) -> None:
        self.which.set_value(event_id or None)

    def _narrow_board(self) -> None:
        chosen = self.which.choice.value()
        one = (Condition("event_id", "one_of", (chosen,)),) if isinstance(chosen, int) else ()
        self.board.show_filter(Filter(one))

    def _open_card(self, _record_id: int) -> None:
        self.board.open_current()


def _of_person(one: Condition | Filter) -> bool:
    return isinstance(one, Condition) and one.field == "staff_id"


def _concerns(changes: Changes) -> bool:
    return any(one.record in {"follow_up", "staff"} for one in changes.items)
