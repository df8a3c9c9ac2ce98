# SPDX-License-Identifier: Apache-2.0
"""The draft of one form: kept behind the window while one types, gone once it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from PySide6.QtCore import QObject, QTimer

from crm.progress import Progress
from crm.words import _
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.theme import sizes

Gather = Callable[[], tuple[int, Mapping[str, object]]]
"""The version that was read, and what is typed over it."""


class DraftKeeper(QObject):
    """Keeps what `gather` gives, at most a second after it changed."""

    def __init__(self, desk: Desk, kind: str, gather: Gather, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._gather = desk, kind, gather
        self._key = ""
        self._lock = Lock()
        self._wanted: tuple[str, int, Mapping[str, object]] | None = None
        self._failed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(sizes.PAUSE_DRAFT)
        self._soon.timeout.connect(self.keep)

    def follow(self, key: str) -> Draft | None:
        """Keep the draft of this record from now on; the answer is what was kept of it before."""
        if self._soon.isActive():
            self.keep()
        self._key = key
        return self._desk.drafts.read(self._kind, key)

    def touch(self) -> None:
        """Something was typed: keep it soon, whether more is typed or not."""
        if not self._soon.isActive():
            self._soon.start()

    def keep(self) -> None:
        """Keep it now."""
        self._soon.stop()
        version, held = self._gather()
        if not held:
            self.drop()
            return
        with self._lock:
            self._wanted = (self._key, version, held)
        # A disk may be slow: the window does not wait for it.
        self._desk.jobs.submit_keep(self._write, self._tell, owner=self)

    def drop(self) -> None:
        """It is saved or thrown away."""
        self._soon.stop()
        with self._lock:
            self._wanted = None
            self._desk.drafts.drop(self._kind, self._key)

    def _write(self, _progress: Progress) -> None:
        # Under the lock: a draft that was dropped meanwhile is not written after all.
        with self._lock:
            if self._wanted is not None:
                key, version, held = self._wanted
                self._desk.drafts.keep(self._kind, key, version, held)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            self._desk.jobs.troubled.emit(error, None)
        elif not self._failed:
            self._failed = True
            said = _("What you type cannot be kept as a draft: {error}. Please save it soon.")
            self._desk.notice(said.format(error=error.strerror or error), kind="warning")
