# SPDX-License-Identifier: Apache-2.0
"""Choosing the columns of a list: which are shown, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from crm.words import _
from ui.theme import sizes
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, sign_button
from ui.widgets.search import SearchLine

NAME = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list of ticks that can be moved up and down; `chosen` tells the columns in order."""

    chosen = Signal(object)

    def __init__(
        self,
        labels: Mapping[str, str],
        shown: Sequence[str],
        usual: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._labels = labels
        self._usual = tuple(usual)
        self._list = QListWidget()
        self._find = SearchLine(_("Find a column"))
        self._build()
        self.tick(shown)
        self.resize(sizes.DIALOG_WIDTH, sizes.SHEET_HEIGHT)

    def columns(self) -> tuple[str, ...]:
        """The ticked columns in order."""
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(
            str(one.data(NAME)) for one in items if one.checkState() == Qt.CheckState.Checked
        )

    def tick(self, shown: Sequence[str]) -> None:
        """Tick these, in this order; the others follow."""
        self._list.clear()
        rest = [name for name in self._labels if name not in shown]
        for name in (*(one for one in shown if one in self._labels), *rest):
            item = QListWidgetItem(self._labels[name])
            item.setData(NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def shift(self, by: int) -> None:
        """Move the current column up (negative) or down."""
        row = self._list.currentRow()
        to = row + by
        if row >= 0 and 0 <= to < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(to, item)
            self._list.setCurrentRow(to)

    def _build(self) -> None:
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setAccessibleName(_("Columns"))
        self._find.asked.connect(self._narrow)
        up, down = sign_button("arrow-up", _("Move up")), sign_button("arrow-down", _("Move down"))
        up.setShortcut("Alt+Up")
        down.setShortcut("Alt+Down")
        up.clicked.connect(lambda: self.shift(-1))
        down.clicked.connect(lambda: self.shift(1))
        head = QHBoxLayout()
        head.addWidget(self._find, 1)
        head.addWidget(up)
        head.addWidget(down)
        usual = push(_("As usual"), "quiet")
        usual.clicked.connect(lambda: self.tick(self._usual))
        take = push(_("Show these"), "primary")
        take.clicked.connect(self._take)
        box = body(self, _("Columns"))
        box.addLayout(head)
        box.addWidget(self._list, 1)
        box.addLayout(foot(self, take, usual))

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def _take(self) -> None:
        columns = self.columns()
        if columns:
            self.chosen.emit(columns)
        self.accept()
