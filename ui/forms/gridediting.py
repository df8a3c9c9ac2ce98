# SPDX-License-Identifier: Apache-2.0
"""The editors inside the cells of a grid, and the keys that end them as in a spreadsheet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from crm.kinds.choices import Choices
from crm.kinds.texts import LongText
from ui.desk.desk import Desk
from ui.forms.gridmodel import GridModel
from ui.forms.gridsheet import Cell, GridColumn
from ui.forms.options import fixed, records
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import DropList

Index = QModelIndex | QPersistentModelIndex
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
OF_THE_CELL = {*ENTER, *ARROWS, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
LINES = 4  # of a longer text while it is typed
_COMES_BACK = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class GridDelegate(QStyledItemDelegate):
    """Makes the editor of a cell; `left` tells the key with which it was left."""

    left = Signal(int, bool)
    """A key, and whether Shift was held; 0 for Escape."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.typing = False
        """Whether typing has begun on the cell: arrows then leave the editor."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = _model(index)
        if not model.said(index):
            return
        # A corner, as spreadsheets mark a remark: it is seen on chosen cells, and without colours.
        wrong = model.place(index) in model.wrong
        corner = option.rect.topRight() + QPoint(1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().danger if wrong else tokens().warning))
        down, left = QPoint(0, sizes.SPACE), QPoint(-sizes.SPACE, 0)
        painter.drawPolygon([corner, corner + down, corner + left])
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = _model(index).sheet.columns[index.column()]
        editor = self._made(column, parent)
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(column.heading)
        return editor

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if not isinstance(_model(index).sheet.columns[index.column()].kind, LongText):
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell = _model(index).sheet.cell(*_model(index).place(index))
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(cell.text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(cell.text)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        at = _model(index).place(index)
        _model(index).put({at: _made_by(editor, _model(index), index)})

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        box = option.rect
        if isinstance(editor, QPlainTextEdit):
            lines = LINES * editor.fontMetrics().lineSpacing() + 2 * sizes.SPACE
            box.setHeight(max(box.height(), lines))
        parent = editor.parentWidget()
        if isinstance(editor, ChoiceBox) and parent is not None:
            # What can be chosen is often longer than what fits into the cell.
            box.setWidth(max(box.width(), sizes.NAME_COLUMN))
            box.moveRight(min(box.right(), parent.width() - 1))
        editor.setGeometry(box)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(editor, event)
            if event.type() == QEvent.Type.KeyPress and self._key(editor, event):
                return True
        elif isinstance(event, QFocusEvent) and isinstance(editor, QWidget) and _is_left(event):
            self.end(editor)
        return False

    def _override(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Keep the keys of the cell from the window; saving takes along what is being typed."""
        if event.matches(QKeySequence.StandardKey.Save):
            self.end(editor)
            event.ignore()
            return True
        if Qt.Key(event.key()) in OF_THE_CELL:
            event.accept()
        # Of the others a field keeps those that it edits with.
        return False

    def _key(self, editor: QWidget, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if isinstance(editor, QPlainTextEdit) and key in ENTER and alt:
            editor.insertPlainText("\n")
            return True
        if key == Qt.Key.Key_Escape:
            return self._escape(editor)
        if isinstance(editor, ChoiceBox):
            return self._key_of_choice(editor, key, shift=bool(shift))
        leaves = key in ENTER or key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        if leaves or (self.typing and key in ARROWS and not shift):
            self._leave(editor, key, shift=bool(shift))
            return True
        return False

    def _key_of_choice(self, editor: ChoiceBox, key: Qt.Key, *, shift: bool) -> bool:
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._leave(editor, key, shift=shift)
            return True
        if key in ENTER and not _is_listing(editor):
            self._leave(editor, key, shift=shift)
            return True
        return False

    def _escape(self, editor: QWidget) -> bool:
        if isinstance(editor, ChoiceBox) and _is_listing(editor):
            return False
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self.left.emit(0, False)  # noqa: FBT003 - a signal has no names
        return True

    def _leave(self, editor: QWidget, key: Qt.Key, *, shift: bool) -> None:
        self.end(editor)
        self.left.emit(int(key), shift)

    def end(self, editor: QWidget) -> None:
        """Take what stands in the editor, and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _made(self, column: GridColumn, parent: QWidget) -> QWidget:
        if isinstance(column.kind, LongText):
            paragraph = QPlainTextEdit(parent)
            paragraph.setTabChangesFocus(True)
            return paragraph
        options = None if isinstance(column.kind, Choices) else fixed(column.kind)
        if column.record:
            return self._choice(ChoiceBox(records(self._desk, column.record), parent=parent))
        if options is not None:
            return self._choice(ChoiceBox(options, parent=parent))
        line = QLineEdit(parent)
        if column.kind.align == "right":
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        return line

    def _choice(self, box: ChoiceBox) -> ChoiceBox:
        box.changed.connect(partial(self._chosen, box))
        return box

    def _chosen(self, box: ChoiceBox) -> None:
        # A box that was left may find its option later: the cell has its own answer by then.
        if box.hasFocus():
            self._leave(box, Qt.Key.Key_Return, shift=False)


def _model(index: Index) -> GridModel:
    model = index.model()
    if not isinstance(model, GridModel):
        raise TypeError(model)
    return model


def _is_left(event: QFocusEvent) -> bool:
    return event.lostFocus() and event.reason() not in _COMES_BACK


def _is_listing(box: ChoiceBox) -> bool:
    """Whether the list of a box is open: there is one at a time in a window."""
    return any(one.isVisible() for one in box.window().findChildren(DropList))


def _made_by(editor: QWidget, model: GridModel, index: Index) -> Cell:
    key = model.place(index)[1]
    option = editor.option() if isinstance(editor, ChoiceBox) and not editor.pending() else None
    if option is not None:
        named = model.sheet.by_key[key].record and option.search
        return Cell(option.key, named or option.label)
    text = ""
    if isinstance(editor, QPlainTextEdit):
        text = editor.toPlainText()
    elif isinstance(editor, QLineEdit):
        text = editor.text()
    former = model.sheet.cell(*model.place(index))
    return former if text.strip() == former.text else model.sheet.read(key, text)
