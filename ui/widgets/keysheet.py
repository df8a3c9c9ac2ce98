# SPDX-License-Identifier: Apache-2.0
"""The sheet of all keys, by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import push, words

Keys = Mapping[str, Sequence[tuple[str, str]]]
"""By group: what a key does, and the key."""


class KeySheet(QDialog):
    """Shows which key does what."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
        ground = QWidget()
        ground.setProperty("role", "ground")
        columns = QHBoxLayout(ground)
        columns.setContentsMargins(0, 0, sizes.GAP, 0)
        columns.setSpacing(sizes.VAST)
        for half in _halves(keys):
            columns.addLayout(_column(half), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(ground)
        area.setAccessibleName(self.windowTitle())
        close = push(_("Close"))
        close.clicked.connect(self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.WIDE)
        box.addWidget(words(self.windowTitle(), "title"))
        box.addWidget(area, 1)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _halves(keys: Keys) -> tuple[Keys, Keys]:
    """The groups in two columns of about the same height."""
    whole = sum(len(rows) + 2 for rows in keys.values())
    left: dict[str, Sequence[tuple[str, str]]] = {}
    right: dict[str, Sequence[tuple[str, str]]] = {}
    height = 0
    for group, rows in keys.items():
        (left if height * 2 < whole else right)[group] = rows
        height += len(rows) + 2
    return left, right


def _column(keys: Keys) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(sizes.SPACE)
    for group, rows in keys.items():
        column.addWidget(words(group, "heading"))
        grid = QGridLayout()
        grid.setVerticalSpacing(sizes.SNUG)
        grid.setColumnStretch(0, 1)
        for number, (what, key) in enumerate(rows):
            grid.addWidget(words(what, wrap=True), number, 0)
            grid.addWidget(words(key, "key"), number, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(sizes.GAP)
    column.addStretch(1)
    return column
