# SPDX-License-Identifier: Apache-2.0
"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable

from crm.errors import Cancelled

Listener = Callable[[float, str], None]


class Progress:
    """A share of work done, between 0 and 1, told to one listener; may be cancelled.

    `step` is called by the work from its own thread; `cancel` may be called from any other.
    """

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener
        self._cancelled = False

    def step(self, share: float, note: str = "") -> None:
        """Tell that `share` (0 to 1) is done.

        Raises:
            Cancelled: the user asked to stop.
        """
        if self._cancelled:
            raise Cancelled
        if self._listener is not None:
            self._listener(min(1.0, max(0.0, share)), note)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def part(self, start: float, end: float) -> Progress:
        """A progress whose 0 to 1 is this one's `start` to `end`."""
        return _Part(self, start, end)


class _Part(Progress):
    """A stretch of a larger progress."""

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        super().__init__()
        self._whole, self._start, self._end = whole, start, end

    def step(self, share: float, note: str = "") -> None:
        done = min(1.0, max(0.0, share))
        self._whole.step(self._start + done * (self._end - self._start), note)

    def cancel(self) -> None:
        self._whole.cancel()


def silent() -> Progress:
    """A progress nobody listens to."""
    return Progress()
