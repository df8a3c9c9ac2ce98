# SPDX-License-Identifier: Apache-2.0
"""A page that is one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.records import today as this_day
from crm.queries.filters import View
from crm.queries.views import views_of
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.tables.panel import ListPanel


class PanelPage(Page):
    """A `ListPanel` as a page; opened with a `View`, a `Filter`, or None for what it showed.

    `begin` names the built-in view that is shown first, by its marked word.
    """

    def __init__(
        self,
        desk: Desk,
        record: str,
        *,
        title: str = "",
        begin: str = "",
        clock: Callable[[], date] = this_day,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.panel = ListPanel(desk, record, clock, title=title)
        views = views_of(record, today=clock(), staff_id=None) if begin else ()
        self._begin: View | None = next((one for one in views if one.name == begin), None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.panel)

    @property
    @override
    def title(self) -> str:
        return self.panel.title

    @override
    def open_with(self, argument: object) -> None:
        # What it showed last comes again; the first time the view that it begins with.
        self.panel.open_with(self._begin if argument is None else argument)
        self._begin = None
        self.panel.table.setFocus()

    @override
    def refresh(self, changes: object) -> None:
        self.panel.refresh(changes)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        return self.panel.handlers()
