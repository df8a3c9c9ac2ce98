# SPDX-License-Identifier: Apache-2.0
"""The form of a record and everything beside it, one at a time behind a row of tabs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm.domain.records import today
from crm.queries.matching import MATCHED
from crm.queries.related import Related, related
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.record import matchlist
from ui.record.filelist import FileList
from ui.record.historylist import HistoryList
from ui.record.matchlist import MatchList
from ui.record.milestones import MilestoneList
from ui.record.relatedlist import RelatedList
from ui.tables import effecttable
from ui.tables.effecttable import EventEffect
from ui.theme import sizes
from ui.widgets.labels import frame
from ui.widgets.tabrow import TabRow, TabText

FORM, FILES, HISTORY, MATCHES = "form", "files", "history", "matches"
EFFECT = "effect"
MILESTONES, PARTIES = "milestone.project_id", "party.project_id"
Panel = RelatedList | FileList | HistoryList | MatchList | EventEffect


class RecordTabs(QWidget):
    """Each list is made when its tab is first chosen, and read when it is seen.

    The form is made on `ground` by whoever has it.
    """

    edit_asked = Signal(str, str, int)
    """A part shall be changed: its type, the field that names this record, its id; 0: a new one."""

    turned = Signal()

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._record = desk, record
        self._id = 0
        self._lists: Mapping[str, Related] = {one.key: one for one in related(record)}
        self._panels: dict[str, Panel] = {}
        self._counts: Mapping[str, int] = {}
        self.ground = QWidget()
        around = QVBoxLayout(self.ground)
        around.setContentsMargins(sizes.WIDE, sizes.SPACE, 0, sizes.SPACE)
        self.row = TabRow(_("Parts of the record"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.ground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        inset = QVBoxLayout()
        inset.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
        inset.addWidget(self.row)
        box.addLayout(inset)
        box.addWidget(frame("rule"))
        box.addWidget(self.stack, 1)
        self.row.chosen.connect(self._turn)
        self._label()

    @property
    def current(self) -> str:
        """The tab that is on."""
        return self.row.current

    @property
    def panel(self) -> Panel | None:
        """The list that is shown; None for the form."""
        return self._panels.get(self.current)

    def show_record(self, record_id: int) -> None:
        """Show another record; 0 for a new one, which has only its form."""
        self._id = record_id
        if not record_id:
            self.row.choose(FORM)
            self._counts = {}
        self._label()
        self._turn(self.current)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how much is behind each tab; `files` counts the files."""
        self._counts = counts
        self._label()

    def read_again(self) -> None:
        """What is seen may have changed."""
        panel = self.panel
        if panel is not None:
            panel.read_again()

    def choose(self, key: str) -> None:
        """Turn to a tab.

        Raises:
            KeyError: there is no such tab.
        """
        self.row.choose(key)
        self._turn(key)

    def focus_panel(self) -> None:
        """Put the keys on the list that is shown."""
        panel = self.panel
        if isinstance(panel, RelatedList):
            panel.focus()

    def step(self, by: int) -> None:
        """Turn to the tab `by` places further."""
        self.row.step(by)

    def show_file(self, file_id: int) -> None:
        """Turn to the files and choose one."""
        self.choose(FILES)
        self.files().select(file_id)

    def files(self) -> FileList:
        """The files, made if need be."""
        made = self._panel(FILES)
        if not isinstance(made, FileList):
            raise TypeError(made)
        return made

    def _label(self) -> None:
        tabs = [TabText(FORM, _("Details"))]
        if self._id:
            tabs += [
                TabText(one.key, tr(one.label), self._counts.get(one.key, 0))
                for one in self._lists.values()
                if self._is_offered(one)
            ]
            if self._record in MATCHED:
                tabs.append(TabText(MATCHES, tr(matchlist.LABEL)))
            if self._record == "event":
                tabs.append(TabText(EFFECT, tr(effecttable.LABEL)))
            tabs.append(TabText(FILES, _("Files"), self._counts.get(FILES, 0)))
            tabs.append(TabText(HISTORY, _("History")))
        self.row.set_tabs(tabs)

    def _is_offered(self, one: Related) -> bool:
        return bool(one.offered or self._counts.get(one.key) or one.key == self.current)

    def _turn(self, key: str) -> None:
        if key == FORM or not self._id:
            self.stack.setCurrentWidget(self.ground)
        else:
            panel = self._panel(key)
            self.stack.setCurrentWidget(panel)
            panel.show_record(self._id)
        self.turned.emit()

    def _panel(self, key: str) -> Panel:
        made = self._panels.get(key)
        if made is None:
            made = self._panels[key] = self._make(key)
            self.stack.addWidget(made)
        return made

    def _make(self, key: str) -> Panel:
        if key == FILES:
            return FileList(self._desk, self._record)
        if key == HISTORY:
            return HistoryList(self._desk, self._record)
        if key == MATCHES:
            return MatchList(self._desk, self._record)
        if key == EFFECT:
            return EventEffect(self._desk, today)
        of = self._lists[key]
        made = self._list(of)
        made.edit_asked.connect(partial(self._edit, of.field))
        return made

    def _list(self, of: Related) -> RelatedList:
        if of.key != MILESTONES:
            return RelatedList(self._desk, of)
        made = MilestoneList(self._desk, of)
        made.file_asked.connect(self.show_file)
        return made

    def _edit(self, field: str, record: str, record_id: int) -> None:
        self.edit_asked.emit(record, field, record_id)
