# SPDX-License-Identifier: Apache-2.0
"""The milestones beside a project: their list, their evidence, and the timetable below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.domain.rules.milestones import slot_of
from crm.kinds.days import PartialDay
from crm.progress import Progress
from crm.queries import timetable as queries
from crm.queries.related import Related
from crm.queries.timetable import Node
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.record.filing import attach
from ui.record.relatedlist import RelatedList
from ui.theme import sizes
from ui.widgets.labels import push, words
from ui.widgets.timetable import Line, Span, Timetable


class MilestoneList(RelatedList):
    """A list whose rows are painted along the months as well; both have the same row chosen."""

    file_asked = Signal(int)
    """A file of the project shall be looked at: its id."""

    def __init__(
        self,
        desk: Desk,
        of: Related,
        today: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        self.nodes: tuple[Node, ...] = ()
        super().__init__(desk, of, parent)
        self._today = today
        self.timetable = Timetable(_("Timetable: planned and happened"))
        self.attach_button = push(_("Attach evidence …"), "quiet", sign="paperclip")
        self.look_button = push(_("Look at the evidence"), "quiet", sign="file-text")
        self._evidence = words("", "muted")
        self._lay_out()
        self.timetable.chosen.connect(self._follow)
        self.timetable.opened.connect(self._open)
        self.timetable.dropped.connect(self._drop)
        self.attach_button.clicked.connect(self.choose)
        self.look_button.clicked.connect(self.look)
        self.table.selectionModel().selectionChanged.connect(self._lead)
        self._tell()

    @property
    def node(self) -> Node | None:
        """The milestone that is chosen."""
        row = self.row
        return next((one for one in self.nodes if row is not None and one.id == row.id), None)

    @override
    def read_again(self) -> None:
        super().read_again()
        if not self._owner:
            return
        register, owner, today = self._desk.register, self._owner, self._today()

        def work(_progress: Progress) -> tuple[Node, ...]:
            with register.reading() as session:
                return queries.nodes(session, owner, today=today)

        self._desk.jobs.submit_read(work, self._show, owner=self, topic="timetable")

    def choose(self) -> QFileDialog:
        """Ask for files that are evidence for the chosen milestone."""
        dialog = file_dialog(self._desk, self.window(), _("Attach evidence"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.prove)
        dialog.open()
        return dialog

    def prove(self, names: Sequence[str]) -> None:
        """Keep files as evidence for the chosen milestone."""
        node = self.node
        if node is not None:
            paths = [Path(one) for one in names]
            attach(self._desk, self, "project", self._owner, paths, slot=slot_of(node.kind))

    def look(self) -> None:
        """Look at the newest evidence of the chosen milestone."""
        node = self.node
        if node is not None and node.files:
            self.file_asked.emit(node.files[-1])

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(sizes.TIGHT)
        across.addWidget(self.attach_button)
        across.addWidget(self.look_button)
        across.addWidget(self._evidence, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("role", "ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.timetable)
        inside.addStretch(1)
        scroll.setWidget(ground)
        box = self.layout()
        if isinstance(box, QVBoxLayout):
            box.addLayout(across)
            box.addWidget(scroll, 2)
        self._scroll = scroll

    def _show(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.timetable.show_lines([_line(one) for one in nodes], self._today())
        self._scroll.setVisible(bool(nodes))
        self._lead()

    def _lead(self) -> None:
        """The row that is chosen in the table is chosen below as well."""
        node = self.node
        if node is not None:
            self.timetable.choose(self.nodes.index(node))
        self._tell()

    def _follow(self, place: int) -> None:
        ids = [one.id for one in self.model.rows]
        if self.nodes[place].id in ids:
            self.table.selectRow(ids.index(self.nodes[place].id))

    def _open(self, place: int) -> None:
        self._follow(place)
        self.edit()

    def _drop(self, place: int, names: Sequence[str]) -> None:
        self._follow(place)
        self.prove(names)

    def _tell(self) -> None:
        node = self.node
        files = len(node.files) if node is not None else 0
        self.attach_button.setEnabled(node is not None)
        self.look_button.setEnabled(bool(files))
        said = ngettext("{n} file as evidence", "{n} files as evidence", files).format(n=files)
        self._evidence.setText(said if files else _("No evidence yet") if node is not None else "")


def _line(node: Node) -> Line:
    late = ngettext("{n} day late", "{n} days late", node.late).format(n=node.late)
    said = [
        node.label,
        _("planned {when}").format(when=_words(node.planned)) if node.planned else "",
        _("happened {when}").format(when=_words(node.actual)) if node.actual else "",
        late if node.late else "", node.note,
        _("has evidence") if node.files else "",
    ]  # fmt: skip
    return Line(
        node.label, _span(node.planned), _span(node.actual), node.late > 0,
        late if node.late else "", " · ".join(one for one in said if one), proved=bool(node.files),
    )  # fmt: skip


def _span(when: PartialDay | None) -> Span | None:
    return None if when is None else (when.first(), when.last())


def _words(when: PartialDay) -> str:
    return when.text()
