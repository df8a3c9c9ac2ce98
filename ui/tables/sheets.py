# SPDX-License-Identifier: Apache-2.0
"""Printing the sheets of chosen projects, or of the projects that chosen events promote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.tables import pdfs

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed

COMMAND = "list.sheets"


def offered(
    desk: Desk, record: str, ids: Callable[[], Sequence[int]], day: Callable[[], date], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list of projects or of events does for the command; nothing for other records."""
    if record == "event":
        return {COMMAND: lambda: ask_promoted(desk, ids(), day(), on)}
    return {COMMAND: lambda: ask(desk, ids(), day(), on)} if record == "project" else {}


def ask_promoted(desk: Desk, events: Sequence[int], day: date, parent: QWidget) -> QFileDialog:
    """Ask for a file, and print into it what events promote and may be published."""
    many = list(events)

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.sheets import print_sheets  # noqa: PLC0415 - printing is heavy
        from crm.queries.sheets import batch  # noqa: PLC0415 - as above

        with desk.register.reading() as session:
            found = batch(session, event_ids=many)
        return print_sheets(
            desk.register, target, found, language=spoken, today=day, progress=progress
        )

    return pdfs.ask(desk, _("Print project sheets"), _("Projects promoted"), work, parent)


def ask(desk: Desk, ids: Sequence[int], day: date, parent: QWidget) -> QFileDialog:
    """Ask for a file, in one of the two languages, and print the sheets into it."""
    many = list(ids)
    n = len(many)

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.sheets import print_sheets  # noqa: PLC0415 - printing is heavy

        return print_sheets(
            desk.register, target, many, language=spoken, today=day, progress=progress
        )

    title = ngettext("{n} project sheet", "{n} project sheets", n).format(n=n)
    return pdfs.ask(desk, _("Print project sheets"), title, work, parent)
