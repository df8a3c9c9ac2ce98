# SPDX-License-Identifier: Apache-2.0
"""The funds ledger (到位资金台账) as a workbook that goes to the leaders as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from crm.exchange.exporting import export_list
from crm.progress import Progress
from crm.queries.conventions import conventions
from crm.queries.filters import Filter
from crm.queries.listing import Listing
from crm.words import _

COLUMNS = (
    "project_id", "month", "amount", "approved_amount", "origin", "place", "kind", "use", "state",
    "reported_on", "note",
)  # fmt: skip
ORDER = ("month", "project_id")


def write_ledger(
    session: Session, wanted: Filter, path: Path, *, today: date, progress: Progress
) -> int:
    """Write the receipts that pass a filter into `path`, by month; how many there were.

    Amounts and days are real ones, the total is a formula over the rows that a filter leaves, and
    the sheet is ready to be printed in landscape with its head on every page.

    Raises:
        InvalidInput: a condition cannot be taken, or there are more rows than a worksheet has.
        StorageTrouble: the file cannot be written there.
        Cancelled: the user asked to stop; what was at `path` is still there.
    """
    county = conventions(session).name
    said = _("Ledger of funds in place of {county}") if county else _("Ledger of funds in place")
    return export_list(
        session, Listing("receipt", wanted, ORDER, COLUMNS), path, today=today, progress=progress,
        title=said.format(county=county),
    )  # fmt: skip
