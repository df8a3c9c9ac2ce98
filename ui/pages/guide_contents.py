# SPDX-License-Identifier: Apache-2.0
"""What an edition includes, list by list: by conditions, by ticks, in the order made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.domain.rules.plan import Key, Plan
from crm.queries.filters import dump
from crm.queries.guide import GuideData, Row
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.tables.views import all_of
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.fieldrow import FieldRow
from ui.widgets.labels import push, words

ALL = ""
OWN = "own"
KEY = Qt.ItemDataRole.UserRole
LISTS = (
    "overview_item", "register_entry", "policy", "cost_item", "procedure", "project",
)  # fmt: skip
"""The record types of which an edition chooses, in the order of its chapters."""


class Contents(QWidget):
    """One list at a time; what is changed in it is told, and shown again when it is stored."""

    ticked = Signal(object, bool)
    """A record (`Key`) shall be printed, or not."""

    ordered = Signal(str, object)
    """The records of a type shall stand in the order of these ids; no ids: in the guide's own."""

    filtered = Signal(str, object)
    """The records of a type must pass this filter, as filters are kept; None: all do."""

    opened = Signal(str, int)
    """A record shall be opened."""

    def __init__(
        self, desk: Desk, clock: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._rows: Mapping[str, Sequence[Row]] = {}
        self._printed: frozenset[Key] = frozenset()
        self._plan = Plan()
        self._ways: dict[str, object] = {}
        self.which = ChoiceBox([Option(one, tr(RECORDS[one].about.words)) for one in LISTS])
        self.filter = ChoiceBox()
        self.list = _Ordered()
        self.reset = push(_("The guide's own order"), "quiet")
        self.count = words("", "muted")
        self._build()
        self.which.changed.connect(self._fill)
        self.filter.changed.connect(self._choose)
        self.list.itemChanged.connect(self._tick)
        self.list.itemActivated.connect(self._open)
        self.list.reordered.connect(self._order)
        self.reset.clicked.connect(self._reset)

    @property
    def record(self) -> str:
        """The record type that is shown."""
        return str(self.which.value() or LISTS[0])

    def ways(self) -> Mapping[str, object]:
        """The conditions that are offered, by the code of the choice."""
        return self._ways

    def turn(self, record: str) -> None:
        """Show the records of a type."""
        self.which.set_option(Option(record, tr(RECORDS[record].about.words)))
        self._fill()

    def show_data(self, data: GuideData, released: GuideData, *, fixed: bool) -> None:
        """Show what an edition includes; `fixed`: it can no longer be changed."""
        self._plan = data.plan
        self._rows = rows_by_record(data)
        printed = rows_by_record(released)
        self._printed = frozenset((r.record, r.id) for rows in printed.values() for r in rows)
        self._printed -= {(row.record, row.id) for row in data.unreleased}
        for part in (self.filter, self.list, self.reset):
            part.setEnabled(not fixed)
        self._fill()

    def _fill(self) -> None:
        record = self.record
        rows = self._rows.get(record, ())
        self._offer(record)
        items = [(row.id, _title(row), (record, row.id) in self._printed) for row in rows]
        self.list.show_items(items)
        self.reset.setVisible(record in self._plan.orders)
        said = _("{n} of {all} are printed").format(
            n=sum(on for _id, _name, on in items), all=len(items)
        )
        self.count.setText(said)

    def _offer(self, record: str) -> None:
        """Offer the saved views of a list as conditions, and those that the edition has."""
        tabs = [tab for tab in all_of(self._desk, record, self._clock()) if tab.filter.conditions]
        self._ways = {f"{n}": dump(tab.filter) for n, tab in enumerate(tabs)}
        options = [Option(ALL, _("Everything"))]
        options += [Option(f"{n}", tab.name) for n, tab in enumerate(tabs)]
        kept = self._plan.filters.get(record)
        code = next((code for code, way in self._ways.items() if way == kept), OWN)
        if kept is None:
            code = ALL
        elif code == OWN:
            options.append(Option(OWN, _("Conditions of this edition")))
        self.filter.set_source(options)
        self.filter.set_option(next(one for one in options if one.key == code))

    def _choose(self) -> None:
        code = str(self.filter.value() or ALL)
        if code == OWN:
            return
        wanted = self._ways.get(code)
        if wanted != self._plan.filters.get(self.record):
            self.filtered.emit(self.record, wanted)

    def _tick(self, item: QListWidgetItem) -> None:
        number = cast("int", item.data(KEY))
        on = item.checkState() == Qt.CheckState.Checked
        if on != ((self.record, number) in self._printed):
            self.ticked.emit((self.record, number), on)
            # It stands as it is stored until that is done: the reason may not be given.
            self._fill()

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(self.record, item.data(KEY))

    def _order(self) -> None:
        self.ordered.emit(self.record, self.list.ids())

    def _reset(self) -> None:
        self.ordered.emit(self.record, ())

    def _build(self) -> None:
        self.list.setAccessibleName(_("What is printed"))
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.GAP, sizes.SPACE, sizes.WIDE, sizes.SPACE)
        box.setSpacing(sizes.SPACE)
        box.addWidget(FieldRow(_("List"), self.which))
        box.addWidget(FieldRow(_("Printed are"), self.filter))
        box.addWidget(self.list, 1)
        hint = _("Drag a line, or press Alt+Up and Alt+Down. Groups keep their place.")
        box.addWidget(words(hint, "small", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.reset)
        box.addLayout(foot)


class _Ordered(QListWidget):
    """Ticks that are dragged, or moved by Alt and the arrows."""

    reordered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def ids(self) -> tuple[int, ...]:
        """The records in the order in which they stand."""
        return tuple(cast("int", self.item(row).data(KEY)) for row in range(self.count()))

    def show_items(self, items: Sequence[tuple[int, str, bool]]) -> None:
        """Show records (id, name, whether printed); the chosen one stays chosen."""
        at = self.currentRow()
        before = self.item(at).data(KEY) if at >= 0 else None
        seen = self.verticalScrollBar().value()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        self.clear()
        for number, name, on in items:
            item = QListWidgetItem(name)
            item.setData(KEY, number)
            item.setToolTip(name)
            item.setFlags(_WAYS)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
            if number == before:
                self.setCurrentItem(item)
        self.blockSignals(False)  # noqa: FBT003 - as above
        self.verticalScrollBar().setValue(seen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
            return
        super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        before = self.ids()
        super().dropEvent(event)
        if self.ids() != before:
            self.reordered.emit()

    def _move(self, step: int) -> None:
        at, to = self.currentRow(), self.currentRow() + step
        if at < 0 or not 0 <= to < self.count():
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        self.insertItem(to, self.takeItem(at))
        self.setCurrentRow(to)
        self.blockSignals(False)  # noqa: FBT003 - as above
        self.reordered.emit()


_WAYS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsUserCheckable
    | Qt.ItemFlag.ItemIsDragEnabled
)


def rows_by_record(data: GuideData) -> dict[str, Sequence[Row]]:
    """The records of which an edition chooses, by their type."""
    projects = [entry.project for entry in data.projects]
    return {
        "overview_item": data.overview,
        "register_entry": data.register,
        "policy": [entry.policy for entry in data.policies],
        "cost_item": [entry.item for entry in data.costs],
        "procedure": [entry.procedure for entry in data.procedures],
        "project": [*projects, *data.unreleased],
    }


def _title(row: Row) -> str:
    name = str(row[RECORDS[row.record].about.name_field] or "—")
    more = str(row.get("specification") or "")
    return f"{name} · {more}" if more else name
