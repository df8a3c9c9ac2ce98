# SPDX-License-Identifier: Apache-2.0
"""A store with the sample county: built beside its place and moved there whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crm.domain.records import new_uuid
from crm.errors import InvalidInput
from crm.progress import Progress, silent
from crm.sample.county import build
from crm.storage import troubles
from crm.storage.making import put_in_place, side_files
from crm.storage.store import open_store
from crm.storage.whereabouts import refuse_unsafe_place
from crm.words import _

BUILT = 0.98
"""How far the work is when the county is built and the file only has to be moved."""


def make_sample(
    path: Path, *, today: date, scale: int = 1, progress: Progress | None = None
) -> None:
    """Make a new store at `path` that holds the sample county.

    Stopped, failed or killed on the way, there is no file of that name.

    Raises:
        InvalidInput: there is a file of that name.
        Cancelled: the user asked to stop.
        StorageTrouble: the store cannot be written there.
    """
    told = progress or silent()
    if path.exists():
        raise InvalidInput(
            _("There is already a file {file}.").format(file=path),
            _("Choose another name; nothing was overwritten."),
        )
    refuse_unsafe_place(path)
    beside = path.with_name(f".{path.name}.{new_uuid()}.new")
    with troubles.in_words():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _build(beside, today, scale, told)
            told.step(BUILT, _("Writing"))
            put_in_place(beside, path)
        finally:
            for leftover in (beside, *side_files(beside)):
                leftover.unlink(missing_ok=True)
    told.step(1.0)


def _build(path: Path, today: date, scale: int, progress: Progress) -> None:
    register = open_store(path)
    try:
        build(register, today=today, scale=scale, progress=progress.part(0.0, BUILT))
    finally:
        register.close()
