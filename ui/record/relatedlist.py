# SPDX-License-Identifier: Apache-2.0
"""One list beside a record: its rows in a small table, added, changed and deleted in place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.kinds.choices import Choice
from crm.progress import Progress
from crm.queries import related as queries
from crm.queries.related import Related, Row, Rows
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.record import reception
from ui.record.agendagrid import ask_timetable
from ui.tables import doing
from ui.tables.painters import painter_of
from ui.theme import sizes
from ui.widgets.labels import push, words

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


MARKED: Mapping[str, str] = {"attendance.event_id": "state"}
"""By list: the field that is set for several rows at once, such as who replied and who came."""

TABLED = "agenda_item.event_id"
"""The list that can be edited as one table."""

BEGUN = "attendance.event_id"
"""The list from whose rows a project is begun."""


class RelatedModel(QAbstractTableModel):
    """The rows that were read, in words."""

    def __init__(self, of: Related, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = of.fields
        self._sides = [RIGHT if painter_of(one.kind).right else LEFT for one in of.fields]
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; where only some came below, the view stays where it is."""
        known = len(self.rows)
        if known and len(rows) > known and rows[:known] == self.rows:
            self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOTHING) -> int:
        return 0 if parent.isValid() else len(self._fields)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> object:
        if role in {DISPLAY, TOOLTIP}:
            return self.rows[index.row()].cells[index.column()]
        return self._sides[index.column()] if role == ALIGNMENT else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._fields):
            return None
        if role in {DISPLAY, TOOLTIP}:
            return self._fields[section].heading
        return self._sides[section] if role == ALIGNMENT else None


class RelatedList(QWidget):
    """The table, and above it what can be done; Enter changes a row, Delete deletes it."""

    edit_asked = Signal(str, int)
    """A part shall be changed: its type and id; 0 for a new one."""

    def __init__(self, desk: Desk, of: Related, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.of = desk, of
        self._owner = 0
        self._awaited = False
        self._most = self._total = 0
        about = RECORDS[of.record].about
        self.model = RelatedModel(of, self)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr(of.label))
        self.add_button = push(_("Add: {record}").format(record=tr(about.word)), sign="plus")
        self.edit_button = push(_("Change"), "quiet", sign="pencil")
        self.delete_button = push(_("Delete"), "quiet", sign="trash-2")
        self.go_button: QPushButton = push(_("Open"), "quiet", sign="external-link")
        self.mark_button = push(_("Mark as …"), "quiet", sign="check")
        self.table_button = push(_("As a table …"), "quiet", sign="table-2")
        self.begin_button = push(_("Begin a project …"), "quiet", sign="folder-kanban")
        self._count = words("", "muted")
        self._nothing = words("", "muted", wrap=True)
        self._build()
        self._wire()
        self._turn()

    @property
    def row(self) -> Row | None:
        """The row that is chosen."""
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @property
    def chosen(self) -> list[int]:
        """The ids of the chosen rows."""
        rows = sorted({one.row() for one in self.table.selectionModel().selectedIndexes()})
        return [self.model.rows[at].id for at in rows]

    def show_record(self, record_id: int) -> None:
        """Show the list of another record; nothing of the one before can be deleted meanwhile."""
        if record_id != self._owner:
            self.model.show_rows(())
            self._most = self._total = 0
            self._turn()
        self._owner = record_id
        self.read_again()

    def read_again(self) -> None:
        """Rows may have been added or changed."""
        if not self._owner:
            return
        register, of, owner = self._desk.register, self.of, self._owner
        most = self._most = self._most or queries.MOST

        def work(_progress: Progress) -> Rows:
            with register.reading() as session:
                return queries.rows(session, of, owner, limit=most)

        self._desk.jobs.submit_read(work, self._fill, owner=self, topic="rows")

    def read_on(self) -> None:
        """Read as many rows again as there are, if there are more."""
        if len(self.model.rows) < self._total and self._most <= len(self.model.rows):
            self._most *= 2
            self.read_again()

    def focus(self) -> None:
        """Put the keys on the rows as soon as there are some, until then on what adds one."""
        self._awaited = not self.model.rows
        (self.table if self.model.rows else self.add_button).setFocus()

    def add(self) -> None:
        """Begin a new one: a part in a window over this page, another record on its own page."""
        if self.of.part:
            self.edit_asked.emit(self.of.record, 0)
        else:
            self._desk.go(self.of.record, {self.of.field: self._owner})

    def edit(self) -> None:
        """Change the chosen row, or open its page if it has one."""
        row = self.row
        if row is None:
            return
        if self.of.part:
            self.edit_asked.emit(self.of.record, row.id)
        else:
            self._desk.neighbours.keep(self.of.record, [one.id for one in self.model.rows])
            self._desk.go(self.of.record, row.id)

    def delete(self) -> None:
        """Delete the chosen rows."""
        ids = self.chosen
        if ids:
            doing.delete(self._desk, self.of.record, ids)

    def open_marks(self) -> QMenu:
        """Open the menu of what the chosen rows can be marked as."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field = RECORDS[self.of.record].fields()[MARKED[self.of.key]]
        for option in field.kind.options if isinstance(field.kind, Choice) else ():
            action = menu.addAction(tr(option.label))
            action.triggered.connect(partial(self._mark, option.code))
        menu.popup(self.mark_button.mapToGlobal(self.mark_button.rect().bottomLeft()))
        return menu

    def _mark(self, code: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        if self.chosen:
            doing.set_field(self._desk, self.of.record, self.chosen, {MARKED[self.of.key]: code})

    def edit_as_table(self) -> None:
        """Open the window in which all rows are one table."""
        ask_timetable(self._desk, self._owner, self)

    def begin(self) -> None:
        """Open the window in which a project begins with the chosen guests."""
        if self.chosen:
            reception.begin(self._desk, self._owner, self.chosen, self)

    def go(self) -> None:
        """Open the page of what the chosen row links to."""
        row = self.row
        if row is not None and row.target is not None:
            self._desk.go(*row.target)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(sizes.TIGHT)
        buttons = (self.add_button, self.edit_button, self.table_button, self.mark_button,
                   self.begin_button, self.go_button, self.delete_button)  # fmt: skip
        for widget in buttons:
            top.addWidget(widget)
        self.mark_button.setVisible(self.of.key in MARKED)
        self.table_button.setVisible(self.of.key == TABLED)
        self.begin_button.setVisible(self.of.key == BEGUN)
        top.addStretch(1)
        top.addWidget(self._count)
        self.go_button.setVisible(bool(self.of.target))
        if self.of.target:
            word = tr(self.of.fields[self.of.columns.index(self.of.target)].label)
            self.go_button.setText(_("Open: {record}").format(record=word))
        self.edit_button.setVisible(self.of.part)
        self._nothing.setText(_("Nothing here yet."))
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.SPACE)
        box.addLayout(top)
        box.addWidget(self._nothing)
        box.addWidget(self.table, 1)
        box.addStretch(0)

    def _wire(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self.edit)
        self.delete_button.clicked.connect(self.delete)
        self.go_button.clicked.connect(self.go)
        self.mark_button.clicked.connect(self.open_marks)
        self.table_button.clicked.connect(self.edit_as_table)
        self.begin_button.clicked.connect(self.begin)
        self.table.entered_row.connect(self.edit)
        self.table.deleted.connect(self.delete)
        self.table.doubleClicked.connect(self.edit)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.selectionModel().selectionChanged.connect(self._turn)

    def _fill(self, found: Rows) -> None:
        row = self.row
        chosen = self.chosen
        self.model.show_rows(found.rows)
        ids = [one.id for one in found.rows]
        at = ids.index(row.id) if row is not None and row.id in ids else 0
        if ids and (row is None or chosen != self.chosen):
            self.table.selectRow(at)
        self._fit()
        self._total = found.total
        more = found.total > len(found.rows)
        said = _("The first {n} of {total}").format(n=len(found.rows), total=found.total)
        self._count.setText(said if more else "")
        self._nothing.setVisible(not ids)
        self.table.setVisible(bool(ids))
        if self._awaited and ids:
            self._awaited = False
            if self.add_button.hasFocus():
                self.table.setFocus()
        self._turn()

    def _scrolled(self, at: int) -> None:
        if at >= self.table.verticalScrollBar().maximum():
            self.read_on()

    def _fit(self) -> None:
        """Columns as broad as what stands in them, within limits; the last takes what is left."""
        self.table.resizeColumnsToContents()
        for at in range(self.model.columnCount()):
            wide = self.table.columnWidth(at) + sizes.SPACE
            self.table.setColumnWidth(at, min(max(wide, sizes.COLUMN_LEAST), sizes.NAME_COLUMN))

    def _turn(self) -> None:
        row = self.row
        self.edit_button.setEnabled(row is not None)
        self.delete_button.setEnabled(row is not None)
        self.mark_button.setEnabled(row is not None)
        self.begin_button.setEnabled(row is not None)
        self.go_button.setEnabled(row is not None and row.target is not None)


class _Table(QTableView):
    """Rows are chosen whole; Enter and Delete are told, Tab leaves it."""

    entered_row = Signal()
    deleted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setProperty("kind", "related")
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(sizes.ROW)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_row.emit()
        elif key == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
