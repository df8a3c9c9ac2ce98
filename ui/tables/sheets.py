# SPDX-License-Identifier: Apache-2.0
"""Printing the sheets of chosen projects: ask for a file and a language, then write it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.words import _, language, ngettext
from ui.desk.desk import Desk
from ui.desk.written import as_name, tell_pages

COMMAND = "list.sheets"


def offered(
    desk: Desk, record: str, ids: Callable[[], Sequence[int]], day: Callable[[], date], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list or page of projects does for the command; nothing for other records."""
    if record != "project":
        return {}
    return {COMMAND: lambda: ask(desk, ids(), day(), on)}


def ask(desk: Desk, ids: Sequence[int], day: date, parent: QWidget) -> QFileDialog:
    """Ask for a file, in one of the two languages, and print the sheets into it."""
    many = list(ids)
    dialog = QFileDialog(parent, _("Print project sheets"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {"zh": _("PDF in Chinese (*.pdf)"), "en": _("PDF in English (*.pdf)")}
    order = ("en", "zh") if language() == "en" else ("zh", "en")
    dialog.setNameFilters([filters[one] for one in order])
    dialog.setDefaultSuffix("pdf")
    n = len(many)
    title = ngettext("{n} project sheet", "{n} project sheets", n).format(n=n)
    dialog.selectFile(f"{as_name(title, 'sheets')}.pdf")

    def chosen(name: str) -> None:
        spoken = "en" if dialog.selectedNameFilter() == filters["en"] else "zh"
        print_to(desk, many, Path(name), spoken, day)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def print_to(desk: Desk, ids: Sequence[int], target: Path, spoken: str, day: date) -> None:
    """Print the sheets of projects into a file, as a job that can be stopped."""
    many = list(ids)

    def work(progress: Progress) -> int:
        from crm.documents.sheets import print_sheets  # noqa: PLC0415 - reportlab is heavy

        return print_sheets(
            desk.register, target, many, language=spoken, today=day, progress=progress
        ).pages

    def done(pages: int) -> None:
        tell_pages(desk, target, pages)

    title = _("Printing {file}").format(file=target.name)
    desk.jobs.submit_read(work, done, owner=desk, title=title)
