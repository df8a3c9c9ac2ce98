# SPDX-License-Identifier: Apache-2.0
"""Printing into a PDF file: ask for the file and one of the two languages, then print as a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.words import _, language
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import as_name, tell_pages


class Pages(Protocol):
    """What came out of printing: how many pages."""

    @property
    def pages(self) -> int:
        """How many pages were printed."""
        ...


Print = Callable[[Path, str, Progress], Pages]
"""Prints into a file, in a language (zh or en), telling how far it is."""


def ask(
    desk: Desk, caption: str, name: str, work: Print, parent: QWidget, *, writes: bool = False
) -> QFileDialog:
    """Ask for a file, `name` being proposed, and print into it.

    `writes`: the printing writes into the store as well.
    """
    dialog = file_dialog(desk, parent, caption)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {"zh": _("PDF in Chinese (*.pdf)"), "en": _("PDF in English (*.pdf)")}
    order = ("en", "zh") if language() == "en" else ("zh", "en")
    dialog.setNameFilters([filters[one] for one in order])
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{as_name(name, 'sheets')}.pdf")

    def chosen(file: str) -> None:
        spoken = "en" if dialog.selectedNameFilter() == filters["en"] else "zh"
        print_to(desk, Path(file), spoken, work, writes=writes)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def print_to(desk: Desk, target: Path, spoken: str, work: Print, *, writes: bool = False) -> None:
    """Print into a file, as a job that can be stopped."""

    def doing(progress: Progress) -> int:
        return work(target, spoken, progress).pages

    def done(pages: int) -> None:
        tell_pages(desk, target, pages)

    title = _("Printing {file}").format(file=target.name)
    submit = desk.jobs.submit_write if writes else desk.jobs.submit_read
    submit(doing, done, owner=desk, title=title)
