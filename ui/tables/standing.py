# SPDX-License-Identifier: Apache-2.0
"""What can be done about how projects stand, wherever they are shown: page, list and board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk
from ui.forms.problems import Source, ask_problem, close_problems
from ui.forms.status import ask_status, explain

Ids = Callable[[], Sequence[int]]
Deeds = dict[str, Callable[[], object]]


def offered(desk: Desk, record: str, ids: Ids, today: Callable[[], date], parent: QWidget) -> Deeds:
    """What commands do with these projects or problems; nothing for other records."""
    chosen = list(ids())
    if not chosen:
        return {}
    window = parent.window()
    if record == "problem":
        return {"record.close": lambda: close_problems(desk, window, ids(), today)}
    if record != "project":
        return {}
    found: Deeds = {
        "record.status": lambda: ask_status(desk, window, ids(), today),
        "record.standstill": lambda: explain(desk, window, ids(), today),
    }
    if len(chosen) == 1:
        found["record.problem"] = partial(ask_problem, desk, window, today, project_id=chosen[0])
    return found


def from_entry(
    desk: Desk, source: Source, project_id: int, today: Callable[[], date], parent: QWidget
) -> Deeds:
    """What commands do with what was written down: a call, a visit, an entry of progress."""
    ask = partial(ask_problem, desk, parent.window(), today, project_id=project_id, source=source)
    return {"record.problem": ask}
