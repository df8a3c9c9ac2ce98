# SPDX-License-Identifier: Apache-2.0
"""Who came to an event, which projects it promoted, and how interested they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.world import Contact, Happening, Venture, World

NUMBERS = {
    "roadshow": 48, "higher": 40, "matchmaking": 30, "expo": 36, "signing": 26, "chamber": 24,
    "symposium": 20, "online": 40, "outbound": 10, "inbound": 12,
}  # fmt: skip
BOARDS = {"advance": "visited", "negotiate": "negotiating", "sign": "signed", "build": "signed"}
UNKNOWN = 0.04
"""Some only signed in: nobody has made a record of them yet."""
INTERESTS, WEIGHTS = ("a", "b", "c", "none"), (15, 32, 33, 20)
STATES, HOW_OFTEN = ("attended", "absent", "replied", "invited"), (80, 12, 4, 4)
OUTCOMES = {
    "a": ("intends", "intends", "visited", "contacted"),
    "b": ("contacted", "intends", "visited"),
    "c": ("contacted",),
    "none": ("contacted", "declined", "declined"),
}
"""Where people of an interest stand on the board once they were followed up."""
RECENT, LONG_AGO = 6, 25
"""Days since an event up to which few are followed up, and from which nearly all are."""


def add_attendances(world: World) -> None:
    """Promoted projects and attendees of every event of a batch."""
    dice = world.dice("attendances")
    near: dict[str, list[Contact]] = {}
    for contact in world.contacts:
        near.setdefault(contact.firm.place[:2], []).append(contact)
    for event in world.events:
        promoted = _promote(world, dice, event)
        own = [v for v in world.ventures if v.source is event and v.contact is not None]
        there = {v.contact.id for v in own if v.contact is not None}
        for venture in own:
            _attend(world, dice, event, venture.contact, promoted, venture)
        pool = [c for c in near.get(event.city[:2], ()) if c.id not in there]
        wanted = max(NUMBERS[event.kind] + dice.between(-6, 6) - len(own), 3)
        local = dice.some(pool, wanted * 2 // 3)
        there.update(c.id for c in local)
        rest = [c for c in dice.some(world.contacts, wanted) if c.id not in there]
        for contact in [*local, *rest][:wanted]:
            _attend(world, dice, event, contact, promoted)


def _promote(world: World, dice: Dice, event: Happening) -> Sequence[Venture]:
    """The projects an event promotes: those that looked for an investor then."""
    if event.kind in {"signing", "symposium"}:
        chosen: list[Venture] = []
    else:
        open_then = [
            v for v in world.ventures
            if v.born < event.first and (v.signed is None or v.signed > event.first)
            and v.status != "terminated"
        ]  # fmt: skip
        chosen = dice.some(open_then, dice.between(6, 11))
    shown = {v.id: v for v in chosen}
    shown |= {v.id: v for v in world.ventures if _led_to(event, v) or v.signed_at is event}
    for venture in shown.values():
        note = "现场签约" if venture.signed_at is event else None
        values: dict[str, object] = {"event_id": event.id, "project_id": venture.id, "note": note}
        world.rows.add("event_project", values, born=min(event.first, world.today))
    return tuple(shown.values())


def _led_to(event: Happening, venture: Venture) -> bool:
    """Whether a project came from an event, and was one already when it was held."""
    return venture.source is event and venture.born <= event.first


def _attend(
    world: World, dice: Dice, event: Happening, contact: Contact | None,
    promoted: Sequence[Venture], venture: Venture | None = None,
) -> None:  # fmt: skip
    held = event.last < world.today
    state = _state(dice, held=held, sure=venture is not None)
    unknown = held and venture is None and dice.chance(UNKNOWN)
    known = None if unknown else contact
    values: dict[str, object] = {
        "event_id": event.id, "state": state, "board": "untouched",
        "person_id": known.id if known else None,
        "organisation_id": known.firm.id if known else None,
        "name": contact.name if contact else None,
    }  # fmt: skip
    asked: list[Venture] = []
    if state == "attended":
        asked = _interest(dice, values, event, promoted, world.today, venture)
    born = min(event.first - timedelta(days=10), world.today)
    number = world.rows.add("attendance", values, born=born, touched=min(event.last, world.today))
    for one in asked:
        found: dict[str, object] = {"attendance_id": number, "project_id": one.id}
        world.rows.add("attendance_project", found, born=event.last)
    if known is not None and isinstance(values.get("followed_up_on"), date):
        world.met.append((number, event, known))


def _state(dice: Dice, *, held: bool, sure: bool) -> str:
    if sure:
        return "attended"
    if not held:
        return "replied" if dice.chance(0.45) else "invited"
    return dice.weighted(STATES, HOW_OFTEN)


def _interest(
    dice: Dice, values: dict[str, object], event: Happening, promoted: Sequence[Venture],
    today: date, venture: Venture | None,
) -> list[Venture]:  # fmt: skip
    """Interest, the first follow-up, the place on the board; the projects asked about."""
    interest = "a" if venture is not None else dice.weighted(INTERESTS, WEIGHTS)
    asked = [venture] if venture is not None and _led_to(event, venture) else []
    if venture is None and promoted and interest in {"a", "b"}:
        asked = dice.some(promoted, dice.between(1, 2))
    values |= {
        "interest": interest,
        "wants_to_visit": interest == "a" or (interest == "b" and dice.chance(0.4)),
        "asked_about": dice.of(sources.lines("course", "activities", "asked")) if asked else None,
    }  # fmt: skip
    age = (today - event.last).days
    share = 0.3 if age < RECENT else 0.7 if age < LONG_AGO else 0.97
    if venture is None and not dice.chance(share):
        return asked
    followed = min(weekday(event.last + timedelta(days=dice.between(3, 9))), today)
    values["followed_up_on"] = max(followed, event.last)
    if venture is not None:
        _board(dice, values, BOARDS[venture.stage], event, today)
        return asked
    _board(dice, values, dice.of(OUTCOMES[interest]), event, today)
    return asked


def _board(
    dice: Dice, values: dict[str, object], board: str, event: Happening, today: date
) -> None:
    came = weekday(event.last + timedelta(days=dice.between(18, 90)))
    if board == "visited" and came >= today:
        board = "intends"
    values["board"] = board
    if board == "declined":
        values["declined_reason"] = dice.of(sources.lines("course", "declined", "list"))
    if board in {"visited", "negotiating", "signed"} and came < today:
        values["visited_on"] = came
