# SPDX-License-Identifier: Apache-2.0
"""Notices that another day has begun: what is due or overdue is another thing then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, QTimer

from ui.desk.desk import Desk


def this_day() -> date:
    """The day it is where this computer stands; the records are not imported for it yet."""
    return datetime.now(UTC).astimezone().date()


EVERY = 60_000  # milliseconds; a computer that slept through midnight is noticed as well


class NewDay(QObject):
    """Lets everything that is shown be read again when the day has changed."""

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        *,
        clock: Callable[[], date] = this_day,
        every: int = EVERY,
    ) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._day = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._timer.start)
        desk.shut.connect(self._timer.stop)

    def look(self) -> None:
        """Look what day it is."""
        day = self._clock()
        if day != self._day and self._desk.has_register:
            self._day = day
            self._desk.relay.changed.emit(None)
