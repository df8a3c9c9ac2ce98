# SPDX-License-Identifier: Apache-2.0
"""Inviting to an event by a filter: whom it would invite is said before anybody is invited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget
from typing_extensions import override

from crm.domain.all_records import RECORDS
from crm.progress import Progress
from crm.queries import inviting
from crm.queries.filters import Filter
from crm.queries.inviting import MOST, Invitees
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.desk.writing import write
from ui.tables.chips import FilterBar
from ui.tables.views import Tab, all_of
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

NAMED = 24
"""So many of those who would be invited are named; the others are counted."""

WHOM = ("organisation", "person")


class InviteDialog(QDialog):
    """A saved view or a filter of organisations or people; one step invites all of them."""

    invited = Signal(int)
    """So many were invited."""

    def __init__(
        self,
        desk: Desk,
        event_id: int,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Invite by a filter"))
        self._desk, self._event_id, self._today = desk, event_id, today
        self.found = Invitees()
        self._saving = False
        self.whom = ViewSwitch(
            _("Whom"), [Way(one, tr(RECORDS[one].about.words), RECORDS[one].about.icon)
                        for one in WHOM],
        )  # fmt: skip
        self.each = ViewSwitch(
            _("How many of an organisation"),
            [Way("one", _("One of each")), Way("all", _("Everybody there"))],
        )
        self._tabs = {one: all_of(desk, one, today()) for one in WHOM}
        self.views = {one: _views(self._tabs[one]) for one in WHOM}
        self.bars = {one: FilterBar(desk, one, today) for one in WHOM}
        self._count = words("", "heading", wrap=True)
        self._names = words("", "muted", wrap=True)
        self._left_out = words("", "warning", wrap=True)
        self._invite = push(_("Invite"), "primary", sign="user-check")
        self._build()
        self._wire()
        self._turn()

    @property
    def record(self) -> str:
        """The record type that is filtered."""
        return self.whom.current

    @override
    def accept(self) -> None:
        """Invite them, and close when it is done."""
        found, event_id = self.found, self._event_id
        if self._saving or not found.many:
            return
        many = found.many
        said = ngettext("{n} invited.", "{n} invited.", many).format(n=many)

        def act(unit: UnitOfWork) -> int:
            from crm.actions.events import invite  # noqa: PLC0415 - only when it is written

            return len(invite(unit, event_id, found.people, found.organisations))

        self._hold(saving=True)
        write(
            self._desk, self, _("Invite by a filter"), act, said=said, done=self._done,
            failed=self._failed,
        )  # fmt: skip

    def show_filter(self, record: str, wanted: Filter) -> None:
        """Filter these records so."""
        self.whom.choose(record)
        self.bars[record].set_filter(wanted)
        self._turn()

    def _build(self) -> None:
        self._left_out.hide()
        top = QHBoxLayout()
        top.setSpacing(sizes.GAP)
        top.addWidget(self.whom)
        for view in self.views.values():
            view.setMinimumWidth(sizes.NAME_COLUMN)
            top.addWidget(view, 1)
        top.addWidget(self.each)
        box = body(self)
        box.addLayout(top)
        for bar in self.bars.values():
            box.addWidget(bar)
        for label in (self._count, self._names, self._left_out):
            box.addWidget(label)
        box.addStretch(1)
        box.addLayout(foot(self, self._invite))
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)

    def _wire(self) -> None:
        self.whom.chosen.connect(self._turn)
        self.each.chosen.connect(self._read)
        self._invite.clicked.connect(self.accept)
        for one in WHOM:
            self.views[one].changed.connect(self._choose_view)
            self.bars[one].changed.connect(self._read)

    def _turn(self, _way: str = "") -> None:
        for one in WHOM:
            self.views[one].setVisible(one == self.record)
            self.bars[one].setVisible(one == self.record)
        self.each.setVisible(self.record == "organisation")
        self._read()

    def _choose_view(self) -> None:
        chosen = self.views[self.record].value()
        if isinstance(chosen, int):
            self.bars[self.record].set_filter(self._tabs[self.record][chosen].filter)
            self._read()

    def _read(self, _what: object = None) -> None:
        record, wanted, today = self.record, self.bars[self.record].filter, self._today()
        everybody = self.each.current == "all"

        def work(_progress: Progress) -> Invitees:
            with self._desk.register.reading() as session:
                return inviting.invitees(
                    session, self._event_id, record, wanted, everybody=everybody, today=today
                )

        self._desk.jobs.submit_read(work, self._show, owner=self, topic="invitees")

    def _show(self, found: Invitees) -> None:
        self.found = found
        self._count.setText(
            ngettext("{n} would be invited", "{n} would be invited", found.many)
            .format(n=found.many)
        )  # fmt: skip
        named = _(", ").join(found.names[:NAMED])
        rest = len(found.names) - NAMED
        more = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
        self._names.setText(f"{named} {more}" if rest > 0 else named)
        said = list(_left_out(found))
        self._left_out.setText(" ".join(said))
        self._left_out.setVisible(bool(said))
        self._turned()

    def _done(self, many: int) -> None:
        self.invited.emit(many)
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._hold(saving=False)
        self._desk.jobs.troubled.emit(error, None)
        self._read()

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self._turned()

    def _turned(self) -> None:
        self._invite.setEnabled(bool(self.found.many) and not self._saving)


def _views(tabs: list[Tab]) -> ChoiceBox:
    box = ChoiceBox([Option(at, one.name) for at, one in enumerate(tabs)], hint=_("A saved view …"))
    box.setAccessibleName(_("A saved view …"))
    return box


def _left_out(found: Invitees) -> list[str]:
    """Who is not invited, and why, a sentence each."""
    said: list[str] = []
    if found.already:
        said.append(
            ngettext("{n} is invited already.", "{n} are invited already.", found.already)
            .format(n=found.already)
        )  # fmt: skip
    if found.silent:
        names = _(", ").join(found.silent[:NAMED])
        said.append(_("Left out, not to be contacted: {names}.").format(names=names))
    if found.more:
        said.append(_("Only the first {n} were looked at; narrow the filter.").format(n=MOST))
    return said
