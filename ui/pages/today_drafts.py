# SPDX-License-Identifier: Apache-2.0
"""The card of Today with what was typed and never saved, each with the way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.progress import Progress
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.leftover import Leftover, leftovers
from ui.theme import sizes
from ui.widgets.card import Card, SectionHeader
from ui.widgets.lineitem import LineItem


class DraftsCard(Card):
    """Hidden while there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._found: Sequence[Leftover] = ()
        self.items: list[LineItem] = []
        self.box.setContentsMargins(sizes.SPACE, sizes.GAP, sizes.SPACE, sizes.GAP)
        self.head = SectionHeader(_("Typed and not yet saved"))
        self.head.setContentsMargins(sizes.SPACE, 0, sizes.SPACE, 0)
        self.box.addWidget(self.head)
        self.hide()

    def read(self) -> None:
        """Look for drafts, behind the window."""

        def work(_progress: Progress) -> list[Leftover]:
            return leftovers(self._desk)

        self._desk.jobs.submit_read(work, self._show, owner=self, topic="drafts")

    def _show(self, found: Sequence[Leftover]) -> None:
        self._found = found
        self.head.set_count(len(found))
        while len(self.items) < len(found):
            item = LineItem()
            item.clicked.connect(partial(self._open, len(self.items)))
            self.items.append(item)
            self.box.addWidget(item)
        for item in self.items[len(found) :]:
            item.hide()
        for item, one in zip(self.items, found, strict=False):
            item.show_line(one.title or one.what, one.what, one.at, "warning")
            item.show()
        self.setVisible(bool(found))

    def _open(self, at: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        from ui.record.reopening import reopen  # noqa: PLC0415 - not for the first page

        reopen(self._desk, self._found[at].draft, self.window())
