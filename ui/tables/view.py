# SPDX-License-Identifier: Apache-2.0
"""The big table: rows of a fixed height, sorted by a click on the header, led by keys."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from ui.tables.arranging import ColumnWidth
from ui.tables.drawing import Column, Look, RowDrawing
from ui.tables.model import ListModel
from ui.tables.painters import painter_of
from ui.theme import sizes

MOST_KEPT = 5_000  # selected rows that are found again after the order has changed

_SELECT_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class _Kept(NamedTuple):
    """Where the user was: the current record, the selected ones, the one at the top."""

    current: int
    selected: array[int]
    top: int
    offset: int


class BigTable(QTableView):
    """Shows a `ListModel`; it knows records only by their ids."""

    opened = Signal(int)
    """Enter or a double click: the id of the record."""

    sorted = Signal(object)
    """The header was clicked: the sort that is wanted, `("field",)`, `("-field",)` or `()`."""

    current_changed = Signal(int)
    """Another record is the current one: its id, 0 for none."""

    picked = Signal()
    """Other rows are selected."""

    arranged = Signal()
    """The user has moved a column or changed its width."""

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self._kept: _Kept | None = None
        self._widths: dict[str, int] = {}
        self._arranging = False
        self._drawing = RowDrawing(model)
        self._pointed = -1
        self._stretches: list[tuple[int, int]] | None = None
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.picked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self.arranged)
        self.setModel(model)
        self._wire()

    @property
    def current_id(self) -> int:
        """The id of the current record; 0 for none."""
        row = self.currentIndex().row()
        return self._list.ids[row] if 0 <= row < len(self._list.ids) else 0

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def selected_ids(self) -> array[int]:
        """The ids of the selected rows, in the order of the list."""
        found: array[int] = array("q")
        for top, bottom in self._ranges():
            found.extend(self._list.ids[top : bottom + 1])
        return found

    def choose(self, record_id: int) -> bool:
        """Make a record the current one, if it is in the list."""
        row = self._list.row_of(record_id)
        if row >= 0:
            self.selectRow(row)
            self.setCurrentIndex(self._list.index(row, 0))
        return row >= 0

    def set_widths(self, widths: Iterable[tuple[str, int]]) -> None:
        """Take widths the user once set, for the columns that are shown now or later."""
        self._widths.update(widths)
        self._fit()

    def sort_menu(self, parent: QWidget) -> QMenu:
        """A menu of the columns; each sorts like a click on its header."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = next(iter(self._list.listing.sort), "")
        for at, field in enumerate(self._list.fields):
            arrow = {field.name: " ↑", f"-{field.name}": " ↓"}.get(now, "")
            action = menu.addAction(field.heading.replace("&", "&&") + arrow)
            action.triggered.connect(partial(self._sort, at))
        return menu

    def arrangement(self) -> list[ColumnWidth]:
        """The columns from left to right with their widths."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [ColumnWidth(self._list.fields[at].name, header.sectionSize(at)) for at in order]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        }  # fmt: skip
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            if self.current_id:
                self.opened.emit(self.current_id)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and plain:
            self._go_to(0 if key == Qt.Key.Key_Home else len(self._list.ids) - 1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and plain:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (-1 if key == Qt.Key.Key_Left else 1) * sizes.FIELD_LEAST)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room, rows = event.rect(), len(self._list.ids)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        offset = self.verticalScrollBar().value()
        first = max(0, (offset + room.top()) // sizes.ROW)
        last = min(rows - 1, (offset + room.bottom()) // sizes.ROW)
        if first <= last:
            look = Look(
                self._chosen(),
                self.currentIndex().row() if self.hasFocus() else -1,
                self._pointed,
            )
            top = first * sizes.ROW - offset
            columns = self._columns_in(room)
            self._drawing.draw(painter, range(first, last + 1), top, columns, look)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(self.rowAt(event.position().toPoint().y()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._drawing.forget()

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setProperty("kind", "list")
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(sizes.ROW)
        rows.setDefaultSectionSize(sizes.ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(sizes.COLUMN_LEAST)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(sizes.ROW)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _wire(self) -> None:
        header = self.horizontalHeader()
        # A header asks its selection row by row whether a whole column is selected, at each paint.
        header.setSelectionModel(QItemSelectionModel(self._list, header))
        header.sectionClicked.connect(self._sort)
        header.sectionMoved.connect(self._rearranged)
        header.sectionResized.connect(self._resized)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._turn)
        self.selectionModel().selectionChanged.connect(self._select_anew)
        self._list.began.connect(self._begin)
        self._list.turning.connect(self._remember)
        self._list.turned.connect(self._restore)
        for told in (self._list.rowsAboutToBeInserted, self._list.rowsAboutToBeRemoved,
                     self._list.rowsAboutToBeMoved):  # fmt: skip
            told.connect(self._remember)
        for told in (self._list.rowsInserted, self._list.rowsRemoved, self._list.rowsMoved):
            told.connect(self._hold)
            told.connect(self._select_anew)
        self._list.modelReset.connect(self._select_anew)

    def _turn(self) -> None:
        self.current_changed.emit(self.current_id)

    def _point(self, row: int) -> None:
        if row != self._pointed:
            for one in (self._pointed, row):
                place = self.rowViewportPosition(one)
                self.viewport().update(0, place, self.viewport().width(), sizes.ROW)
            self._pointed = row

    def _columns_in(self, room: QRect) -> list[Column]:
        header = self.horizontalHeader()
        found: list[Column] = []
        for at, field in enumerate(self._list.fields):
            left, width = header.sectionViewportPosition(at), header.sectionSize(at)
            if left <= room.right() and left + width > room.left():
                found.append(Column(at, left, width, painter_of(field.kind).right))
        return found

    def _chosen(self) -> list[tuple[int, int]]:
        if self._stretches is None:
            self._stretches = self._ranges()
        return self._stretches

    def _select_anew(self) -> None:
        self._stretches = None
        self._soon.start()

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        return sorted({(one.top(), one.bottom()) for one in parts})

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self._list.ids):
            self.selectionModel().setCurrentIndex(self._list.index(row, 0), _SELECT_ROW)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._list.ids[index.row()])

    def _sort(self, section: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        """Upwards, then downwards, then as the list is by itself."""
        name = self._list.fields[section].name
        now = self._list.listing.sort[:1]
        after: dict[tuple[str, ...], tuple[str, ...]] = {(name,): (f"-{name}",), (f"-{name}",): ()}
        wanted = after.get(now, (name,))
        self.sorted.emit(wanted)

    def _begin(self) -> None:
        """Another listing is shown: its columns, its sort, its first row."""
        self._kept = None
        self._fit()
        sort = self._list.listing.sort[:1]
        header = self.horizontalHeader()
        names = [one.name for one in self._list.fields]
        name = sort[0].removeprefix("-") if sort else ""
        header.setSortIndicatorShown(name in names)
        if name in names:
            down = sort[0].startswith("-")
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(name), order)
        self.scrollToTop()
        self._turn()

    def _fit(self) -> None:
        self._arranging = True
        header = self.horizontalHeader()
        for at, field in enumerate(self._list.fields):
            place = header.visualIndex(at)
            if place != at:
                header.moveSection(place, at)
            header.resizeSection(at, self._widths.get(field.name) or self._natural(at))
        self._arranging = False

    def _natural(self, at: int) -> int:
        field = self._list.fields[at]
        letter = self.fontMetrics().horizontalAdvance("0")
        head = self.fontMetrics().horizontalAdvance(field.heading) + sizes.VAST
        voiced = self._list.windows.voiced
        own = voiced.width if voiced is not None and voiced.column == field.name else 0
        usual = max(own, painter_of(field.kind).width) * letter + sizes.BROAD
        if at == 0:
            usual = max(usual, sizes.NAME_COLUMN)
        return max(usual, min(head, 2 * usual), sizes.COLUMN_LEAST)

    def _resized(self, at: int, _before: int, now: int) -> None:
        if not self._arranging and at < len(self._list.fields):
            self._widths[self._list.fields[at].name] = now
            self._pause.start()

    def _rearranged(self) -> None:
        if not self._arranging:
            self._pause.start()

    def _remember(self) -> None:
        bar = self.verticalScrollBar().value()
        row = self.rowAt(0)
        ids = self._list.ids
        chosen = self.selected_ids() if self.selected_count() <= MOST_KEPT else array("q")
        # At the very top one wants to see what comes in at the top.
        top = ids[row] if bar > 0 and 0 <= row < len(ids) else 0
        self._kept = _Kept(self.current_id, chosen, top, bar % sizes.ROW)

    def _restore(self) -> None:
        kept = self._kept
        if kept is None:
            return
        wanted = set(kept.selected)
        rows = [row for row, one in enumerate(self._list.ids) if one in wanted] if wanted else []
        chosen = QItemSelection()
        last = len(self._list.fields) - 1
        for row in rows:
            chosen.select(self._list.index(row, 0), self._list.index(row, last))
        model = self.selectionModel()
        current = self._list.row_of(kept.current) if kept.current else -1
        if current >= 0:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            model.setCurrentIndex(self._list.index(current, 0), flag)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._hold()

    def _hold(self) -> None:
        """Keep the record at the top of the view where it was."""
        kept, self._kept = self._kept, None
        row = self._list.row_of(kept.top) if kept is not None and kept.top else -1
        if kept is not None and row >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(row * sizes.ROW + kept.offset)
