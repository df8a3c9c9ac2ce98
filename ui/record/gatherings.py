# SPDX-License-Identifier: Apache-2.0
"""What can be done with an event: invite, sign in, work through the desk, repeat it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from crm.domain.event import Event
from crm.domain.rules.rounds import renamed
from crm.progress import Progress
from crm.queries import reading
from crm.queries.reading import RecordView
from crm.words import N_, _, tr
from ui.desk.commands import Command, Commands
from ui.desk.desk import Desk
from ui.forms.asking import Asking
from ui.record import reception
from ui.record.agendagrid import ask_timetable
from ui.record.inviting import InviteDialog
from ui.record.recordcommands import RECORD
from ui.record.signing import SignInDialog
from ui.widgets.labels import push

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

COMMANDS = (
    Command("record.desk", N_("After-event desk …"), "user-check", "Ctrl+Shift+H", RECORD, "edit"),
    Command("record.signin", N_("Paste the sign-in list …"), "clipboard-paste", "Ctrl+Shift+V",
            RECORD, "edit"),
    Command("record.invite", N_("Invite by a filter …"), "users", "Ctrl+Shift+W", RECORD, "edit"),
    Command("record.repeat", N_("Repeat the event with its guests …"), "copy", "",
            RECORD, "edit"),
    Command("record.timetable", N_("Timetable as a table …"), "table-2", "", RECORD, "edit"),
    Command("record.begin", N_("Begin a project from it …"), "folder-kanban", "", RECORD, "edit"),
)  # fmt: skip
SHOWN: Mapping[str, str] = {
    "record.invite": N_("Invite …"),
    "record.signin": N_("Sign-in list …"),
    "record.desk": N_("After-event desk"),
}
"""The commands that stand as buttons in the head of an event, with their short words."""


def declare(commands: Commands) -> None:
    """Enter the commands of events in the table, once."""
    commands.declare(*COMMANDS)


def offered(
    desk: Desk, record: str, event_id: int, today: Callable[[], date], parent: QWidget
) -> dict[str, Callable[[], object]]:
    """What the page of an event does for the commands; nothing for other records."""
    if record != "event" or not event_id:
        return {}
    return {
        "record.desk": partial(desk.go, "event_desk", event_id),
        "record.signin": partial(sign_in, desk, event_id, parent),
        "record.invite": partial(invite, desk, event_id, today, parent),
        "record.repeat": partial(ask_to_repeat, desk, event_id, today, parent),
        "record.timetable": partial(ask_timetable, desk, event_id, parent),
        "record.begin": partial(reception.begin, desk, event_id, (), parent),
    }


def add_buttons(desk: Desk, record: str, row: QHBoxLayout) -> None:
    """Put the buttons of an event before the others in the head of its page."""
    for place, name in enumerate(SHOWN if record == "event" else ()):
        action = desk.commands.action(name)
        button = push(tr(SHOWN[name]))
        button.setIcon(action.icon())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        button.clicked.connect(partial(_run, desk, name))
        row.insertWidget(place, button)


def invite(desk: Desk, event_id: int, today: Callable[[], date], parent: QWidget) -> InviteDialog:
    """Open the window in which guests are invited by a filter."""
    dialog = InviteDialog(desk, event_id, today, parent.window())
    dialog.open()
    return dialog


def sign_in(desk: Desk, event_id: int, parent: QWidget) -> SignInDialog:
    """Open the window in which a sign-in list is pasted; then the desk is offered."""
    dialog = SignInDialog(desk, event_id, parent.window())
    dialog.open()
    return dialog


def ask_to_repeat(desk: Desk, event_id: int, today: Callable[[], date], parent: QWidget) -> None:
    """Read the event and open the window in which it is repeated at another time."""

    def work(_progress: Progress) -> RecordView:
        with desk.register.reading() as session:
            return reading.read(session, "event", event_id)

    def done(found: RecordView) -> None:
        RepeatDialog(desk, found, today(), parent.window()).open()

    desk.jobs.submit_read(work, done, owner=desk, topic="repeat")


class RepeatDialog(Asking):
    """Name and first day of the event that repeats another one, guests and agenda included."""

    def __init__(
        self, desk: Desk, of: RecordView, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "event", ("name", "starts_on"), _("Repeat the event"), parent)
        self._of = of
        starts_on = next_time(cast("date", of.values["starts_on"]), today)
        self.rows.editors["name"].set_value(renamed(of.title, starts_on.year))
        self.rows.editors["starts_on"].set_value(starts_on)
        self.show_title(of.title)
        self.tell(
            _("Agenda, projects promoted and the invitation list are taken along; who does not"
              " want to be contacted is left out.")
        )  # fmt: skip

    @override
    def about_which(self) -> str:
        return str(self._of.id)

    @override
    def said(self) -> str:
        return _("Repeated: {event}").format(event=self._of.title)

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        fields = Event.fields()
        return {
            name: _("{field} is empty.").format(field=fields[name].title)
            for name in self.wanted()
            if not values.get(name)
        }

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions.events import clone  # noqa: PLC0415 - only when something is written

        day = cast("date", values["starts_on"])
        made = clone(unit, self._of.id, starts_on=day, name=str(values["name"]))
        self.made = made.id

    @override
    def _done(self, _none: None) -> None:
        super()._done(_none)
        self._desk.go("event", self.made)


def next_time(starts_on: date, today: date) -> date:
    """The same day of the year the next time it comes, on the same day of the week."""
    year = max(starts_on.year + 1, today.year)
    weeks = round(
        (date(year, starts_on.month, 1) - date(starts_on.year, starts_on.month, 1)).days / 7
    )
    found = date.fromordinal(starts_on.toordinal() + 7 * weeks)
    return found if found > today else date.fromordinal(found.toordinal() + 364)


def _run(desk: Desk, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    desk.commands.run(name)
