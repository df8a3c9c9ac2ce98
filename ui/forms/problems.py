# SPDX-License-Identifier: Apache-2.0
"""The problems ledger by hand: made from what was written down, closed with a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.progress import Progress
from crm.queries import reading
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.forms.asking import Asking
from ui.forms.dialog import RecordDialog

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

LONGEST = 200
ASKED = ("project_id", "subject", "raised_on", "unit_id", "staff_id", "due_on")
"""What is asked of a new problem; how it was solved comes later."""

TELLING: Mapping[str, tuple[str, str]] = {
    "activity": ("subject", "happened_on"),
    "progress_entry": ("obstacles", "entered_on"),
}
"""What a problem can be made from: the field that says it, and that of its day."""


class Source(NamedTuple):
    """What a problem is made from: an activity or an entry of progress."""

    record: str
    id: int


def ask_problem(
    desk: Desk,
    parent: QWidget,
    today: Callable[[], date],
    *,
    project_id: int = 0,
    source: Source | None = None,
    subject: str = "",
    shown: Callable[[RecordDialog], object] | None = None,
) -> None:
    """Open the window of a new problem, filled with what its source or the subject says."""
    begun: dict[str, object] = {"raised_on": today()}
    if project_id:
        begun["project_id"] = project_id
    if subject.strip():
        begun["subject"] = _line(subject)

    def work(_progress: Progress) -> Mapping[str, object]:
        if source is None or source.record not in TELLING:
            return begun
        with desk.register.reading() as session:
            return begun | _told(reading.read(session, source.record, source.id))

    def done(values: Mapping[str, object]) -> None:
        asked = [one for one in ASKED if one != "project_id" or "project_id" not in values]
        dialog = RecordDialog(desk, "problem", values=values, fields=asked, parent=parent)
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(work, done, owner=desk, topic="problem")


class CloseDialog(Asking):
    """How a problem was solved, and on which day; several are closed with the same words."""

    def __init__(
        self,
        desk: Desk,
        ids: Sequence[int],
        name: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "problem", ("solution", "closed_on"), _("Close the problem"), parent)
        self._ids, self._name = list(ids), name
        self.rows.editors["closed_on"].set_value(today())
        self.show_title(self._what())
        self.tell(_("It stays in the ledger, with its result and day."))
        self.show_wanted()

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import projects  # noqa: PLC0415 - only when something is written

        on, solution = cast("date", values["closed_on"]), str(values.get("solution") or "")
        for one in self._ids:
            projects.close_problem(unit, one, on=on, solution=solution)

    @override
    def said(self) -> str:
        return _("Closed: {what}").format(what=self._what())

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        wanted = {
            "solution": _("Say how the problem was solved."),
            "closed_on": _("This is still missing."),
        }
        return {name: said for name, said in wanted.items() if not values.get(name)}

    @override
    def about_which(self) -> str:
        return " ".join(map(str, self._ids))

    def _what(self) -> str:
        number = len(self._ids)
        if number == 1 and self._name:
            return self._name
        return ngettext("{n} problem", "{n} problems", number).format(n=number)


def close_problems(
    desk: Desk, parent: QWidget, ids: Sequence[int], today: Callable[[], date], name: str = ""
) -> CloseDialog | None:
    """Open the window in which problems are closed."""
    if not ids:
        return None
    dialog = CloseDialog(desk, ids, name, today, parent)
    dialog.open()
    return dialog


def _told(view: reading.RecordView) -> dict[str, object]:
    """What a problem takes over from its source; what the source does not know is left out."""
    said, day = TELLING[view.record]
    text = view.values[said] or view.values.get("done") or ""
    found: dict[str, object] = {
        "subject": _line(str(text)),
        "raised_on": view.values[day],
        "staff_id": view.values["staff_id"],
        "project_id": view.values["project_id"],
    }
    return {name: value for name, value in found.items() if value}


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
