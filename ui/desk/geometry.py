# SPDX-License-Identifier: Apache-2.0
"""Remembers where the window stood and how the user divided it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import cast

from PySide6.QtCore import QByteArray, QLockFile, QSize
from PySide6.QtWidgets import QWidget

from crm import places
from ui.desk.keeping import read_table, write_table
from ui.theme import sizes

Later = Callable[[Callable[[], None]], object]
"""Does a piece of work behind the window."""

TURN = 500  # milliseconds that one program waits for another one that is writing
Stamp = tuple[int, int] | None


def fills(screen: QSize) -> bool:
    """Whether the window, with its title bar, needs all of a screen that has so much room.

    Else its lowest buttons would stand below the edge, as on 1366 × 768 above a task bar.
    """
    return screen.height() < sizes.WINDOW_HEIGHT + sizes.TOP_BAR


class Geometry:
    """Sizes and choices of looks by name, kept in `window.json` of the user's settings folder.

    They are a convenience: a file that cannot be read or written is passed over. Several programs
    share the file: each writes only what it changed, over what is there, and sees what others did.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or places.config_folder() / "window.json"
        self._later: Later | None = None
        self._lock = Lock()
        self._changed: dict[str, object] = {}
        self._stamp = self._look()
        self._values = read_table(self._file)

    def write_by(self, later: Later) -> None:
        """Write behind the window from now on: a disk may be slow."""
        self._later = later

    def place(self, window: QWidget, name: str = "window") -> bool:
        """Put a window where it was; false if nothing is known of it."""
        kept = self._value(name)
        if not isinstance(kept, str):
            return False
        return window.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))

    def keep(self, window: QWidget, name: str = "window") -> None:
        """Remember where a window is."""
        self._keep(name, bytes(window.saveGeometry().toBase64().data()).decode())

    def sizes(self, name: str) -> list[int]:
        """The remembered sizes of a split view; empty if there are none."""
        kept = self._value(f"split {name}")
        if not isinstance(kept, list):
            return []
        return [size for size in cast("list[object]", kept) if isinstance(size, int)]

    def keep_sizes(self, name: str, values: list[int]) -> None:
        """Remember the sizes of a split view."""
        self._keep(f"split {name}", list(values))

    def word(self, name: str, fallback: str = "") -> str:
        """A remembered choice of looks, such as the theme."""
        kept = self._value(f"word {name}")
        return kept if isinstance(kept, str) else fallback

    def keep_word(self, name: str, value: str) -> None:
        """Remember a choice of looks."""
        self._keep(f"word {name}", value)

    def _value(self, name: str) -> object:
        with self._lock:
            if name in self._changed:
                return self._changed[name]
            stamp = self._look()
            if stamp != self._stamp:
                # Another program wrote meanwhile.
                self._stamp, self._values = stamp, read_table(self._file)
            return self._values.get(name)

    def _keep(self, name: str, value: object) -> None:
        with self._lock:
            self._changed[name] = value
        if self._later is None:
            self._write()
        else:
            self._later(self._write)

    def _write(self) -> None:
        with self._lock:
            changed = dict(self._changed)
        if not changed:
            return
        turn = QLockFile(f"{self._file}.lock")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # Who waits in vain writes all the same: it is a convenience.
            turn.tryLock(TURN)
            write_table(self._file, {**read_table(self._file), **changed})
        turn.unlock()
        with self._lock:
            self._values = {**self._values, **changed}
            for name, value in changed.items():
                if self._changed.get(name) is value:
                    del self._changed[name]

    def _look(self) -> Stamp:
        """What tells one state of the file from another one."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino
