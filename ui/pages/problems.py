# SPDX-License-Identifier: Apache-2.0
"""The problems ledger (问题台账): over all projects, by duty and deadline, closed with a result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.words import NC_, _
from ui.desk.desk import Desk
from ui.record import recordcommands, standing
from ui.tables.panelpage import PanelPage

BEGIN = NC_("view", "Open")


class ProblemsPage(PanelPage):
    """A list of the ledger, at first of what is open; several are closed with one result."""

    def __init__(
        self,
        desk: Desk,
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Problems ledger")
        super().__init__(desk, "problem", title=title, begin=BEGIN, clock=clock, parent=parent)
        recordcommands.declare(desk.commands)
        self._clock = clock

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        ids = self.panel.table.selected_ids
        return super().handlers() | standing.offered(self.desk, "problem", ids, self._clock, self)
