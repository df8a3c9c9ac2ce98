# SPDX-License-Identifier: Apache-2.0
"""What a page is, and the table of pages: each is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk.desk import Desk


class Page(QWidget):
    """One screen of the window. It is made once, kept, and opened again with other arguments."""

    title_changed = Signal(str)
    """What the window's title and the way back should call it now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    @property
    def title(self) -> str:
        """What is open, in the user's language."""
        return ""

    def open_with(self, argument: object) -> None:
        """Show what is asked for: the id of a record, a filter, or None for the page as it is."""

    def refresh(self, changes: object) -> None:
        """Something was changed: a `Changes`, or None when everything should be read again.

        A page that is not seen is told when it is shown again.
        """

    def leave(self) -> bool:
        """Whether it may be left now: true unless work is unsaved."""
        return True

    def save_then(self, go_on: Callable[[], None]) -> None:
        """Save the unsaved work and then call `go_on`; not at all if it cannot be saved."""
        go_on()

    def discard(self) -> None:
        """Throw the unsaved work away, its draft too."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What it does for commands that have no `run` of their own, by their id.

        After a change of what is possible call `desk.commands.refresh()`.
        """
        return {}


Make = Callable[[Desk], Page]


class PageEntry(NamedTuple):
    """A page in the table: `label` is a marked word, `make` imports the page when called.

    `rail` puts it on the rail with `icon` and `shortcut`; `under` names the rail's entry that is
    lit while a page that is not on the rail is open.
    """

    name: str
    label: str
    make: Make
    icon: str = ""
    rail: bool = False
    shortcut: str = ""
    under: str = ""


class PageTable:
    """The pages by name, in the order of the rail."""

    def __init__(self) -> None:
        self.entries: dict[str, PageEntry] = {}

    def add(self, *entries: PageEntry) -> None:
        """Enter pages.

        Raises:
            ValueError: a name is already taken.
        """
        for entry in entries:
            if entry.name in self.entries:
                raise ValueError(entry.name)
            self.entries[entry.name] = entry

    def on_rail(self) -> list[PageEntry]:
        """The pages of the rail."""
        return [entry for entry in self.entries.values() if entry.rail]

    def lit(self, name: str) -> str:
        """The rail's entry to light while a page is open."""
        entry = self.entries[name]
        return name if entry.rail else entry.under
