# SPDX-License-Identifier: Apache-2.0
"""The test that a built program makes of itself: open the store, show every page, quit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.desk.desk import Desk
from ui.desk.pages import PageTable

BETWEEN = 300  # milliseconds a page has to be read and painted
PATIENCE = 60_000  # milliseconds until the store must be open


class SelfTest(QObject):
    """Walks through the rail once; `finished` says 0, or 1 if the store never opened."""

    finished = Signal(int)

    def __init__(self, desk: Desk, pages: PageTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left = [entry.name for entry in pages.on_rail()]
        self._walk = QTimer(self)
        self._walk.setInterval(BETWEEN)
        self._walk.timeout.connect(self._next)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)
        desk.opened.connect(self._walk.start)

    def start(self, patience: int = PATIENCE) -> None:
        """Wait for the store, at most `patience` milliseconds."""
        self._limit.start(patience)

    def _next(self) -> None:
        if self._left:
            self._desk.go(self._left.pop(0))
            return
        self._end(0)

    def _give_up(self) -> None:
        if not self._walk.isActive():
            self._end(1)

    def _end(self, code: int) -> None:
        self._walk.stop()
        self._limit.stop()
        self.finished.emit(code)
