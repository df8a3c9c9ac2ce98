# SPDX-License-Identifier: Apache-2.0
"""What fits a project or an organisation, with the reasons; something is begun from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.domain.records import today as this_day
from crm.progress import Progress
from crm.queries.matching import MATCHED, Match, matches
from crm.words import NC_, _, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.dialog import RecordDialog
from ui.theme import sizes
from ui.widgets.labels import push, words

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

LABEL = NC_("tab", "Matches")
COLUMNS = 3


class MatchList(QWidget):
    """The best matches; Enter opens one, the buttons make it an investor or something to do."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._clock = desk, record, clock
        self._other = MATCHED[record]
        self._owner = 0
        self.found: list[Match] = []
        self.table = QTableWidget(0, COLUMNS)
        self.add_button = push(_("Add as investor"), sign="handshake")
        self.follow_button = push(_("Follow up …"), "quiet", sign="list-checks")
        self.open_button = push(_("Open"), "quiet", sign="external-link")
        self._nothing = words(_nothing(record), "muted", wrap=True)
        self._build()
        self.add_button.clicked.connect(self.add)
        self.follow_button.clicked.connect(self.follow_up)
        self.open_button.clicked.connect(self.open)
        self.table.itemActivated.connect(self.open)
        self.table.itemSelectionChanged.connect(self._turn)
        self._turn()

    @property
    def match(self) -> Match | None:
        """The match that is chosen."""
        at = self.table.currentRow()
        return self.found[at] if 0 <= at < len(self.found) else None

    def show_record(self, record_id: int) -> None:
        """Show what fits another record."""
        self._owner = record_id
        self.read_again()

    def read_again(self) -> None:
        """What fits may be something else now."""
        if not self._owner:
            return
        desk, record, owner, today = self._desk, self._record, self._owner, self._clock()

        def work(_progress: Progress) -> list[Match]:
            with desk.register.reading() as session:
                return matches(session, record, owner, today=today)

        desk.jobs.submit_read(work, self._fill, owner=self, topic="matches")

    def open(self) -> None:
        """Open the page of the chosen match."""
        match = self.match
        if match is not None:
            self._desk.neighbours.keep(self._other, [one.id for one in self.found])
            self._desk.go(self._other, match.id)

    def add(self) -> None:
        """Make the two investor and project; it can be undone."""
        match = self.match
        if match is None:
            return
        values = {**self._both(match), "role": "investor"}

        def act(unit: UnitOfWork) -> None:
            from crm.actions import records  # noqa: PLC0415 - only when something is written

            records.create(unit, "party", values)

        title = _("New investor: {name}").format(name=match.title)
        said = _("Added as investor: {name}").format(name=match.title)
        write(self._desk, self, title, act, said=said, done=lambda _none: self.read_again())

    def follow_up(self) -> RecordDialog | None:
        """Open the window in which something to do about the two is written down."""
        match = self.match
        if match is None:
            return None
        given = {**self._both(match), "subject": _("Introduce: {name}").format(name=match.title)}
        dialog = RecordDialog(self._desk, "follow_up", values=given, parent=self.window())
        dialog.open()
        return dialog

    def _both(self, match: Match) -> dict[str, object]:
        return {f"{self._record}_id": self._owner, f"{self._other}_id": match.id}

    def _build(self) -> None:
        word = tr(RECORDS[self._other].about.word)
        self.table.setHorizontalHeaderLabels([word, _("Known as"), _("What speaks for it")])
        self.table.setAccessibleName(tr(LABEL))
        self.table.setProperty("kind", "related")
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(sizes.ROW)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(sizes.TIGHT)
        for button in (self.add_button, self.follow_button, self.open_button):
            top.addWidget(button)
        top.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.SPACE)
        box.addLayout(top)
        box.addWidget(self._nothing)
        box.addWidget(self.table, 1)
        box.addStretch(0)

    def _fill(self, found: list[Match]) -> None:
        chosen = self.match
        self.found = found
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            why = " · ".join(tr(reason.label) for reason in one.fit.reasons)
            for column, text in enumerate((one.title, one.hint, why)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        ids = [one.id for one in found]
        if ids:
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self.table.resizeColumnsToContents()
        for at in range(COLUMNS - 1):
            wide = self.table.columnWidth(at) + sizes.SPACE
            self.table.setColumnWidth(at, min(max(wide, sizes.COLUMN_LEAST), sizes.NAME_COLUMN))
        self._nothing.setVisible(not found)
        self.table.setVisible(bool(found))
        self._turn()

    def _turn(self) -> None:
        for button in (self.add_button, self.follow_button, self.open_button):
            button.setEnabled(self.match is not None)


def _nothing(record: str) -> str:
    if record == "project":
        return _("No organisation fits yet. Fill in the industry and the chain of the project.")
    return _("No project fits yet. Fill in the chains and the investment profile.")
