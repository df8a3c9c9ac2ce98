# SPDX-License-Identifier: Apache-2.0
"""A list that hangs below a text field while the field keeps the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import sizes

MOST_ROWS = 8


class Option(NamedTuple):
    """Something to choose: what it is for the program, its words, and more words it is found by."""

    key: object
    label: str
    search: str = ""


GiveOptions = Callable[[Sequence[Option]], None]
OptionSource = Callable[[str, GiveOptions], None]
"""Looks for options that fit what is typed and gives them, at once or later."""


def among(options: Sequence[Option]) -> OptionSource:
    """A source that looks through a fixed list."""

    def find(text: str, give: GiveOptions) -> None:
        wanted = text.casefold()
        give([one for one in options if wanted in f"{one.label} {one.search}".casefold()])

    return find


class DropList(QFrame):
    """Lies over the field's own window and never takes the focus.

    It is no window of its own: in a popup input methods would not work, and where windows cannot
    be placed (Wayland) it would hang anywhere.
    """

    chosen = Signal(object)
    """The `Option`."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.setProperty("role", "panel")
        self._field = field
        self._below: list[QWidget] = []
        self.hide()
        self._options: list[Option] = []
        self._model = QStringListModel(self)
        self._list = QListView()
        self._list.setProperty("kind", "bare")
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._take)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(sizes.TIGHT, sizes.TIGHT, sizes.TIGHT, sizes.TIGHT)
        inner.addWidget(self._list)
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)

    @property
    def options(self) -> list[Option]:
        """What can be chosen now."""
        return list(self._options)

    def offer(self, options: Sequence[Option], current: object = None) -> None:
        """Show these options below the field; none: go away."""
        self._options = list(options)
        self._model.setStringList([one.label for one in options])
        if not options or not self._field.isVisible():
            self.hide()
            return
        keys = [one.key for one in options]
        row = keys.index(current) if current in keys else 0
        self._list.setCurrentIndex(self._model.index(row, 0))
        self._hang()
        self.show()
        self.raise_()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        for widget in self._below:
            widget.removeEventFilter(self)
        self._below.clear()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            # Something it hangs on was scrolled or resized.
            if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
                self.hide()
            return False
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.hide()
        if self.isVisible() and isinstance(event, QKeyEvent):
            # Escape must not reach the dialog as a shortcut while it only closes the list.
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _override(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._walk(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _walk(self, step: int) -> None:
        row = (self._list.currentIndex().row() + step) % len(self._options)
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _take(self) -> None:
        row = self._list.currentIndex().row()
        self.hide()
        if 0 <= row < len(self._options):
            self.chosen.emit(self._options[row])

    def _hang(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._watch(window)
        rows = min(len(self._options), MOST_ROWS)
        self._list.ensurePolished()  # the style sheet says how high a row is
        wanted = rows * self._list.sizeHintForRow(0) + 2 * (sizes.TIGHT + sizes.HAIR)
        top = self._field.mapTo(window, QPoint(0, 0)).y()
        foot = top + self._field.height() + sizes.RING
        room_below, room_above = window.height() - foot, top - sizes.RING
        hangs = room_below >= min(wanted, room_above)
        height = min(wanted, room_below if hangs else room_above)
        left = self._field.mapTo(window, QPoint(0, 0)).x()
        self.resize(max(self._field.width(), sizes.FIELD_LEAST), height)
        self.move(left, foot if hangs else top - sizes.RING - height)

    def _watch(self, window: QWidget) -> None:
        widget: QWidget | None = self._field.parentWidget()
        while widget is not None:
            if widget not in self._below:
                self._below.append(widget)
                widget.installEventFilter(self)
            if widget is window:
                return
            widget = widget.parentWidget()
