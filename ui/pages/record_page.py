# SPDX-License-Identifier: Apache-2.0
"""The page of one record, the same for every type: head, form, lists beside it, timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.domain.records import today as this_day
from crm.progress import Progress
from crm.queries import related, wholes
from crm.queries.timeline import TIMED
from crm.queries.wholes import Whole
from crm.storage.changes import Changes
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.forms.correcting import correct_move
from ui.forms.dialog import RecordDialog
from ui.forms.form import RecordForm
from ui.forms.making import FormMaking
from ui.forms.moving import ask_to_move
from ui.record import gatherings, handing, papers, queuecommands, standing
from ui.record.entrytasks import ask_task, focused
from ui.record.giving import Giving
from ui.record.quietbar import QuietBar
from ui.record.recordcommands import declare
from ui.record.recordhead import RecordHead
from ui.record.recordtabs import FILES, HISTORY, RecordTabs
from ui.record.tasklist import TaskList
from ui.record.timelinelist import TimelinePanel
from ui.tables import doing, investors
from ui.theme import sizes
from ui.widgets.empty import EmptyState
from ui.widgets.labels import frame
from ui.widgets.skeleton import Skeleton
from ui.widgets.split import SplitView

MORE = (
    "desk", "signin", "invite", "timetable", "begin", "repeat", "move", "status", "standstill",
    "close", "problem", "funds", "add", "papers", "merge", "attach", "history", "delete",
)  # fmt: skip
"""What the menu of a record offers, as far as it can be done."""


class RecordPage(Page):
    """Opened with an id, None for a new record, or a mapping of what a new one begins with."""

    def __init__(
        self,
        desk: Desk,
        record: str,
        *,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        declare(desk.commands)
        queuecommands.declare(desk.commands)
        gatherings.declare(desk.commands)
        self.record = record
        self._clock = clock
        self._id = 0
        self._shown: Whole | None = None
        self._asked: Mapping[str, object] = {}
        self._about = RECORDS[record].about
        self.head = RecordHead(desk, record)
        gatherings.add_buttons(desk, record, self.head.buttons)
        self.quiet = QuietBar()
        self.tabs = RecordTabs(desk, record)
        self._making = FormMaking(desk, record, self.tabs.ground)
        self.giving = Giving(self.head, self.tabs, self)
        self.tasks = TaskList() if record in TIMED else None
        self.timeline = TimelinePanel(desk, record, clock) if record in TIMED else None
        self._stack = QStackedWidget()
        self.gone = EmptyState(
            "trash-2", _("{record}: deleted").format(record=tr(self._about.word)),
            _("It was deleted, here or by somebody else. It can be brought back."),
            first=_("Bring it back"), second=_("Go back"),
        )  # fmt: skip
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        return self.head.title

    @property
    def form(self) -> RecordForm:
        """The form; who asks for it before it is made waits for it."""
        return self._making.form

    @property
    def record_id(self) -> int:
        """The id of the record that is open; 0 for a new one."""
        return self._id

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, int) and argument:
            if argument != self._id or self._shown is None:
                self._begin(argument)
            self._read()
            return
        known = isinstance(argument, Mapping)
        self._begin_new(cast("Mapping[str, object]", argument) if known else {})

    @override
    def refresh(self, changes: object) -> None:
        told = changes if isinstance(changes, Changes) else None
        if self._id and (told is None or self._concerns(told)):
            self._read()
            self.tabs.read_again()
            if self.timeline is not None:
                self.timeline.read_again()

    @override
    def leave(self) -> bool:
        form = self._making.there
        return form is None or not (form.is_dirty or self._is_writing())

    @override
    def save_then(self, go_on: Callable[[], None]) -> None:
        if self.timeline is not None and self._is_writing():
            self.timeline.entry.save(partial(self._save_form, go_on))
            return
        self._save_form(go_on)

    @override
    def discard(self) -> None:
        if self.form.is_dirty:
            self.form.discard()
        if self.timeline is not None:
            self.timeline.entry.close_up()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        form = self._making.there
        if form is None:
            return {}
        found = form.handlers()
        if not self._id or self._is_gone:
            return found
        found |= {
            "record.delete": self.delete,
            "record.attach": self.attach,
            "record.history": partial(self.tabs.choose, HISTORY),
            "record.tab_next": partial(self.tabs.step, 1),
            "record.tab_previous": partial(self.tabs.step, -1),
            "record.add": self.open_add_menu,
        }
        for name, by in (("record.previous", -1), ("record.next", 1)):
            if self.desk.neighbours.beside(self.record, self._id, by) is not None:
                found[name] = partial(self.step, by)
        if self.timeline is not None:
            found |= {"record.log": self.timeline.entry.open, "record.task": self.add_task}
        if self.record == "activity":
            found["record.task"] = self.add_task
        found |= queuecommands.of_record(self.desk, self, self.record, self._id, self._clock)
        found |= papers.offered(
            self.desk, self.record, self._id, lambda: self.head.title, self.head
        )
        found |= handing.offered(
            self.desk, self.record, self._id, lambda: self.head.title, self._clock, self
        )
        found |= investors.for_record(self.desk, self.record, self._id, self)
        found |= gatherings.offered(self.desk, self.record, self._id, self._clock, self)
        if self.record == "project":
            found["record.move"] = partial(self.ask_to_move, "")
            found["record.funds"] = partial(self.desk.go, "funds", self._id)
            found |= self.giving.handlers()
        rows = self.timeline.rows if self.timeline is not None else []
        return found | standing.of_page(
            self.desk, (self.record, self._id), rows, self._clock, self.head
        )

    def step(self, by: int) -> None:
        """Open the record `by` places further in the list this one was opened from."""
        other = self.desk.neighbours.beside(self.record, self._id, by)
        if other is not None:
            self.desk.go(self.record, other)

    def delete(self) -> None:
        """Delete the record; the page then says so and offers to bring it back."""
        doing.delete(self.desk, self.record, [self._id], partial(self._let_go, self._id))

    def attach(self) -> None:
        """Turn to the files and ask for some to add."""
        self.tabs.choose(FILES)
        self.tabs.files().choose()

    def add_task(self) -> None:
        """Open the window in which a follow-up of this record is made."""
        owner, rows = (self.record, self._id), self.timeline.rows if self.timeline else []
        entry = focused(owner, rows)
        if entry is None:
            self.edit_part("follow_up", f"{self.record}_id", 0)
        else:
            ask_task(self.desk, self.window(), entry, owner, self._clock)

    def ask_to_move(self, stage: str) -> None:
        """Open the window in which the project is moved to a stage; empty: the next one."""
        ask_to_move(self.desk, self.window(), self._id, stage, self._clock)

    def open_add_menu(self) -> QMenu:
        """Open the menu of what can be added beside the record."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in related.related(self.record):
            if one.part and one.offered:
                action = menu.addAction(tr(RECORDS[one.record].about.word))
                action.triggered.connect(partial(self._add, one.record, one.field))
        if self.timeline is not None:
            menu.addSeparator()
            menu.addAction(self.desk.commands.action("record.task"))
            menu.addAction(self.desk.commands.action("record.log"))
        menu.addAction(self.desk.commands.action("record.attach"))
        menu.popup(self.head.mapToGlobal(self.head.rect().bottomLeft()))
        return menu

    def open_more_menu(self) -> QMenu:
        """Open the menu of what else can be done with the record."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        possible = self.handlers()
        for name in MORE:
            if f"record.{name}" in possible:
                menu.addAction(self.desk.commands.action(f"record.{name}"))
        menu.popup(QCursor.pos())
        return menu

    def edit_part(self, record: str, field: str, record_id: int) -> RecordDialog:
        """Open the window in which a part is changed, or a new one made (id 0)."""
        given = {} if record_id else {field: self._id}
        dialog = RecordDialog(
            self.desk, record, values=given, record_id=record_id, parent=self.window()
        )
        dialog.open()
        return dialog

    @property
    def _is_gone(self) -> bool:
        return self._stack.currentWidget() is self.gone

    def _let_go(self, record_id: int) -> None:
        """It is deleted: what was typed waits as a draft, for the case that it comes back."""
        if record_id == self._id:
            self.form.set_aside()
            self._read()

    def _is_writing(self) -> bool:
        return self.timeline is not None and self.timeline.entry.is_dirty()

    def _save_form(self, go_on: Callable[[], None]) -> None:
        if self.form.is_dirty:
            self.form.save(lambda _id: go_on())
        else:
            go_on()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.quiet)
        column.addWidget(frame("rule"))
        column.addWidget(self._divided(), 1)
        self._body = body
        self._skeleton = Skeleton()
        for widget in (self._skeleton, body, self.gone):
            self._stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def _divided(self) -> QWidget:
        """Form and lists at the left, tasks and timeline at the right where there is one."""
        if self.timeline is None or self.tasks is None:
            return self.tabs
        self.side = QFrame()
        self.side.setProperty("role", "side")
        self.side.setMinimumWidth(sizes.SIDE_LEAST)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(sizes.GAP, sizes.GAP, sizes.SPACE, 0)
        column.setSpacing(sizes.SPACE)
        column.addWidget(self.tasks)
        column.addWidget(self.timeline, 1)
        split = SplitView([self.tabs, self.side])
        kept = self.desk.geometry.sizes(f"record {self.record}")
        split.restore(kept, (sizes.SHEET_WIDTH, sizes.SIDE_WIDTH))
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.moved.connect(partial(self.desk.geometry.keep_sizes, f"record {self.record}"))
        return split

    def _wire(self) -> None:
        self._making.saved.connect(self._saved)
        self.head.stepped.connect(self.step)
        self.quiet.report_asked.connect(partial(self.edit_part, "progress_entry", "project_id", 0))
        self.quiet.explain_asked.connect(partial(self.desk.commands.run, "record.standstill"))
        self.head.stage_asked.connect(self.ask_to_move)
        self.giving.focus = self._focus_field
        self.giving.edit = self.edit_part
        self.head.more_asked.connect(self.open_more_menu)
        self.tabs.edit_asked.connect(self.edit_part)
        self.tabs.turned.connect(self.desk.commands.refresh)
        self.gone.first.connect(self._bring_back)
        self.gone.second.connect(self.desk.back)
        if self.timeline is not None:
            self.timeline.opened.connect(self._open_entry)
            self.giving.talk = self.timeline.entry.open
        if self.tasks is not None:
            self.tasks.opened.connect(partial(self.desk.go, "follow_up"))
            self.tasks.added.connect(self.add_task)
            self.tasks.close_asked.connect(
                partial(queuecommands.close, self.desk, self, self._clock)
            )

    def _focus_field(self, name: str) -> None:
        self.form.focus(name)

    def _begin(self, record_id: int) -> None:
        """Show another record as soon as it is read."""
        self._id, self._shown = record_id, None
        self.head.show_title(tr(self._about.word))
        self._stack.setCurrentWidget(self._skeleton)
        self._making.begin()

    def _begin_new(self, given: Mapping[str, object]) -> None:
        self._id, self._shown = 0, None
        word = tr(self._about.word)
        self.head.show_title(_("New: {record}").format(record=word))
        self.head.show_place(None)
        self.head.show_facts(())
        self.quiet.show_quiet(None)
        self.head.show_new(new=True)
        self.tabs.show_record(0)
        self._show_side(shown=False)
        self.title_changed.emit(self.title)
        self._asked = given
        if self._making.there is None:
            self._stack.setCurrentWidget(self._skeleton)
        self._making.after(partial(self._fill_new, given))

    def _fill_new(self, given: Mapping[str, object]) -> None:
        if self._id or self._asked is not given:
            return
        self.form.show_view(None, given)
        self._stack.setCurrentWidget(self._body)
        self.form.focus()
        self.desk.commands.refresh()

    def _read(self) -> None:
        register, record, wanted = self.desk.register, self.record, self._id
        today = self._clock()

        def work(_progress: Progress) -> Whole | None:
            with register.reading() as session:
                return wholes.whole(session, record, wanted, today=today)

        def done(found: Whole | None) -> None:
            self._making.after(partial(self._fill, wanted, found))

        self.desk.jobs.submit_read(work, done, owner=self, topic="record")

    def _fill(self, wanted: int, found: Whole | None) -> None:
        if wanted != self._id:
            return
        first = self._shown is None
        self._shown = found
        if found is None or (found.view.deleted and not self.form.is_dirty):
            self._show_gone(found)
            return
        view = found.view
        self.head.show_title(view.title or f"#{view.id}")
        self.head.show_new(new=False)
        self.head.show_place(self.desk.neighbours.place(self.record, view.id))
        self.head.show_facts(found.facts)
        self.quiet.show_quiet(found.quiet)
        if "stage" in view.values and self.record == "project":
            self.head.show_stage(str(view.values["stage"]), found.lacks)
        self.form.show_view(view)
        if self.tasks is not None:
            self.tasks.show_tasks(found.tasks)
        self.tabs.show_counts(found.counts)
        if first:
            self.tabs.show_record(view.id)
            self._show_side(shown=True)
            if self.timeline is not None:
                self.timeline.show_record(view.id)
        self._stack.setCurrentWidget(self._body)
        if first:
            # Not a field: nobody shall change one by typing what was meant for another page.
            self.tabs.row.setFocus()
        self.title_changed.emit(self.title)
        self.desk.commands.refresh()

    def _show_gone(self, found: Whole | None) -> None:
        title = found.view.title if found is not None else tr(self._about.word)
        self.head.show_title(title)
        self._stack.setCurrentWidget(self.gone)
        self.title_changed.emit(self.title)
        self.desk.commands.refresh()

    def _show_side(self, *, shown: bool) -> None:
        if self.timeline is not None:
            self.side.setVisible(shown)

    def _concerns(self, changes: Changes) -> bool:
        """Whether something that the page shows may be another thing now."""
        if not changes.complete:
            return True
        beside = {one.record for one in related.related(self.record)}
        seen = {self.record, "attachment", "activity", "follow_up", "stage_change", *beside}
        return any(one.record in seen for one in changes.items)

    def _saved(self, record_id: int) -> None:
        if not self._id:
            # A new record has its own place on the way back from now on.
            self._id = record_id
            self.desk.go(self.record, record_id)

    def _add(self, record: str, field: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.edit_part(record, field, 0)

    def _open_entry(self, record: str, record_id: int) -> None:
        """Open what an entry of the timeline tells of."""
        if record == "attachment":
            self.tabs.show_file(record_id)
        elif record == "stage_change":
            correct_move(self.desk, record_id, self.window())
        elif RECORDS[record].about.parent:
            self.edit_part(record, RECORDS[record].about.parent, record_id)
        else:
            self.desk.go(record, record_id)

    def _bring_back(self) -> None:
        doing.bring_back(self.desk, self, self.record, self._id)
