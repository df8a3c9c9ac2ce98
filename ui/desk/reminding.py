# SPDX-License-Identifier: Apache-2.0
"""Reminders beside the clock of the computer: what is overdue and due, without a server.

The first look is soon after the store was opened, then one every quarter of an hour; it says
something when a day begins or when more is overdue than before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from crm.progress import Progress
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.owner import staff_of

if TYPE_CHECKING:
    from crm.queries.queue import Due

EVERY = 15 * 60 * 1_000  # milliseconds
SOON = 20 * 1_000


def this_day() -> date:
    """The day it is on this computer."""
    from crm.domain.records import today  # noqa: PLC0415 - not before the first frame

    return today()


class Reminding(QObject):
    """Looks at the follow-ups of whoever sits here, of all where nobody said so."""

    reminded = Signal(str, str)
    """Something is to be said: the heading and the sentence."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        *,
        today: Callable[[], date] = this_day,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._today = desk, window, today
        self._available = available
        self._tray: QSystemTrayIcon | None = None
        self._said: tuple[date, int] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.look)
        desk.opened.connect(self._begin)
        desk.shut.connect(self._end)
        self.reminded.connect(self._ring)

    @property
    def wanted(self) -> bool:
        """Whether reminders are wanted on this computer, and can be seen."""
        from crm.settings import REMINDERS  # noqa: PLC0415 - with the store

        return self._desk.geometry.word(REMINDERS.key) != "off" and self._available()

    def look(self) -> None:
        """Look now what is due."""
        desk = self._desk
        if not desk.has_register or not self.wanted:
            return
        day, staff_id = self._today(), staff_of(desk)

        def work(_progress: Progress) -> Due:
            from crm.queries.queue import due_counts  # noqa: PLC0415 - off the window's thread

            with desk.register.reading() as session:
                return due_counts(session, today=day, staff_id=staff_id)

        def done(found: Due) -> None:
            self._tell(day, found)

        desk.jobs.submit_read(work, done, owner=self, topic="reminders")

    def open_queue(self) -> None:
        """Show the window with the follow-ups."""
        self._window.showNormal()
        self._window.activateWindow()
        self._desk.go("follow_ups")

    def _begin(self) -> None:
        self._said = None
        if self._available():
            self._clock.start()
            self._soon.start()

    def _end(self) -> None:
        self._clock.stop()
        self._soon.stop()
        if self._tray is not None:
            self._tray.hide()

    def _tell(self, day: date, found: Due) -> None:
        before = self._said
        self._said = day, found.overdue
        more = before is None or before[0] != day or found.overdue > before[1]
        if not more or not (found.overdue or found.today or found.tomorrow):
            return
        said = [
            ngettext("{n} overdue", "{n} overdue", found.overdue).format(n=found.overdue),
            ngettext("{n} due today", "{n} due today", found.today).format(n=found.today),
            ngettext("{n} due tomorrow", "{n} due tomorrow", found.tomorrow).format(
                n=found.tomorrow
            ),
        ]
        counts = (found.overdue, found.today, found.tomorrow)
        sentence = _(", ").join(one for one, count in zip(said, counts, strict=True) if count)
        self.reminded.emit(_("Follow-ups"), sentence)

    def _ring(self, heading: str, sentence: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self.open_queue)
            self._tray.activated.connect(self.open_queue)
        self._tray.setToolTip(f"{heading}: {sentence}")
        self._tray.show()
        self._tray.showMessage(heading, sentence)
