# SPDX-License-Identifier: Apache-2.0
"""The pages that are open: made when first needed, told of changes when they are seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desk.desk import Desk
from ui.desk.pages import Page, PageTable

MANY = 20  # changes that wait for a page not seen; with more it reads everything again


class PageStack(QStackedWidget):
    """Shows one page at a time and keeps the others as they are."""

    turned = Signal(str)
    """Another page is shown, or it shows something else now: its name."""

    def __init__(self, desk: Desk, table: PageTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self._pages: dict[str, Page] = {}
        self._names: dict[Page, str] = {}
        self._waiting: dict[Page, list[object] | None] = {}
        desk.relay.changed.connect(self._tell)

    @property
    def page(self) -> Page | None:
        """The page that is shown; None before the first."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        page = self.page
        return "" if page is None else self._names[page]

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the page that is shown does for commands."""
        page = self.page
        return {} if page is None else page.handlers()

    def open(self, name: str, argument: object) -> None:
        """Show a page, made if need be.

        Raises:
            KeyError: there is no such page.
        """
        page = self._pages.get(name) or self._make(name)
        page.open_with(argument)
        self.setCurrentWidget(page)
        self._catch_up(page)
        self.turned.emit(name)

    def forget(self) -> None:
        """Throw all pages away: another store was opened."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._names.clear()
        self._waiting.clear()

    def _make(self, name: str) -> Page:
        page = self._table.entries[name].make(self._desk)
        self._pages[name] = page
        self._names[page] = name
        self._waiting[page] = []
        page.title_changed.connect(partial(self._retitled, page))
        self.addWidget(page)
        return page

    def _retitled(self, page: Page, _title: str) -> None:
        if page is self.page:
            self.turned.emit(self._names[page])

    def _tell(self, changes: object) -> None:
        for page, waiting in self._waiting.items():
            if page is self.page:
                page.refresh(changes)
            elif waiting is not None:
                self._waiting[page] = [*waiting, changes] if len(waiting) < MANY else None

    def _catch_up(self, page: Page) -> None:
        waiting, self._waiting[page] = self._waiting[page], []
        if waiting is None:
            page.refresh(None)
            return
        for changes in waiting:
            page.refresh(changes)
