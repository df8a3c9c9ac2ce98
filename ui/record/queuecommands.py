# SPDX-License-Identifier: Apache-2.0
"""What is done with follow-ups that are chosen: closed, put off, passed on; by key or by menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.words import N_
from ui.desk.commands import Command, Commands
from ui.desk.desk import Desk
from ui.forms.closing import CloseDialog, QueueDialog, ReassignDialog, SnoozeDialog, ask

QUEUE = N_("Follow-ups")
QUEUE_COMMANDS = (
    Command("queue.close", N_("Close with result and next step …"), "circle-check", "Ctrl+Return",
            QUEUE, "edit"),
    Command("queue.snooze", N_("Put off …"), "clock", "Ctrl+D", QUEUE, "edit"),
    Command("queue.board", N_("Roadshow board of this event"), "square-kanban", "Ctrl+Shift+J",
            QUEUE, "view"),
    Command("queue.reassign", N_("Pass on to …"), "user", "Ctrl+J", QUEUE, "edit"),
)  # fmt: skip
WINDOWS: dict[str, type[QueueDialog]] = {
    "queue.close": CloseDialog, "queue.snooze": SnoozeDialog, "queue.reassign": ReassignDialog,
}  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of the queue in the table, once."""
    known = {one.id for one in commands.all()}
    missing = [one for one in QUEUE_COMMANDS if one.id not in known]
    if missing:
        commands.add(*missing)


def offered(
    desk: Desk, parent: QWidget, ids: Callable[[], Sequence[int]], today: Callable[[], date]
) -> dict[str, Callable[[], object]]:
    """What can be done with these follow-ups, by command."""
    return {name: partial(_ask, window, desk, parent, ids, today)
            for name, window in WINDOWS.items()}  # fmt: skip


def of_record(
    desk: Desk, parent: QWidget, record: str, record_id: int, today: Callable[[], date]
) -> dict[str, Callable[[], object]]:
    """What can be done on the page of a follow-up, and of an event."""
    if record == "follow_up":
        return offered(desk, parent, lambda: [record_id], today)
    if record == "event":
        return {"queue.board": partial(desk.go, "follow_ups", ("board", record_id))}
    return {}


def close(desk: Desk, parent: QWidget, today: Callable[[], date], record_id: int) -> None:
    """Open the window in which one follow-up is closed with its result and next step."""
    ask(CloseDialog, desk, parent.window(), [record_id], today)


def _ask(
    window: type[QueueDialog],
    desk: Desk,
    parent: QWidget,
    ids: Callable[[], Sequence[int]],
    today: Callable[[], date],
) -> None:
    ask(window, desk, parent.window(), list(ids()), today)
