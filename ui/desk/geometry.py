# SPDX-License-Identifier: Apache-2.0
"""Remembers where the window stood and how the user divided it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from crm import places
from ui.desk.keeping import read_table, write_table


class Geometry:
    """Sizes and choices of looks by name, kept in `window.json` of the user's settings folder.

    They are a convenience: a file that cannot be read or written is passed over.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or places.config_folder() / "window.json"
        self._values = read_table(self._file)

    def place(self, window: QWidget, name: str = "window") -> bool:
        """Put a window where it was; false if nothing is known of it."""
        kept = self._values.get(name)
        if not isinstance(kept, str):
            return False
        return window.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))

    def keep(self, window: QWidget, name: str = "window") -> None:
        """Remember where a window is."""
        self._values[name] = bytes(window.saveGeometry().toBase64().data()).decode()
        self._write()

    def sizes(self, name: str) -> list[int]:
        """The remembered sizes of a split view; empty if there are none."""
        kept = self._values.get(f"split {name}")
        if not isinstance(kept, list):
            return []
        return [size for size in cast("list[object]", kept) if isinstance(size, int)]

    def keep_sizes(self, name: str, values: list[int]) -> None:
        """Remember the sizes of a split view."""
        self._values[f"split {name}"] = list(values)
        self._write()

    def word(self, name: str, fallback: str = "") -> str:
        """A remembered choice of looks, such as the theme."""
        kept = self._values.get(f"word {name}")
        return kept if isinstance(kept, str) else fallback

    def keep_word(self, name: str, value: str) -> None:
        """Remember a choice of looks."""
        self._values[f"word {name}"] = value
        self._write()

    def _write(self) -> None:
        with suppress(OSError):
            write_table(self._file, self._values)
