# SPDX-License-Identifier: Apache-2.0
"""Printing the papers of an event: a menu of them, then a file and a language for the one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from crm.domain.records import today
from crm.progress import Progress
from crm.words import N_, _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import as_name, open_folder
from ui.tables import pdfs
from ui.theme.icons import icon

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed

COMMAND = "record.papers"
WORKBOOK = N_("Follow-up list as a workbook")
PAPERS: tuple[tuple[str, str, str], ...] = (
    ("programme", N_("Programme"), "list-ordered"),
    ("signin", N_("Sign-in list"), "user-check"),
    ("badges", N_("Name badges"), "badge-check"),
    ("cards", N_("Table cards"), "user"),
    ("handbook", N_("Reception handbook"), "book-open"),
    ("follow_ups", N_("Follow-up list"), "list-checks"),
)
"""The papers by their code, with word and icon.

A test compares them with those of `crm.documents.papers`, which is not imported for a menu.
"""


def offered(
    desk: Desk, record: str, event_id: int, title: Callable[[], str], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What the page of an event does for the command; nothing for other records."""
    if record != "event":
        return {}
    return {COMMAND: lambda: open_menu(desk, event_id, title(), on)}


def open_menu(desk: Desk, event_id: int, title: str, on: QWidget) -> QMenu:
    """Open the menu of the papers below a widget."""
    menu = QMenu(on)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for code, label, sign in PAPERS:
        action = menu.addAction(icon(sign), tr(label))
        action.triggered.connect(partial(_ask, partial(ask, desk, code, event_id, title, on)))
    workbook = menu.addAction(icon("file-spreadsheet"), tr(WORKBOOK))
    workbook.triggered.connect(partial(_ask, partial(ask_workbook, desk, event_id, title, on)))
    menu.popup(on.mapToGlobal(on.rect().bottomLeft()))
    return menu


def ask(desk: Desk, code: str, event_id: int, title: str, on: QWidget) -> QFileDialog:
    """Ask for a file, in one of the two languages, and print a paper into it."""

    def work(target: Path, spoken: str, progress: Progress) -> Printed:
        from crm.documents.papers.printing import print_paper  # noqa: PLC0415 - printing is heavy

        return print_paper(
            desk.register, target, code, event_id, language=spoken, progress=progress
        )

    label = next(tr(word) for one, word, _sign in PAPERS if one == code)
    caption = _("Print: {paper}").format(paper=label)
    return pdfs.ask(desk, caption, f"{title} {label}", work, on)


def ask_workbook(desk: Desk, event_id: int, title: str, on: QWidget) -> QFileDialog:
    """Ask for a file and write the follow-up list into it as a workbook."""
    dialog = file_dialog(desk, on, tr(WORKBOOK))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Workbook (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{as_name(f'{title} {tr(WORKBOOK)}', 'follow-ups')}.xlsx")

    def chosen(name: str) -> None:
        _write(desk, event_id, Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _write(desk: Desk, event_id: int, target: Path) -> None:
    def work(_progress: Progress) -> int:
        from crm.exchange.followlist import write_follow_ups  # noqa: PLC0415 - when it is used
        from crm.queries.papers import read_papers  # noqa: PLC0415 - when it is used

        with desk.register.reading() as session:
            event = read_papers(session, event_id)
        return write_follow_ups(event, target, today=today())

    def done(n: int) -> None:
        said = ngettext("{file} is written: {n} guest.", "{file} is written: {n} guests.", n)
        desk.notice(
            said.format(file=target.name, n=n), action=_("Open the folder"),
            act=partial(open_folder, target),
        )  # fmt: skip

    title = _("Writing {file}").format(file=target.name)
    desk.jobs.submit_read(work, done, owner=desk, title=title)


def _ask(ask_now: Callable[[], QFileDialog], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    ask_now()
