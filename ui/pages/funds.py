# SPDX-License-Identifier: Apache-2.0
"""Funds in place: receipts of all projects in one grid, entered, reported, corrected, summed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

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
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid
from ui.forms.gridpage import GridPage
from ui.forms.leftover import say_found
from ui.tables import fundscommands, fundsledger
from ui.tables.chips import FilterBar
from ui.tables.fundsgrid import FundsGrid, ids_in
from ui.tables.fundsums import FundsSums
from ui.theme import sizes
from ui.widgets.labels import push, words
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm.domain.receipt import Receipt
    from crm.storage.unit import UnitOfWork
    from ui.desk.drafts import Draft
    from ui.widgets.conflict import Difference

LEDGER, SUMS = "ledger", "sums"
FIELD = {"project": "project_id", "month": "month", "origin": "origin"}


class FundsPage(GridPage):
    """Opened with a `Filter` of receipts, the id of a project, or None for what it showed."""

    concerned = frozenset({"receipt", "project", "party", "organisation", "store_setting"})

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        fundscommands.declare(desk.commands)
        self._clock = clock
        self._begun = self._late = False
        self._draft = DraftKeeper(desk, "funds", self._gather, self)
        self._held: list[object] = []
        """What was typed, until it stands over the rows that are being read."""
        self._kept: Draft | None = None
        """The draft of an earlier day from which it is."""
        self._more = False
        ways = [Way(LEDGER, _("Ledger"), "list"), Way(SUMS, _("Sums"), "chart-column")]
        self.way = ViewSwitch(_("Ledger or sums"), ways)
        self.bar = FilterBar(desk, "receipt", clock)
        self.report_button = push(_("Report the month"), sign="lock")
        self.correct_button = push(_("Correct"), sign="pencil")
        self.export_button = push(_("Workbook"), sign="file-spreadsheet")
        self.grid, self.sums = FundsGrid(desk), FundsSums()
        self._count = words("", "muted")
        self._legend = words(
            _("Shaded: reported and locked; a correction is a row of its own."), "muted"
        )
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
        if not self._begun:
            self._find_draft()
        self._begun = True
        self.read()
        self.grid.table.setFocus()

    @property
    @override
    def many(self) -> int:
        return self.grid.many

    @property
    @override
    def typed_in(self) -> Grid:
        return self.grid.grid

    @property
    @override
    def may_refresh(self) -> bool:
        return self._begun

    @override
    def discard(self) -> None:
        self._held = []
        self.banner.hide()
        self.forget()
        self._late = False
        self.read()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = super().handlers() | {fundscommands.EXPORT: self.export}
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

    @override
    def save(self, go_on: Callable[[], None] | None = None) -> None:
        if not self.may_save():
            return
        entries = self.grid.entries()
        title = ngettext("{n} receipt", "{n} receipts", len(entries)).format(n=len(entries))
        saved = ngettext("{n} receipt saved.", "{n} receipts saved.", len(entries))

        def act(unit: UnitOfWork) -> None:
            from crm.actions.funds import enter  # noqa: PLC0415 - only when it is written

            enter(unit, entries)

        self.write_all(title, act, saved.format(n=len(entries)), go_on)

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

    @override
    def read(self) -> None:
        if self.way.current == SUMS:
            self._read_sums()
        elif self.grid.many or self._is_typing():
            self._late = True
        else:
            self._read_ledger()

    def _read_ledger(self) -> None:
        desk, wanted, today = self.desk, self.bar.filter, self._clock()
        also = ids_in(self._held)

        def work(_progress: Progress) -> tuple[Ledger, Sums]:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                found = queries.ledger(session, wanted, today=today, also=also)
                return found, queries.sums(
                    session, wanted, "origin", today=today, counting=counting
                )

        desk.jobs.submit_read(work, self._land, self.unread, owner=self, topic="ledger")

    def _read_sums(self) -> None:
        desk, wanted, today, by = self.desk, self.bar.filter, self._clock(), self.sums.way.current

        def work(_progress: Progress) -> Sums:
            with desk.register.reading() as session:
                counting = conventions(session).counting
                return queries.sums(session, wanted, by, today=today, counting=counting)

        desk.jobs.submit_read(work, self._show_sums, self.unread, owner=self, topic="sums")

    def _is_typing(self) -> bool:
        return self.grid.table.state() == QAbstractItemView.State.EditingState

    def _land(self, answer: tuple[Ledger, Sums]) -> None:
        if (self.grid.many and not self._held) or self._is_typing():
            # Nobody loses what is being typed; it is read when that is saved.
            self._late = True
            return
        found, sums = answer
        self._late, self._more = False, found.more
        here = self.grid.table.currentIndex()
        kept = (here.row(), here.column()) if 0 <= here.row() < len(self.grid.rows) else None
        if found.rows != self.grid.rows or self._held or not here.isValid():
            self.grid.show_ledger(found)
            if kept is not None and kept[0] < len(found.rows):
                self.grid.table.go(*kept)
        self._say(sums)
        self._legend.setVisible(any(row.is_locked for row in found.rows))
        self.landed()
        if self._held:
            self._put_back()

    def _show_sums(self, found: Sums) -> None:
        self.sums.show_sums(found)
        self._say(found)
        self.landed()

    def _say(self, found: Sums) -> None:
        whole = found.whole
        said = ngettext("{n} receipt", "{n} receipts", whole.rows).format(n=f"{whole.rows:,}")
        sums = _("entered {entered}, of which count {counting}").format(
            entered=money_words(whole.entered), counting=money_words(whole.counting)
        )
        narrow = _("Only the latest are shown; narrow the filter down.") if self._more else ""
        self._count.setText(f"{said} · {sums}  {narrow}".strip())

    def _find_draft(self) -> None:
        """What was typed before the program ended unexpectedly shall stand there again."""
        self._kept = self._draft.follow("ledger")
        if self._kept is not None:
            self._held = cast("list[object]", self._kept.values.get("rows") or [])

    def _put_back(self) -> None:
        """What was typed over older rows stands over those of now; what others changed is asked."""
        kept, self._kept, held, self._held = self._kept, None, self._held, []
        locked = self.grid.put_back(held)
        if kept is not None and self.grid.many:
            say_found(self.banner, kept, self.grid.table.setFocus, self.discard)
        if locked:
            said = _("Reported meanwhile, and therefore not taken: {cells}.")
            self.desk.notice(said.format(cells="; ".join(locked)), kind="warning")
        if not self.grid.many:
            self._draft.drop()
        elif not self.ask_whose(self.save if kept is None else None) and kept is None:
            self.banner.hide()
        self.turned()

    @override
    def overtaken(self, error: CrmError) -> None:
        self._held = self.grid.held()
        self._read_ledger()

    @override
    def unread(self, error: Exception) -> None:
        if self._kept is None:
            self._held = []
        super().unread(error)

    @override
    def clashes(self) -> Sequence[Difference]:
        return self.grid.clashes()

    @override
    def choose(self, choices: Mapping[str, str]) -> None:
        self.grid.choose(choices)

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held = self._held or self.grid.held()
        return 0, {"rows": held} if held else {}

    @override
    def forget(self) -> None:
        self.grid.show_ledger(Ledger(self.grid.rows))
        self._draft.drop()

    @override
    def refused(self, error: CrmError) -> None:
        super().refused(error)
        if isinstance(error, InvalidInput):
            self.grid.refuse(error.fields)
            self.grid.table.setFocus()

    def _again(self, _found: object) -> None:
        self.read()

    def _edited(self) -> None:
        self._draft.touch()
        if not self.grid.many and self._late and not self._saving:
            self.read()
        self.turned()

    @override
    def turned(self) -> None:
        month, row = self.month, self.grid.current
        self.report_button.setEnabled(month is not None and not self.grid.many)
        label = _("Report {month}").format(month=month.text()) if month else _("Report the month")
        self.report_button.setText(label)
        self.correct_button.setEnabled(row is not None and row.is_locked)
        super().turned()

    def _switch(self, way: str) -> None:
        self._stack.setCurrentIndex(1 if way == SUMS else 0)
        for button in (self.report_button, self.correct_button, self._legend):
            button.setVisible(way == LEDGER)
        self.read()
        self.turned()

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
        foot = QHBoxLayout()
        foot.setSpacing(sizes.WIDE)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._legend)
        box.addLayout(foot)

    def _wire(self) -> None:
        self.way.chosen.connect(self._switch)
        self.bar.changed.connect(self._narrow)
        self.grid.changed.connect(self._edited)
        self.grid.table.selectionModel().currentRowChanged.connect(self.turned)
        self.report_button.clicked.connect(self.report)
        self.correct_button.clicked.connect(self.grid.correct)
        self.export_button.clicked.connect(self.export)
        self.sums.turned.connect(self._read_sums)
        self.sums.opened.connect(self._behind)
