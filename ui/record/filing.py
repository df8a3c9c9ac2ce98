# SPDX-License-Identifier: Apache-2.0
"""Putting files from the disk into the store, as a job: what is too large is said before."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject

from crm.errors import InvalidInput
from crm.progress import Progress
from crm.queries.conventions import conventions
from crm.queries.files import File
from crm.storage.unit import UnitOfWork
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.writing import write, write_in_steps


def attach(
    desk: Desk,
    owner: QObject,
    record: str,
    record_id: int,
    paths: Sequence[Path],
    *,
    slot: str = "",
) -> None:
    """Keep files with a record, all or none; the notice offers to take it back.

    `slot` says what they are for.
    """
    many = list(paths)
    if not many:
        return
    title = ngettext("Attach {n} file", "Attach {n} files", len(many)).format(n=len(many))

    def act(unit: UnitOfWork, progress: Progress) -> None:
        keep_files(unit, record, record_id, many, slot=slot, progress=progress)

    said = ngettext("{n} file attached.", "{n} files attached.", len(many)).format(n=len(many))
    write_in_steps(desk, owner, title, act, said=said, shown=title)


def place_picture(desk: Desk, owner: QObject, file: File, slot: str) -> None:
    """Print a picture of an edition at a place; the notice offers to take it back."""
    title, seen = _("Place a picture: {file}").format(file=file.name), desk.register.seen

    def act(unit: UnitOfWork) -> None:
        from crm.actions import attaching  # noqa: PLC0415 - only when something is written

        attaching.place(unit, file.id, slot, seen=seen)

    write(desk, owner, title, act, said=_("The place is kept."))


def keep_files(
    unit: UnitOfWork,
    record: str,
    record_id: int,
    paths: Sequence[Path],
    *,
    slot: str = "",
    progress: Progress | None = None,
) -> None:
    """Keep files with a record that is being written, in the same step.

    What is too large is refused before the first one is read.

    Raises:
        InvalidInput: one of them is too large, or cannot be read.
    """
    from crm.actions import attaching  # noqa: PLC0415 - only when something is written

    if not paths:
        return
    largest = unit.ask(conventions).largest_file
    for path in paths:
        attaching.refuse_size(path.name, _size(path), largest)
    for at, path in enumerate(paths):
        own = slot
        if record == "guide_edition" and not slot:
            own = attaching.first_place(unit, record_id, path.name)
        if progress is not None:
            progress.step(at / len(paths), path.name)
        content = _read(path)
        attaching.attach(unit, record, record_id, path.name, content, slot=own, largest=largest)


def _size(path: Path) -> int:
    """How large a file is, before it is read; a folder is none."""
    if path.is_dir():
        raise InvalidInput(
            _("“{file}” is a folder.").format(file=path.name),
            _("Open it and choose the files in it."),
        )
    with _read_errors(path):
        return path.stat().st_size


def _read(path: Path) -> bytes:
    with _read_errors(path):
        return path.read_bytes()


@contextmanager
def _read_errors(path: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise InvalidInput(
            _("“{file}” cannot be read.").format(file=path.name),
            _("Close it elsewhere, or copy it to this computer first."),
        ) from error
