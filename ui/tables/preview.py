# SPDX-License-Identifier: Apache-2.0
"""What a record says, read only, beside the list."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.domain.all_records import RECORDS
from crm.errors import NotFound
from crm.fields import Field
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.tables.painters import text_of
from ui.theme import sizes
from ui.widgets.labels import push, restyle, words


class Preview(QFrame):
    """Title, then the filled fields under the heads of their groups."""

    opened = Signal(int)

    def __init__(self, desk: Desk, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "preview")
        self._desk, self._record = desk, record
        self._id = 0
        self._shown: RecordView | None = None
        self._title = words("", "heading", wrap=True)
        self._open = push(_("Open"), sign="panel-right")
        self._open.clicked.connect(lambda: self.opened.emit(self._id))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(_("Preview"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, 0, 0)
        box.setSpacing(sizes.GAP)
        box.addLayout(head)
        head.setContentsMargins(0, 0, sizes.GAP, 0)
        box.addWidget(self._scroll, 1)
        self.setMinimumWidth(sizes.FIELD_LEAST + sizes.FIELD_LABEL)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(sizes.REDRAW_PROGRESS)
        self._soon.timeout.connect(self._read)
        self._fill(None)

    @property
    def record_id(self) -> int:
        """The id of the record that is shown or asked for; 0 for none."""
        return self._id

    @property
    def title(self) -> str:
        """The title that is shown."""
        return self._title.text()

    def show_record(self, record_id: int) -> None:
        """Show another record, once the choice has settled; 0 shows none."""
        if record_id != self._id:
            self._id = record_id
            self._soon.start()

    def read_again(self) -> None:
        """The record may have changed."""
        if self._id:
            self._soon.start()

    def _read(self) -> None:
        if not self._id:
            self._fill(None)
            return
        register, record, wanted = self._desk.register, self._record, self._id

        def work(_progress: Progress) -> RecordView | None:
            with register.reading() as session:
                try:
                    return reading.read(session, record, wanted)
                except NotFound:
                    return None

        self._desk.jobs.submit_read(work, self._fill, owner=self, topic="preview")

    def _fill(self, view: RecordView | None) -> None:
        if view is not None and view.deleted:
            view = None
        keep = self._scroll.verticalScrollBar().value() if _same(view, self._shown) else 0
        self._shown = view
        self._open.setVisible(view is not None)
        self._title.setText(_("Choose a row to see it here.") if view is None else view.title)
        restyle(self._title, "role", "muted" if view is None else "heading")
        ground = QWidget()
        ground.setProperty("role", "ground")
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, sizes.GAP, sizes.WIDE)
        grid.setHorizontalSpacing(sizes.GAP)
        grid.setVerticalSpacing(sizes.SNUG)
        grid.setColumnStretch(1, 1)
        self._lay_out(grid, view)
        self._scroll.setWidget(ground)
        self._scroll.verticalScrollBar().setValue(keep)

    def _lay_out(self, grid: QGridLayout, view: RecordView | None) -> None:
        row = 0
        for label, fields in _groups(self._record) if view is not None else ():
            lines = [(one.heading, said) for one in fields if (said := _said(one, view))]
            if not lines:
                continue
            if label:
                head = words(label, "strong")
                head.setContentsMargins(0, sizes.SPACE if row else 0, 0, 0)
                grid.addWidget(head, row, 0, 1, 2)
                row += 1
            for name, said in lines:
                grid.addWidget(_name(name), row, 0, Qt.AlignmentFlag.AlignTop)
                value = words(said, wrap=True)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1
        grid.setRowStretch(row, 1)


def _groups(record: str) -> Iterator[tuple[str, list[Field]]]:
    kind = RECORDS[record]
    fields = kind.fields().values()
    known = {one.group for one in fields}
    order = [*kind.about.groups, *sorted(known - set(kind.about.groups))]
    for group in order:
        title = kind.about.name_field
        members = [one for one in fields if one.group == group and one.name != title]
        yield tr(kind.about.groups.get(group, "")), members


def _said(field: Field, view: RecordView | None) -> str:
    if view is None:
        return ""
    label = view.labels.get(field.name)
    return label if label else text_of(field.kind, view.values.get(field.name))


def _name(text: str) -> QWidget:
    label = words(text, "muted", wrap=True)
    label.setFixedWidth(sizes.FIELD_LABEL)
    return label


def _same(one: RecordView | None, other: RecordView | None) -> bool:
    return one is not None and other is not None and one.id == other.id
