# SPDX-License-Identifier: Apache-2.0
"""Undo and redo of what this desk last changed, as jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.progress import Progress
from crm.words import _
from ui.desk.desk import Desk

if TYPE_CHECKING:
    from crm.storage.changes import Changes


def undo(desk: Desk) -> None:
    """Take back the newest change of this desk, and say so."""

    def work(_progress: Progress) -> Changes | None:
        from crm.storage.undo import undo_last  # noqa: PLC0415 - not before the first frame

        return undo_last(desk.register)

    def told(changes: Changes | None) -> None:
        if changes is None:
            desk.notice(_("There is nothing to undo."), kind="info")
            return
        text = _("Undone: {title}").format(title=changes.title)
        desk.notice(text, action=_("Redo"), act=lambda: redo(desk))

    desk.jobs.submit_write(work, told, owner=desk)


def redo(desk: Desk) -> None:
    """Do again what was last undone, and say so."""

    def work(_progress: Progress) -> Changes | None:
        from crm.storage.undo import redo_last  # noqa: PLC0415 - not before the first frame

        return redo_last(desk.register)

    def told(changes: Changes | None) -> None:
        if changes is None:
            desk.notice(_("There is nothing to redo."), kind="info")
            return
        desk.notice(_("Done again."), action=_("Undo"), act=lambda: undo(desk))

    desk.jobs.submit_write(work, told, owner=desk)
