# SPDX-License-Identifier: Apache-2.0
"""A switch between a few ways to see the same thing: list, board, calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.oneof import OneOf


class Way(NamedTuple):
    """One way to see it."""

    key: str
    label: str
    icon: str = ""


class ViewSwitch(OneOf):
    """Segments in a row, of which one is on; the arrows move along."""

    def __init__(self, name: str, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setProperty("role", "switch")
        box = QHBoxLayout(self)
        box.setContentsMargins(sizes.RING, sizes.RING, sizes.RING, sizes.RING)
        box.setSpacing(sizes.RING)
        for way in ways:
            box.addWidget(self._segment(way))
        if ways:
            self.choose(ways[0].key)

    def _segment(self, way: Way) -> QToolButton:
        button = self.make(way.key)
        button.setText(way.label)
        button.setAccessibleName(way.label)
        if way.icon:
            button.setIcon(icon(way.icon, "muted"))
            button.setIconSize(QSize(sizes.ICON, sizes.ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button
