# SPDX-License-Identifier: Apache-2.0
"""The problems ledger (问题台账): over all projects, by duty and deadline, closed with a result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.queries.filters import View
from crm.queries.views import views_of
from crm.words import NC_, _
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables import recordcommands, standing
from ui.tables.panel import ListPanel

BEGIN = NC_("view", "Open")


class ProblemsPage(Page):
    """A list of the ledger, at first of what is open; several are closed with one result."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        recordcommands.declare(desk.commands)
        self._clock = clock
        self.panel = ListPanel(desk, "problem", clock, title=_("Problems ledger"))
        views = views_of("problem", today=clock(), staff_id=None)
        self._begin: View | None = next(one for one in views if one.name == BEGIN)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    @property
    @override
    def title(self) -> str:
        return self.panel.title

    @override
    def open_with(self, argument: object) -> None:
        self.panel.open_with(self._begin if argument is None else argument)
        self._begin = None
        self.panel.table.setFocus()

    @override
    def refresh(self, changes: object) -> None:
        self.panel.refresh(changes)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        ids = self.panel.table.selected_ids
        return self.panel.handlers() | standing.offered(
            self.desk, "problem", ids, self._clock, self
        )
