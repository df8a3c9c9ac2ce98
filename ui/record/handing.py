# SPDX-License-Identifier: Apache-2.0
"""Printing the file of a project or an investor, for who takes it over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.words import N_, _, tr
from ui.desk.desk import Desk
from ui.tables import pdfs

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed

COMMAND = "record.file"
FILES = {"project": N_("Project file"), "organisation": N_("Investor file")}
"""The records that have a file, with its marked word."""


def offered(
    desk: Desk, record: str, record_id: int, title: Callable[[], str], day: Callable[[], date],
    on: QWidget,
) -> dict[str, Callable[[], object]]:  # fmt: skip
    """What the page of a record does for the command; nothing for those without a file."""
    if record not in FILES:
        return {}
    return {COMMAND: lambda: ask(desk, record, record_id, title(), day(), on)}


def ask(
    desk: Desk, record: str, record_id: int, title: str, day: date, on: QWidget
) -> QFileDialog:  # fmt: skip
    """Ask for a file, in one of the two languages, and print all that is known into it."""

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.dossier import print_dossier  # noqa: PLC0415 - printing is heavy

        return print_dossier(
            desk.register, target, record, record_id, language=spoken, today=day, progress=progress
        )

    word = tr(FILES[record])
    return pdfs.ask(desk, _("Print: {paper}").format(paper=word), f"{title} {word}", work, on)
