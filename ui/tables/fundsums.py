# SPDX-License-Identifier: Apache-2.0
"""The ledger summed by project, by month or by origin: the whole, and a line each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm.kinds.numbers import Money
from crm.queries.funds import SumLine, Sums
from crm.words import N_, NC_, _, tr
from ui.theme import sizes
from ui.widgets.switch import ViewSwitch, Way

WAYS = (
    ("project", N_("By project"), "folder-kanban"),
    ("month", N_("By month"), "calendar-days"),
    ("origin", N_("By origin"), "map-pin"),
)
COLUMNS = (
    (N_("Receipts"), N_("How many receipts there are, drafts too.")),
    (N_("Entered"), N_("All receipts, at their approved amount where there is one.")),
    (N_("Counts in the figures"), N_("What of it counts: by its state and the least project.")),
    (NC_("funds", "Share"), N_("The share of the whole of what counts, in per cent.")),
)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FundsSums(QWidget):
    """Enter on a line asks for the receipts behind it; the first line is the whole."""

    turned = Signal()
    """Another way of summing is wanted."""

    opened = Signal(str, object)
    """The receipts of a project, a month or an origin are wanted: the way, and which of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = ViewSwitch(_("How funds are summed"), [Way(c, tr(w), s) for c, w, s in WAYS])
        self.table = QTableWidget(0, len(COLUMNS) + 1)
        self.lines: tuple[SumLine, ...] = ()
        self._build()
        self.way.chosen.connect(self._turn)
        self.table.itemActivated.connect(self._open)

    def show_sums(self, found: Sums) -> None:
        """Show these sums."""
        self.lines = (found.whole, *found.lines)
        head = next(tr(words) for code, words, _sign in WAYS if code == self.way.current)
        first = QTableWidgetItem(head)
        first.setTextAlignment(LEFT)
        self.table.setHorizontalHeaderItem(0, first)
        self.table.setRowCount(len(self.lines))
        for at, line in enumerate(self.lines):
            self._fill(at, line, found.whole)
        if self.lines and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        item = self.table.item(row, column)
        return "" if item is None else item.text()

    def _fill(self, row: int, line: SumLine, whole: SumLine) -> None:
        share = f"{100 * line.counting / whole.counting:.1f}" if whole.counting else ""
        money = Money(low=None)
        said = (line.label, f"{line.rows:,}", money.show(line.entered), money.show(line.counting),
                share)  # fmt: skip
        for column, text in enumerate(said):
            item = QTableWidgetItem(text)
            if column:
                item.setTextAlignment(RIGHT)
            font = item.font()
            font.setBold(line is whole)
            item.setFont(font)
            self.table.setItem(row, column, item)

    def _turn(self, _way: str) -> None:
        self.turned.emit()

    def _open(self, item: QTableWidgetItem) -> None:
        line = self.lines[item.row()]
        if line.key is not None:
            self.opened.emit(self.way.current, line.key)

    def _build(self) -> None:
        table = self.table
        table.setProperty("kind", "related")
        table.setAccessibleName(_("Sums of funds in place"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(sizes.ROW)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(sizes.COLUMN_LEAST)
        for at, (label, rule) in enumerate(COLUMNS, 1):
            item = QTableWidgetItem(self._heading(at, tr(label)))
            item.setToolTip(tr(rule))
            item.setTextAlignment(RIGHT)
            table.setHorizontalHeaderItem(at, item)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(table, 1)
        self.setFocusProxy(table)

    @staticmethod
    def _heading(at: int, label: str) -> str:
        unit = {2: tr(Money().unit), 3: tr(Money().unit), 4: "%"}.get(at, "")
        return _("{label} ({unit})").format(label=label, unit=unit) if unit else label
