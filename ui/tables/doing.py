# SPDX-License-Identifier: Apache-2.0
"""What can be done with the selected records of a list: delete, set a field, copy, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries.listing import Listing
from crm.storage.changes import Seen
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.undoing import undo
from ui.tables.windows import Windows

MOST_COPIED = 20_000  # rows that go to the clipboard at once


def delete(desk: Desk, record: str, ids: Sequence[int]) -> None:
    """Delete records; the notice offers to take it back.

    What a colleague wrote and this screen does not show yet is not deleted.
    """
    from crm.actions import records  # noqa: PLC0415 - only when something is written

    many, seen = list(ids), desk.register.seen
    title = _("Delete: {record} × {n}").format(record=tr(RECORDS[record].about.word), n=len(many))

    def work(_progress: Progress) -> None:
        with desk.register.writing(title, origin=desk) as unit:
            records.delete(unit, record, many, seen=seen)

    said = ngettext("{n} record deleted.", "{n} records deleted.", len(many)).format(n=len(many))
    desk.jobs.submit_write(work, lambda _none: desk.done(said, partial(undo, desk)), owner=desk)


def set_field(
    desk: Desk,
    record: str,
    ids: Sequence[int],
    values: Mapping[str, object],
    *,
    seen: Seen | None = None,
) -> None:
    """Set fields of several records to the same values; the notice offers to take it back.

    `seen` is what was known when it was decided; without it what is known now.
    """
    from crm.actions import records  # noqa: PLC0415 - only when something is written

    many, given = list(ids), dict(values)
    known = seen or desk.register.seen
    fields = RECORDS[record].fields()
    names = ", ".join(fields[name].title for name in given)
    title = _("Set {field}: {record} × {n}").format(
        field=names, record=tr(RECORDS[record].about.word), n=len(many)
    )

    def work(_progress: Progress) -> None:
        with desk.register.writing(title, origin=desk) as unit:
            records.set_many(unit, record, many, given, seen=known)

    said = ngettext("{n} record changed.", "{n} records changed.", len(many)).format(n=len(many))
    desk.jobs.submit_write(work, lambda _none: desk.done(said, partial(undo, desk)), owner=desk)


def copy(
    desk: Desk, windows: Windows, headings: Sequence[str], order: Sequence[int], ids: Sequence[int]
) -> None:
    """Put rows on the clipboard as tab-separated text, with the headings above them."""
    wanted = list(ids[:MOST_COPIED])

    def work(_progress: Progress) -> str:
        found = windows.fetch(wanted)
        lines = ["\t".join(headings)]
        lines += [
            "\t".join(_plain(found[one][0][at]) for at in order) for one in wanted if one in found
        ]
        return "\n".join(lines)

    def done(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        said = ngettext("{n} row copied.", "{n} rows copied.", len(wanted)).format(n=len(wanted))
        desk.notice(said, kind="info")

    desk.jobs.submit_read(work, done, owner=desk, topic="copy")


def export(
    desk: Desk, listing: Listing, title: str, today: Callable[[], date], parent: QWidget
) -> QFileDialog:
    """Ask for a file and write the list into it, exactly as it is seen."""
    dialog = QFileDialog(parent, _("Export the list"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("CSV text (*.csv)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{title} {today().isoformat()}.xlsx")

    def turn(chosen: str) -> None:
        dialog.setDefaultSuffix("csv" if "csv" in chosen else "xlsx")

    def take(name: str) -> None:
        write(desk, listing, Path(name), title, today())

    dialog.filterSelected.connect(turn)
    dialog.fileSelected.connect(take)
    dialog.open()
    return dialog


def write(desk: Desk, listing: Listing, path: Path, title: str, today: date) -> None:
    """Write a list into a workbook or a text, as a job that can be stopped."""

    def work(progress: Progress) -> int:
        from crm.exchange.exporting import export_list  # noqa: PLC0415 - only when it is used

        with desk.register.reading() as session:
            return export_list(session, listing, path, today=today, progress=progress, title=title)

    def done(rows: int) -> None:
        said = ngettext("{n} row exported: {file}", "{n} rows exported: {file}", rows)
        desk.notice(said.format(n=rows, file=path.name), kind="done")

    desk.jobs.submit_read(work, done, owner=desk, title=_("Exporting {what}").format(what=title))


def _plain(text: str) -> str:
    return " ".join(text.split())
