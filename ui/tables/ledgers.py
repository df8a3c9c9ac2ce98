# SPDX-License-Identifier: Apache-2.0
"""Whole papers from a list as it is filtered: the project ledger, the policy compilation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.queries.listing import Listing
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import as_name, open_folder
from ui.tables import pdfs

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed
    from crm.exchange.projectledger import Paper

LEDGER, COMPILATION = "list.ledger", "list.compilation"


def offered(
    desk: Desk, listing: Callable[[], Listing], day: Callable[[], date], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list of projects, or of policies, does for the commands; nothing for other lists."""
    record = listing().record
    if record == "project":
        return {LEDGER: lambda: ask_ledger(desk, listing(), day(), on)}
    if record == "policy":
        return {COMPILATION: lambda: ask_compilation(desk, listing(), day(), on)}
    return {}


def ask_ledger(desk: Desk, listing: Listing, day: date, on: QWidget) -> QFileDialog:
    """Ask for a file, for one of the two papers, and write the ledger of the list into it."""
    dialog = file_dialog(desk, on, _("Project ledger"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    wide = _("Workbook to be printed on A3, every column (*.xlsx)")
    small = _("Workbook to be printed on A4, fewer columns (*.xlsx)")
    dialog.setNameFilters([wide, small])
    dialog.setDefaultSuffix("xlsx")
    name = f"{_('Project ledger')} {day.isoformat()}"
    dialog.selectFile(f"{as_name(name, 'ledger')}.xlsx")

    def chosen(file: str) -> None:
        paper: Paper = "A4" if dialog.selectedNameFilter() == small else "A3"
        write_ledger(desk, listing, Path(file), day, paper)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def write_ledger(desk: Desk, listing: Listing, target: Path, day: date, paper: Paper) -> None:
    """Write the ledger into a workbook, as a job that can be stopped."""

    def work(progress: Progress) -> int:
        from crm.exchange import projectledger  # noqa: PLC0415 - only when it is used

        with desk.register.reading() as session:
            return projectledger.write_ledger(
                session, listing, target, today=day, paper=paper, progress=progress
            )

    def done(n: int) -> None:
        said = ngettext("{file} is written: {n} project.", "{file} is written: {n} projects.", n)
        desk.notice(
            said.format(file=target.name, n=n), action=_("Open the folder"),
            act=lambda: open_folder(target),
        )  # fmt: skip

    title = _("Writing {file}").format(file=target.name)
    desk.jobs.submit_read(work, done, owner=desk, title=title)


def ask_compilation(desk: Desk, listing: Listing, day: date, on: QWidget) -> QFileDialog:
    """Ask for a file, in one of the two languages, and print the policies of the list into it."""

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.compilation import print_compilation  # noqa: PLC0415 - printing is heavy

        return print_compilation(
            desk.register, target, listing.filter, language=spoken, today=day, progress=progress
        )

    title = _("Policy compilation")
    return pdfs.ask(desk, title, f"{title} {day.isoformat()}", work, on)
