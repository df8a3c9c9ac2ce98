# SPDX-License-Identifier: Apache-2.0
"""People out of vCards and into them: what is new, known or doubtful, taken in one unit of work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.actions import records
from crm.domain.all_records import RECORDS
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.errors import InvalidInput
from crm.exchange.vcard import Card
from crm.queries.duplicates import Twin, twins
from crm.storage.portions import portions
from crm.storage.unit import UnitOfWork

SURE = 0.9
"""From this likeness on a card is taken for somebody who is known."""

NAME_MOST, HOUSE_MOST, NOTE_MOST = 80, 120, 20_000
"""Characters that are kept of a name or note; a name that is cut stands whole in the note."""


class Standing(Enum):
    """What a card is for the office."""

    NEW = "new"
    KNOWN = "known"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Entry:
    """A card with what it would do: `twin` is who it may be; `values` are what it says.

    `unread` are texts that are no such values: they go into the note, so that nothing is lost.
    """

    card: Card
    record: str
    standing: Standing
    values: Mapping[str, object]
    twin: Twin | None = None
    house: Twin | None = None
    unread: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Whom the card is of."""
        return self.card.name or self.card.organisation


@dataclass(frozen=True)
class Taken:
    """What became of some cards."""

    made: int = 0
    filled: int = 0
    houses: int = 0


def preview(session: Session, cards: Sequence[Card]) -> list[Entry]:
    """What taking these cards would do; a card that is there twice is told once."""
    return [_entry(session, card) for card in _once(cards)]


def take(unit: UnitOfWork, entries: Sequence[Entry], *, as_new: Collection[int] = ()) -> Taken:
    """Take cards: the new ones are made, of the known ones what is still unknown is filled in.

    A doubtful one is left out unless its place is in `as_new`.

    Raises:
        InvalidInput: a value cannot be stored; nothing of it was.
    """
    houses: dict[str, int] = {}
    numbers: dict[object, int] = {}
    made = filled = 0
    for place, entry in enumerate(entries):
        number = entry.values.get("mobile")
        if entry.standing is Standing.KNOWN and entry.twin is not None:
            filled += _fill(unit, entry, entry.twin.id, houses)
        elif number is not None and number in numbers:
            # The same phone wrote two cards of one person.
            _fill(unit, entry, numbers[number], houses)
        elif entry.standing is Standing.NEW or place in as_new:
            values = {**entry.values, **_at(unit, entry, houses)}
            new = records.create(unit, entry.record, values)
            made += 1
            if number is not None:
                numbers[number] = new.id
    return Taken(made, filled, len(houses))


def cards_of(session: Session, ids: Sequence[int]) -> list[Card]:
    """The cards of some live people, in the order of their ids here."""
    found: dict[int, Card] = {}
    for some in portions(ids):
        query = (
            select(Person, Organisation.name)
            .outerjoin(
                Organisation,
                (Organisation.id == Person.organisation_id) & Organisation.deleted.is_(False),
            )
            .where(Person.id.in_(some), Person.deleted.is_(False))
        )
        found |= {person.id: _card(person, house or "") for person, house in session.execute(query)}
    return [found[one] for one in ids if one in found]


def _card(person: Person, house: str) -> Card:
    mobiles = tuple(one for one in (person.mobile, person.mobile2) if one)
    return Card(
        line=1, name=person.name, organisation=house, title=person.title or "", mobiles=mobiles,
        phones=(person.phone,) if person.phone else (), email=person.email or "",
        wechat=person.wechat or "",
    )  # fmt: skip


def _once(cards: Sequence[Card]) -> Iterator[Card]:
    seen: set[Card] = set()
    for card in cards:
        alike = replace(card, line=0)
        if alike not in seen:
            seen.add(alike)
            yield card


def _entry(session: Session, card: Card) -> Entry:
    record = "organisation" if card.is_organisation or not card.name else "person"
    values, unread = _values(record, card)
    house = None
    if record == "person" and card.organisation:
        house = _sure(twins(session, "organisation", {"name": card.organisation}, most=1))
    facts = {**values, "organisation_id": house.id if house else None}
    found = twins(session, record, facts, most=1)
    twin = found[0] if found else None
    standing = Standing.NEW
    if twin is not None:
        standing = Standing.KNOWN if _sure(found) else Standing.DOUBTFUL
    return Entry(card, record, standing, values, twin, house, unread)


def _sure(found: Sequence[Twin]) -> Twin | None:
    return found[0] if found and found[0].likeness.score >= SURE else None


def _values(record: str, card: Card) -> tuple[dict[str, object], tuple[str, ...]]:
    """What a card says, as it may be stored, and the texts that may not."""
    kinds, named = RECORDS[record].fields(), RECORDS[record].about.name_field
    said = _said(record, card)
    values: dict[str, object] = {}
    unread: list[str] = []
    for name, text in said.items():
        try:
            values[name] = kinds[name].read(text)
        except InvalidInput:
            unread.append(text)
            if name == named:
                most = NAME_MOST if record == "person" else HOUSE_MOST
                values[name] = kinds[name].read(_shortened(text, most))
    note = _shortened("\n".join(one for one in (card.note, *unread) if one), NOTE_MOST)
    return {**values, **({"note": note} if note else {})}, tuple(unread)


def _said(record: str, card: Card) -> dict[str, str]:
    numbers = [*card.mobiles, *card.phones]
    if record == "organisation":
        said = {"name": card.organisation, "phone": numbers[0] if numbers else ""}
    else:
        mobiles = [*card.mobiles, "", ""]
        said = {
            "name": card.name, "title": card.title, "mobile": mobiles[0], "mobile2": mobiles[1],
            "phone": card.phones[0] if card.phones else "", "email": card.email,
            "wechat": card.wechat,
        }  # fmt: skip
    return {name: text for name, text in said.items() if text.strip()}


def _at(unit: UnitOfWork, entry: Entry, houses: dict[str, int]) -> dict[str, object]:
    """The organisation somebody works for: the known one, or one that is made for the card."""
    name = _shortened(entry.card.organisation, HOUSE_MOST)
    if entry.record != "person" or not name:
        return {}
    if entry.house is not None:
        return {"organisation_id": entry.house.id}
    if name not in houses:
        houses[name] = records.create(unit, "organisation", {"name": name}).id
    return {"organisation_id": houses[name]}


def _fill(unit: UnitOfWork, entry: Entry, record_id: int, houses: dict[str, int]) -> int:
    """Fill in what was unknown of somebody who is known; nothing that is known is changed."""
    found = unit.get(RECORDS[entry.record], record_id)
    unknown = {
        name: value for name, value in entry.values.items()
        if name != "note" and getattr(found, name) is None
    }  # fmt: skip
    if entry.record == "person" and getattr(found, "organisation_id", None) is None:
        unknown |= _at(unit, entry, houses)
    if unknown:
        records.alter(unit, found, unknown)
    return int(bool(unknown))


def _shortened(text: str, most: int) -> str:
    """A text that fits; a cut is seen."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
