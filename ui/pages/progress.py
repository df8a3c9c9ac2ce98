# SPDX-License-Identifier: Apache-2.0
"""Reporting progress on many projects at once: this period, next period, problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.course import ProgressEntry
from crm.domain.records import today as this_day
from crm.domain.rules.reporting import MONTHLY, WEEKLY, Period, beside, period_of
from crm.errors import CrmError
from crm.kinds.texts import Text
from crm.progress import Progress
from crm.queries import progress as queries
from crm.queries.conventions import conventions
from crm.queries.filters import Condition, Filter
from crm.queries.progress import TOLD, Line, Sheet
from crm.words import _, ngettext, pgettext
from ui.desk.desk import Desk
from ui.desk.owner import staff_of
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid, GridColumn
from ui.forms.gridpage import GridPage
from ui.forms.problems import ask_problem
from ui.forms.status import explain
from ui.record import recordcommands
from ui.tables.chips import FilterBar
from ui.tables.reports import Reports
from ui.theme import sizes
from ui.widgets.empty import EmptyState
from ui.widgets.labels import push, sign_button, words
from ui.widgets.skeleton import Skeleton
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork
    from ui.widgets.conflict import Difference

FIRST = 2  # the first column that is typed in
NAME_WIDTH, LAST_WIDTH, TOLD_WIDTH = 17, 10, 30  # characters


class ProgressPage(GridPage):
    """One line a project; the last entry stands pale behind what is empty. Ctrl+S saves all.

    Opened with a `Filter` of projects, or None for what it showed: at first what is mine.
    """

    concerned = frozenset({"project", "progress_entry"})

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        recordcommands.declare(desk.commands)
        self._clock = clock
        self._period: Period | None = None
        self._begun = self._filling = self._late = False
        self._asking = self._found = False
        """Whether others may have written under what is typed, and under the draft that is here."""
        self.reports = Reports()
        self.bar = FilterBar(desk, "project", clock)
        self.rhythm = ViewSwitch(
            _("Week or month"),
            [Way(WEEKLY, _("Week")), Way(MONTHLY, pgettext("period", "Month"))],
        )
        self.before = sign_button("chevron-left", _("Period before"))
        self.after = sign_button("chevron-right", _("Period after"))
        self.mine = push(_("My projects"), "link")
        self.grid = Grid(desk, _columns())
        self.grid.table.setAccessibleName(self.title)
        self._when = words("", "heading")
        self._count = words("", "muted")
        self._draft = DraftKeeper(desk, "progress", self._gather, self)
        self._stack = QStackedWidget()
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        return _("Progress of the projects")

    @property
    def period(self) -> Period | None:
        """The period that is reported on; None before it is known."""
        return self._period

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, Filter):
            self.bar.set_filter(argument)
        elif not self._begun:
            self.bar.set_filter(self._mine())
        if isinstance(argument, Period):
            self._begun = True
            self._turn_to(argument)
        elif not self._begun:
            self._begun = True
            self._begin()
        else:
            self.read()

    @property
    @override
    def many(self) -> int:
        return self.reports.many

    @property
    @override
    def typed_in(self) -> Grid:
        return self.grid

    @override
    def discard(self) -> None:
        self.reports.clear()
        self._draft.drop()
        self.banner.hide()
        self._fill()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = super().handlers()
        if self.current is not None:
            found |= {
                "record.problem": self.make_problem,
                "record.standstill": self.explain,
                "list.open": self.open_project,
            }
        return found

    @property
    def current(self) -> Line | None:
        """The line that the keys are on."""
        row = self.grid.table.currentIndex().row()
        lines = self.reports.lines
        return lines[row] if 0 <= row < len(lines) else None

    def step(self, by: int) -> None:
        """Turn to the period before (-1) or after (1)."""
        if self._period is not None and not self._saving:
            self._turn_to(beside(self._period, by))

    def make_problem(self) -> None:
        """Make a problem for the ledger from what stands in the way of the current project."""
        line = self.current
        if line is not None:
            told = {**line.told, **self.reports.over(line)}
            said = told.get("obstacles") or line.last.get("obstacles") or ""
            ask_problem(
                self.desk, self.window(), self._clock, project_id=line.project_id, subject=said
            )

    def explain(self) -> None:
        """Say why nothing is reported on the current project."""
        line = self.current
        if line is not None:
            explain(self.desk, self.window(), [line.project_id], self._clock, line.name)

    def open_project(self) -> None:
        """Open the current project."""
        line = self.current
        if line is not None:
            self.desk.go("project", line.project_id)

    @override
    def save(self, go_on: Callable[[], None] | None = None) -> None:
        period = self._period
        if period is None or not self.may_save():
            return
        many, reports = self.reports.many, self.reports.reports()
        today, by = self._clock(), staff_of(self.desk)
        title = ngettext("{n} report of {period}", "{n} reports of {period}", many)
        saved = ngettext("{n} report saved.", "{n} reports saved.", many).format(n=many)

        def act(unit: UnitOfWork) -> None:
            from crm.actions.progress import report  # noqa: PLC0415 - only when it is written

            report(unit, reports, period=period, today=today, by=by)

        self.write_all(title.format(n=many, period=period.shown), act, saved, go_on)

    @override
    def read(self) -> None:
        period, today, wanted = self._period, self._clock(), self.bar.filter
        if period is None:
            return

        def work(_progress: Progress) -> Sheet:
            with self.desk.register.reading() as session:
                return queries.sheet(session, wanted, period=period, today=today)

        self.desk.jobs.submit_read(work, self._land, self.unread, owner=self, topic="sheet")

    def _begin(self) -> None:
        """Ask in which rhythm the office reports; then the sheet is read."""

        def work(_progress: Progress) -> str:
            with self.desk.register.reading() as session:
                return conventions(session).rhythm

        def done(rhythm: str) -> None:
            self._turn_to(period_of(rhythm, self._clock()))

        self.desk.jobs.submit_read(work, done, owner=self, topic="rhythm")

    def _turn_to(self, period: Period) -> None:
        """Report on another period; what is typed on the one before stays as its draft."""
        if self.reports.many and self._period is not None:
            self._draft.keep()
            said = _("What was typed for {period} is kept as a draft.")
            self.desk.notice(said.format(period=self._period.shown), kind="info")
        self._period = period
        self.rhythm.choose(period.rhythm)
        self.after.setEnabled(period.last < self._clock())
        self._when.setText(period.shown)
        self.reports = Reports()
        self.banner.hide()
        draft = self._draft.follow(period.key)
        if draft is not None:
            self.reports.put_back(draft.values)
        if draft is not None and self.reports.many:
            at = draft.at.astimezone().strftime("%Y-%m-%d %H:%M")
            said = _("What was typed on {when} and not saved is here again.").format(when=at)
            self.banner.say(said, ((_("Discard it"), self.discard),))
            self._asking = self._found = True
        self.read()

    def _land(self, found: Sheet) -> None:
        if found.period != self._period:
            return
        if self.grid.table.state() == QAbstractItemView.State.EditingState:
            # Nobody loses the cell that is being typed in; it is read when the cell is left.
            self._late = True
            return
        same = found.lines == self.reports.lines and self._stack.currentWidget() is self.grid
        self._late = False
        self.reports.show(found.lines)
        if not same:
            self._fill(more=found.more)
        self.landed()
        if self._asking:
            self._asking = False
            self.ask_whose(None if self._found else self.save)
            self._found = False

    def _fill(self, *, more: bool = False) -> None:
        row = self.grid.table.currentIndex()
        lines = self.reports.lines
        rows = [{"name": one.name, "last": _last(one), **one.told} for one in lines]
        grey = [{name: text or "" for name, text in one.last.items()} for one in lines]
        self._filling = True
        self.grid.show_rows(rows, grey=grey)
        for at, line in enumerate(lines):
            for name, text in self.reports.over(line).items():
                self.grid.put(at, name, text)
        self._filling = False
        if row.isValid() and row.row() < len(lines):
            self.grid.table.go(row.row(), row.column())
        elif lines:
            self.grid.table.go(0, FIRST)
        self._stack.setCurrentWidget(self.grid if lines else self._none)
        said = ngettext("{n} project", "{n} projects", len(lines)).format(n=len(lines))
        narrow = _("There are more; narrow the filter down.") if more else ""
        self._count.setText(f"{said}  {narrow}".strip())
        self.turned()

    def _edited(self) -> None:
        if self._filling:
            return
        touched = set(self.grid.touched())
        for at, values in enumerate(self.grid.rows()):
            if at in touched or self.reports.over(self.reports.lines[at]):
                self.reports.take(self.reports.lines[at].project_id, values)
        self._draft.touch()
        self.turned()
        if self._late:
            self.read()

    def _gather(self) -> tuple[int, dict[str, object]]:
        return 0, self.reports.held()

    @override
    def forget(self) -> None:
        self.reports.clear()
        self._draft.drop()

    @override
    def overtaken(self, error: CrmError) -> None:
        self._asking = True
        self._look_for_gone()
        self.read()

    def _look_for_gone(self) -> None:
        """Ask which of the projects that were typed on were deleted meanwhile."""
        typed = self.reports.projects

        def work(_progress: Progress) -> dict[int, str]:
            with self.desk.register.reading() as session:
                return queries.gone(session, typed)

        self.desk.jobs.submit_read(work, self._say_gone, owner=self, topic="gone")

    def _say_gone(self, gone: Mapping[int, str]) -> None:
        """Say that texts on deleted projects hold the others up, and offer to let go of them."""
        if not gone:
            return
        said = ngettext(
            "“{names}” was deleted: what you typed on it cannot be saved.",
            "{n} projects were deleted ({names}): what you typed on them cannot be saved.",
            len(gone),
        )  # fmt: skip
        names = _(", ").join(gone.values())
        act = (_("Leave these texts out"), partial(self._leave_out, tuple(gone)))
        self.banner.say(said.format(n=len(gone), names=names), (act,), role="danger")

    def _leave_out(self, projects: Sequence[int]) -> None:
        self.reports.leave(projects)
        self._draft.touch()
        self.turned()
        if not self.many:
            self.discard()

    @override
    def clashes(self) -> Sequence[Difference]:
        return self.reports.clashes()

    @override
    def choose(self, choices: Mapping[str, str]) -> None:
        self.reports.choose(choices)
        self._fill()

    def _mine(self) -> Filter:
        staff = staff_of(self.desk)
        return Filter() if staff is None else Filter((Condition("staff_id", "one_of", (staff,)),))

    def _show_mine(self) -> None:
        if staff_of(self.desk) is None:
            self.desk.commands.run("desk.owner")
            return
        self.bar.set_filter(self._mine())
        self.read()

    def _sat_down(self, _name: str) -> None:
        if self._begun:
            self.bar.set_filter(self._mine())
            self.read()

    def _choose_rhythm(self, rhythm: str) -> None:
        if self._period is None:
            return
        if self._saving:
            self.rhythm.choose(self._period.rhythm)
        else:
            self._turn_to(period_of(rhythm, min(self._period.last, self._clock())))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.SPACE)
        head.addWidget(words(self.title, "title"))
        head.addStretch(1)
        for widget in (self.rhythm, self.before, self._when, self.after, self.save_button):
            head.addWidget(widget)
        second = QHBoxLayout()
        second.setSpacing(sizes.SPACE)
        second.addWidget(self.bar, 1)
        second.addWidget(self.mine, 0, Qt.AlignmentFlag.AlignTop)
        self._none = EmptyState(
            "activity",
            _("No project to report on"),
            _("Projects on the board that pass the filter stand here, one a line."),
            first=_("All projects"),
            second=_("Whose desk is this?"),
        )
        for widget in (Skeleton(), self.grid, self._none):
            self._stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        box.setSpacing(sizes.SPACE)
        box.addLayout(head)
        box.addLayout(second)
        box.addWidget(self.banner)
        box.addWidget(self._stack, 1)
        box.addWidget(self._count)

    def _wire(self) -> None:
        self.before.clicked.connect(partial(self.step, -1))
        self.after.clicked.connect(partial(self.step, 1))
        self.rhythm.chosen.connect(self._choose_rhythm)
        self.mine.clicked.connect(self._show_mine)
        self.bar.changed.connect(self._narrow)
        self.grid.changed.connect(self._edited)
        self.desk.named.connect(self._sat_down)
        self._none.first.connect(self._show_all)
        self._none.second.connect(partial(self.desk.commands.run, "desk.owner"))

    def _narrow(self, _wanted: object) -> None:
        self.read()

    def _show_all(self) -> None:
        self.bar.set_filter(Filter())
        self.read()


def _columns() -> list[GridColumn]:
    fields = ProgressEntry.fields()
    return [
        GridColumn("name", _("Project"), Text(120), editable=False, width=NAME_WIDTH),
        GridColumn("last", _("Last reported"), Text(60), editable=False, width=LAST_WIDTH),
        *(GridColumn.of(fields[name], width=TOLD_WIDTH) for name in TOLD),
    ]


def _last(line: Line) -> str:
    """When something was reported last, and that it is too long ago."""
    day = line.last_on.isoformat() if line.last_on is not None else _("never")
    return _("{day}, silent").format(day=day) if line.is_silent else day
