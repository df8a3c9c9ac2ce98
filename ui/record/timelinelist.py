# SPDX-License-Identifier: Apache-2.0
"""The timeline of a record: what happened, newest first, and a quick way to write down more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries import timeline as queries
from crm.queries.timeline import EVERYTHING, WINDOW, Entry, Timeline, Wanted
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.owner import staff_of
from ui.record.quickentry import QuickEntry
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.labels import push, sign_button, words

MOST_LINES = 3
"""How many details of an entry are shown; the record has all."""

LONGEST = 280
"""How many characters of a detail are shown."""


class TimelinePanel(QWidget):
    """Reads the window of a record's timeline; grows by “Earlier ones”."""

    opened = Signal(str, int)
    """The record of an entry shall be opened: its type and id."""

    def __init__(
        self, desk: Desk, record: str, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._record = desk, record
        self._id = 0
        self._limit = WINDOW
        self._today = today
        self.wanted = EVERYTHING
        self.entry = QuickEntry(desk, record, today)
        self.rows: list[EntryRow] = []
        self._filter = sign_button("list-filter", _("Choose what is shown"))
        self._filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self._filter.setMenu(self.menu)
        self._shown = words("", "muted")
        self._nothing = words(_("Nothing has been written down yet."), "muted", wrap=True)
        self.earlier = push(_("Earlier ones"), "link")
        self.earlier.clicked.connect(self._grow)
        self._build()
        self._fill_menu()

    def show_record(self, record_id: int) -> None:
        """Show the timeline of another record."""
        if record_id != self._id:
            self._id, self._limit = record_id, WINDOW
            self.entry.show_record(record_id)
            self._fill(Timeline((), more=False))
        self.read_again()

    def read_again(self) -> None:
        """Something may have been added or changed."""
        if not self._id:
            return
        register, record, wanted = self._desk.register, self._record, self._id
        limit, shown = self._limit, self.wanted

        def work(_progress: Progress) -> Timeline:
            with register.reading() as session:
                return queries.timeline(session, record, wanted, wanted=shown, limit=limit)

        self._desk.jobs.submit_read(work, self._fill, owner=self, topic="timeline")

    def choose(self, kinds: frozenset[str]) -> None:
        """Show only entries of these record types and kinds of activities; none: all."""
        self.narrow(replace(self.wanted, kinds=kinds))

    def narrow(self, wanted: Wanted) -> None:
        """Show only what is wanted."""
        self.wanted, self._limit = wanted, WINDOW
        self._shown.setText(_(", ").join(one.title for one in self._ways() if one.on))
        self._fill_menu()
        self.read_again()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(words(_("Timeline"), "heading"))
        head.addWidget(self._shown, 1)
        head.addWidget(self._filter)
        ground = QWidget()
        ground.setProperty("role", "ground")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 0, sizes.SPACE, sizes.SPACE)
        self._column.setSpacing(sizes.TIGHT)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(ground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SPACE)
        box.addLayout(head)
        box.addWidget(self.entry)
        box.addWidget(self.area, 1)

    def _fill(self, found: Timeline) -> None:
        kept = self.area.verticalScrollBar().value()
        focused = next((one.entry for one in self.rows if one.hasFocus()), None)
        # Entries that say the same as before stay the same widgets.
        known = {one.entry: one for one in self.rows}
        self.rows = [known.pop(one, None) or self._row(one) for one in found.entries]
        for at, row in enumerate(self.rows):
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
        self._focus_again(focused)
        for row in known.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._nothing.setVisible(not self.rows)
        self.earlier.setVisible(found.more)
        self.area.verticalScrollBar().setValue(kept)

    def _focus_again(self, focused: Entry | None) -> None:
        """The keys stay on an entry that says something else now."""
        for row in self.rows:
            if focused is not None and row.entry.key == focused.key and not row.hasFocus():
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, entry: Entry) -> EntryRow:
        row = EntryRow(entry)
        row.opened.connect(partial(self.opened.emit, entry.record, entry.id))
        return row

    def _grow(self) -> None:
        self._limit += WINDOW
        self.read_again()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self._add_way(_Way(_("Everything"), self.wanted == EVERYTHING, EVERYTHING))
        for one in self._ways():
            if one.begins:
                self.menu.addSeparator()
            self._add_way(one)

    def _add_way(self, way: _Way) -> None:
        action = self.menu.addAction(way.title)
        action.setCheckable(True)
        action.setChecked(way.on)
        action.triggered.connect(partial(self._turn, way.leads_to))

    def _turn(self, wanted: Wanted, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.narrow(wanted)

    def _ways(self) -> Iterator[_Way]:
        """What can be turned on and off: kinds, since when, by whom, with files."""
        wanted = self.wanted
        kinds = {one: tr(RECORDS[one].about.words) for one in queries.kinds(self._record)}
        for titles in (queries.talks(), kinds):
            for at, (key, title) in enumerate(titles.items()):
                turned = replace(wanted, kinds=wanted.kinds ^ {key})
                yield _Way(title, key in wanted.kinds, turned, begins=at == 0)
        today = self._today()
        month, year = today.replace(day=1), date(today.year, 1, 1)
        sinces = ((_("This month"), month), (_("This year"), year))
        for title, since in sinces:
            on = wanted.since == since
            turned = replace(wanted, since=None if on else since)
            yield _Way(title, on, turned, begins=since == month)
        me = staff_of(self._desk)
        if me is not None:
            mine = wanted.staff_id == me
            turned = replace(wanted, staff_id=None if mine else me)
            yield _Way(_("Only what I wrote down"), mine, turned, begins=True)
        files = replace(wanted, with_files=not wanted.with_files)
        yield _Way(_("Only with files"), wanted.with_files, files, begins=me is None)


class _Way(NamedTuple):
    """A line of the menu: its words, whether it is on, and what is wanted after a click."""

    title: str
    on: bool
    leads_to: Wanted
    begins: bool = False


class EntryRow(QFrame):
    """One entry: its sign, what happened, when and by whom, a few lines; Enter opens its record."""

    opened = Signal()

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setProperty("role", "entry")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        about = RECORDS[entry.record].about
        self._icon = about.icon
        self._sign = QLabel()
        self._sign.setToolTip(tr(about.word))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(entry.title, "strong", wrap=True))
        for line in _lines(entry):
            said.addWidget(words(line, wrap=True))
        said.addWidget(words(_footing(entry), "small", wrap=True))
        across = QHBoxLayout(self)
        across.setContentsMargins(sizes.TIGHT, sizes.TIGHT, sizes.TIGHT, sizes.TIGHT)
        across.setSpacing(sizes.SPACE)
        across.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(said, 1)
        self.setAccessibleName(f"{tr(about.word)}: {entry.title}, {_footing(entry)}")
        self._draw()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
        super().mouseReleaseEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        drawn = pixmap(self._icon, "muted", sizes.ICON_LARGE, self.devicePixelRatioF())
        self._sign.setPixmap(drawn)


def _lines(entry: Entry) -> Sequence[str]:
    cut = [one if len(one) <= LONGEST else f"{one[:LONGEST]}…" for one in entry.detail]
    return cut[:MOST_LINES]


def _footing(entry: Entry) -> str:
    when = entry.when if entry.at is None else f"{entry.when} {entry.at:%H:%M}"
    files = ngettext("{n} file", "{n} files", entry.files).format(n=entry.files)
    parts = (when, entry.state, entry.who, entry.about, files if entry.files else "")
    return " · ".join(one for one in parts if one)
