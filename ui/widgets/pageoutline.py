# SPDX-License-Identifier: Apache-2.0
"""The outline of a document as a list whose entries can be opened; it follows the reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.paper import Heading


class PageOutline(QTreeView):
    """Headings below each other; pressing one, or Enter on it, tells `chosen`."""

    chosen = Signal(int, float)
    """A page and how many points down it the heading stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headings: list[Heading] = []
        self._model = QStandardItemModel(self)
        self._items: list[QStandardItem] = []
        self.setModel(self._model)
        self.setHeaderHidden(True)
        self.setProperty("kind", "bare")
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setIndentation(sizes.GAP)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Outline"))
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    def set_headings(self, headings: Sequence[Heading]) -> None:
        """Show another outline; what was opened by the user stays open if it is still there."""
        if list(headings) == self._headings:
            return
        opened = {item.text() for item in self._items if self.isExpanded(item.index())}
        self._headings = list(headings)
        self._model.clear()
        self._items = []
        above: list[QStandardItem] = [self._model.invisibleRootItem()]
        for number, heading in enumerate(headings):
            item = QStandardItem(" ".join(heading.text.split()))
            item.setData(number)
            item.setToolTip(item.text())
            above = above[: heading.level + 1]
            above[-1].appendRow(item)
            above.append(item)
            self._items.append(item)
        for item in self._items:
            self.setExpanded(item.index(), item.text() in opened)

    def follow(self, page: int) -> None:
        """Light the heading that the reader is at."""
        before = [number for number, one in enumerate(self._headings) if one.page <= page]
        if not before:
            self.clearSelection()
            return
        place = lit = self._items[before[-1]].index()
        # Only what is unfolded: an outline that opens by itself is restless.
        while place.parent().isValid():
            place = place.parent()
            lit = lit if self.isExpanded(place) else place
        self.setCurrentIndex(lit)

    def _tell(self) -> None:
        item = self._model.itemFromIndex(self.currentIndex())
        heading = self._headings[int(item.data())]
        self.chosen.emit(heading.page, heading.top)
