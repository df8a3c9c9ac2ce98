# SPDX-License-Identifier: Apache-2.0
"""The rows of a form under the headings of their groups, in one column or in two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.forms.composing import Group
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import words


class GroupPart(QWidget):
    """One group: its heading, and its cells in lines of one or two columns."""

    def __init__(
        self, group: Group, rows: Mapping[str, FieldRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.group = group
        self._rows = {name: rows[name] for cell in group.cells for name in cell.names}
        self._columns = 0
        self._hidden: frozenset[str] = frozenset()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        if group.title:
            box.addWidget(words(group.title, "heading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(sizes.BROAD)
        self._grid.setVerticalSpacing(sizes.SPACE)
        box.addLayout(self._grid)

    @property
    def names(self) -> list[str]:
        """The fields of the group."""
        return list(self._rows)

    def hide_rows(self, names: Collection[str]) -> None:
        """Leave these out, and the whole group when nothing of it is left."""
        hidden = frozenset(self._rows).intersection(names)
        if hidden != self._hidden:
            for name in hidden ^ self._hidden:
                self._rows[name].setVisible(name not in hidden)
            self._hidden = hidden
            self._lay_out()
        gone = len(hidden) == len(self._rows)
        if gone != self.isHidden():
            self.setVisible(not gone)

    def arrange(self, columns: int) -> None:
        """Stand in one column or in two."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        # Not by `takeAt`: what it leaves behind keeps the old heights of the rows.
        for row in self._rows.values():
            self._grid.removeWidget(row)
        two = self._columns > 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if two else 0)
        line = side = 0
        for cell in self.group.cells:
            names = [name for name in cell.names if name not in self._hidden]
            wide = two and cell.wide
            if side and wide:
                line, side = line + 1, 0
            for name in names:
                span = 2 if wide and len(names) == 1 else 1
                self._grid.addWidget(self._rows[name], line, side, 1, span)
                side += span
                if side >= (2 if two else 1):
                    line, side = line + 1, 0


class GroupedRows(QWidget):
    """All groups of a form under one another; two columns where there is room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.setMaximumWidth(sizes.FORM_MOST)
        self.parts: list[GroupPart] = []

    def fill(self, groups: Sequence[Group], rows: Mapping[str, FieldRow]) -> None:
        """Show these groups; to be done once, in the window where they will stand."""
        for _part in self.filling(groups, rows):
            pass

    def filling(self, groups: Sequence[Group], rows: Mapping[str, FieldRow]) -> Iterator[GroupPart]:
        """As `fill`, one group a step.

        Moving rows into another window costs as much as making them.
        """
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, sizes.GAP, sizes.WIDE)
        box.setSpacing(sizes.BROAD)
        for group in groups:
            part = GroupPart(group, rows)
            box.addWidget(part)
            part.arrange(1)
            self.parts.append(part)
            yield part
        box.addStretch(1)

    def hide_rows(self, names: Collection[str]) -> None:
        """Leave these fields out."""
        for part in self.parts:
            part.hide_rows(names)

    @override
    def minimumSizeHint(self) -> QSize:
        # Two columns need more room than one: a form that grew narrow must be let go back to one.
        least = super().minimumSizeHint()
        return QSize(min(least.width(), sizes.READING_WIDTH), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= sizes.FORM_TWO_COLUMNS else 1
        for part in self.parts:
            part.arrange(columns)
