# SPDX-License-Identifier: Apache-2.0
"""The window in which two records become one: what each says, what moves, which one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.errors import CrmError
from crm.progress import Progress
from crm.queries import merging as queries
from crm.queries.merging import Moving, SideBySide
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.theme import sizes
from ui.widgets import sidebyside
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words
from ui.widgets.sidebyside import Pair

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork


class MergeDialog(QDialog):
    """Opened with two ids; the first one stays until the sides are swapped."""

    merged = Signal(int)
    """The two are one: its id."""

    def __init__(
        self, desk: Desk, record: str, ids: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._record, self._ids = desk, record, ids
        self.shown: SideBySide | None = None
        self.table: sidebyside.SideBySide | None = None
        word = tr(RECORDS[record].about.words)
        self.setWindowTitle(_("Merge: {records}").format(records=word))
        self.banner = Banner()
        self.moves = words("", "muted", wrap=True)
        self._scroll = QScrollArea()
        self._swap = push(_("Swap sides"), "quiet", sign="arrow-up-down")
        self._merge = push(_("Merge"), "primary")
        self._build()
        self._swap.clicked.connect(self.swap)
        self._merge.clicked.connect(self.accept)
        self.read()

    def read(self) -> None:
        """Read both as they are now."""
        desk, record, ids = self._desk, self._record, self._ids
        self._merge.setEnabled(False)

        def work(_progress: Progress) -> SideBySide:
            with desk.register.reading() as session:
                return queries.side_by_side(session, record, ids)

        desk.jobs.submit_read(work, self._show, self._fail, owner=self, topic="merge")

    def swap(self) -> None:
        """Let the other one stay."""
        self._ids = (self._ids[1], self._ids[0])
        self.read()

    @override
    def accept(self) -> None:
        """Merge, and close when it is done."""
        if self.shown is None or self.table is None or not self._merge.isEnabled():
            return
        self._merge.setEnabled(False)
        seen, sides = self.shown, self.table.choices()
        values = {one.name: one.values[1] for one in seen.apart if sides[one.name]}
        record = self._record
        first, second = seen.views
        title = _("Merge: {second} into {first}").format(first=first.title, second=second.title)

        def act(unit: UnitOfWork) -> int:
            from crm.actions.merging import Side, merge  # noqa: PLC0415 - only when it is written

            stays, goes = (Side(view.id, view.version) for view in seen.views)
            return merge(unit, record, stays, goes, values).id

        said = _("Merged into one: {name}").format(name=first.title)
        write(self._desk, self, title, act, said=said, done=self._done, failed=self._fail)

    def _done(self, record_id: int) -> None:
        super().accept()
        self.merged.emit(record_id)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CrmError):
            self._merge.setEnabled(self.shown is not None)
            self._desk.jobs.troubled.emit(error, None)
            return
        acts = ((_("Look at both again"), self._look_again),)
        self.banner.say(f"{error.sentence} {error.next_step}".strip(), acts)

    def _look_again(self) -> None:
        self.banner.hide()
        self.read()

    def _show(self, found: SideBySide) -> None:
        self.shown = found
        first, second = found.views
        headings = (
            _("Stays: {name}").format(name=first.title or f"#{first.id}"),
            _("Goes: {name}").format(name=second.title or f"#{second.id}"),
        )
        pairs = [Pair(one.name, tr(one.label), *one.words) for one in found.apart]
        self.table = sidebyside.SideBySide(pairs, headings)
        for name, side in found.proposed.items():
            self.table.choose(name, side)
        ground = QWidget()
        ground.setProperty("role", "ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, sizes.GAP, 0)
        inside.addWidget(self.table)
        self._scroll.setWidget(ground)
        self.moves.setText(_moves(found.moving))
        self._merge.setEnabled(True)
        self._merge.setFocus()

    def _build(self) -> None:
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        told = _("Choose what the one record says. The other is deleted; Undo brings it back.")
        box = body(self, self.windowTitle())
        box.addWidget(words(told, "muted", wrap=True))
        box.addWidget(self.banner)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.moves)
        box.addLayout(foot(self, self._merge, self._swap))


def _moves(moving: tuple[Moving, ...]) -> str:
    """What goes along, with how many are there already."""
    said = [
        _("{what}: {there} + {more}").format(
            what=tr(one.label), there=one.counts[0], more=one.counts[1]
        )
        for one in moving
        if one.counts[1]
    ]
    if not said:
        return _("Nothing hangs on the one that goes.")
    return _("What moves: {list}").format(list=" · ".join(said))
