# SPDX-License-Identifier: Apache-2.0
"""What is decided at the guide desk: which chapters and records are printed, in what order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm.domain.rules.plan import Decision, Key
from ui.desk.desk import Desk
from ui.pages.guide_making import Preview
from ui.pages.guide_writing import Writing
from ui.tables.findings import Findings


class Deskside(Protocol):
    """The page whose edition is decided upon."""

    findings: Findings
    writing: Writing
    shown: Preview | None

    @property
    def edition_id(self) -> int:
        """The edition that is open."""
        ...

    @property
    def day(self) -> date:
        """This day."""
        ...

    def window(self) -> QWidget:
        """The window in which is asked."""
        ...


class Deciding(QObject):
    """Takes what the outline, the contents and the findings tell, and has it written."""

    def __init__(self, desk: Desk, page: Deskside) -> None:
        super().__init__()
        self._desk, self._page = desk, page

    def include(self, chapter: str, on: bool) -> None:  # noqa: FBT001 - a signal's
        """Print a chapter, or not."""
        self._page.writing.include(self._page.edition_id, chapter, on=on)

    def decide(self, keys: Sequence[Key], printed: bool | None) -> None:  # noqa: FBT001 - as above
        """Print records (for a reason), leave them out, or (None) leave them to the rules."""
        page = self._page
        if printed:
            let_in = partial(self._let_in, page.edition_id, keys)
            item = next((one for one in page.findings.items if one.key == keys[0]), None)
            title, told = ("", ()) if item is None else (item.title, item.sentences)
            page.writing.ask_why(title, told, page.window(), let_in)
            return
        out = Decision(printed=False, who=self._desk.register.author, on=page.day)
        said = None if printed is None else out
        page.writing.decide(page.edition_id, dict.fromkeys(keys, said))

    def tick(self, key: Key, on: bool) -> None:  # noqa: FBT001 - as above
        """A record was ticked: what the rules leave out needs a reason."""
        shown = self._page.shown
        kept = shown is not None and key in shown.data.plan.kept_out
        by_rule = any(item.key == key and item.state == "out" for item in self._page.findings.items)
        self.decide([key], (True if by_rule and not kept else None) if on else False)

    def order(self, record: str, ids: Sequence[int]) -> None:
        """Print the records of a type in this order."""
        self._page.writing.order(self._page.edition_id, record, ids)

    def choose(self, record: str, wanted: object) -> None:
        """Print the records of a type that pass a filter."""
        self._page.writing.choose(self._page.edition_id, record, wanted)

    def _let_in(self, edition: int, keys: Sequence[Key], why: str) -> None:
        page = self._page
        if edition == page.edition_id:
            page.writing.let_in(edition, keys, why, page.day)
