# SPDX-License-Identifier: Apache-2.0
"""What can be done with the selected records of a list: delete, set a field, copy, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.domain.all_records import RECORDS
from crm.errors import NotFound
from crm.progress import Progress
from crm.queries import happenings
from crm.queries.listing import Listing
from crm.storage.changes import Seen
from crm.words import _, ngettext, tr
from ui.desk.backups import back_up_before
from ui.desk.desk import Desk
from ui.desk.files import file_dialog
from ui.desk.writing import take_back, write_in_steps
from ui.tables.windows import Windows

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

T = TypeVar("T")
AT_ONCE = 500  # records between two looks whether it shall stop
BULK = 50  # records whose change deserves a backup before
MOST_COPIED = 20_000  # rows that go to the clipboard at once


def delete(
    desk: Desk, record: str, ids: Sequence[int], then: Callable[[], object] | None = None
) -> None:
    """Delete records; the notice says what still refers to them and offers to take it back.

    What a colleague wrote and this screen does not show yet is not deleted.
    """
    from crm.actions import records  # noqa: PLC0415 - only when something is written
    from crm.queries.referring import referring, referring_words  # noqa: PLC0415 - as above

    many, seen = list(ids), desk.register.seen
    title = _("Delete: {record} × {n}").format(record=tr(RECORDS[record].about.word), n=len(many))

    def act(unit: UnitOfWork, progress: Progress) -> str:
        found = unit.ask(lambda session: referring(session, record, many))
        for some in _parts(many, progress):
            with suppress(NotFound) if some[0] != many[0] else nullcontext():
                # What hung on one of those before went with it.
                records.delete(unit, record, some, seen=seen)
        return referring_words(found)

    def said(referred: str) -> str:
        told = ngettext("{n} record deleted.", "{n} records deleted.", len(many))
        return f"{told.format(n=len(many))} {referred}".strip()

    def done(_referred: str) -> None:
        if then is not None:
            then()

    _write_many(desk, title, len(many), act, said, done)


def bring_back(desk: Desk, owner: QObject, record: str, record_id: int) -> None:
    """Undo the deletion of a record."""

    def work(_progress: Progress) -> int:
        with desk.register.reading() as session:
            return happenings.deletion(session, record, record_id)

    def done(set_id: int) -> None:
        if set_id:
            take_back(desk, owner, set_id, said=_("It is back."))

    desk.jobs.submit_read(work, done, owner=owner, topic="deletion")


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

    def act(unit: UnitOfWork, progress: Progress) -> None:
        for some in _parts(many, progress):
            records.set_many(unit, record, some, given, seen=known)

    said = ngettext("{n} record changed.", "{n} records changed.", len(many))
    _write_many(desk, title, len(many), act, said.format(n=len(many)))


def _write_many(
    desk: Desk,
    title: str,
    many: int,
    act: Callable[[UnitOfWork, Progress], T],
    said: str | Callable[[T], str],
    done: Callable[[T], object] | None = None,
) -> None:
    """Write into many records in one transaction; of very many after a backup of the store."""

    def write_them() -> None:
        shown = title if many > AT_ONCE else ""
        write_in_steps(desk, desk, title, act, said=said, done=done, shown=shown)

    if many >= BULK:
        back_up_before(desk, "bulk", write_them)
    else:
        write_them()


def _parts(ids: list[int], progress: Progress) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        progress.step(start / len(ids))
        yield ids[start : start + AT_ONCE]


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
    dialog = file_dialog(desk, parent, _("Export the list"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    workbook, text = _("Excel workbook (*.xlsx)"), _("CSV text (*.csv)")
    dialog.setNameFilters([workbook, text])
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{title} {today().isoformat()}.xlsx")

    def take(name: str) -> None:
        # The name may still end as it did before another format was chosen.
        ending = ".csv" if dialog.selectedNameFilter() == text else ".xlsx"
        path = Path(name)
        known = path.suffix.lower() in {".csv", ".xlsx"}
        chosen = path.with_suffix(ending) if known else path.with_name(path.name + ending)
        write(desk, listing, chosen, title, today())

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
