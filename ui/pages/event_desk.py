# SPDX-License-Identifier: Apache-2.0
"""The desk after an event: interest ticked for everybody who came, and all of it saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.conventions import Conventions
from crm.domain.records import today as this_day
from crm.domain.rules.afterplan import due_days
from crm.errors import CrmError
from crm.progress import Progress
from crm.queries import afterwards as queries
from crm.queries.afterwards import AfterEvent
from crm.queries.conventions import conventions
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.forms.closing import CloseDialog, ask
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid
from ui.forms.gridpage import GridPage
from ui.record import gatherings
from ui.tables.attendees import AttendeeGrid
from ui.theme import sizes
from ui.widgets.empty import EmptyState
from ui.widgets.labels import push, words
from ui.widgets.skeleton import Skeleton

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork
    from ui.desk.drafts import Draft
    from ui.widgets.conflict import Difference

Found = tuple[AfterEvent, Conventions]


class EventDeskPage(GridPage):
    """Opened with the id of an event; with None it is the last event with somebody waiting."""

    concerned = frozenset({
        "event", "attendance", "attendance_project", "follow_up", "person", "organisation",
        "event_project",
    })  # fmt: skip

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        gatherings.declare(desk.commands)
        self._clock = clock
        self._id = 0
        self._found: AfterEvent | None = None
        self._conventions: Conventions | None = None
        self.sheet = AttendeeGrid(desk)
        self.plan_button = push(_("Plan for everybody"), sign="list-checks")
        self.next_button = push(_("Close the next step …"), sign="check")
        self.signin_button = push(_("Sign-in list …"), sign="clipboard-paste")
        self.event_button = push(_("Open the event"), "link")
        self._name = words("", "title", wrap=True)
        self._said = words("", "muted", wrap=True)
        self._draft = DraftKeeper(desk, "event_desk", self._gather, self)
        self._held: list[object] = []
        """What was typed, until it stands over the rows that are being read."""
        self._kept: Draft | None = None
        """The draft of an earlier day from which it is."""
        self._stack = QStackedWidget()
        self._build()
        self._wire()

    @property
    @override
    def title(self) -> str:
        name = "" if self._found is None else self._found.name
        return _("After: {event}").format(event=name) if name else _("After-event desk")

    @property
    def event_id(self) -> int:
        """The event whose desk is open; 0 for none."""
        return self._id

    @override
    def open_with(self, argument: object) -> None:
        if isinstance(argument, int) and argument != self._id:
            self._id, self._found, self._held = argument, None, []
            self._stack.setCurrentWidget(self._skeleton)
        self.read()

    @property
    @override
    def many(self) -> int:
        return int(self.sheet.is_edited)

    @property
    @override
    def typed_in(self) -> Grid | None:
        return self.sheet.grid

    @property
    @override
    def may_refresh(self) -> bool:
        return not self.sheet.is_edited

    @override
    def discard(self) -> None:
        self._held = []
        self._draft.drop()
        self.banner.hide()
        if self._found is not None:
            self.sheet.show_event(self._found)
        self.turned()

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        found = super().handlers()
        if self._id:
            found |= gatherings.offered(self.desk, "event", self._id, self._clock, self)
        return found

    @override
    def read(self) -> None:
        """Read the desk; with no event yet, find the one that waits most."""
        wanted, today = self._id, self._clock()

        def work(_progress: Progress) -> Found | None:
            with self.desk.register.reading() as session:
                event_id = wanted or queries.waiting_event(session, today=today)
                if not event_id:
                    return None
                return queries.after_event(session, event_id), conventions(session)

        self.desk.jobs.submit_read(
            work, partial(self._show, wanted), self.unread, owner=self, topic="desk"
        )

    @override
    def save(self, go_on: Callable[[], None] | None = None) -> None:
        if self._conventions is None or self._found is None or not self.may_save():
            return
        verdicts, kept = self.sheet.verdicts(), self._conventions
        if not verdicts:
            if go_on is not None:
                go_on()
            return
        event_id, today = self._id, self._clock()

        def act(unit: UnitOfWork) -> int:
            from crm.actions.afterwards import (  # noqa: PLC0415 - only when it is written
                Planning,
                conclude,
            )

            planning = Planning(kept.plan, kept.spread, today, kept.workdays)
            return conclude(unit, event_id, verdicts, planning)

        plans = sum(one.plan for one in verdicts)
        said = ngettext("{n} attendee saved", "{n} attendees saved", len(verdicts))
        made = ngettext("{n} plan made", "{n} plans made", plans).format(n=plans)
        whole = _("{one}, {other}.").format(one=said.format(n=len(verdicts)), other=made)
        days = due_days(kept.plan, self._found.ends_on, today, kept.workdays) if plans else ()
        doubt = kept.workdays.doubt(*days)
        told = _("{said} {doubt}").format(said=whole, doubt=doubt) if doubt else whole
        self.write_all(_("After: {event}").format(event=self._found.name), act, told, go_on)

    def close_next(self) -> None:
        """Close the next step of the plans of the chosen attendees."""
        chosen = [one.plan.next_id for one in self.sheet.chosen() if one.plan.open]
        if chosen:
            ask(CloseDialog, self.desk, self.window(), chosen, self._clock)
        else:
            self.desk.notice(_("Choose rows that have an open plan."), kind="info")

    def _show(self, wanted: int, found: Found | None) -> None:
        if wanted != self._id or (self.sheet.is_edited and not self._saving):
            # Another event is open by now, or something is being typed over what was read before.
            return
        if found is None:
            self._stack.setCurrentWidget(self._nobody)
            self.landed()
            return
        first = self._found is None
        self._found, self._conventions = found
        self._id = self._found.id
        self._name.setText(self._found.name)
        self._name.setToolTip(self._found.name)
        self.sheet.show_event(self._found)
        self._say()
        if first:
            self._find_draft()
        full = bool(self._found.attendees) or bool(self._held)
        self._stack.setCurrentWidget(self.sheet if full else self._empty)
        if first:
            self.sheet.setFocus()
            self.title_changed.emit(self.title)
        self.landed()
        if self._held:
            self._put_back()

    def _say(self) -> None:
        found = self._found
        if found is None:
            return
        many, waiting, bare = len(found.attendees), found.waiting, found.unplanned
        parts = [
            found.starts_on.isoformat(),
            ngettext("{n} attended", "{n} attended", many).format(n=many),
            ngettext("{n} not yet followed up", "{n} not yet followed up", waiting)
            .format(n=waiting),
            ngettext("{n} without a plan", "{n} without a plan", bare).format(n=bare),
        ]  # fmt: skip
        self._said.setText(" · ".join(parts))

    def _find_draft(self) -> None:
        """What was typed before the program ended unexpectedly shall stand there again."""
        self._kept = self._draft.follow(str(self._id))
        if self._kept is not None:
            self._held = cast("list[object]", self._kept.values.get("rows") or [])

    def _put_back(self) -> None:
        """What was typed over older rows stands over those of now; what others changed is asked."""
        kept, self._kept, held, self._held = self._kept, None, self._held, []
        locked = self.sheet.put_back(held)
        if kept is not None and self.sheet.is_edited:
            at = kept.at.astimezone().strftime("%Y-%m-%d %H:%M")
            said = _("What was typed on {when} and not saved is here again.").format(when=at)
            self.banner.say(said, ((_("Discard it"), self.discard),))
        if locked:
            said = _("Known meanwhile, and therefore not taken: {cells}.")
            self.desk.notice(said.format(cells="; ".join(locked)), kind="warning")
        if self.sheet.is_edited:
            self.ask_whose(self.save if kept is None else None)
        else:
            self._draft.drop()
        self.turned()

    @override
    def overtaken(self, error: CrmError) -> None:
        self._held = self.sheet.held()
        self.read()

    @override
    def unread(self, error: Exception) -> None:
        self._held = []
        super().unread(error)

    @override
    def clashes(self) -> Sequence[Difference]:
        return self.sheet.clashes()

    @override
    def choose(self, choices: Mapping[str, str]) -> None:
        self.sheet.choose(choices)

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        held = self._held or self.sheet.held()
        return 0, {"rows": held} if held else {}

    def _edited(self) -> None:
        self._draft.touch()
        self.turned()

    @override
    def forget(self) -> None:
        self._draft.drop()

    @override
    def turned(self) -> None:
        found = self._found
        self.plan_button.setEnabled(found is not None and found.unplanned > 0)
        self.next_button.setEnabled(any(one.plan.open for one in self.sheet.attendees))
        super().turned()

    def _build(self) -> None:
        self._skeleton = Skeleton()
        self._empty = EmptyState(
            "user-check", _("Nobody has signed in yet"),
            _("Paste the sign-in list of a spreadsheet or a chat; who came stands here then."),
            first=_("Sign-in list …"), second=_("Open the event"),
        )  # fmt: skip
        self._nobody = EmptyState(
            "user-check", _("Nobody waits"),
            _("Everybody who came to an event has been followed up."),
            first=_("Events"),
        )  # fmt: skip
        for widget in (self._skeleton, self.sheet, self._empty, self._nobody):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(sizes.GAP)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._name)
        said.addWidget(self._said)
        head.addLayout(said, 1)
        buttons = (self.event_button, self.signin_button, self.plan_button, self.next_button,
                   self.save_button)  # fmt: skip
        for button in buttons:
            head.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.WIDE, sizes.GAP, sizes.WIDE, sizes.GAP)
        box.setSpacing(sizes.GAP)
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.sheet.changed.connect(self._edited)
        self.plan_button.clicked.connect(partial(self._pressed, self.sheet.plan_all))
        self.next_button.clicked.connect(partial(self._pressed, self.close_next))
        self.signin_button.clicked.connect(partial(self._pressed, self._sign_in))
        self._empty.first.connect(self._sign_in)
        self.event_button.clicked.connect(partial(self._pressed, self._open_event))
        self._empty.second.connect(self._open_event)
        self._nobody.first.connect(partial(self.desk.go, "events"))

    def _pressed(self, act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        act()

    def _sign_in(self) -> None:
        self.desk.commands.run("record.signin")

    def _open_event(self) -> None:
        self.desk.go("event", self._id)
