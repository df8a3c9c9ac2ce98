# SPDX-License-Identifier: Apache-2.0
"""A list as a file, exactly as it is seen: a workbook that can be printed, or a CSV text.

The file is written beside its place and put there when it is whole: nobody finds half a file.
"""

from __future__ import annotations

import csv
import os
from array import array
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.errors import InvalidInput, StorageTrouble
from crm.exchange.ledger import CONTROL, MOST_ROWS, Ledger
from crm.fields import Field
from crm.kinds.base import Kind
from crm.progress import Progress
from crm.queries import listing as queries
from crm.queries.listing import Linked, Listing, Values
from crm.words import _, tr

WINDOW = 1000  # rows read at once
READ = 0.1  # the share of the work that reading the ids is

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell of a text begins that a spreadsheet would take for a formula."""


def export_list(
    session: Session,
    listing: Listing,
    path: Path,
    *,
    today: date,
    progress: Progress,
    title: str = "",
) -> int:
    """Write the records of a listing into `path`, by its ending; returns how many there were.

    Raises:
        InvalidInput: there are more rows than a worksheet has.
        StorageTrouble: the file cannot be written there.
        Cancelled: the user asked to stop; what was at `path` is still there.
    """
    found = queries.ids(session, listing, today=today, progress=progress)
    progress.step(READ)
    as_text = path.suffix.lower() == ".csv"
    if not as_text and len(found) > MOST_ROWS:
        raise InvalidInput(
            _("A worksheet has {most} rows at most; this list has {n}.").format(
                most=f"{MOST_ROWS:,}", n=f"{len(found):,}"
            ),
            _("Narrow the list by a filter, or save it as CSV text."),
        )
    fields = RECORDS[listing.record].fields()
    columns = [fields[name] for name in queries.columns_of(listing)]
    rows = _rows(session, listing, found, progress.part(READ, 1))
    name = title or tr(RECORDS[listing.record].about.words)
    with beside(path) as place:
        if as_text:
            _write_text(place, columns, rows)
        else:
            _write_workbook(place, columns, rows, name, today)
    return len(found)


def _rows(
    session: Session, listing: Listing, ids: array[int], progress: Progress
) -> Iterator[Values]:
    columns = queries.columns_of(listing)
    for start in range(0, len(ids), WINDOW):
        window = ids[start : start + WINDOW]
        known = queries.rows(session, listing.record, columns, window)
        yield from (known[one] for one in window)
        progress.step((start + len(window)) / len(ids))


@contextmanager
def beside(path: Path) -> Generator[Path]:
    """A place for writing in the same folder, which takes the real one when the block ends."""
    place = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        yield place
        place.replace(path)
    except OSError as error:
        raise StorageTrouble(
            _("The file {file} cannot be written: {reason}.").format(
                file=path.name, reason=error.strerror or os.strerror(error.errno or 0)
            ),
            _("Close it if it is open elsewhere, or choose another folder."),
        ) from error
    finally:
        place.unlink(missing_ok=True)


def _write_text(place: Path, columns: list[Field], rows: Iterator[Values]) -> None:
    # Excel takes a text for UTF-8 only when it begins with the mark.
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_harmless(one.heading) for one in columns])
        kinds = [one.kind for one in columns]
        for values in rows:
            writer.writerow(map(_plain, kinds, values))


def _plain(kind: Kind[Any], value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Linked):
        return _harmless(value.label)
    if kind.align == "right":
        return kind.show(value).replace(",", "")
    return _harmless(kind.show(value))


def _harmless(text: str) -> str:
    """A text without control characters, which no spreadsheet takes for a formula."""
    clean = CONTROL.sub("", text)
    return f"'{clean}" if clean.startswith(FORMULA) else clean


def _write_workbook(
    place: Path, columns: list[Field], rows: Iterator[Values], title: str, today: date
) -> None:
    as_of = _("As of {day}").format(day=today.isoformat())
    with Ledger(place, columns, title, as_of) as ledger:
        for values in rows:
            ledger.add(values)
