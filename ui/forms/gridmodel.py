# SPDX-License-Identifier: Apache-2.0
"""The rows of a grid as a table shows them: words, pale words, what is wrong, what is doubted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from typing_extensions import override

from ui.forms.gridparting import apart
from ui.forms.gridsheet import Cell, Place, Sheet
from ui.theme.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_ROLE = Qt.ItemDataRole
DISPLAY, EDIT = int(_ROLE.DisplayRole), int(_ROLE.EditRole)
ALIGNMENT, TOOLTIP = int(_ROLE.TextAlignmentRole), int(_ROLE.ToolTipRole)
FOREGROUND, BACKGROUND = int(_ROLE.ForegroundRole), int(_ROLE.BackgroundRole)
SPOKEN = int(_ROLE.AccessibleDescriptionRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GridModel(QAbstractTableModel):
    """A sheet with, if it may grow, one empty row below it."""

    edited = Signal()
    """A cell was changed, by whatever way."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.may_grow = False
        self.wrong: Mapping[Place, str] = {}
        self.told_wrong: dict[Place, str] = {}
        self.doubts: dict[Place, str] = {}
        self._shown = 0

    def restart(self) -> None:
        """Other rows were loaded."""
        self.beginResetModel()
        self.told_wrong.clear()
        self.doubts.clear()
        self._look()
        self.endResetModel()

    def follow(self, rows: range | None = None) -> None:
        """Show what the sheet has become; if `rows` are named, nothing else was changed."""
        now = self._count()
        if now > self._shown:
            self.beginInsertRows(_NOTHING, self._shown, now - 1)
            self._shown = now
            self.endInsertRows()
        elif now < self._shown:
            self.beginRemoveRows(_NOTHING, now, self._shown - 1)
            self._shown = now
            self.endRemoveRows()
        self._look(rows)
        if now:
            first, last = (0, now - 1) if rows is None else (rows.start, rows.stop - 1)
            right = len(self.sheet.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    def put(self, cells: Mapping[Place, Cell]) -> bool:
        """Change cells as one step; whether any changed."""
        if not self.piece(cells):
            return False
        self.edited.emit()
        return True

    def piece(self, cells: Mapping[Place, Cell], *, on: bool = False) -> bool:
        """Change cells without telling it yet, maybe as one more piece of the step before."""
        if not self.sheet.put(apart(self.sheet, cells), on=on):
            return False
        self._forget({at for at, _key in cells})
        self.follow(self._rows_of(cells))
        return True

    def settle(self, cells: Mapping[Place, Cell]) -> None:
        """Show answers in cells that asked: no step of its own."""
        self.sheet.settle(cells)
        self.follow(self._rows_of(cells))

    def place(self, index: Index) -> Place:
        """The row and the key of a cell."""
        return index.row(), self.sheet.columns[index.column()].key

    def said(self, index: Index) -> str:
        """What is to be said about a cell: why it is wrong, else what is doubted."""
        if not index.isValid():
            return ""
        at = self.place(index)
        return self.wrong.get(at) or self.doubts.get(at, "")

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else self._shown

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.sheet.may_edit(*self.place(index)):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = DISPLAY) -> object:
        at = self.place(index)
        cell = self.sheet.cell(*at)
        if role == DISPLAY:
            return cell.text or self.sheet.pale(*at)
        if role == EDIT:
            return cell.text
        if role == ALIGNMENT:
            return self._side(index.column())
        if role in {TOOLTIP, SPOKEN}:
            return self.said(index) or (cell.text if role == TOOLTIP else "") or None
        if role in {FOREGROUND, BACKGROUND}:
            return self._colour(at, cell, role)
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation == Qt.Orientation.Vertical:
            new = section >= len(self.sheet.list)
            return ("+" if new else str(section + 1)) if role == DISPLAY else None
        if not 0 <= section < len(self.sheet.columns):
            return None
        column = self.sheet.columns[section]
        if role == DISPLAY:
            star = f"{column.heading} *"
            return star if column.required and column.editable else column.heading
        if role == TOOLTIP:
            return column.hint or column.heading
        return self._side(section) if role == ALIGNMENT else None

    def _side(self, column: int) -> int:
        return RIGHT if self.sheet.columns[column].kind.align == "right" else LEFT

    def _colour(self, at: Place, cell: Cell, role: int) -> QColor | None:
        colours, wrong = tokens(), self.wrong.get(at)
        if role == BACKGROUND:
            if wrong and not cell.sought:
                return QColor(colours.danger_soft)
            if at in self.doubts:
                return QColor(colours.warning_soft)
            return None if self.sheet.is_open(*at) else QColor(colours.sunken)
        if wrong and not cell.sought:
            return QColor(colours.danger)
        pale = cell.sought or not cell.text
        return QColor(colours.muted) if pale else None

    def _count(self) -> int:
        return len(self.sheet.list) + (1 if self.may_grow else 0)

    def _rows_of(self, cells: Collection[Place]) -> range:
        """From the first row of these to their last, without the empty one below all others."""
        rows = [at for at, _key in cells]
        return range(min(rows), min(max(rows) + 1, len(self.sheet.list)))

    def _look(self, rows: range | None = None) -> None:
        self._shown = self._count()
        others = {} if rows is None else {
            at: why for at, why in self.wrong.items() if at[0] not in rows
        }  # fmt: skip
        told = {at: why for at, why in self.told_wrong.items() if rows is None or at[0] in rows}
        self.wrong = {**others, **told, **self.sheet.wrong(rows)}

    def _forget(self, rows: Collection[int]) -> None:
        for told in (self.told_wrong, self.doubts):
            for at in [one for one in told if one[0] in rows]:
                del told[at]
