# SPDX-License-Identifier: Apache-2.0
"""The funds ledger as a workbook: asked for a file, written behind the window."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.progress import Progress
from crm.queries.filters import Filter
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import as_name, open_folder


def ask(desk: Desk, wanted: Filter, day: date, on: QWidget) -> QFileDialog:
    """Ask for a file and write the receipts that pass a filter into it."""
    dialog = file_dialog(desk, on, _("Funds ledger"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Workbook (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    name = f"{_('Funds ledger')} {day.isoformat()}"
    dialog.selectFile(f"{as_name(name, 'funds')}.xlsx")

    def chosen(file: str) -> None:
        write(desk, wanted, Path(file), day)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def write(desk: Desk, wanted: Filter, target: Path, day: date) -> None:
    """Write the ledger into a workbook, as a job that can be stopped."""

    def work(progress: Progress) -> int:
        from crm.exchange import fundsledger  # noqa: PLC0415 - only when it is used

        with desk.register.reading() as session:
            return fundsledger.write_ledger(session, wanted, target, today=day, progress=progress)

    def done(n: int) -> None:
        said = ngettext("{file} is written: {n} receipt.", "{file} is written: {n} receipts.", n)
        desk.notice(
            said.format(file=target.name, n=n), action=_("Open the folder"),
            act=partial(open_folder, target),
        )  # fmt: skip

    title = _("Writing {file}").format(file=target.name)
    desk.jobs.submit_read(work, done, owner=desk, title=title)
