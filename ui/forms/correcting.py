# SPDX-License-Identifier: Apache-2.0
"""Correcting a move of the stage history: its true date, who moved, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm.words import _
from ui.desk.desk import Desk
from ui.forms.dialog import RecordDialog

CORRECTED = ("moved_on", "staff_id", "reason")
"""What may be corrected; the stages themselves are passed by another move."""


def correct_move(desk: Desk, change_id: int, parent: QWidget) -> RecordDialog:
    """Open the window in which one move is corrected."""
    dialog = RecordDialog(
        desk, "stage_change", record_id=change_id, fields=CORRECTED,
        title=_("Correct the move"), parent=parent,
    )  # fmt: skip
    dialog.open()
    return dialog
