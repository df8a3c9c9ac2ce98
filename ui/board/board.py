# SPDX-License-Identifier: Apache-2.0
"""The board of projects: five columns of cards, moved by the mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from crm.domain.rules.stages import CODES, STAGES, STATUSES
from crm.queries.board import ASIDE, Card
from crm.words import N_, _, tr
from ui.board.boardhead import ColumnHead, face_of
from ui.board.boardrows import BoardRows
from ui.board.cardboard import CardBoard
from ui.desk.commands import Command, Commands
from ui.desk.desk import Desk
from ui.forms.moving import MoveDialog, ask_to_move
from ui.theme import sizes
from ui.widgets.cardface import Face
from ui.widgets.labels import push, words

BOARD = N_("Board")
BOARD_COMMANDS = (
    Command("board.open", N_("Open the card"), "external-link", "", BOARD, "edit"),
    Command("board.onward", N_("Move to the next column …"), "arrow-right", "Ctrl+Right", BOARD,
            "edit"),
    Command("board.back", N_("Move to the column before …"), "arrow-left", "Ctrl+Left", BOARD,
            "edit"),
    Command("board.move", N_("Move to another stage …"), "workflow", "Ctrl+M", BOARD, "edit"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of the board in the table, once."""
    known = {one.id for one in commands.all()}
    missing = [one for one in BOARD_COMMANDS if one.id not in known]
    if missing:
        commands.add(*missing)


class BoardView(CardBoard):
    """The stages, and a line below them that counts what stands aside."""

    aside_asked = Signal(str)
    """The projects of a status that stand aside are wanted."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self.rows = BoardRows(desk, today, None)
        super().__init__(self.rows, parent)
        self.rows.setParent(self)
        self._desk, self._today = desk, today
        self._aside = QHBoxLayout()
        self._aside.setSpacing(sizes.SPACE)
        declare(desk.commands)
        names = [tr(stage.label) for stage in STAGES]
        self.heads = [ColumnHead(at, name) for at, name in enumerate(names)]
        self.lay_out(names, self.heads, self._aside)

    @override
    def face(self, card: Card) -> Face:
        return face_of(card)

    @override
    def show_heads(self) -> None:
        board = self.rows.board
        if board is not None:
            for head, column in zip(self.heads, board.columns, strict=True):
                head.show_column(column)
            self._show_aside(board.aside)

    @override
    def put(self, card_id: int, column: int) -> None:
        self.move_to(CODES[column], card_id)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the board does for commands just now."""
        if not self.current_id:
            return {}
        found: dict[str, Callable[[], object]] = {
            "board.open": lambda: self.opened.emit(self.current_id),
            "board.move": partial(self.move_to, ""),
        }
        if self.current_column + 1 < len(self.lanes):
            found["board.onward"] = partial(self.move_to, CODES[self.current_column + 1])
        if self.current_column > 0:
            found["board.back"] = partial(self.move_to, CODES[self.current_column - 1])
        return found

    def move_to(self, stage: str, project_id: int = 0) -> None:
        """Ask what a move to a stage needs, and do it; without a stage it is asked for too."""
        wanted = project_id or self.current_id
        if wanted:
            show = partial(self._await, wanted)
            ask_to_move(self._desk, self.window(), wanted, stage, self._today, shown=show)

    def _await(self, project_id: int, dialog: MoveDialog) -> None:
        """The card is looked for where it stands after the move; not when nothing was moved."""
        self.wanted = project_id
        dialog.rejected.connect(self._stay)

    def _stay(self) -> None:
        self.wanted = 0

    def _show_aside(self, counts: Mapping[str, int]) -> None:
        while (item := self._aside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._aside.addWidget(words(_("Not on the board:"), "small"))
        labels = {one.code: tr(one.label) for one in STATUSES}
        for status in ASIDE:
            button = push(f"{labels[status]} {counts[status]:,}", "link")
            button.setEnabled(counts[status] > 0)
            button.clicked.connect(partial(self._ask_aside, status))
            self._aside.addWidget(button)
        self._aside.addStretch(1)

    def _ask_aside(self, status: str) -> None:
        self.aside_asked.emit(status)
