# SPDX-License-Identifier: Apache-2.0
"""Events with their agenda, from fourteen months ago to five months ahead."""

from __future__ import annotations

from datetime import date, time, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.world import Happening, World

AGENDAS = {"inbound", "signing", "expo", "outbound"}
"""Kinds of events with an agenda of their own; the others are meetings."""
HOLIDAYS = {
    *((1, day) for day in range(1, 4)),
    *((5, day) for day in range(1, 6)),
    *((10, day) for day in range(1, 8)),
}
"""The public holidays that fall on the same days each year; nobody holds an event then."""
PREPARING = 35
"""Days ahead from which an event is being prepared."""


def add_events(world: World) -> None:
    """All events of a batch; later batches hold them a few days apart."""
    dice = world.dice("events")
    for line in sources.table("events"):
        _event(world, dice, line)


def _event(world: World, dice: Dice, line: sources.Line) -> None:
    shift = dice.between(-12, 12) if world.number else 0
    offset = int(line["offset"])
    # A future event stays in the future and a past one in the past.
    moved = max(offset + shift, 1) if offset > 0 else min(offset + shift, -1)
    first = weekday(world.today + timedelta(days=moved))
    if (first.month, first.day) in HOLIDAYS:
        first -= timedelta(days=7)
    if offset > 0 and first <= world.today:
        first = world.today + timedelta(days=moved)
    last = first + timedelta(days=int(line["days"]) - 1)
    held = last < world.today
    budget = dice.between(3, 28) * 10_000
    staff = dice.of(world.county.officers)
    group = f"·{world.number + 1}组" if world.number else ""
    materials = sources.lines("programme", "materials")[0]
    summary = dice.of(sources.lines("programme", "summaries"))
    delegation = [world.county.names[n] for n in (dice.of(world.county.leaders), staff)]
    values: dict[str, object] = {
        "name": line["name"].format(year=first.year) + group, "kind": line["kind"],
        "name_en": line["name_en"].format(year=first.year), "state": _state(moved, held=held),
        "starts_on": first, "ends_on": last, "city": line["city"], "venue": line["venue"],
        "series": line["series"], "programme": line["programme"], "organiser": line["organiser"],
        "higher_body": line["higher"] == "yes", "staff_id": staff,
        "host_id": _host(world, dice, line),
        "delegation": "、".join(dict.fromkeys(delegation)) + "及相关专班负责人",
        "materials": None if line["kind"] in {"inbound", "symposium"} else materials,
        "budget": budget, "spending": budget * dice.between(72, 104) // 100 if held else None,
        "summary": summary.format(n=dice.between(18, 60)) if held else None,
    }  # fmt: skip
    born = min(first - timedelta(days=dice.between(25, 60)), world.today)
    touched = min(last + timedelta(days=dice.between(2, 9)), world.today)
    number = world.rows.add("event", values, born=born, touched=max(born, touched))
    event = Happening(number, str(values["name"]), line["kind"], line["city"], first, last, staff)
    world.events.append(event)
    _agenda(world, dice, event, line["venue"], born)


def _host(world: World, dice: Dice, line: sources.Line) -> int | None:
    """The chamber of the city that helps with a roadshow or a meeting there."""
    if line["kind"] not in {"roadshow", "chamber", "matchmaking"}:
        return None
    near = [f for f in world.firms if f.type == "chamber" and f.place == line["city"]]
    return dice.of(near).id if near else None


def _state(moved: int, *, held: bool) -> str:
    if held:
        return "held"
    return "preparing" if moved <= PREPARING else "planned"


def _agenda(world: World, dice: Dice, event: Happening, venue: str, born: date) -> None:
    visit = event.kind == "inbound"
    own = event.kind if event.kind in AGENDAS else "meeting"
    agenda = sources.split_lines("programme", "agendas", own)
    for start, end, subject, subject_en, speaker in agenda:
        world.rows.add("agenda_item", {
            "event_id": event.id, "day": event.first, "starts_at": time.fromisoformat(start),
            "ends_at": time.fromisoformat(end), "subject": subject, "subject_en": subject_en,
            "place": venue, "speaker": speaker,
            "company": world.county.names[event.staff] if visit else None,
            "vehicle": dice.of(sources.lines("programme", "vehicles")) if visit else None,
            "duty": f"{world.county.names[event.staff]} {world.county.phones[event.staff]}",
        }, born=born)  # fmt: skip
