# SPDX-License-Identifier: Apache-2.0
"""Funds in place: receipts of all projects in one grid, entered, reported, corrected, summed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.errors import CrmError, InvalidInput
from crm.kinds.days import PartialDay
from crm.kinds.numbers import money_words
from crm.progress import Progress
from crm.queries import funds as queries
from crm.queries.conventions import conventions
from crm.queries.filters import Condition, Filter
from crm.queries.funds import Ledger, Sums
from crm.storage.changes import Changes
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.desk.writing import write
from ui.forms import commands as forms
from ui.forms.banner import Banner
from ui.tables import fundscommands, fundsledger
from ui.tables.chips import FilterBar
from ui.tables.fundsgrid import FundsGrid
from ui.tables.fundsums import FundsSums
from ui.theme import sizes
from ui.widgets.labels import push, words
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm.domain.receipt import Receipt
    from crm.storage.unit import UnitOfWork

CONCERNED = frozenset({"receipt", "project", "party", "organisation", "store_setting"})
"""The records whose change may change the ledger."""

LEDGER, SUMS = "ledger", "sums"
FIELD = {"project": "project_id", "month": "month", "origin": "origin"}


class FundsPage(Page):
    """Opened with a `Filter` of receipts, the id of a project, or None for what it showed."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        forms.declare(desk.commands)
        fundscommands.declare(desk.commands)
        self._clock = clock
        self._begun = self._saving = self._late = False
        self._more = False
        ways = [Way(LEDGER, _("Ledger"), "list"), Way(SUMS, _("Sums"), "chart-column")]
        self.way = ViewSwitch(_("Ledger or sums"), ways)
        self.bar = FilterBar(desk, "receipt", clock)
        self.report_button = push(_("Report the month"), sign="lock")
        self.correct_button = push(_("Correct"), sign="pencil")
        self.export_button = push(_("Workbook"), sign="file-spreadsheet")
        self.save_button = push(_("Save"), "primary", sign="save")
        self.banner = Banner()
        self.grid, self.sums = FundsGrid(desk), FundsSums()
        self._count = words("", "muted")
        self._stack = QStackedWidget()
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        return _("Funds in place")

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, int):
            argument = Filter((Condition("project_id", "one_of", (argument,)),))
        if isinstance(argument, Filter):
            self.bar.set_filter(argument)
        elif not self._begun:
            self.bar.set_filter(Filter((Condition("month", "within", "this_year"),)))
        self._begun = True
        self.read()
        self.grid.table.setFocus()

    @override
    def refresh(self, changes: object) -> None:
        told = changes if isinstance(changes, Changes) and changes.complete else None
        concerned = told is None or any(one.record in CONCERNED for one in told.items)
        if self._begun and not self._saving and concerned:
            self.read()

    @override
    def leave(self) -> bool:
        return not self.grid.many

    @override
    def save_then(self, go_on: Callable[[], None]) -> None:
        self.save(go_on)

    @override
    def discard(self) -> None:
        self.banner.hide()
        self.grid.show_ledger(Ledger(self.grid.rows))
        self._late = False
        self.read()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {fundscommands.EXPORT: self.export}
        if self.grid.many:
            found |= {"form.save": self.save, "form.discard": self.discard}
        if self.month is not None and not self.grid.many:
            found[fundscommands.REPORT] = self.report
        if self.grid.current is not None and self.grid.current.is_locked:
            found[fundscommands.CORRECT] = self.grid.correct
        return found

    @property
    def month(self) -> PartialDay | None:
        """The month of the receipt that the keys are on, when there is a draft of it to report."""
        row = self.grid.current
        if row is None or self.way.current != LEDGER:
            return None
        month: PartialDay = row.values["month"]
        drafts = (one for one in self.grid.rows if not one.is_locked)
        return month if any(one.values["month"] == month for one in drafts) else None

    def save(self, go_on: Callable[[], None] | None = None) -> None:
        """Write all that is typed, in one transaction."""
        if self.grid.grid.wrong():
            self.grid.table.next_wrong()
            return
        if self._saving or not self.grid.many:
            return
        entries = self.grid.entries()
        title = ngettext("{n} receipt", "{n} receipts", len(entries)).format(n=len(entries))
        saved = ngettext("{n} receipt saved.", "{n} receipts saved.", len(entries))

        def act(unit: UnitOfWork) -> None:
            from crm.actions.funds import enter  # noqa: PLC0415 - only when it is written

            enter(unit, entries)

        self._hold(saving=True)
        write(
            self.desk, self, title, act, said=saved.format(n=len(entries)),
            done=partial(self._saved, go_on), failed=self._failed,
        )  # fmt: skip

    def report(self) -> None:
        """Report the month of the current receipt: its drafts are locked; Undo is offered."""
        month, day = self.month, self._clock()
        if month is None or self.grid.many:
            return

        def act(unit: UnitOfWork) -> Sequence[Receipt]:
            from crm.actions.funds import report  # noqa: PLC0415 - only when it is written

            return report(unit, month, on=day)

        title = _("Report {month}").format(month=month.text())
        said = _("{month} is reported and locked; a correction is a row of its own.")
        write(self.desk, self, title, act, said=said.format(month=month.text()), done=self._again)

    def export(self) -> None:
        """Write the ledger as it is filtered into a workbook."""
        fundsledger.ask(self.desk, self.bar.filter, self._clock(), self.window())

    def read(self) -> None:
        """Read the ledger or its sums; what is typed stays."""
        if self.way.current == SUMS:
            self._read_sums()
        elif self.grid.many or self._is_typing():
            self._late = True
        else:
            self._read_ledger()

    def _read_ledger(self) -> None:
        desk, wanted, today = self.desk, self.bar.filter, self._clock()

        def work(_progress: Progress) -> tuple[Ledger, Sums]:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                found = queries.ledger(session, wanted, today=today)
                return found, queries.sums(
                    session, wanted, "origin", today=today, counting=counting
                )

        desk.jobs.submit_read(work, self._land, owner=self, topic="ledger")

    def _read_sums(self) -> None:
        desk, wanted, today, by = self.desk, self.bar.filter, self._clock(), self.sums.way.current

        def work(_progress: Progress) -> Sums:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                return queries.sums(session, wanted, by, today=today, counting=counting)

        desk.jobs.submit_read(work, self._show_sums, owner=self, topic="sums")

    def _is_typing(self) -> bool:
        return self.grid.table.state() == QAbstractItemView.State.EditingState

    def _land(self, answer: tuple[Ledger, Sums]) -> None:
        if self.grid.many or self._is_typing():
            # Nobody loses what is being typed; it is read when that is saved.
            self._late = True
            return
        found, sums = answer
        self._late, self._more = False, found.more
        here = self.grid.table.currentIndex()
        kept = (here.row(), here.column()) if 0 <= here.row() < len(self.grid.rows) else None
        if found.rows != self.grid.rows or not here.isValid():
            self.grid.show_ledger(found)
            if kept is not None and kept[0] < len(found.rows):
                self.grid.table.go(*kept)
        self._say(sums)
        self._turned()

    def _show_sums(self, found: Sums) -> None:
        self.sums.show_sums(found)
        self._say(found)

    def _say(self, found: Sums) -> None:
        whole = found.whole
        said = ngettext("{n} receipt", "{n} receipts", whole.rows).format(n=f"{whole.rows:,}")
        sums = _("entered {entered}, of which count {counting}").format(
            entered=money_words(whole.entered), counting=money_words(whole.counting)
        )
        narrow = _("Only the latest are shown; narrow the filter down.") if self._more else ""
        self._count.setText(f"{said} · {sums}  {narrow}".strip())

    def _saved(self, go_on: Callable[[], None] | None, _none: None) -> None:
        self._hold(saving=False)
        self.banner.hide()
        self.grid.show_ledger(Ledger(self.grid.rows))
        self._read_ledger()
        if go_on is not None:
            go_on()

    def _failed(self, error: Exception) -> None:
        self._hold(saving=False)
        if not isinstance(error, CrmError):
            self.desk.jobs.troubled.emit(error, None)
            return
        self.banner.say(str(error), role="danger")
        if isinstance(error, InvalidInput):
            self.grid.refuse(error.fields)
            self.grid.table.setFocus()

    def _again(self, _found: object) -> None:
        self.read()

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self._turned()

    def _edited(self) -> None:
        if not self.grid.many and self._late and not self._saving:
            self.read()
        self._turned()

    def _turned(self) -> None:
        month, row = self.month, self.grid.current
        self.save_button.setEnabled(bool(self.grid.many) and not self._saving)
        self.report_button.setEnabled(month is not None and not self.grid.many)
        label = _("Report {month}").format(month=month.text()) if month else _("Report the month")
        self.report_button.setText(label)
        self.correct_button.setEnabled(row is not None and row.is_locked)
        self.desk.commands.refresh()

    def _switch(self, way: str) -> None:
        self._stack.setCurrentIndex(1 if way == SUMS else 0)
        for button in (self.report_button, self.correct_button):
            button.setVisible(way == LEDGER)
        self.read()
        self._turned()

    def _behind(self, by: str, key: object) -> None:
        """Show the receipts behind a line of sums."""
        of_month = by == "month"
        one = Condition(FIELD[by], "is" if of_month else "one_of", key if of_month else (key,))
        rest = tuple(
            kept for kept in self.bar.filter.conditions
            if not (isinstance(kept, Condition) and kept.field == one.field)
        )  # fmt: skip
        self.bar.set_filter(Filter((*rest, one), self.bar.filter.any_of and not rest))
        self.way.choose(LEDGER)
        self._switch(LEDGER)

    def _narrow(self, _wanted: object) -> None:
        self.read()

    def _press_save(self) -> None:
        self.save()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE)
        head.addWidget(words(self.title, "title"))
        head.addWidget(self.way)
        head.addStretch(1)
        for button in (
            self.report_button, self.correct_button, self.export_button, self.save_button,
        ):  # fmt: skip
            head.addWidget(button)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.sums)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        box.setSpacing(sizes.SPACE)
        box.addLayout(head)
        box.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.banner)
        box.addWidget(self._stack, 1)
        box.addWidget(self._count)

    def _wire(self) -> None:
        self.way.chosen.connect(self._switch)
        self.bar.changed.connect(self._narrow)
        self.grid.changed.connect(self._edited)
        self.grid.table.selectionModel().currentRowChanged.connect(self._turned)
        self.save_button.clicked.connect(self._press_save)
        self.report_button.clicked.connect(self.report)
        self.correct_button.clicked.connect(self.grid.correct)
        self.export_button.clicked.connect(self.export)
        self.sums.turned.connect(self._read_sums)
        self.sums.opened.connect(self._behind)
