# SPDX-License-Identifier: Apache-2.0
"""Opening a draft that was left: on the page, or in the window, that it was typed in."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from crm.domain.records import today
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms.dialog import RecordDialog
from ui.forms.leftover import BEGUN, DIALOG, ELSEWHERE, given_in, period_in, record_of
from ui.forms.moving import ask_to_move
from ui.record.agendagrid import ask_timetable
from ui.record.gatherings import sign_in


def reopen(desk: Desk, draft: Draft, window: QWidget) -> RecordDialog | None:
    """Open what a draft was typed in; it stands there again."""
    record, number = record_of(draft), int(draft.key) if draft.key.isdigit() else 0
    if draft.kind in ELSEWHERE:
        _open_elsewhere(desk, draft, number, window)
        return None
    if not draft.kind.startswith(DIALOG):
        desk.go(record, number or given_in(draft))
        return None
    start = cast("dict[str, Any]", draft.values.get(BEGUN) or {})
    dialog = RecordDialog(
        desk, record, values=given_in(draft), fields=start.get("fields"), record_id=number,
        title=str(start.get("title", "")), parent=window,
    )  # fmt: skip
    dialog.open()
    return dialog


def _open_elsewhere(desk: Desk, draft: Draft, number: int, window: QWidget) -> None:
    if draft.kind == "move":
        ask_to_move(desk, window, number, "", today)
    elif draft.kind == "timetable":
        ask_timetable(desk, number, window)
    elif draft.kind == "signin":
        sign_in(desk, number, window)
    else:
        # A page of its own, which has the name of the draft.
        desk.go(draft.kind, number or period_in(draft))
