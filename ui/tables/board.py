# SPDX-License-Identifier: Apache-2.0
"""The board of projects: five columns of cards, moved by the mouse or by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.domain.rules.stages import CODES, STAGES, STATUSES
from crm.queries.board import ASIDE
from crm.queries.filters import Filter
from crm.storage.changes import Changes
from crm.words import N_, _, tr
from ui.desk.commands import Command, Commands
from ui.desk.desk import Desk
from ui.forms.moving import ask_to_move
from ui.tables.boardhead import ColumnHead, face_of
from ui.tables.boardrows import BoardRows
from ui.theme import sizes
from ui.widgets.cardface import Face
from ui.widgets.labels import frame, push, words
from ui.widgets.lane import Lane

BOARD = N_("Board")
BOARD_COMMANDS = (
    Command("board.open", N_("Open the project"), "external-link", "", BOARD, "edit"),
    Command("board.onward", N_("Move to the next stage …"), "arrow-right", "Ctrl+Right", BOARD,
            "edit"),
    Command("board.back", N_("Move to the stage before …"), "arrow-left", "Ctrl+Left", BOARD,
            "edit"),
    Command("board.move", N_("Move to another stage …"), "workflow", "Ctrl+M", BOARD, "edit"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of the board in the table, once."""
    known = {one.id for one in commands.all()}
    missing = [one for one in BOARD_COMMANDS if one.id not in known]
    if missing:
        commands.add(*missing)


class BoardView(QWidget):
    """The columns, and a line below them that counts what stands aside."""

    opened = Signal(int)
    """A project shall be opened."""

    aside_asked = Signal(str)
    """The projects of a status that stand aside are wanted."""

    turned = Signal()
    """Another card is the current one."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self.rows = BoardRows(desk, today, self)
        self.heads: list[ColumnHead] = []
        self.lanes: list[Lane] = []
        self._carried: QLabel | None = None
        self._grip = QPoint()
        self._from = -1
        self._current = 0
        self._wanted = 0
        self._aside = QHBoxLayout()
        declare(desk.commands)
        self._build()
        self.rows.counted.connect(self._count)
        self.rows.arrived.connect(self._repaint)

    @property
    def current_id(self) -> int:
        """The id of the current project; 0 for none."""
        ids, row = self.rows.ids(self._current), self.lanes[self._current].current
        return ids[row] if 0 <= row < len(ids) else 0

    def show_filter(self, wanted: Filter) -> None:
        """Show the projects that pass a filter."""
        self.rows.show(wanted)

    def refresh(self, changes: Changes | None) -> None:
        """Follow what was changed in the store."""
        self._wanted = self._wanted or self.current_id
        self.rows.refresh(changes)

    def choose(self, project_id: int) -> bool:
        """Make a project the current card, if it is on the board."""
        place = self.rows.place_of(project_id)
        if place is not None:
            self._enter(*place)
        return place is not None

    def focus(self) -> None:
        """Put the keys on the cards."""
        self.lanes[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the board does for commands just now."""
        if not self.current_id:
            return {}
        found: dict[str, Callable[[], object]] = {
            "board.open": lambda: self.opened.emit(self.current_id),
            "board.move": partial(self.move_to, ""),
        }
        if self._current + 1 < len(self.lanes):
            found["board.onward"] = partial(self.move_to, CODES[self._current + 1])
        if self._current > 0:
            found["board.back"] = partial(self.move_to, CODES[self._current - 1])
        return found

    def move_to(self, stage: str, project_id: int = 0) -> None:
        """Ask what a move to a stage needs, and do it; without a stage it is asked for too."""
        wanted = project_id or self.current_id
        if wanted:
            # The card is looked for where it stands after the move.
            self._wanted = wanted
            ask_to_move(self._desk, self.window(), wanted, stage, self._today)

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(sizes.SPACE)
        for at, stage in enumerate(STAGES):
            columns.addWidget(self._column(at, tr(stage.label)), 1)
        self._aside.setSpacing(sizes.SPACE)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, 0, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.TIGHT)
        box.addLayout(columns, 1)
        box.addLayout(self._aside)

    def _column(self, at: int, name: str) -> QWidget:
        head, lane = ColumnHead(at, name), Lane(name, partial(self._face, at))
        lane.opened.connect(partial(self._open, at))
        lane.current_changed.connect(partial(self._turn, at))
        lane.sidestepped.connect(partial(self._sidestep, at))
        lane.lifted.connect(partial(self._lift, at))
        lane.carried.connect(self._carry)
        lane.put_down.connect(self._put_down)
        lane.dropped.connect(self._drop)
        self.heads.append(head)
        self.lanes.append(lane)
        bed = frame("well")
        bed.setMinimumWidth(sizes.LANE_LEAST)
        box = QVBoxLayout(bed)
        box.setContentsMargins(sizes.RING, sizes.SPACE, sizes.RING, sizes.TIGHT)
        box.setSpacing(sizes.SPACE)
        box.addWidget(head)
        box.addWidget(lane, 1)
        return bed

    def _face(self, column: int, row: int) -> Face | None:
        card = self.rows.card(column, row)
        return None if card is None else face_of(card)

    def _count(self) -> None:
        board = self.rows.board
        if board is None:
            return
        wanted = self._wanted or self.current_id
        self._wanted = 0
        for head, lane, column in zip(self.heads, self.lanes, board.columns, strict=True):
            head.show_column(column)
            lane.set_count(len(column.ids))
        if wanted and wanted != self.current_id:
            self.choose(wanted)
        self._show_aside(board.aside)
        self.turned.emit()

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

    def _repaint(self) -> None:
        for lane in self.lanes:
            lane.viewport().update()

    def _open(self, column: int, row: int) -> None:
        self._current = column
        ids = self.rows.ids(column)
        if 0 <= row < len(ids):
            self.opened.emit(ids[row])

    def _turn(self, column: int, row: int) -> None:
        if row >= 0:
            self._current = column
            for lane in self.lanes:
                if lane is not self.lanes[column]:
                    lane.forget()
        self.turned.emit()

    def _enter(self, column: int, row: int) -> None:
        had_keys = any(lane.hasFocus() for lane in self.lanes)
        self._current = column
        self.lanes[column].choose(row)
        if had_keys:
            self.focus()
        self.turned.emit()

    def _sidestep(self, column: int, step: int) -> None:
        """Go to the card at the same height in the nearest column that has any."""
        height = self.lanes[column].card_room(self.lanes[column].current).center().y()
        at = column + step
        while 0 <= at < len(self.lanes):
            lane = self.lanes[at]
            count = len(self.rows.ids(at))
            if count:
                row = lane.rowAt(height)
                self._enter(at, row if row >= 0 else count - 1)
                return
            at += step

    def _ask_aside(self, status: str) -> None:
        self.aside_asked.emit(status)

    def _lift(self, column: int, row: int) -> None:
        lane = self.lanes[column]
        self._from = self.rows.ids(column)[row]
        self._carried = QLabel(self)
        self._carried.setPixmap(lane.picture(row))
        self._carried.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        room = lane.card_room(row)
        self._grip = QPoint(room.width() // 2, room.height() // 4)
        self._carried.adjustSize()
        self._carried.show()

    def _carry(self, place: QPoint) -> None:
        if self._carried is not None:
            self._carried.move(self.mapFromGlobal(place) - self._grip)
            self._carried.raise_()
        over = self._lane_at(place)
        for at, lane in enumerate(self.lanes):
            lane.show_target(on=at == over and not lane.dragging)

    def _put_down(self, place: QPoint) -> None:
        over, project_id = self._lane_at(place), self._from
        self._drop()
        home = self.rows.place_of(project_id)
        if over >= 0 and home is not None and home[0] != over:
            self.move_to(CODES[over], project_id)

    def _drop(self) -> None:
        if self._carried is not None:
            self._carried.hide()
            self._carried.deleteLater()
        self._carried = None
        for lane in self.lanes:
            lane.show_target(on=False)

    def _lane_at(self, place: QPoint) -> int:
        """The column a place on the screen lies in, its head included; -1 for none."""
        here = self.mapFromGlobal(place)
        for at, lane in enumerate(self.lanes):
            bed = lane.parentWidget()
            if bed is not None and bed.geometry().contains(here):
                return at
        return -1
