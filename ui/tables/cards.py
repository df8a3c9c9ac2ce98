# SPDX-License-Identifier: Apache-2.0
"""Contact cards in and out, and calendar files: what is chosen, looked at first, then written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from crm.errors import InvalidInput
from crm.progress import Progress
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.written import open_folder
from ui.tables.cardsdialog import CardsDialog

if TYPE_CHECKING:
    from ui.tables.cardsdialog import Found

CALENDARS = ("event", "follow_up")
LARGEST = 64 * 2**20
"""Bytes of a file of cards that are read: one with more is something else."""


def for_list(
    desk: Desk, record: str, count: int, ids: Callable[[], Sequence[int]], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list does for the commands of cards and calendars."""
    found: dict[str, Callable[[], object]] = {}
    if record == "person":
        found["list.cards_in"] = partial(ask_for_cards, desk, on)
    if count and record == "person":
        found["list.cards_out"] = lambda: ask_where(desk, record, ids(), on)
    if count and record in CALENDARS:
        found["list.calendar"] = lambda: ask_where(desk, record, ids(), on)
    return found


def ask_for_cards(desk: Desk, on: QWidget) -> QFileDialog:
    """Ask for files of cards, and show what is in them."""
    dialog = file_dialog(desk, on, _("Take contact cards"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_("Contact cards (*.vcf *.vcard)"), _("All files (*)")])

    def chosen(names: list[str]) -> None:
        look_at(desk, [Path(one) for one in names], on)

    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def look_at(desk: Desk, files: Sequence[Path], on: QWidget) -> None:
    """Read files of cards, and open the window in which they are taken."""

    def work(progress: Progress) -> Found:
        from crm.exchange import contacts, vcard  # noqa: PLC0415 - only when cards come in

        read = [vcard.read(_content(one)) for one in files]
        progress.step(0.1)
        with desk.register.reading() as session:
            entries = contacts.preview(session, [card for one in read for card in one.cards])
        broken = [
            (one.name, told) for one, known in zip(files, read, strict=True)
            for told in known.broken
        ]  # fmt: skip
        return entries, broken

    def show(found: Found) -> None:
        CardsDialog(desk, found, on.window()).open()

    desk.jobs.submit_read(work, show, owner=on, title=_("Reading contact cards"))


def ask_where(desk: Desk, record: str, ids: Sequence[int], on: QWidget) -> QFileDialog:
    """Ask for a file, and write the cards or the calendar of some records into it."""
    many = list(ids)
    ending = "vcf" if record == "person" else "ics"
    title = _("Write contact cards") if ending == "vcf" else _("Write a calendar file")
    dialog = file_dialog(desk, on, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    shown = _("Contact cards (*.vcf)") if ending == "vcf" else _("Calendar (*.ics)")
    dialog.setNameFilters([shown])
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(f"{title}.{ending}")

    def chosen(name: str) -> None:
        write(desk, record, many, Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def write(desk: Desk, record: str, ids: Sequence[int], target: Path) -> None:
    """Write the cards of people, or the days of events or follow-ups, into a file."""
    many = list(ids)

    def work(_progress: Progress) -> int:
        from crm.exchange import contacts, exporting, ics, vcard  # noqa: PLC0415 - as above

        with desk.register.reading() as session:
            if record == "person":
                cards = contacts.cards_of(session, many)
                count, content = len(cards), vcard.written(cards)
            else:
                days = ics.entries(session, record, many)
                count, content = len(days), ics.written(days)
        with exporting.beside(target) as place:
            place.write_bytes(content)
        return count

    def done(count: int) -> None:
        said = ngettext("{n} entry written: {file}", "{n} entries written: {file}", count)
        desk.notice(
            said.format(n=count, file=target.name), action=_("Open the folder"),
            act=partial(open_folder, target),
        )  # fmt: skip

    desk.jobs.submit_read(
        work, done, owner=desk, title=_("Writing {file}").format(file=target.name)
    )


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise InvalidInput(
                _("{file} is too large for a file of contact cards.").format(file=file.name),
                _("Choose another file."),
            )
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(
            _("{file} cannot be read.").format(file=file.name), _("Choose another file.")
        ) from error
