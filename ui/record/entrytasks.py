# SPDX-License-Identifier: Apache-2.0
"""A follow-up out of an entry of the timeline: its next step, for whom it was about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crm.domain.all_records import RECORDS
from crm.domain.contact import FollowUp
from crm.domain.rules.following import NEXT_AFTER
from crm.domain.rules.workdays import Workdays
from crm.progress import Progress
from crm.queries import naming, reading
from crm.queries.conventions import conventions
from crm.queries.reading import RecordView
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog
from ui.record.timelinelist import EntryRow

LONGEST = 200
SUBJECTS = ("next_step", "next_steps", "subject", "title", "name")
"""Where the words of what is to be done are looked for in an entry, the first that says any."""

KEPT = ("organisation_id", "person_id", "project_id", "event_id", "staff_id")
"""What goes over from the entry."""


def given(values: Mapping[str, object], owner: tuple[str, int]) -> dict[str, object]:
    """What a follow-up begins with that is made out of an entry on an owner's timeline."""
    said = (str(values[name] or "") for name in SUBJECTS if name in values)
    first = next((one for one in said if one.strip()), "")
    found = {name: values[name] for name in KEPT if values.get(name) is not None}
    links = naming.references(FollowUp)
    for name, target in links.items():
        if name in KEPT and target == owner[0]:
            found.setdefault(name, owner[1])
    return {**found, "subject": first.splitlines()[0][:LONGEST] if first else ""}


def ask_task(
    desk: Desk,
    parent: QWidget,
    entry: tuple[str, int],
    owner: tuple[str, int],
    today: Callable[[], date],
    *,
    shown: Callable[[RecordDialog], object] | None = None,
) -> None:
    """Open the window of a new follow-up with what an entry says, due a working week later."""
    record, record_id = entry

    def work(_progress: Progress) -> tuple[RecordView, Workdays]:
        with desk.register.reading() as session:
            view = reading.read(session, record, record_id)
            return view, conventions(session).workdays

    def done(found: tuple[RecordView, Workdays]) -> None:
        view, workdays = found
        values = given(view.values, owner)
        due = workdays.after(today(), NEXT_AFTER)
        dialog = RecordDialog(
            desk, "follow_up", values={**values, "due_on": due}, title=_("Follow up"),
            parent=parent,
        )  # fmt: skip
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(work, done, owner=parent, topic="task")


def focused(owner: tuple[str, int], rows: Sequence[EntryRow]) -> tuple[str, int] | None:
    """The entry with the keys that says something to be followed up; a contact is one itself."""
    if owner[0] == "activity":
        return owner
    keys = [one.entry.key for one in rows if one.hasFocus()]
    fit = [one for one in keys if any(name in RECORDS[one[0]].fields() for name in KEPT)]
    return fit[0] if fit else None
