# SPDX-License-Identifier: Apache-2.0
"""What can be done about how projects stand, wherever they are shown: page, list and board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk
from ui.forms.problems import TELLING, Source, ask_problem, close_problems
from ui.forms.status import ask_status, explain
from ui.record.recordhead import RecordHead
from ui.record.timelinelist import EntryRow

Ids = Callable[[], Sequence[int]]
Deeds = dict[str, Callable[[], object]]


def offered(
    desk: Desk,
    record: str,
    ids: Ids,
    today: Callable[[], date],
    parent: QWidget,
    *,
    name: Callable[[], str] = str,
) -> Deeds:
    """What commands do with these projects or problems; nothing for other records.

    `name` says what the only one of them is called.
    """
    chosen = list(ids())
    if not chosen:
        return {}
    window = parent.window()
    if record == "problem":
        return {"record.close": lambda: close_problems(desk, window, ids(), today, name())}
    if record != "project":
        return {}
    found: Deeds = {
        "record.status": lambda: ask_status(desk, window, ids(), today),
        "record.standstill": lambda: explain(desk, window, ids(), today, name()),
    }
    if len(chosen) == 1:
        found["record.problem"] = partial(ask_problem, desk, window, today, project_id=chosen[0])
    return found


def of_page(
    desk: Desk,
    owner: tuple[str, int],
    rows: Sequence[EntryRow],
    today: Callable[[], date],
    head: RecordHead,
) -> Deeds:
    """What commands do on a record's page.

    A problem is made from the entry of the timeline that has the keys, or from the activity that
    is open.
    """
    record, record_id = owner
    found = offered(desk, record, lambda: [record_id], today, head, name=lambda: head.title)
    sources = [Source(*one.entry.key) for one in rows if one.hasFocus()]
    source = next((one for one in (*sources, Source(*owner)) if one.record in TELLING), None)
    if source is not None:
        project = record_id if record == "project" else 0
        found["record.problem"] = partial(
            ask_problem, desk, head.window(), today, project_id=project, source=source
        )
    return found
