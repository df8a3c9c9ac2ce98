# SPDX-License-Identifier: Apache-2.0
"""A list laid together by one field: a line each with count and sums; Enter narrows the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm.domain.all_records import RECORDS
from crm.kinds.base import Kind
from crm.progress import Progress
from crm.queries.grouping import Group, Grouped, condition, groupable, grouped
from crm.queries.listing import Listing
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.labels import push, words

COMMAND = "list.groups"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GroupsDialog(QDialog):
    """Opened over a list; what it was laid together by last is remembered for the record type."""

    chosen = Signal(object)
    """The list should show the records of one group: a `Condition`."""

    def __init__(
        self, desk: Desk, listing: Listing, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Lay the list together"))
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
        self._desk, self._listing, self._today = desk, listing, today
        self._fields = RECORDS[listing.record].fields()
        self.by = ChoiceBox([Option(n, self._fields[n].title) for n in groupable(listing.record)])
        self.table = QTableWidget(0, 2)
        self.shown: Grouped | None = None
        self._open_list = push(_("Show these records"), "primary")
        self._build()
        self.by.changed.connect(self._turn)
        self.table.itemActivated.connect(self._choose)
        self._open_list.clicked.connect(self._choose)
        self._begin()

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        item = self.table.item(row, column)
        return "" if item is None else item.text()

    def _begin(self) -> None:
        names = groupable(self._listing.record)
        kept = self._desk.geometry.word(self._kept)
        name = kept if kept in names else names[0]
        self.by.set_option(Option(name, self._fields[name].title))
        self._read(name)

    @property
    def _kept(self) -> str:
        return f"groups of {self._listing.record}"

    def _turn(self) -> None:
        name = self.by.value()
        if isinstance(name, str):
            self._desk.geometry.keep_word(self._kept, name)
            self._read(name)

    def _read(self, by: str) -> None:
        desk, listing, day = self._desk, self._listing, self._today()

        def work(_progress: Progress) -> Grouped:
            with desk.register.reading() as session:
                return grouped(session, listing, by, today=day)

        desk.jobs.submit_read(work, self._show, owner=self, topic="groups")

    def _show(self, found: Grouped) -> None:
        self.shown = found
        heads = [self._fields[found.by].title, _("Count"), *map(self._head, found.fields)]
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        lines = (found.whole, *found.groups)
        self.table.setRowCount(len(lines))
        for row, one in enumerate(lines):
            self._fill(row, one, found)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in range(len(heads)):
            item = self.table.horizontalHeaderItem(at)
            if item is not None:
                item.setTextAlignment(RIGHT if at else LEFT)
        self.table.setCurrentCell(min(1, len(lines) - 1), 0)

    def _head(self, name: str) -> str:
        field = self._fields[name]
        unit = tr(field.kind.unit)
        return _("{label} ({unit})").format(label=field.title, unit=unit) if unit else field.title

    def _fill(self, row: int, one: Group, found: Grouped) -> None:
        sums = [_said(self._fields[name].kind, one.sums[name]) for name in found.fields]
        for column, text in enumerate((one.label, f"{one.count:,}", *sums)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(RIGHT if column else LEFT)
            font = item.font()
            font.setBold(one is found.whole)
            item.setFont(font)
            self.table.setItem(row, column, item)

    def _choose(self, _pressed: object = None) -> None:
        row = self.table.currentRow()
        if self.shown is None or row < 1:
            return
        self.chosen.emit(condition(self.shown.by, self.shown.groups[row - 1].key))
        self.accept()

    def _build(self) -> None:
        table = self.table
        table.setProperty("kind", "related")
        table.setAccessibleName(_("Groups of the list"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(sizes.ROW)
        self.by.setAccessibleName(_("Lay together by"))
        above = QHBoxLayout()
        above.setSpacing(sizes.SPACE)
        above.addWidget(words(_("Lay together by"), "muted"))
        above.addWidget(self.by, 1)
        close = push(_("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.SPACE)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self._open_list)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.WIDE, sizes.WIDE, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addLayout(above)
        box.addWidget(table, 1)
        box.addLayout(foot)
        table.setFocus()


def _said(kind: Kind[object], value: object) -> str:
    return "—" if value is None else kind.show(value)
