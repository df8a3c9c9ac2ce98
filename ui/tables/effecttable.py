# SPDX-License-Identifier: Apache-2.0
"""The effect of events as a table: a line each, a column for each figure, its rows below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crm.progress import Progress
from crm.queries import effects
from crm.queries.conventions import conventions
from crm.queries.effects import PARTS, Line, Part
from crm.words import NC_, _, ngettext, tr
from ui.desk.desk import Desk
from ui.tables.amounts import known
from ui.tables.rowsbehind import RowsBehind
from ui.theme import sizes
from ui.widgets.labels import words
from ui.widgets.split import SplitView

LABEL = NC_("tab", "Effect")
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EffectTable(QWidget):
    """Arrows go from figure to figure; the rows below follow. Enter opens the event of a line."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self.lines: tuple[Line, ...] = ()
        self.table = QTableWidget(0, len(PARTS) + 1)
        self.rule = words("", "muted", wrap=True)
        self.rows = RowsBehind(desk, today)
        self._build()
        self.table.currentCellChanged.connect(self._turn)
        self.table.itemActivated.connect(self._open)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the figure that was looked at stays the one."""
        row, column = max(0, self.table.currentRow()), max(1, self.table.currentColumn())
        self.lines = tuple(lines)
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        self.table.setRowCount(len(self.lines))
        for at, line in enumerate(self.lines):
            self._fill(at, line)
        self.table.blockSignals(False)  # noqa: FBT003 - as above
        if self.lines:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.table.setCurrentCell(min(row, len(self.lines) - 1), column, flag)
            self._turn()

    @property
    def part(self) -> Part:
        """The figure that is looked at."""
        return PARTS[max(0, self.table.currentColumn() - 1)]

    def text(self, row: int, code: str) -> str:
        """What a figure of a line comes to, in words."""
        column = next(at for at, one in enumerate(PARTS, 1) if one.code == code)
        item = self.table.item(row, column)
        return "" if item is None else item.text()

    def _build(self) -> None:
        table = self.table
        first = QTableWidgetItem(_("Event or series"))
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalHeaderItem(0, first)
        table.setAccessibleName(_("Effect of events"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        for at, one in enumerate(PARTS, 1):
            item = QTableWidgetItem(tr(one.label))
            item.setToolTip(tr(one.rule))
            item.setTextAlignment(RIGHT)
            table.setHorizontalHeaderItem(at, item)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(sizes.TIGHT)
        inside.addWidget(self.rule)
        inside.addWidget(self.rows, 1)
        self.split = SplitView([table, below], upright=True)
        self.split.restore((), (1, 1))
        self.rule.setContentsMargins(sizes.GAP, sizes.TIGHT, sizes.GAP, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.split)

    def _fill(self, row: int, line: Line) -> None:
        self.table.setItem(row, 0, QTableWidgetItem(title_of(line)))
        for at, part in enumerate(PARTS, 1):
            item = QTableWidgetItem(said(line, part))
            item.setTextAlignment(RIGHT)
            self.table.setItem(row, at, item)

    def _turn(self, *_places: int) -> None:
        row = self.table.currentRow()
        if not 0 <= row < len(self.lines):
            return
        line, part = self.lines[row], self.part
        self.rule.setText(f"{tr(part.label)}: {tr(part.rule)}")
        self.rows.setVisible(bool(line.events))
        if line.events:
            self.rows.show_rows(part.record, part.behind(line.events))

    def _open(self, item: QTableWidgetItem) -> None:
        line = self.lines[item.row()]
        if len(line.events) == 1:
            self._desk.go("event", line.events[0].id)


class EventEffect(EffectTable):
    """The effect of one event, as a tab of its page."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, today, parent)
        self._id = 0
        self.table.setColumnHidden(0, True)  # noqa: FBT003 - Qt's own name for it
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMaximumHeight(2 * sizes.ROW + sizes.WIDE)

    def show_record(self, record_id: int) -> None:
        """Show the effect of another event."""
        self._id = record_id
        self.read_again()

    def read_again(self) -> None:
        """What came of it may be more now."""
        desk, wanted = self._desk, self._id

        def work(_progress: Progress) -> Line:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                return effects.of_event(session, wanted, counting=counting)

        def done(line: Line) -> None:
            if wanted == self._id:
                self.show_lines([line])

        desk.jobs.submit_read(work, done, owner=self, topic="effect")


def title_of(line: Line) -> str:
    """What a line is about: an event, a series, or all."""
    count = len(line.events)
    if line.name:
        said = ngettext("Series {name}: {n} event", "Series {name}: {n} events", count)
        return said.format(name=line.name, n=count)
    if count == 1:
        return f"{line.events[0].starts_on.isoformat()} {line.events[0].name}"
    return ngettext("All: {n} event", "All: {n} events", count).format(n=count)


def said(line: Line, part: Part) -> str:
    """What a figure of a line comes to; with its share where it is one."""
    value: int | None = getattr(line.effect, part.code)
    number = known(value) if part.money else f"{value or 0:,}"
    share: Decimal | None = getattr(line.effect, part.share) if part.share else None
    return number if share is None else f"{number} · {share:.0f}%"
