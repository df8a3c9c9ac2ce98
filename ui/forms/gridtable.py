# SPDX-License-Identifier: Apache-2.0
"""The table of a grid: moving, choosing and changing cells by the keys of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby, islice

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from crm.kinds.texts import LongText
from ui.desk.desk import Desk
from ui.desk.turns import Turns
from ui.forms.gridediting import ENTER, GridDelegate
from ui.forms.gridmodel import GridModel
from ui.forms.gridparting import spread
from ui.forms.gridsheet import EMPTY, Cell, Place, Row
from ui.forms.gridtext import block_of, text_of
from ui.forms.gridwidths import width_of
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox

_KEY = Qt.Key
_PLAIN = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_BACK = {(_CTRL, _KEY.Key_Z), (_CTRL, _KEY.Key_Y), (_CTRL | _SHIFT, _KEY.Key_Z)}
_TO = QItemSelectionModel.SelectionFlag.ClearAndSelect
MOST_FITTED = 500
"""Rows whose height still follows what stands in them."""

PIECE = 50
"""So many rows of a longer block are put in at a time."""


class GridTable(QTableView):
    """Cells are chosen one by one or in blocks; `lost` tells how many rows found no place."""

    lost = Signal(int)

    def __init__(self, desk: Desk, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self._delegate = GridDelegate(desk, self)
        self._began = 0
        self._pasting: Turns | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._build()
        self._keys = self._by_key()
        self._delegate.left.connect(self._left)
        model.modelReset.connect(self._fit_all)
        model.dataChanged.connect(self._fit)

    def chosen(self) -> list[tuple[int, int]]:
        """The chosen cells, row by row."""
        return sorted((one.row(), one.column()) for one in self.selectionModel().selectedIndexes())

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one."""
        self.selectionModel().setCurrentIndex(self._grid.index(row, column), _TO)
        self.scrollTo(self._grid.index(row, column))

    def take_typed(self) -> None:
        """Take along what is being typed in a cell, or still being pasted."""
        self.settle()
        if self.state() == QTableView.State.EditingState:
            self._delegate.end(self.indexWidget(self.currentIndex()))

    def settle(self) -> None:
        """Put in at once what is left of a long block."""
        if self._pasting is not None:
            self._pasting.finish()

    def next_wrong(self) -> None:
        """Go to the next cell that cannot be taken."""
        keys = [one.key for one in self._grid.sheet.columns]
        places = sorted((row, keys.index(key)) for row, key in self._grid.wrong)
        here = (self.currentIndex().row(), self.currentIndex().column())
        after = [one for one in places if one > here] or places
        if after:
            self.go(*after[0])

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as a spreadsheet reads them."""
        chosen = set(self.chosen())
        if not chosen:
            return
        rows = sorted({row for row, _column in chosen})
        columns = sorted({column for _row, column in chosen})
        block = [[self._text(row, at) if (row, at) in chosen else "" for at in columns]
                 for row in rows]  # fmt: skip
        QGuiApplication.clipboard().setText(text_of(block))

    def cut(self) -> None:
        """Copy the chosen cells and empty them."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the block of the clipboard where the choice begins; a single cell fills it all."""
        block = block_of(QGuiApplication.clipboard().text())
        chosen = self.chosen() or [(self.currentIndex().row(), self.currentIndex().column())]
        top, left = min(row for row, _ in chosen), min(column for _, column in chosen)
        if top < 0:
            return
        if len(block) == len(block[0]) == 1:
            self._put(dict.fromkeys(chosen, block[0][0]), lambda: None)
            return
        block = spread(block, self._grid.sheet.columns[left:])
        room = len(block) if self._grid.may_grow else self._grid.rowCount() - top
        width = self._grid.columnCount() - left
        self._put({
            (top + down, left + right): text
            for down, row in enumerate(block[:room])
            for right, text in enumerate(row[:width])
        }, partial(self._choose, top, left, len(block[:room]), max(map(len, block))))  # fmt: skip
        if len(block) > room:
            self.lost.emit(len(block) - room)

    def clear(self) -> None:
        """Empty the chosen cells."""
        self._grid.put({self._at(row, column): EMPTY for row, column in self.chosen()})

    def fill_down(self) -> None:
        """Repeat the topmost chosen cell of each column; a single cell takes the one above."""
        chosen = self.chosen()
        cells: dict[Place, Cell] = {}
        for column in {one for _row, one in chosen}:
            rows = [row for row, one in chosen if one == column]
            first = rows[0] if len(rows) > 1 else max(rows[0] - 1, 0)
            key = self._grid.sheet.columns[column].key
            cells |= {(row, key): self._grid.sheet.cell(first, key) for row in rows}
        self._grid.put(cells)

    def drop(self) -> None:
        """Take the chosen rows away, if they were added here."""
        if self._grid.sheet.drop({row for row, _column in self.chosen()}):
            self._refresh()

    def undo(self) -> None:
        """Take back what was done last in the grid."""
        if self._grid.sheet.undo():
            self._refresh()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._grid.sheet.redo():
            self._refresh()

    def edit_current(self) -> None:
        """Change what stands in the current cell; a list opens at once."""
        self._delegate.typing = False
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            box = self.focusWidget()
            if isinstance(box, ChoiceBox):
                box.open_list()

    @override
    def event(self, event: QEvent) -> bool:
        # What a spreadsheet does with a key is done here, whatever the window has it for.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (self._deed(event) is not None or _is_typed(event))
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        deed = self._deed(event)
        if deed is not None:
            self._do(deed)
        elif key in {_KEY.Key_Tab, _KEY.Key_Backtab} and self._tab(back=key == _KEY.Key_Backtab):
            event.accept()
        elif key == _KEY.Key_Backspace:
            self._do(self.clear)
        else:
            self._delegate.typing = _is_typed(event)
            if self._delegate.typing:
                self.settle()
            super().keyPressEvent(event)

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._began = max(current.column(), 0)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self._do(self.edit_current)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # While a cell is edited Tab belongs to its editor.
        editing = self.state() == QTableView.State.EditingState
        return not editing and super().focusNextPrevChild(next)

    def _by_key(self) -> Mapping[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]]:
        return {
            (_PLAIN, _KEY.Key_F2): self.edit_current,
            (_ALT, _KEY.Key_Down): self.edit_current,
            (_PLAIN, _KEY.Key_F8): self.next_wrong,
            (_PLAIN, _KEY.Key_Delete): self.clear,
            (_PLAIN, _KEY.Key_Return): lambda: self._down(1),
            (_PLAIN, _KEY.Key_Enter): lambda: self._down(1),
            (_SHIFT, _KEY.Key_Return): lambda: self._down(-1),
            (_SHIFT, _KEY.Key_Enter): lambda: self._down(-1),
            (_CTRL, _KEY.Key_C): self.copy,
            (_CTRL, _KEY.Key_X): self.cut,
            (_CTRL, _KEY.Key_V): self.paste,
            (_CTRL, _KEY.Key_D): self.fill_down,
            (_CTRL, _KEY.Key_Z): self.undo,
            (_CTRL, _KEY.Key_Y): self.redo,
            (_CTRL | _SHIFT, _KEY.Key_Z): self.redo,
            (_CTRL, _KEY.Key_Minus): self.drop,
        }

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = held, Qt.Key(event.key())
        # Before anything is typed the last change of the store is meant.
        of_window = self._grid.sheet.fresh and key in _BACK
        return None if of_window else self._keys.get(key)

    def _build(self) -> None:
        self.setProperty("kind", "grid")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.AnyKeyPressed)
        self.setSelectionMode(QTableView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setDefaultSectionSize(sizes.CONTROL)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(sizes.COLUMN_LEAST)
        columns = self._grid.sheet.columns
        long = [isinstance(one.kind, LongText) for one in columns]
        for at, column in enumerate(columns):
            self.setColumnWidth(at, width_of(column, self.fontMetrics()))
            if long[at]:
                across.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        across.setStretchLastSection(not any(long))

    def _fit_all(self) -> None:
        self._fit(self._grid.index(0, 0), self._grid.index(self._grid.rowCount() - 1, 0))

    def _fit(self, first: QModelIndex, last: QModelIndex) -> None:
        """Rows as high as their longest text, within limits."""
        columns = enumerate(self._grid.sheet.columns)
        long = [at for at, one in columns if isinstance(one.kind, LongText)]
        most = 4 * self.fontMetrics().lineSpacing() + sizes.SPACE
        foot = min(last.row() + 1, MOST_FITTED) if long else 0
        for row in range(max(first.row(), 0), foot):
            wanted = [self.sizeHintForIndex(self._grid.index(row, at)).height() for at in long]
            height = min(max(*wanted, sizes.CONTROL), most)
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)

    def _left(self, key: int, shift: bool) -> None:  # noqa: FBT001 - a slot
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if key in {int(one) for one in ENTER}:
            self._down(-1 if shift else 1)
        elif key in {int(_KEY.Key_Tab), int(_KEY.Key_Backtab)}:
            self._tab(back=key == int(_KEY.Key_Backtab))
        elif key:
            steps = {_KEY.Key_Up: (-1, 0), _KEY.Key_Down: (1, 0), _KEY.Key_Left: (0, -1)}
            down, right = steps.get(Qt.Key(key), (0, 1))
            self._move(down, right)

    def _down(self, step: int) -> None:
        """One row on, in the column where Tab began."""
        row = min(max(self.currentIndex().row() + step, 0), self._grid.rowCount() - 1)
        if row >= 0:
            self.go(row, self._began)

    def _move(self, down: int, right: int) -> None:
        row = min(max(self.currentIndex().row() + down, 0), self._grid.rowCount() - 1)
        column = self.currentIndex().column() + right
        self.go(row, min(max(column, 0), self._grid.columnCount() - 1))

    def _tab(self, *, back: bool) -> bool:
        """The next cell that can be typed in; false at the end, where Tab leaves the grid."""
        here = self.currentIndex()
        width, total = self._grid.columnCount(), self._grid.rowCount() * self._grid.columnCount()
        place = here.row() * width + here.column()
        if here.row() >= len(self._grid.sheet.list) and not back:
            total = place if place % width == width - 1 else total
        places = range(place - 1, -1, -1) if back else range(place + 1, total)
        for one in places:
            row, column = divmod(one, width)
            if self._grid.sheet.may_edit(*self._at(row, column)):
                began = self._began if row == here.row() else 0
                self.go(row, column)
                self._began = began
                return True
        return False

    def _choose(self, top: int, left: int, rows: int, columns: int) -> None:
        """Choose a block and show its end, as a spreadsheet does with what was pasted."""
        foot = min(top + rows, self._grid.rowCount()) - 1
        right = min(left + columns, self._grid.columnCount()) - 1
        first, last = self._grid.index(top, left), self._grid.index(foot, right)
        self.selectionModel().select(QItemSelection(first, last), _TO)
        self.scrollTo(last)
        self.scrollTo(first)

    def _refresh(self) -> None:
        self._grid.follow()
        self._grid.edited.emit()

    def _do(self, deed: Callable[[], None]) -> None:
        """Do what a key asks for: when a long block is in, if one is being pasted."""
        if self._pasting is None:
            deed()
        else:
            self._pasting.after(deed)

    def _put(self, texts: Mapping[tuple[int, int], str], then: Callable[[], None]) -> None:
        """Put texts in as one step, piece by piece; the rows come while the window lives on."""
        turns = self._pasting = Turns(self._pieces(texts), self)
        turns.after(partial(self._pasted, turns, self._grid.sheet.list, then))
        if len({row for row, _column in texts}) > PIECE:
            turns.begin()
        else:
            turns.finish()

    def _pieces(self, texts: Mapping[tuple[int, int], str]) -> Iterator[bool]:
        read, begun = self._grid.sheet.read, False
        rows = groupby(texts.items(), lambda one: one[0][0])
        while piece := [one for _row, own in islice(rows, PIECE) for one in list(own)]:
            placed = {self._at(*place): text for place, text in piece}
            cells = {at: read(at[1], text) for at, text in placed.items()}
            begun = self._grid.piece(cells, on=begun) or begun
            yield begun

    def _pasted(self, turns: Turns, before: tuple[Row, ...], then: Callable[[], None]) -> None:
        self._pasting = None
        turns.deleteLater()
        if self._grid.sheet.list is not before:
            self._grid.edited.emit()
        then()

    def _text(self, row: int, column: int) -> str:
        return self._grid.sheet.cell(*self._at(row, column)).text

    def _at(self, row: int, column: int) -> Place:
        return row, self._grid.sheet.columns[column].key


def _is_typed(event: QKeyEvent) -> bool:
    """Whether a key begins a text, as letters and digits do."""
    held = event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
    return held == _PLAIN and bool(event.text()) and event.text().isprintable()
