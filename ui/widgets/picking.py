# SPDX-License-Identifier: Apache-2.0
"""A window in which one of a few things is picked from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui.theme import sizes
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words


class Pickable(NamedTuple):
    """One row: what it stands for, its words, and what is said behind them."""

    key: str
    label: str
    detail: str = ""


class PickDialog(QDialog):
    """A list and a button; `picked` comes with the key of the row."""

    picked = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        rows: Sequence[Pickable],
        *,
        yes: str,
        nothing: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumSize(sizes.DIALOG_WIDTH, sizes.PALETTE_HEIGHT)
        self.list = QListWidget()
        self.list.setAccessibleName(question)
        for row in rows:
            item = QListWidgetItem(f"{row.label}    {row.detail}".rstrip(), self.list)
            item.setData(Qt.ItemDataRole.UserRole, row.key)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._take)
        box = body(self, question)
        box.addWidget(self.list, 1)
        if not rows:
            self.list.hide()
            box.addWidget(words(nothing, "muted", wrap=True), 1)
        take = push(yes, "primary")
        take.setEnabled(bool(rows))
        take.clicked.connect(self._take)
        box.addLayout(foot(self, take))

    def _take(self) -> None:
        key = "".join(str(one.data(Qt.ItemDataRole.UserRole)) for one in self.list.selectedItems())
        self.close()
        if key:
            self.picked.emit(key)
