# SPDX-License-Identifier: Apache-2.0
"""What can be done with investors beyond any record: merging two that are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.progress import Progress
from crm.queries import duplicates, reading
from crm.queries.duplicates import COMPARED, Twin
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.tables.merging import MergeDialog
from ui.widgets.picking import Pickable, PickDialog

TWO = 2
MOST_TWINS = 12


def for_list(
    desk: Desk, record: str, count: int, ids: Callable[[], Sequence[int]], on: QWidget
) -> dict[str, Callable[[], object]]:
    """What a list does for these commands with the rows that are chosen."""
    if record not in COMPARED or count != TWO:
        return {}

    def merge() -> MergeDialog:
        first, second = ids()
        return ask_to_merge(desk, record, (first, second), on)

    return {"list.merge": merge}


def for_record(
    desk: Desk, record: str, record_id: int, on: QWidget
) -> dict[str, Callable[[], object]]:
    """What the page of a record does for these commands."""
    if record not in COMPARED:
        return {}
    return {"record.merge": partial(offer_twins, desk, record, record_id, on)}


def ask_to_merge(desk: Desk, record: str, ids: tuple[int, int], on: QWidget) -> MergeDialog:
    """Open the window in which two records become one."""
    dialog = MergeDialog(desk, record, ids, on.window())
    dialog.merged.connect(partial(desk.go, record))
    dialog.open()
    return dialog


def offer_twins(desk: Desk, record: str, record_id: int, on: QWidget) -> None:
    """Look for the likely twins of a record, and offer them for merging."""

    def work(_progress: Progress) -> list[Twin]:
        with desk.register.reading() as session:
            values = reading.read(session, record, record_id).values
            return duplicates.twins(session, record, values, but=record_id, most=MOST_TWINS)

    def compare(key: str) -> None:
        ask_to_merge(desk, record, (record_id, int(key)), on)

    def pick(found: list[Twin]) -> None:
        rows = [
            Pickable(str(one.id), one.title, " · ".join((tr(one.likeness.reason), one.hint)))
            for one in found
        ]
        nothing = _("Nothing here is likely to be the same. Choose two rows in the list to merge.")
        dialog = PickDialog(
            on.window(), _("Merge with which record?"), rows, yes=_("Compare"), nothing=nothing
        )
        dialog.picked.connect(compare)
        dialog.open()

    desk.jobs.submit_read(work, pick, owner=on, topic="twins to merge")
