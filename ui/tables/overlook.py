# SPDX-License-Identifier: Apache-2.0
"""What is out of date or has no source in the county's own data: one list, a jump to each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.domain.policy import Policy, PolicyArticle
from crm.domain.procedure import Procedure, ProcedureStep
from crm.domain.rules.plan import Plan
from crm.progress import Progress
from crm.queries.guard import county_findings
from crm.storage.changes import Changes
from ui.desk.desk import Desk
from ui.tables.findings import Findings, Item, items_of

OWN = (
    OverviewItem, RegisterEntry, Policy, PolicyArticle, CostItem, CostPrice, Procedure,
    ProcedureStep,
)  # fmt: skip
"""The records that are looked over."""


class Overlook(QWidget):
    """Reads when it is opened and after every change of these records."""

    def __init__(
        self, desk: Desk, clock: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self.findings = Findings(deciding=False)
        self.findings.jumped.connect(desk.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.findings)

    @property
    def table(self) -> QListView:
        """What takes the keys."""
        return self.findings.list

    def open_with(self, shown: object) -> None:
        """Read anew; there is nothing to be chosen of it."""
        del shown
        self._read()

    def refresh(self, changes: object) -> None:
        """Something was changed."""
        if not isinstance(changes, Changes) or changes.touches(*OWN):
            self._read()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What can be done: nothing that needs a command."""
        return {}

    def _read(self) -> None:
        desk, day = self._desk, self._clock()

        def work(_progress: Progress) -> list[Item]:
            with desk.register.reading() as session:
                return items_of(county_findings(session, today=day), Plan())

        desk.jobs.submit_read(work, self._show, owner=self, topic="overlook")

    def _show(self, items: list[Item]) -> None:
        self.findings.show_items(items, fixed=False)
