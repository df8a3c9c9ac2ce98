# SPDX-License-Identifier: Apache-2.0
"""Where the user has been, for the way back and forward again."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 100


class Step(NamedTuple):
    """A page and what it was opened with."""

    page: str
    argument: object = None


class Trail:
    """The steps so far and the place among them."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._at = -1

    @property
    def here(self) -> Step | None:
        """The step the user stands at; None before the first."""
        return self._steps[self._at] if self._steps else None

    def go(self, step: Step) -> None:
        """Go on to a step; what lay ahead is forgotten, the same step twice is one."""
        if step == self.here:
            return
        self._steps = [*self._steps[: self._at + 1], step][-LONGEST:]
        self._at = len(self._steps) - 1

    def seen(self, by: int) -> Step | None:
        """The step that lies `by` steps ahead (back, if negative), if there is one."""
        place = self._at + by
        return self._steps[place] if 0 <= place < len(self._steps) else None

    def move(self, by: int) -> None:
        """Stand `by` steps further.

        Raises:
            IndexError: there is no such step.
        """
        if self.seen(by) is None:
            raise IndexError(by)
        self._at += by
