# SPDX-License-Identifier: Apache-2.0
"""Signing in at an event: who is missing is made, and everybody stands there as having attended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.actions import records
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.records import today
from crm.domain.rules.guests import Guest, parted
from crm.kinds.texts import MOBILE_DIGITS, digits
from crm.storage.sortkeys import key_of
from crm.storage.unit import UnitOfWork

LONGEST_NOTE = 200
COMING = frozenset({"planned", "preparing"})
"""The states of an event that is still to come."""
Values = Mapping[str, object]


@dataclass(frozen=True)
class Arrival:
    """Somebody who signed in, and who they are as far as that was said."""

    guest: Guest
    person_id: int | None = None
    organisation_id: int | None = None
    attendance_id: int | None = None


@dataclass
class Arrived:
    """What was written for a list: who attended, and who had to be made."""

    attendances: list[int] = field(default_factory=list[int])
    people: list[int] = field(default_factory=list[int])
    organisations: list[int] = field(default_factory=list[int])
    held: bool = False
    """Whether the event was taken for planned until now."""


def sign_in(unit: UnitOfWork, event_id: int, arrivals: Sequence[Arrival]) -> Arrived:
    """Note everybody of a list as having attended, with the people and houses that were missing.

    A house that several name is made once; who stands in the list twice attended once. An event
    that has begun and was still taken for planned was held: somebody came.

    Raises:
        NotFound: the event, or somebody who was chosen, is gone.
    """
    event = unit.get(Event, event_id)
    arrived = Arrived()
    houses = Houses(unit, event, arrived)
    known = _Listed(unit.find(Attendance, Attendance.event_id == event.id))
    for one in arrivals:
        person, house = whoever(unit, event, one, houses)
        there = known.of(one, person, house)
        if there is None:
            there = records.make(unit, Attendance, {
                "event_id": event.id, "state": "attended",
                "name": parted(one.guest.name)[0] or None,
                "person_id": person and person.id, "organisation_id": house,
                "note": one.guest.note[:LONGEST_NOTE],
            })  # fmt: skip
        elif there.id in known.arrived:
            continue
        else:
            records.alter(unit, there, _what_is_new(there, one, person, house))
        known.note(there)
    arrived.attendances.extend(known.arrived)
    arrived.held = bool(arrived.attendances) and took_place(unit, event)
    return arrived


def took_place(unit: UnitOfWork, event: Event) -> bool:
    """Note that an event that has begun was held; whether that is new."""
    if event.state not in COMING or event.starts_on > today():
        return False
    records.alter(unit, event, {"state": "held"})
    return True


class _Listed:
    """Who stands on the list of an event: found at once by id, by person, or as their house."""

    def __init__(self, rows: Sequence[Attendance]) -> None:
        self._by_id: dict[int, Attendance] = {}
        self._by_person: dict[int, Attendance] = {}
        self._houses: dict[int, Attendance] = {}
        self.arrived: dict[int, None] = {}
        for row in rows:
            self._add(row)

    def of(self, one: Arrival, person: Person | None, house: int | None) -> Attendance | None:
        """Where a guest stands already: as was said, by person, or as a house without a person."""
        there = self._by_id.get(one.attendance_id or 0)
        if there is None and person is not None:
            there = self._by_person.get(person.id)
        if there is None and person is None:
            there = self._houses.get(house or 0)
        return there

    def note(self, row: Attendance) -> None:
        """Somebody has arrived, and is found by who they are from now on."""
        self.arrived[row.id] = None
        if row.person_id is not None and self._houses.get(row.organisation_id or 0) is row:
            del self._houses[row.organisation_id or 0]
        self._add(row)

    def _add(self, row: Attendance) -> None:
        self._by_id[row.id] = row
        if row.person_id is not None:
            self._by_person.setdefault(row.person_id, row)
        elif row.organisation_id is not None:
            self._houses.setdefault(row.organisation_id, row)


class Houses:
    """The organisations of one list: known ones by id, new ones made once by their name."""

    def __init__(self, unit: UnitOfWork, event: Event, arrived: Arrived) -> None:
        self._unit, self._event, self.arrived = unit, event, arrived
        self._made: dict[str, int] = {}

    def of(self, guest: Guest, known: int | None) -> int | None:
        """The house of a guest; None when they named none."""
        if known is not None:
            return self._unit.get(Organisation, known).id
        name = guest.organisation.strip()
        if not name:
            return None
        if name not in self._made:
            there = self._named(name)
            if there is not None:
                self._made[name] = there.id
                return there.id
            made = records.make(self._unit, Organisation, {
                "name": name, "source": self._event.name, "staff_id": self.staff_id,
            })  # fmt: skip
            self._made[name] = made.id
            self.arrived.organisations.append(made.id)
        return self._made[name]

    def _named(self, name: str) -> Organisation | None:
        """The house of exactly this name, if there is one."""
        key = Organisation.__table__.c.name_key == key_of(name, "pinyin")
        found = self._unit.find(Organisation, key, Organisation.name == name)
        return found[0] if found else None

    @property
    def staff_id(self) -> int | None:
        """Who answers for the event, and for what is made for it."""
        return self._event.staff_id


def whoever(
    unit: UnitOfWork, event: Event, one: Arrival, houses: Houses
) -> tuple[Person | None, int | None]:
    """The person of a guest, made when they have a name and are not known; and their house."""
    if one.person_id is not None:
        person = unit.get(Person, one.person_id)
        _complete(unit, person, one, houses)
        house = one.organisation_id or person.organisation_id
        return person, house or houses.of(one.guest, None)
    house = houses.of(one.guest, one.organisation_id)
    if not one.guest.name.strip():
        return None, house
    name, address = parted(one.guest.name)
    made = records.make(unit, Person, {
        "name": name, "address_form": address or None, "organisation_id": house,
        "title": one.guest.title,
        "source": event.name, "staff_id": houses.staff_id, **_numbers(one.guest),
    })  # fmt: skip
    houses.arrived.people.append(made.id)
    return made, house


def _complete(unit: UnitOfWork, person: Person, one: Arrival, houses: Houses) -> None:
    """Fill in what was not known of somebody; what is known stays as it is."""
    address = parted(one.guest.name)[1]
    given: dict[str, object] = {
        "title": one.guest.title, "address_form": address, **_numbers(one.guest),
    }  # fmt: skip
    if person.organisation_id is None:
        given["organisation_id"] = houses.of(one.guest, one.organisation_id)
    numbers = {digits(getattr(person, name) or "") for name in ("mobile", "mobile2", "phone")}
    missing = {
        name: value
        for name, value in given.items()
        if value and not getattr(person, name) and digits(str(value)) not in numbers - {""}
    }
    if missing:
        records.alter(unit, person, missing)


def _numbers(guest: Guest) -> Values:
    """The telephones of a guest by field: mobiles, then whatever else can be called."""
    values: dict[str, object] = {}
    for number in (guest.phone, guest.phone2):
        places = ("mobile", "mobile2") if len(digits(number)) == MOBILE_DIGITS else ("phone",)
        free = next((place for place in places if place not in values), "")
        if number and free:
            values[free] = number
    return values


def _what_is_new(
    there: Attendance, one: Arrival, person: Person | None, house: int | None
) -> Values:
    values: dict[str, object] = {"state": "attended"}
    if person is not None:
        values["person_id"] = person.id
    if there.organisation_id is None and house is not None:
        values["organisation_id"] = house
    if one.guest.note and not there.note:
        values["note"] = one.guest.note[:LONGEST_NOTE]
    return values
