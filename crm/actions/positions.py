# SPDX-License-Identifier: Apache-2.0
"""The history of somebody's positions: it stays when they change jobs or are promoted."""

from __future__ import annotations

from collections.abc import Mapping

from crm.domain.person import Person, Position
from crm.domain.records import today
from crm.kinds.days import PartialDay
from crm.storage.unit import UnitOfWork

Values = Mapping[str, object]


def follow(unit: UnitOfWork, person: Person, before: Values) -> None:
    """Keep the positions of a person who was written; `before` holds what its fields were."""
    if "deleted" in before or (before and not before.keys() & {"organisation_id", "title"}):
        return
    here = PartialDay(today().year, today().month)
    old = before.get("organisation_id", person.organisation_id if before else None)
    if before and old != person.organisation_id:
        _leave(unit, person, old, here)
    if person.organisation_id is None:
        return
    # Somebody who is new holds nothing yet: of a long list that is not looked for.
    held = _held(unit, person, person.organisation_id) if before else None
    if held is None:
        _take_up(unit, person, here if before and old is not None else None)
    elif _is_promotion(held, person, here):
        unit.change(held, {"until": here})
        _take_up(unit, person, here)
    else:
        unit.change(held, {"title": person.title})


def _is_promotion(held: Position, person: Person, here: PartialDay) -> bool:
    """Another title in the same house; what was entered this month is corrected instead."""
    if not held.title or not person.title or held.title == person.title:
        return False
    entered = held.created_at.astimezone()
    return held.since != here and (entered.year, entered.month) != (here.year, here.month)


def _leave(unit: UnitOfWork, person: Person, organisation_id: object, until: PartialDay) -> None:
    for position in unit.find(Position, Position.person_id == person.id):
        if position.organisation_id == organisation_id and position.until is None:
            unit.change(position, {"until": until})


def _held(unit: UnitOfWork, person: Person, organisation_id: int) -> Position | None:
    """The newest position that somebody has in an organisation and has not left."""
    mine = Position.person_id == person.id, Position.organisation_id == organisation_id
    held = unit.find(Position, *mine, Position.until.is_(None))
    return held[-1] if held else None


def _take_up(unit: UnitOfWork, person: Person, since: PartialDay | None) -> None:
    unit.add(
        Position(
            person_id=person.id, organisation_id=person.organisation_id, title=person.title,
            since=since,
        )
    )  # fmt: skip
