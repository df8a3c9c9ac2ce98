# SPDX-License-Identifier: Apache-2.0
"""A list that hangs below a text field while the field keeps the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.widgets.labels import frame

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


class DropList(QWidget):
    """A tool window that never takes the focus: in a popup input methods would not work."""

    chosen = Signal(object)
    """The `Option`."""

    def __init__(self, field: QLineEdit) -> None:
        kind = Qt.WindowType
        super().__init__(
            field, kind.Tool | kind.FramelessWindowHint | kind.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._field = field
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
        panel = frame("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(sizes.TIGHT, sizes.TIGHT, sizes.TIGHT, sizes.TIGHT)
        inner.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panel)
        field.installEventFilter(self)

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

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
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
        rows = min(len(self._options), MOST_ROWS)
        height = rows * max(self._list.sizeHintForRow(0), sizes.CONTROL) + 2 * sizes.SPACE
        self.resize(max(self._field.width(), sizes.FIELD_LEAST), height)
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + sizes.RING))
        foot = self._field.screen().availableGeometry().bottom()
        if below.y() + height > foot:
            below = self._field.mapToGlobal(QPoint(0, -height - sizes.RING))
        self.move(below)
