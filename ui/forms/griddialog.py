# SPDX-License-Identifier: Apache-2.0
"""A window of one table that is written in one step: it keeps a draft and asks before it loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from crm.errors import CrmError, InvalidInput
from crm.words import _
from ui.desk.desk import Desk
from ui.desk.drafts import Draft
from ui.forms.banner import Banner
from ui.forms.draft import DraftKeeper
from ui.forms.grid import Grid, GridColumn
from ui.forms.leftover import say_found
from ui.theme import sizes
from ui.widgets.confirm import confirm
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words


class GridDialog(QDialog):
    """The table with its draft, its refusals and its end; what is written says each window.

    `kind` is that of its drafts; a refusal without a column of its own stands at `named`.
    """

    def __init__(
        self,
        desk: Desk,
        kind: str,
        columns: Sequence[GridColumn],
        named: str,
        yes: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._keys, self._named = desk, {one.key for one in columns}, named
        self._sent: list[int] = []
        """The rows that are being written, in the order in which they were sent."""
        self._saving = False
        self._draft = DraftKeeper(desk, kind, self._gather, self)
        self.banner = Banner()
        self.grid = Grid(desk, columns)
        self.primary = push(yes, "primary")

    @override
    def reject(self) -> None:
        """Close; ask first when something would be lost."""
        if self._saving:
            return
        if not self.grid.touched():
            self._throw_away()
            return
        confirm(
            self, _("Close without saving?"), _("What you typed here is not kept."),
            yes=_("Close without saving"), act=self._throw_away, danger=True,
        )  # fmt: skip

    def keep_draft(self) -> None:
        """Keep what is typed now, for the case of a crash."""
        self._draft.keep()

    def _number(self, row: int) -> int:
        """The record that a row shows; 0 for a new one."""
        del row
        return 0

    def _row_of(self, number: int) -> int:
        """Where a record stands; one that is gone, and a new one, below all others."""
        del number
        return len(self.grid.rows())

    def _gather(self) -> tuple[int, Mapping[str, object]]:
        """What is typed, by the records it is typed in."""
        rows = [(self._number(at), self.grid.held(at)) for at in self.grid.touched()]
        return 0, {"rows": rows} if rows else {}

    def _take_draft(self, key: str) -> None:
        """What a crash left of it stands there again; from now on what is typed is kept."""
        draft = self._draft.follow(key)
        if draft is not None:
            self._put_back(draft)
        self.grid.changed.connect(self._draft.touch)

    def _put_back(self, draft: Draft) -> None:
        rows = cast("list[tuple[int, Mapping[str, object]]]", draft.values.get("rows") or [])
        for number, held in rows:
            self.grid.put_back(self._row_of(number), held)
        if self.grid.touched():
            say_found(self.banner, draft, self.grid.setFocus, self._throw_away)
        else:
            self._draft.drop()

    def _throw_away(self) -> None:
        self._draft.drop()
        super().reject()

    def _done(self, _written: object) -> None:
        self._hold(on=False)
        self._draft.drop()
        super().accept()

    def _failed(self, error: Exception) -> None:
        """Say in the cells what stands against them."""
        self._hold(on=False)
        if not isinstance(error, CrmError):
            self._desk.jobs.troubled.emit(error, None)
            return
        self.banner.say(str(error), role="danger")
        told: dict[tuple[int, str], str] = {}
        for place, said in (error.fields if isinstance(error, InvalidInput) else {}).items():
            number, _colon, key = place.partition(":")
            told[self._sent[int(number)], key if key in self._keys else self._named] = said
        self.grid.tell(told)
        self.grid.table.next_wrong()
        self.grid.table.setFocus()

    def _hold(self, *, on: bool) -> None:
        self._saving = on
        self.grid.hold(on=on)
        self.primary.setEnabled(not on)

    def _lay(self, heading: str, *said: str) -> None:
        """Lay out the window: its heading, what is said of the table, the table."""
        box = body(self, heading)
        for text in said:
            box.addWidget(words(text, "muted", wrap=True))
        box.addWidget(self.banner)
        box.addWidget(self.grid, 1)
        box.addLayout(foot(self, self.primary))
        self.primary.setDefault(False)
        self.primary.clicked.connect(self.accept)
        self.resize(sizes.SHEET_WIDTH + sizes.READING_WIDTH, sizes.SHEET_HEIGHT)
