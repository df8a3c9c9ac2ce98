# SPDX-License-Identifier: Apache-2.0
"""Opening a draft that was left: on the page of its record, or in the window it was typed in."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms.dialog import RecordDialog
from ui.forms.leftover import BEGUN, DIALOG, GUIDE, given_in, record_of


def reopen(desk: Desk, draft: Draft, window: QWidget) -> RecordDialog | None:
    """Open what a draft was typed in; it stands there again."""
    record, number = record_of(draft), int(draft.key) if draft.key.isdigit() else 0
    if draft.kind == GUIDE:
        desk.go(GUIDE, number)
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
