# SPDX-License-Identifier: Apache-2.0
"""The grid of those who attended an event: what is typed there becomes the verdicts to be written.

Choosing an interest ticks the plan; a plan that is there already, and what is known of somebody,
cannot be edited here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.actions.afterwards import Verdict
from crm.domain.event import Attendance
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.afterplan import PLANNED
from crm.domain.rules.guests import Guest
from crm.kinds.choices import Choices, Flag, Option
from crm.kinds.texts import Text
from crm.queries.afterwards import AfterEvent, Attendee
from crm.words import _
from ui.desk.desk import Desk
from ui.forms.grid import Grid, GridColumn
from ui.widgets.conflict import Difference

EDITED = ("interest", "wants_to_visit", "asked_about", "note")
"""The fields of an attendance that are edited in the grid."""

GONE = "gone"
"""Before the name of what was typed of somebody who was taken away."""

OF_THE_PERSON = ("name", "title", "phone")
NAME_WIDTH, HOUSE_WIDTH, TITLE_WIDTH, PHONE_WIDTH = 4, 8, 4, 7  # characters
TICK_WIDTH, ASKED_WIDTH, NOTE_WIDTH, STANDING_WIDTH = 4, 6, 4, 10


class AttendeeGrid(QWidget):
    """Shows the desk of one event; `changed` tells that something was edited."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: AfterEvent | None = None
        self._options: Mapping[int, str] = {}
        self._ticked: set[int] = set()
        self._gone: list[Mapping[str, Any]] = []
        """What was typed of attendees who were taken away meanwhile, as it was held."""
        self._filling = False
        self.grid: Grid | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    @property
    def attendees(self) -> Sequence[Attendee]:
        """Who is shown, in the order of the rows."""
        return () if self._shown is None else self._shown.attendees

    @property
    def is_edited(self) -> bool:
        """Whether something is typed that is not saved."""
        return bool(self._gone) or (self.grid is not None and bool(self.grid.touched()))

    def show_event(self, found: AfterEvent) -> None:
        """Show the desk of an event; what was typed is forgotten."""
        grid = self._grid_for(found.projects)
        self._shown = found
        self._ticked.clear()
        self._gone = []
        held = {at: _held(one) for at, one in enumerate(found.attendees)}
        here = grid.table.currentIndex()
        self._filling = True
        grid.show_rows([_row(one) for one in found.attendees], locked=held)
        grid.may_grow = True
        if here.isValid() and here.row() < grid.model.rowCount():
            grid.table.go(here.row(), here.column())
        self._filling = False

    def chosen(self) -> list[Attendee]:
        """The attendees whose rows are chosen."""
        if self.grid is None:
            return []
        rows = sorted({row for row, _column in self.grid.table.chosen()})
        return [self.attendees[row] for row in rows if row < len(self.attendees)]

    def held(self) -> list[object]:
        """What is typed and over what, by the id of the attendance (0: who was added)."""
        found: list[object] = list(self._gone)
        grid, known = self.grid, self.attendees
        if grid is None:
            return found
        for at in grid.touched():
            one: dict[str, object] = {"id": 0, "cells": grid.held(at)}
            if at < len(known):
                one |= {
                    "id": known[at].id, "row": grid.held(at, whole=True), "called": grid.called(at),
                }  # fmt: skip
            found.append(one)
        return found

    def put_back(self, held: Sequence[object]) -> list[str]:
        """Type again what was held; gives in words what is known, and locked, by now.

        What somebody changed meanwhile, or whom they took away, is asked for: see `clashes`.
        """
        grid = self.grid
        if grid is None:
            return []
        places = {one.id: at for at, one in enumerate(self.attendees)}
        rows, locked = grid.rows(), list[str]()
        self._filling = True
        for one in (cast("Mapping[str, Any]", kept) for kept in held if isinstance(kept, dict)):
            at = places.get(one.get("id", 0))
            if at is None and one.get("id"):
                self._gone.append(one)
                continue
            cells = dict(cast("Mapping[str, Any]", one.get("cells") or {}))
            if at is None:
                at = grid.add_row({}, {})
            elif self.attendees[at].plan.steps:
                cells.pop("plan", None)  # it is made: a colleague was first
            if "interest" in cells or (at < len(rows) and rows[at].get("interest") in PLANNED):
                self._ticked.add(at)  # whether there is to be a plan is typed already
            locked += grid.put_back(at, cells)
        self._filling = False
        self.changed.emit()
        return locked

    def clashes(self) -> list[Difference]:
        """What somebody else changed or took away under what is typed, until it is chosen."""
        found = [] if self.grid is None else self.grid.clashes()
        return found + [
            Difference(f"{GONE}{at}", str(one.get("called", "")), "", _told(one), _("Deleted"))
            for at, one in enumerate(self._gone)
        ]

    def choose(self, choices: Mapping[str, str]) -> None:
        """Let mine or theirs stand; mine of somebody taken away is entered once more."""
        gone, self._gone = self._gone, []
        if self.grid is None:
            return
        for at, one in enumerate(gone):
            if choices.get(f"{GONE}{at}") == "mine":
                self.grid.put_back(self.grid.add_row({}, {}), one.get("row") or {})
        self.grid.choose({n: whose for n, whose in choices.items() if not n.startswith(GONE)})

    def verdicts(self) -> list[Verdict]:
        """What is to be written for the rows that were edited."""
        known = self.attendees
        grid = self.grid
        if grid is None:
            return []
        rows = grid.rows()
        return [_verdict(known[at] if at < len(known) else None, rows[at]) for at in grid.touched()]

    def plan_all(self) -> None:
        """Tick the plan of everybody who was interested and has none."""
        waiting = [
            at for at, one in enumerate(self.attendees) if not one.plan.steps and one.is_waiting
        ]
        if self.grid is not None and waiting:
            self.grid.put_all({(at, "plan"): True for at in waiting})

    def _grid_for(self, projects: Mapping[int, str]) -> Grid:
        """The grid; another one when other projects can be asked about."""
        if self.grid is not None and self._options == projects:
            return self.grid
        if self.grid is not None:
            self._box.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        self._options = dict(projects)
        made = self.grid = Grid(self._desk, _columns(projects))
        made.table.setAccessibleName(_("Attendees"))
        made.named_by = 2
        made.changed.connect(self._edited)
        self._box.addWidget(made)
        self.setFocusProxy(made)
        return made

    def _edited(self) -> None:
        grid = self.grid
        if self._filling or grid is None:
            return
        self._filling = True
        rows, known = grid.rows(), self.attendees
        keen = [
            at for at in grid.touched()
            if at not in self._ticked
            and rows[at].get("interest") in PLANNED
            and not (at < len(known) and known[at].plan.steps)
        ]  # fmt: skip
        self._ticked.update(keen)
        if keen:
            grid.put_all({(at, "plan"): True for at in keen})
        self._filling = False
        self.changed.emit()


def _columns(projects: Mapping[int, str]) -> list[GridColumn]:
    person, fields = Person.fields(), Attendance.fields()
    asked = Choices(
        "asked_project", tuple(Option(str(one), name) for one, name in projects.items())
    )
    house = Organisation.fields()["name"].kind
    return [
        GridColumn("name", _("Guest"), person["name"].kind, width=NAME_WIDTH),
        GridColumn("organisation", fields["organisation_id"].title, house, width=HOUSE_WIDTH),
        GridColumn("title", person["title"].title, person["title"].kind, width=TITLE_WIDTH),
        GridColumn("phone", person["mobile"].title, person["mobile"].kind, width=PHONE_WIDTH),
        GridColumn.of(fields["interest"], width=TICK_WIDTH),
        GridColumn(
            "plan", _("Plan"), Flag(), width=TICK_WIDTH,
            hint=_("Makes the follow-ups of the plan, and who is missing, when it is saved."),
        ),
        GridColumn(
            "projects", _("Projects"), asked, width=ASKED_WIDTH, hint=_("Projects asked about")
        ),
        GridColumn.of(fields["wants_to_visit"], width=TICK_WIDTH),
        GridColumn.of(fields["note"], width=NOTE_WIDTH),
        GridColumn("standing", _("Follow-up"), Text(), editable=False, width=STANDING_WIDTH),
    ]  # fmt: skip


def _row(one: Attendee) -> dict[str, object]:
    shown = {name: one.values[name] for name in EDITED}
    return shown | {
        "name": one.name, "organisation": one.organisation, "title": one.title,
        "phone": one.phone, "projects": tuple(str(each) for each in one.projects),
        "plan": True if one.plan.steps else None, "standing": standing_words(one),
    }  # fmt: skip


def _held(one: Attendee) -> list[str]:
    """What is known of an attendee already, and is corrected on the page of the person."""
    held = [*OF_THE_PERSON] if one.person_id is not None else []
    if one.organisation_id is not None:
        held.append("organisation")
    if one.plan.steps:
        held.append("plan")
    return held


def standing_words(one: Attendee) -> str:
    """How far somebody was followed up, and what is next."""
    if one.plan.due_on is not None:
        return _("{day} {step}").format(day=f"{one.plan.due_on:%m-%d}", step=one.plan.subject)
    if one.values["board"] == "declined":
        return _("Not interested")
    if one.followed_up_on is not None:
        return _("Followed up on {day}").format(day=one.followed_up_on.isoformat())
    return _("Not yet followed up")


def _verdict(known: Attendee | None, row: Mapping[str, Any]) -> Verdict:
    guest = Guest(
        *(str(row.get(name) or "") for name in ("name", "organisation", "title", "phone"))
    )
    asked = tuple(int(one) for one in row.get("projects") or ())
    if known is None:
        given = {name: row.get(name) for name in EDITED if row.get(name) is not None}
        return Verdict(0, values=given, guest=guest, projects=asked, plan=bool(row.get("plan")))
    edited = {
        name: row.get(name) for name in EDITED if name in row and row[name] != known.values[name]
    }
    return Verdict(
        known.id, known.version, edited, {name: known.values[name] for name in edited}, guest,
        known.projects, None if asked == known.projects else asked,
        plan=bool(row.get("plan")) and not known.plan.steps,
    )  # fmt: skip


def _told(one: Mapping[str, Any]) -> str:
    """What was typed in a row, in words."""
    cells = cast("Mapping[str, Mapping[str, object]]", one.get("cells") or {})
    return ", ".join(str(cell.get("text") or "—") for cell in cells.values())
