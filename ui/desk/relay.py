# SPDX-License-Identifier: Apache-2.0
"""Carries what was changed in the records, in whatever thread, to the screen's own thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Source(Protocol):
    """Whoever tells of changes: a register."""

    def subscribe(self, listener: Callable[..., None]) -> Callable[[], None]:
        """Tell `listener` of every change; the answer ends the subscription."""
        ...


class Relay(QObject):
    """One signal for everything that is committed, always sent in the screen's thread."""

    changed = Signal(object)
    """A `Changes`."""

    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forget: Callable[[], None] | None = None
        # Sent from another thread, it waits here until the screen's thread takes it up.
        self._heard.connect(self._pass_on)

    def follow(self, source: Source) -> None:
        """Listen to a register, and no longer to the one before."""
        self.leave()
        self._forget = source.subscribe(self._heard.emit)

    def leave(self) -> None:
        """Listen to nobody."""
        if self._forget is not None:
            self._forget()
        self._forget = None

    def _pass_on(self, changes: object) -> None:
        self.changed.emit(changes)
