# SPDX-License-Identifier: Apache-2.0
"""Giving projects another status: a small window that asks for exactly what that status needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.domain.rules.stages import STATUS_NEEDS, STATUSES
from crm.progress import Progress
from crm.queries import reading
from crm.words import _, ngettext, tr
from ui.desk.desk import Desk
from ui.forms.asking import Asking
from ui.widgets.switch import ViewSwitch, Way

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

FIELDS = ("status_on", "status_reason", "shelved_until", "lost_to")
ALWAYS = ("status_on",)
"""What is asked for with every status, needed or not: the day of the change."""

LABELS: Mapping[str, str] = {one.code: one.label for one in STATUSES}


def ask_status(
    desk: Desk,
    parent: QWidget,
    ids: Sequence[int],
    today: Callable[[], date],
    *,
    shown: Callable[[StatusDialog], object] | None = None,
) -> None:
    """Read how the first project stands, and open the window for all of them."""
    many = list(ids)
    if not many:
        return

    def work(_progress: Progress) -> reading.RecordView:
        with desk.register.reading() as session:
            return reading.read(session, "project", many[0])

    def done(view: reading.RecordView) -> None:
        dialog = StatusDialog(desk, many, view, today, parent)
        dialog.open()
        if shown is not None:
            shown(dialog)

    desk.jobs.submit_read(work, done, owner=desk, topic="status")


class StatusDialog(Asking):
    """Status, day, reason, until when, lost to which place: what the chosen status needs."""

    turned = Signal(str)
    """Another status is chosen."""

    def __init__(
        self,
        desk: Desk,
        ids: Sequence[int],
        view: reading.RecordView,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "project", FIELDS, _("Set the status"), parent)
        self._ids, self._was, self._seen = list(ids), str(view.values["status"]), desk.register.seen
        self._name = view.title
        ways = [Way(one.code, tr(one.label)) for one in STATUSES]
        self.status = ViewSwitch(_("Which status?"), ways)
        self.status.choose(self._was)
        self.status.chosen.connect(self._turn)
        self.show_title(self._what())
        self.above.addWidget(self.status)
        self.rows.editors["status_on"].set_value(today())
        if len(ids) == 1:
            for name in FIELDS[1:]:
                self.rows.editors[name].set_value(view.values[name])
        self._ask()

    @override
    def wanted(self) -> tuple[str, ...]:
        needs = STATUS_NEEDS[self.status.current]
        return tuple(name for name in FIELDS if name in needs or name in ALWAYS)

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import projects  # noqa: PLC0415 - only when something is written

        projects.set_status(
            unit, self._ids, self.status.current, seen=self._seen,
            on=cast("date", values["status_on"]),
            reason=str(values.get("status_reason") or ""),
            shelved_until=cast("date | None", values.get("shelved_until")),
            lost_to=str(values.get("lost_to") or ""),
        )  # fmt: skip

    @override
    def said(self) -> str:
        return _("{what}: {status}").format(
            what=self._what(), status=tr(LABELS[self.status.current])
        )

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        needs = (*ALWAYS, *STATUS_NEEDS[self.status.current])
        return {name: _("This is still missing.") for name in needs if not values.get(name)}

    @override
    def about_which(self) -> str:
        return " ".join(map(str, self._ids))

    def _what(self) -> str:
        number = len(self._ids)
        if number == 1:
            return self._name
        return ngettext("{n} project", "{n} projects", number).format(n=number)

    @override
    def held(self) -> dict[str, object]:
        return {**super().held(), "status": self.status.current}

    @override
    def put_back(self, held: Mapping[str, object]) -> None:
        status = held.get("status")
        if status in STATUS_NEEDS:
            self.status.choose(str(status))
            self._ask()
        super().put_back(held)

    def _turn(self, _status: str) -> None:
        self._draft.touch()
        self._ask()

    def _ask(self) -> None:
        """Ask for what the chosen status needs, and for nothing else."""
        self.tell(_told(self.status.current))
        self.show_wanted()
        self.turned.emit(self.status.current)


class StandstillDialog(Asking):
    """Why nothing moves, and from which day that is known; the light is quiet from then on."""

    def __init__(
        self,
        desk: Desk,
        ids: Sequence[int],
        name: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            desk, "project", ("stale_reason", "stale_reason_on"), _("Explain a standstill"), parent
        )
        self._ids, self._name, self._seen = list(ids), name, desk.register.seen
        self.show_title(self._what())
        self.tell(_("The reason goes on record. It counts as a sign of life of its day."))
        self.rows.editors["stale_reason_on"].set_value(today())
        self.show_wanted()

    @override
    def write(self, unit: UnitOfWork, values: Mapping[str, object]) -> None:
        from crm.actions import projects  # noqa: PLC0415 - only when something is written

        projects.explain_standstill(
            unit, self._ids, str(values.get("stale_reason") or ""), seen=self._seen,
            on=cast("date", values["stale_reason_on"]),
        )  # fmt: skip

    @override
    def said(self) -> str:
        return _("Explained: {what}").format(what=self._what())

    @override
    def lacking(self, values: Mapping[str, object]) -> dict[str, str]:
        said = {"stale_reason": _("Say why the project stands still.")}
        said["stale_reason_on"] = _("This is still missing.")
        return {name: one for name, one in said.items() if not values.get(name)}

    @override
    def about_which(self) -> str:
        return " ".join(map(str, self._ids))

    def _what(self) -> str:
        number = len(self._ids)
        if number == 1 and self._name:
            return self._name
        return ngettext("{n} project", "{n} projects", number).format(n=number)


def explain(
    desk: Desk, parent: QWidget, ids: Sequence[int], today: Callable[[], date], name: str = ""
) -> StandstillDialog | None:
    """Open the window in which the standstill of projects is explained."""
    if not ids:
        return None
    dialog = StandstillDialog(desk, ids, name, today, parent)
    dialog.open()
    return dialog


def _told(status: str) -> str:
    return {
        "normal": _("It stands on the board and moves."),
        "delayed": _("It stays on the board, marked as delayed."),
        "shelved": _("It leaves the board until somebody takes it up again."),
        "terminated": _("It leaves the board for good; say where it went instead."),
        "completed": _("It leaves the board; the milestone “In production” gets this day."),
    }[status]
