# SPDX-License-Identifier: Apache-2.0
"""A board of cards in columns, walked by keys and dragged by the mouse, whatever is on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crm.queries.filters import Filter
from crm.storage.changes import Changes
from ui.board.cardrows import CardRows
from ui.theme import sizes
from ui.widgets.cardface import Face
from ui.widgets.labels import frame
from ui.widgets.lane import Lane


class CardBoard(QWidget):
    """Columns with a head each. Who inherits says faces and heads, and what a move does.

    One is made with the rows it shows, then `lay_out` with the name and the head of each column.
    """

    least = sizes.LANE_LEAST
    """How wide a column is at least."""

    opened = Signal(int)
    """A record shall be opened."""

    turned = Signal()
    """Another card is the current one."""

    def __init__(self, rows: CardRows[Any, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.lanes: list[Lane] = []
        self._carried: QLabel | None = None
        self._grip = QPoint()
        self._from = -1
        self._current = 0
        self.wanted = 0
        self._scroll = QScrollArea()
        rows.counted.connect(self._counted)
        rows.arrived.connect(self._repaint)

    def face(self, card: Any) -> Face:  # noqa: ANN401 - whatever the rows give
        """The face of a card."""
        raise NotImplementedError

    def show_heads(self) -> None:
        """Say at the heads what was counted."""
        raise NotImplementedError

    def put(self, card_id: int, column: int) -> None:
        """A card was let go over another column."""
        raise NotImplementedError

    @property
    def current_id(self) -> int:
        """The id of the current card; 0 for none."""
        if not self.lanes:
            return 0
        ids, row = self._rows.ids(self._current), self.lanes[self._current].current
        return ids[row] if 0 <= row < len(ids) else 0

    @property
    def current_column(self) -> int:
        """The column of the current card."""
        return self._current

    def show_filter(self, wanted: Filter) -> None:
        """Show the records that pass a filter."""
        self._rows.show(wanted)

    def refresh(self, changes: Changes | None) -> None:
        """Follow what was changed in the store."""
        self.wanted = self.wanted or self.current_id
        self._rows.refresh(changes)

    def choose(self, card_id: int) -> bool:
        """Make a card the current one, if it is on the board."""
        place = self._rows.place_of(card_id)
        if place is not None:
            self._enter(*place)
        return place is not None

    def focus(self) -> None:
        """Put the keys on the cards."""
        self.lanes[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def lay_out(self, names: Sequence[str], heads: Sequence[QWidget], foot: QHBoxLayout) -> None:
        """Make the columns, and put a line below them."""
        ground = QWidget()
        columns = QHBoxLayout(ground)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(sizes.SPACE)
        for at, (name, head) in enumerate(zip(names, heads, strict=True)):
            columns.addWidget(self._column(at, name, head), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, 0, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.TIGHT)
        # In a narrow window the columns keep their width and move along.
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(ground)
        box.addWidget(self._scroll, 1)
        box.addLayout(foot)

    def _column(self, at: int, name: str, head: QWidget) -> QWidget:
        lane = Lane(name, partial(self._face, at))
        lane.opened.connect(partial(self._open, at))
        lane.current_changed.connect(partial(self._turn, at))
        lane.sidestepped.connect(partial(self._sidestep, at))
        lane.lifted.connect(partial(self._lift, at))
        lane.carried.connect(self._carry)
        lane.put_down.connect(self._put_down)
        lane.dropped.connect(self._drop)
        self.lanes.append(lane)
        bed = frame("well")
        bed.setMinimumWidth(self.least)
        box = QVBoxLayout(bed)
        box.setContentsMargins(sizes.RING, sizes.SPACE, sizes.RING, sizes.TIGHT)
        box.setSpacing(sizes.SPACE)
        box.addWidget(head)
        box.addWidget(lane, 1)
        return bed

    def _face(self, column: int, row: int) -> Face | None:
        card = self._rows.card(column, row)
        return None if card is None else self.face(card)

    def _counted(self) -> None:
        wanted = self.wanted or self.current_id
        self.wanted = 0
        self.show_heads()
        for at, lane in enumerate(self.lanes):
            lane.set_count(len(self._rows.ids(at)))
        if wanted and wanted != self.current_id:
            self.choose(wanted)
        self.turned.emit()

    def _repaint(self) -> None:
        for lane in self.lanes:
            lane.viewport().update()

    def _open(self, column: int, row: int) -> None:
        self._current = column
        ids = self._rows.ids(column)
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
        self._bring(column)
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
            count = len(self._rows.ids(at))
            if count:
                row = lane.rowAt(height)
                self._enter(at, row if row >= 0 else count - 1)
                return
            at += step

    def _lift(self, column: int, row: int) -> None:
        lane = self.lanes[column]
        self._from = self._rows.ids(column)[row]
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
        if over >= 0:
            self._bring(over)
        for at, lane in enumerate(self.lanes):
            lane.show_target(on=at == over and not lane.dragging)

    def _put_down(self, place: QPoint) -> None:
        over, card_id = self._lane_at(place), self._from
        self._drop()
        home = self._rows.place_of(card_id)
        if over >= 0 and home is not None and home[0] != over:
            self.put(card_id, over)

    def _drop(self) -> None:
        if self._carried is not None:
            self._carried.hide()
            self._carried.deleteLater()
        self._carried = None
        for lane in self.lanes:
            lane.show_target(on=False)

    def _lane_at(self, place: QPoint) -> int:
        """The column a place on the screen lies in, its head included; -1 for none."""
        port = self._scroll.viewport()
        if not port.rect().contains(port.mapFromGlobal(place)):
            return -1
        for at, lane in enumerate(self.lanes):
            bed = lane.parentWidget()
            if bed is not None and bed.rect().contains(bed.mapFromGlobal(place)):
                return at
        return -1

    def _bring(self, column: int) -> None:
        """Bring a column into sight."""
        bed = self.lanes[column].parentWidget()
        if bed is not None:
            self._scroll.ensureWidgetVisible(bed, 0, 0)
