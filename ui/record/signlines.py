# SPDX-License-Identifier: Apache-2.0
"""The lines of a sign-in list: the guest, who it is said to be, and how that is told in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.domain.event import Attendance
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.rules.guests import Guest
from crm.exchange.signin import LISTED_TWICE, UNSURE, Signed
from crm.kinds.texts import Text
from crm.queries.recognising import Known, Recognised
from crm.words import _, tr
from ui.forms.grid import GridColumn

GUEST = ("name", "organisation", "title", "phone", "phone2", "note")
NEW = Known(0, "")
"""Chosen for a guest who is nobody that is known."""


@dataclass(frozen=True)
class Line:
    """One guest of the list: who they are said to be, None while nobody has decided."""

    found: Recognised
    person: Known | None = None
    house: Known | None = None
    doubts: tuple[str, ...] = ()
    question: str = ""
    """What must be said of the line itself: `UNSURE`, `LISTED_TWICE` or nothing."""
    again: bool = False
    """The same guest as on a line above, who signs in once."""

    @property
    def asks_person(self) -> bool:
        """Whether somebody must say who it is."""
        return self.person is None

    @property
    def asks_house(self) -> bool:
        """Whether somebody must say which organisation it is."""
        return self.house is None and (self.person is None or not self.person.id)

    @property
    def is_open(self) -> bool:
        """Whether something must be said yet."""
        return not self.again and (self.asks_person or self.asks_house or bool(self.question))


def lines_of(signed: Sequence[Signed], found: Sequence[Recognised]) -> list[Line]:
    """The lines of a list; who stands above already, and is not known, is asked about."""
    seen: set[tuple[str, str]] = set()
    lines: list[Line] = []
    for one, other in zip(signed, found, strict=True):
        line = line_of(other, one.doubts)
        said = one.name, one.organisation
        is_known = line.person is not None and line.person.id
        question = UNSURE if UNSURE in one.doubts else ""
        if LISTED_TWICE in one.doubts and said in seen and not is_known:
            question = LISTED_TWICE
        seen.add(said)
        lines.append(replace(line, question=question))
    return lines


def line_of(found: Recognised, doubts: tuple[str, ...]) -> Line:
    """A guest with what is certain; who is alike to nobody is new."""
    person = found.person or (None if found.people else NEW)
    house = found.organisation or (None if found.organisations else NEW)
    return Line(found, person, house, doubts)


def is_there(guest: Guest) -> bool:
    """Whether a line names anybody at all."""
    return bool(guest.name or guest.organisation)


def row_of(line: Line) -> dict[str, object]:
    """A line as the grid shows it."""
    guest = line.found.guest
    return {**{name: getattr(guest, name) for name in GUEST}, "who": who(line)}


def who(line: Line) -> str:
    """Who a guest is said to be, in words."""
    if line.again:
        return _("The same as above")
    if line.person is None or line.question:
        return _("To be decided")
    if line.person.id:
        return told(line.person)
    if line.house is None:
        return _("Organisation to be decided")
    if line.house.id:
        return _("New, of {house}").format(house=line.house.title)
    return _("New")


def told(known: Known) -> str:
    """A known person or organisation, with what it is alike by."""
    parts = [known.title, known.hint]
    said = " · ".join(part for part in parts if part)
    return _("{who} ({why})").format(who=said, why=tr(known.why)) if known.why else said


def columns() -> list[GridColumn]:
    """The columns of the list."""
    person, fields = Person.fields(), Attendance.fields()
    house = Organisation.fields()["name"].kind
    return [
        GridColumn("name", _("Guest"), person["name"].kind, width=5),
        GridColumn("organisation", fields["organisation_id"].title, house, width=14),
        GridColumn("title", person["title"].title, person["title"].kind, width=6),
        GridColumn("phone", person["mobile"].title, person["mobile"].kind, width=8),
        GridColumn("phone2", person["mobile2"].title, person["mobile2"].kind, width=8),
        GridColumn("note", fields["note"].title, fields["note"].kind, width=6),
        GridColumn("who", _("Recognised as"), Text(), editable=False, width=15),
    ]
