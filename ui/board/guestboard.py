# SPDX-License-Identifier: Apache-2.0
"""The roadshow board: attendees in the columns of following up, moved by the mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.choices import FOLLOW_UP_BOARD
from crm.domain.rules.following import BOARD, DECLINED
from crm.queries.courting import Column, Guest
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork
from crm.words import N_, _, ngettext, tr
from ui.board.board import declare
from ui.board.cardboard import CardBoard
from ui.board.guestrows import GuestRows
from ui.desk.commands import Command, Commands
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.record import gatherings, reception
from ui.theme import sizes
from ui.widgets.askline import AskLine
from ui.widgets.cardface import Face
from ui.widgets.labels import words

GROUP = N_("Roadshow board")
GUEST_COMMANDS = (
    Command("guests.event", N_("Open the event"), "calendar-days", "", GROUP, "edit"),
    Command("guests.decline", N_("Not interested …"), "circle-x", "Ctrl+Shift+R", GROUP, "edit"),
)
"""Beside the commands that every board has."""

PLACES = {one.code: one.label for one in FOLLOW_UP_BOARD}


def declare_guests(commands: Commands) -> None:
    """Enter the commands of the board in the table, once."""
    known = {one.id for one in commands.all()}
    missing = [one for one in GUEST_COMMANDS if one.id not in known]
    if missing:
        commands.add(*missing)


class GuestHead(QWidget):
    """The head of a column: its place and count; how many are keen, or waited for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._count, self._more = words("", "muted"), words("", "small")
        below = QHBoxLayout()
        below.setSpacing(sizes.SNUG)
        below.addWidget(self._count)
        below.addWidget(self._more, 1)
        # The name has a line of its own: seven columns are slim.
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.SNUG, 0, sizes.TIGHT, 0)
        box.setSpacing(sizes.RING)
        box.addWidget(words(name, "strong"))
        box.addLayout(below)

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " · ".join(one.text() for one in (self._count, self._more) if one.text())

    def show_column(self, column: Column) -> None:
        """Show the counts of a column."""
        self._count.setText(f"{len(column.ids):,}")
        keen = ngettext("{n} keen", "{n} keen", column.keen).format(n=column.keen)
        waiting = ngettext("{n} waits", "{n} wait", column.waiting).format(n=column.waiting)
        said = (keen if column.keen else "", waiting if column.waiting else "")
        self._more.setText(" · ".join(one for one in said if one))
        self.setAccessibleName(f"{self._name}: {self.text}")


class GuestBoard(CardBoard):
    """Cards are attendances; opened, they lead to the person, or the event where none is known."""

    least = sizes.LANE_SLIM

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self.rows = GuestRows(desk, today, None)
        super().__init__(self.rows, parent)
        self.rows.setParent(self)
        self._desk, self._today = desk, today
        self._nothing: QLabel = words("", "muted")
        declare(desk.commands)
        declare_guests(desk.commands)
        gatherings.declare(desk.commands)
        names = [tr(PLACES[one]) for one in BOARD]
        self.heads = [GuestHead(name) for name in names]
        foot = QHBoxLayout()
        foot.addWidget(self._nothing)
        self.lay_out(names, self.heads, foot)

    @override
    def face(self, card: Guest) -> Face:
        return face_of(card)

    @override
    def show_heads(self) -> None:
        board = self.rows.board
        if board is None:
            return
        for head, column in zip(self.heads, board.columns, strict=True):
            head.show_column(column)
        empty = not any(len(one.ids) for one in board.columns)
        self._nothing.setText(_("Nobody attended yet.") if empty else "")

    @override
    def put(self, card_id: int, column: int) -> None:
        self.move_to(BOARD[column], card_id)

    @property
    def current(self) -> Guest | None:
        """The card that is the current one, if it is read."""
        return self.rows.cards.get(self.current_id)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the board does for commands just now."""
        if not self.current_id:
            return {}
        found: dict[str, Callable[[], object]] = {
            "board.open": self.open_current, "guests.event": self.open_event,
            "record.begin": self.begin_project,
        }  # fmt: skip
        at = self.current_column
        if at + 1 < len(BOARD):
            found["board.onward"] = partial(self.move_to, BOARD[at + 1])
        if at > 0:
            found["board.back"] = partial(self.move_to, BOARD[at - 1])
        if BOARD[at] != DECLINED:
            found["guests.decline"] = partial(self.move_to, DECLINED)
        return found

    def open_current(self) -> None:
        """Open the person of the current card; without one the organisation, or the event."""
        card = self.current
        if card is None:
            return
        if card.person_id is not None:
            self._desk.go("person", card.person_id)
        elif card.organisation_id is not None:
            self._desk.go("organisation", card.organisation_id)
        else:
            self._desk.go("event", card.event_id)

    def open_event(self) -> None:
        """Open the event of the current card."""
        card = self.current
        if card is not None:
            self._desk.go("event", card.event_id)

    def begin_project(self) -> None:
        """Open the window in which a project begins with the guest of the current card."""
        card = self.current
        if card is not None:
            reception.begin(self._desk, card.event_id, [card.id], self)

    def move_to(self, place: str, card_id: int = 0) -> AskLine | None:
        """Put somebody on a place; of no interest the reason is asked for first."""
        wanted = card_id or self.current_id
        if not wanted:
            return None
        put = partial(self._stand, wanted, place, self._desk.register.seen)
        if place != DECLINED:
            put("")
            return None
        asked = _("{person} is not interested").format(person=self._who(wanted))
        dialog = AskLine(self.window(), asked, _("Reason"), yes=_("Move"))
        dialog.given.connect(put)
        dialog.open()
        return dialog

    def _who(self, card_id: int) -> str:
        card = self.rows.cards.get(card_id)
        return f"#{card_id}" if card is None else card.name or card.organisation

    def _stand(self, card_id: int, place: str, seen: Seen, reason: str) -> None:
        # The card is looked for where it stands after the move.
        self.wanted = card_id
        day = self._today()

        def act(unit: UnitOfWork) -> None:
            from crm.actions.courting import stand  # noqa: PLC0415 - only when something is written

            stand(unit, card_id, place, on=day, reason=reason, seen=seen)

        said = _("{person}: {place}").format(person=self._who(card_id), place=tr(PLACES[place]))
        write(self._desk, self, said, act, said=said)


def face_of(card: Guest) -> Face:
    """The face of an attendance's card."""
    days = ngettext("{n} day", "{n} days", card.days).format(n=card.days)
    spoken = _("{days} ago") if card.spoken_to else _("{days}, waits")
    if not card.days:
        spoken = _("today")
    wish = _("wants to visit") if card.wants_to_visit else ""
    return Face(
        title=card.name or card.organisation,
        second=card.organisation if card.name else "",
        light=card.light,
        light_words=spoken.format(days=days),
        mark=_mark(card.interest),
        lacks=" · ".join(one for one in (card.reason, card.event, wish) if one),
    )


def _mark(interest: str | None) -> str:
    """Only an interest is marked, by its letter; weaker ones stand in the record."""
    return interest.upper() if interest in {"a", "b"} else ""
