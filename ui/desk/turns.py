# SPDX-License-Identifier: Apache-2.0
"""Work that only the window's own thread can do, such as making widgets, in short pieces."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

from ui.theme import sizes


class Turns(QObject):
    """One such work: its steps are done a few at a turn, and between them the window lives on.

    It ends with its owner. Who cannot wait any longer has the rest done at once (`finish`).
    """

    def __init__(self, steps: Iterator[object], owner: QObject) -> None:
        super().__init__(owner)
        self._steps = steps
        self._after: list[Callable[[], object]] = []
        self.over = False
        self.slices = 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Do the first piece at the next turn."""
        self._next.start()

    def finish(self) -> None:
        """Do at once what is left."""
        self._next.stop()
        with self._ended_by_trouble():
            for _step in self._steps:
                pass
        self._end()

    def after(self, act: Callable[[], object]) -> None:
        """Do this when all is done: now, if it is."""
        if self.over:
            act()
        else:
            self._after.append(act)

    def _go_on(self) -> None:
        self.slices += 1
        until = time.monotonic() + sizes.TURN / 1000
        with self._ended_by_trouble():
            for _step in self._steps:
                if time.monotonic() >= until:
                    self._next.start()
                    return
        self._end()

    @contextmanager
    def _ended_by_trouble(self) -> Generator[None]:
        """A step that fails is told as any trouble; nobody must wait for the rest for ever."""
        try:
            yield
        except BaseException:
            self.over = True
            self._after.clear()
            raise

    def _end(self) -> None:
        if self.over:
            return
        self.over = True
        waiting, self._after = self._after, []
        for act in waiting:
            act()
