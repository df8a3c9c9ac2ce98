# SPDX-License-Identifier: Apache-2.0
"""Today: what waits to be done, and what moved."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import _
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.widgets.empty import EmptyState


class TodayPage(Page):
    """The start page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        box = QVBoxLayout(self)
        box.addWidget(
            EmptyState(
                "calendar-check",
                _("Nothing waits for you"),
                _("What is due or overdue and what should move on appears here."),
            )
        )

    @property
    @override
    def title(self) -> str:
        return _("Today")
