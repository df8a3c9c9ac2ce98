# SPDX-License-Identifier: Apache-2.0
"""A project begun at an event: who it begins with and its first facts, in one small window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.project import Project
from crm.domain.records import today
from crm.progress import Progress
from crm.queries import reception
from crm.queries.effects import INTERESTED
from crm.queries.reception import Guest, Visitors
from crm.storage.unit import UnitOfWork
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.asking import Asking
from ui.widgets.droplist import Option
from ui.widgets.fieldrow import FieldRow
from ui.widgets.multichoice import MultiChoice

ASKED = ("name", "chain", "total_investment", "site", "staff_id")
"""The fields of the project that matter on the day of a visit."""


def begin(desk: Desk, event_id: int, chosen: Sequence[int], parent: QWidget) -> None:
    """Read who is on the list of an event, and open the window in which a project begins."""

    def work(_progress: Progress) -> Visitors:
        with desk.register.reading() as session:
            return reception.visitors(session, event_id, today=today())

    def done(found: Visitors) -> None:
        BeginDialog(desk, found, chosen, parent.window()).open()

    desk.jobs.submit_read(work, done, owner=desk, topic="begin")


class BeginDialog(Asking):
    """Guests and first facts of a project; everything else is carried along by what is written."""

    def __init__(
        self, desk: Desk, of: Visitors, chosen: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "project", ASKED, _("Begin a project"), parent)
        self._of = of
        self.made = 0
        named = {one.id: Option(one.id, _label(one)) for one in of.guests}
        self.guests = MultiChoice(list(named.values()))
        self._guest_row = FieldRow(_("Guests"), self.guests, required=True)
        self.above.addWidget(self._guest_row)
        begun = [one for one in of.guests if one.id in (chosen or proposed(of))]
        self.guests.set_options([named[one.id] for one in begun])
        house = next((one.house for one in begun if one.house), "")
        if house:
            self.rows.editors["name"].set_value(_("{house} project").format(house=house))
        if of.staff_id is not None:
            self.rows.editors["staff_id"].set_value(of.staff_id, of.staff)
        self.guests.changed.connect(self.rows.changed)
        self.show_title(of.name)
        said = _("The event, the investors with their contacts, what they asked about, the talk of"
                 " that day and a follow-up are written with it.")  # fmt: skip
        self.tell("\n".join(one for one in (said, of.doubt) if one))

    @override
    def about_which(self) -> str:
        return str(self._of.event_id)

    @override
    def said(self) -> str:
        name = self.rows.editors["name"].valid()
        return _("Begun: {project}").format(project=name)

    @override
    def held(self) -> dict[str, object]:
        return {**super().held(), "guests": self.guests.value()}

    @override
    def put_back(self, held: Mapping[str, object]) -> None:
        super().put_back(held)
        kept = cast("list[object]", held.get("guests") or [])
        there = {one.id: one for one in self._of.guests}
        known = [there[one] for one in kept if isinstance(one, int) and one in there]
        self.guests.set_options([Option(one.id, _label(one)) for one in known])

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        chosen = bool(self.guests.value())
        self._guest_row.show_error("" if chosen else _("Choose at least one guest."))
        if values.get("name"):
            return {} if chosen else {"guests": ""}
        return {"name": _("{field} is empty.").format(field=Project.fields()["name"].title)}

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions.visits import begin_project  # noqa: PLC0415 - only when it is written

        guests = [one for one in self.guests.value() if isinstance(one, int)]
        whole: dict[str, Any] = {name: values.get(name) for name in ASKED}
        self.made = begin_project(unit, self._of.event_id, guests, whole).id

    @override
    def _done(self, _none: None) -> None:
        super()._done(_none)
        self._desk.go("project", self.made)


def proposed(of: Visitors) -> list[int]:
    """Who a project most likely begins with: all who came when they are of one house.

    Of several houses it is the one that is keen, when it is the only one.
    """
    came = [one for one in of.guests if one.came]
    if len({one.house for one in came}) == 1:
        return [one.id for one in came]
    keen = [one for one in came if one.interest in INTERESTED]
    return [one.id for one in keen] if len({one.house for one in keen}) == 1 else []


def _label(guest: Guest) -> str:
    both = (guest.name, guest.house)
    return " · ".join(one for one in both if one) or f"#{guest.id}"
