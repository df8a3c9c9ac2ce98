# SPDX-License-Identifier: Apache-2.0
"""Closing follow-ups with their result and next step, putting them off, passing them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from crm.domain.contact import FollowUp
from crm.domain.rules.following import Next
from crm.progress import Progress
from crm.queries import queue
from crm.queries.queue import STEPS, Waiting
from crm.words import _, ngettext, pgettext, tr
from ui.desk.desk import Desk
from ui.forms.asking import Asking

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

SHOWN = 4
"""So many of several follow-ups are named in a window; the others are counted."""

DAYS = frozenset({"due_on", "snoozed_until"})
"""The fields that plan a day."""

CHAINED = ("next_step", "due_on")
"""The fields of the next step: what, and by when."""


class QueueDialog(Asking):
    """A window about one or several open follow-ups; what it does is one undoable step."""

    names: tuple[str, ...] = ()

    def __init__(
        self,
        desk: Desk,
        those: Sequence[Waiting],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "follow_up", self.names, self.title(), parent)
        self._those, self._today, self._seen = tuple(those), today, desk.register.seen
        self.show_title(self.about())
        self.told = "\n".join(_told(those))
        self.begin()
        self.rows.changed.connect(self._doubt)
        self._doubt()

    @staticmethod
    def title() -> str:
        """What the window is called."""
        raise NotImplementedError

    def begin(self) -> None:
        """Enter what is proposed."""

    def _doubt(self) -> None:
        """Say below the follow-ups when a day lies in a year whose holidays nobody knows yet."""
        days = [self.rows.editors[name].valid() for name in self.wanted() if name in DAYS]
        known = self._those[0].workdays
        doubt = known.doubt(*(one for one in days if isinstance(one, date)))
        self.tell("\n".join(one for one in (self.told, doubt) if one))
        self.adjustSize()

    @property
    def ids(self) -> list[int]:
        """The follow-ups it is about."""
        return [one.id for one in self._those]

    @override
    def about_which(self) -> str:
        return " ".join(map(str, self.ids))

    def about(self) -> str:
        """The follow-up by its subject, several by their number."""
        if len(self._those) == 1:
            return _("{label}: {text}").format(label=self.title(), text=self._those[0].subject)
        said = ngettext("{title}: {n} follow-up", "{title}: {n} follow-ups", len(self._those))
        return said.format(title=self.title(), n=len(self._those))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In a text of several lines Enter begins a new one.
        enter = Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
            return
        super().keyPressEvent(event)

    @override
    def said(self) -> str:
        return self.about()

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        fields = FollowUp.fields()
        return {
            name: _("{field} is empty.").format(field=fields[name].title)
            for name in self.wanted()
            if not values.get(name)
        }


class CloseDialog(QueueDialog):
    """Day and result; then the next step, one's own or (of several) that of each."""

    names = ("done_on", "result", *CHAINED)

    def __init__(
        self,
        desk: Desk,
        those: Sequence[Waiting],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        self.chain = QCheckBox(_("A next step follows"))
        super().__init__(desk, those, today, parent)

    @staticmethod
    @override
    def title() -> str:
        return pgettext("follow-up", "Close")

    @override
    def begin(self) -> None:
        one = len(self._those) == 1
        if not one:
            self.chain.setText(_("The next step of each follows"))
        first = self._those[0].then
        editors = self.rows.editors
        editors["done_on"].set_value(self._today())
        editors["next_step"].set_value(first.subject)
        editors["due_on"].set_value(first.due_on)
        self.chain.setChecked(not any(two.ends for two in self._those))
        self.chain.toggled.connect(self._turn)
        # Between the result and what comes next.
        self.rows.box.insertWidget(2, self.chain)
        self.show_wanted()

    @override
    def wanted(self) -> tuple[str, ...]:
        if not self.chain.isChecked():
            return ("done_on", "result")
        return self.names if len(self._those) == 1 else ("done_on", "result", "due_on")

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import contacts  # noqa: PLC0415 - only when something is written

        then: dict[int, Next] = {}
        if self.chain.isChecked():
            day = cast("date", values["due_on"])
            for one in self._those:
                then[one.id] = Next(str(values.get("next_step") or one.then.subject), day)
        contacts.close_all(
            unit, self.ids, on=cast("date", values["done_on"]), result=str(values["result"]),
            then=then,
        )  # fmt: skip

    @override
    def held(self) -> dict[str, object]:
        return {**super().held(), "chain": self.chain.isChecked()}

    @override
    def put_back(self, held: Mapping[str, object]) -> None:
        super().put_back(held)
        self.chain.setChecked(held.get("chain") is True)

    def _turn(self, _on: bool) -> None:  # noqa: FBT001 - Qt's
        self._draft.touch()
        self.show_wanted()
        self._doubt()


class SnoozeDialog(QueueDialog):
    """Until when, and why."""

    names = ("snoozed_until", "snooze_reason")

    @staticmethod
    @override
    def title() -> str:
        return _("Put off")

    @override
    def begin(self) -> None:
        self.rows.editors["snoozed_until"].set_value(max(one.later for one in self._those))

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import contacts  # noqa: PLC0415 - only when something is written

        until, reason = cast("date", values["snoozed_until"]), str(values["snooze_reason"])
        contacts.snooze_all(unit, self.ids, until, reason=reason, seen=self._seen)


class ReassignDialog(QueueDialog):
    """To whom."""

    names = ("staff_id",)

    @staticmethod
    @override
    def title() -> str:
        return _("Pass on")

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import contacts  # noqa: PLC0415 - only when something is written

        contacts.reassign(unit, self.ids, cast("int", values["staff_id"]), seen=self._seen)


def ask(
    window: type[QueueDialog],
    desk: Desk,
    parent: QWidget,
    ids: Sequence[int],
    today: Callable[[], date],
    *,
    shown: Callable[[QueueDialog], object] | None = None,
) -> None:
    """Read those of the follow-ups that are still open, and open the window about them."""
    day = today()

    def work(_progress: Progress) -> tuple[Waiting, ...]:
        with desk.register.reading() as session:
            return queue.waiting(session, ids, today=day)

    def done(those: tuple[Waiting, ...]) -> None:
        if not those:
            desk.notice(_("These follow-ups were closed already."), kind="info")
            return
        dialog = window(desk, those, today, parent)
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(work, done, owner=desk, topic="queue")


def _told(those: Sequence[Waiting]) -> list[str]:
    """The follow-ups in a line each: about whom, and how late."""
    found: list[str] = []
    for one in those[:SHOWN]:
        late = ngettext("{n} day late", "{n} days late", one.late).format(n=one.late)
        said = [one.about, late if one.late else "", tr(STEPS[one.step]) if one.step else ""]
        if one.planned is not None:
            planned = _("planned next: {subject}, {day}")
            said.append(planned.format(subject=one.planned.subject, day=one.planned.due_on))
        if len(those) > 1:
            said.insert(0, one.subject)
        found.append(" · ".join(part for part in said if part))
    left = len(those) - SHOWN
    if left > 0:
        found.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return [line for line in found if line]
