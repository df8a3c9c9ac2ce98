# SPDX-License-Identifier: Apache-2.0
"""Looks every second whether another window or PC has written to the store."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from crm.errors import StorageTrouble
from crm.progress import Progress
from crm.words import _
from ui.desk.desk import Desk

EVERY = 1_000  # milliseconds


class Following(QObject):
    """Asks the register off the window's thread; what it finds comes by the relay.

    A store that cannot be reached is told once, and once more when it is back: nothing that is
    shown changes meanwhile.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None, *, every: int = EVERY) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = False
        self._lost = False
        self._clock = QTimer(self)
        self._clock.setInterval(every)
        self._clock.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.shut.connect(self._clock.stop)

    def look(self) -> None:
        """Look now, unless the look before has not ended."""
        if self._asking or not self._desk.has_register:
            return
        self._asking = True
        register = self._desk.register

        def work(_progress: Progress) -> None:
            register.catch_up()

        self._desk.jobs.submit_read(work, self._found, self._failed, owner=self)

    def _begin(self) -> None:
        self._asking = self._lost = False
        self._clock.start()

    def _found(self, _nothing: None) -> None:
        self._asking = False
        if self._lost:
            self._lost = False
            self._desk.notice(_("The store can be reached again."))

    def _failed(self, error: Exception) -> None:
        self._asking = False
        if not isinstance(error, StorageTrouble):
            self._clock.stop()
            self._desk.jobs.troubled.emit(error, None)
        elif not self._lost:
            self._lost = True
            self._desk.notice(str(error), kind="trouble")
