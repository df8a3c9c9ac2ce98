# SPDX-License-Identifier: Apache-2.0
"""The filter of a list as chips: each can be changed and removed, all or any of them must hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.errors import NotFound
from crm.progress import Progress
from crm.queries import reading
from crm.queries.filters import Condition, Filter, describe, describe_all, references
from crm.words import _
from ui.desk.desk import Desk
from ui.tables.conditions import ConditionDialog, editable
from ui.theme import sizes
from ui.widgets.chips import ChipRow, ChipText
from ui.widgets.labels import push

Known = dict[tuple[str, int], str]


class FilterBar(QWidget):
    """Chips of the conditions, a button that adds one, and the word between them."""

    changed = Signal(object)
    """The user has made another `Filter`."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._record, self._today = desk, record, today
        self._filter = Filter()
        self._known: Known = {}
        self._chips = ChipRow(_("Filter"))
        self._any = push("", "quiet")
        self._any.setToolTip(_("Whether all conditions must hold, or any one of them"))
        self._clear = push(_("Clear"), "quiet")
        self._clear.setToolTip(_("Remove all conditions"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.SNUG)
        box.addWidget(self._any)
        box.addWidget(self._chips, 1)
        box.addWidget(self._clear)
        self._chips.add_asked.connect(self.add)
        self._chips.pressed.connect(self._edit)
        self._chips.removed.connect(self._remove)
        self._any.clicked.connect(self._turn)
        self._clear.clicked.connect(self.clear)
        self._show()

    @property
    def filter(self) -> Filter:
        """The filter as it stands."""
        return self._filter

    @property
    def chips(self) -> ChipRow:
        """The chips."""
        return self._chips

    def set_filter(self, wanted: Filter) -> None:
        """Show a filter without telling."""
        self._filter = wanted
        self._show()
        self._look_up()

    def add(self, field: str = "") -> ConditionDialog:
        """Open the window for another condition, of a field if one is named."""
        dialog = self._dialog()
        if field:
            dialog.choose_field(field)
        dialog.made.connect(self.add_condition)
        dialog.open()
        return dialog

    def add_condition(self, condition: Condition) -> None:
        """Add a condition, as the window does."""
        self._take((*self._filter.conditions, condition))

    def clear(self) -> None:
        """Remove all conditions."""
        self._take(())

    def label(self, record: str, record_id: int) -> str:
        """What a record is called, as far as it is known."""
        return self._known.get((record, record_id), "…")

    def _dialog(self) -> ConditionDialog:
        dialog = ConditionDialog(self._desk, self._record, self._today, self.label, self.window())
        below = self._chips.mapToGlobal(QPoint(0, self._chips.height() + sizes.TIGHT))
        dialog.move(below)
        return dialog

    def _edit(self, key: str) -> None:
        at = int(key)
        condition = self._filter.conditions[at]
        if not isinstance(condition, Condition) or not editable(self._record, condition):
            return

        def put(made: object) -> None:
            conditions = list(self._filter.conditions)
            if isinstance(made, Condition) and at < len(conditions):
                conditions[at] = made
                self._take(tuple(conditions))

        dialog = self._dialog()
        dialog.show_condition(condition)
        dialog.made.connect(put)
        dialog.open()

    def _remove(self, key: str) -> None:
        conditions = list(self._filter.conditions)
        del conditions[int(key)]
        self._take(tuple(conditions))

    def _turn(self) -> None:
        self._filter = replace(self._filter, any_of=not self._filter.any_of)
        self._show()
        self.changed.emit(self._filter)

    def _take(self, conditions: tuple[Condition | Filter, ...]) -> None:
        any_of = self._filter.any_of and len(conditions) > 1
        self._filter = replace(self._filter, conditions=conditions, any_of=any_of)
        self._show()
        self._look_up()
        self.changed.emit(self._filter)

    def _show(self) -> None:
        many = self._filter.conditions
        self._chips.set_chips([ChipText(str(at), self._words(one)) for at, one in enumerate(many)])
        self._any.setText(_("Any of") if self._filter.any_of else _("All of"))
        self._any.setAccessibleName(self._any.text())
        self._any.setVisible(len(many) > 1)
        self._clear.setVisible(len(many) > 1)

    def _words(self, of: Condition | Filter) -> str:
        if isinstance(of, Condition):
            return describe(self._record, of, self.label)
        return _("({what})").format(what=describe_all(self._record, of, self.label))

    def _look_up(self) -> None:
        wanted = {one for one in references(self._record, self._filter) if one not in self._known}
        if not wanted or not self._desk.has_register:
            return
        register = self._desk.register

        def work(_progress: Progress) -> Known:
            found: Known = {}
            with register.reading() as session:
                for record, one in wanted:
                    try:
                        found[record, one] = reading.title_of(session, record, one)
                    except NotFound:
                        found[record, one] = "?"
            return found

        def done(found: Known) -> None:
            self._known.update(found)
            self._show()

        self._desk.jobs.submit_read(work, done, owner=self)
