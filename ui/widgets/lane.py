# SPDX-License-Identifier: Apache-2.0
"""One column of a board: painted cards of one height, walked by keys, picked up by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.cardface import Face, Manner, paint_face

Index = QModelIndex | QPersistentModelIndex
FaceOf = Callable[[int], Face | None]
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)

_NOTHING = QModelIndex()


class LaneModel(QAbstractTableModel):
    """How many cards there are, and where their faces come from (None: not yet known)."""

    def __init__(self, face_of: FaceOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.face_of = face_of
        self._count = 0

    def set_count(self, count: int) -> None:
        """There are so many cards now; the view stays where it is."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = DISPLAY) -> object:
        if role not in {DISPLAY, SPOKEN, TOOLTIP}:
            return None
        face = self.face_of(index.row())
        if face is None:
            return None
        return face.title if role == DISPLAY else face.spoken


class Lane(QTableView):
    """A column of cards. It knows them by their row only."""

    opened = Signal(int)
    """Enter or a double click on the card in this row."""

    current_changed = Signal(int)
    """Another card is the current one: its row, -1 for none."""

    sidestepped = Signal(int)
    """Left (-1) or right (+1) was pressed."""

    lifted = Signal(int)
    """The card in this row is dragged now."""

    carried = Signal(QPoint)
    """It is dragged on: where the pointer is on the screen."""

    put_down = Signal(QPoint)
    """It was let go there."""

    dropped = Signal()
    """Dragging was given up."""

    def __init__(self, name: str, face_of: FaceOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = LaneModel(face_of, self)
        self._pressed: tuple[int, QPoint] | None = None
        self._lifted = -1
        self._pointed = -1
        self._target = False
        self._build(name)
        self.setModel(self.cards)
        self.selectionModel().currentRowChanged.connect(self._turn)
        self.doubleClicked.connect(self._open)

    @property
    def current(self) -> int:
        """The row of the current card; -1 for none."""
        return self.currentIndex().row()

    @property
    def dragging(self) -> bool:
        """Whether a card of this column is being dragged."""
        return self._lifted >= 0

    @property
    def target(self) -> bool:
        """Whether it is marked as the place where a dragged card would be put."""
        return self._target

    def choose(self, row: int) -> None:
        """Make a card the current one and show it."""
        if 0 <= row < self.cards.rowCount():
            index = self.cards.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def forget(self) -> None:
        """No card is the current one: the user has gone to another column."""
        self.setCurrentIndex(QModelIndex())

    def set_count(self, count: int) -> None:
        """There are so many cards now."""
        self.cards.set_count(count)
        self.viewport().update()

    def show_target(self, *, on: bool) -> None:
        """Mark that the card that is dragged would be put here."""
        if on != self._target:
            self._target = on
            self.viewport().update()

    def picture(self, row: int) -> QPixmap:
        """A card as it is painted, to be dragged along."""
        size, ratio = self.card_room(row).size(), self.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setFont(self.font())
        room = QRect(QPoint(0, 0), size)
        paint_face(painter, room, self.cards.face_of(row), Manner(current=True, focused=True))
        painter.end()
        return made

    def card_room(self, row: int) -> QRect:
        """Where a card stands in the viewport."""
        top = self.rowViewportPosition(row)
        width = self.viewport().width()
        return QRect(sizes.TIGHT, top, width - 2 * sizes.TIGHT, sizes.CARD - sizes.SPACE)

    def give_up(self) -> None:
        """Put a dragged card back where it was."""
        if self._lifted >= 0:
            self._lifted = -1
            self._pressed = None
            self.viewport().update()
            self.dropped.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), _plain(event)
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if key == Qt.Key.Key_Escape and self.dragging:
            self.give_up()
        elif side is not None and plain:
            self.sidestepped.emit(side)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self.current >= 0:
                self.opened.emit(self.current)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and plain:
            self.choose(0 if key == Qt.Key.Key_Home else self.cards.rowCount() - 1)
        elif side is not None:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        row = self.rowAt(place.y())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._pressed = row, place

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            self._point(self.rowAt(place.y()))
            return
        row, start = self._pressed
        if self._lifted < 0:
            far = (place - start).manhattanLength() >= QApplication.startDragDistance()
            if not far:
                return
            self._lifted = row
            self.lifted.emit(row)
            self.viewport().update()
        self.carried.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._lifted >= 0:
            self._lifted = -1
            self.viewport().update()
            self.put_down.emit(event.globalPosition().toPoint())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        offset, rows = self.verticalScrollBar().value(), self.cards.rowCount()
        first = max(0, (offset + event.rect().top()) // sizes.CARD)
        last = min(rows - 1, (offset + event.rect().bottom()) // sizes.CARD)
        for row in range(first, last + 1):
            manner = Manner(
                current=row == self.current, focused=self.hasFocus(),
                pointed=row == self._pointed, faint=row == self._lifted,
            )  # fmt: skip
            paint_face(painter, self.card_room(row), self.cards.face_of(row), manner)
        if self._target:
            self._paint_target(painter)
        painter.end()

    def _paint_target(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens().colour("accent"), sizes.RING, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        veil = tokens().colour("accent-soft")
        veil.setAlphaF(0.6)
        painter.setBrush(veil)
        room = self.viewport().rect().adjusted(sizes.RING, sizes.RING, -sizes.RING, -sizes.RING)
        painter.drawRoundedRect(room, sizes.RADIUS, sizes.RADIUS)

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setProperty("kind", "lane")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(sizes.CARD)
        rows.setDefaultSectionSize(sizes.CARD)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()

    def _turn(self) -> None:
        self.current_changed.emit(self.current)
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _point(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()


def _plain(event: QKeyEvent) -> bool:
    return event.modifiers() in {
        Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
    }  # fmt: skip
