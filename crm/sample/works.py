# SPDX-License-Identifier: Apache-2.0
"""What goes with a project: milestones, libraries, progress, problems, supporting policies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from crm.kinds.days import PartialDay
from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.world import Venture, World

ENDED = {"terminated", "shelved"}
STAND = (("county", 0.72), ("prefecture", 0.5), ("province", 0.4), ("state", 0.25))
"""The libraries from below, and how many of those in one stand in the next as well."""
MARKS = {"county": "XK", "prefecture": "ZK", "province": "SK", "state": "GK"}
SHOWN_PERIODS = 7
"""At most so many monthly entries of a project."""
PROBLEM_SHARE = {"sign": 0.7, "build": 0.95, "negotiate": 0.35}
WITHOUT_ENTRY = 0.12


def add_works(world: World) -> None:
    """All of it for each project of a batch."""
    dice = world.dice("works")
    for venture in world.ventures:
        for kind, planned, actual in _milestones(dice, venture, world.today):
            world.rows.add("milestone", {
                "project_id": venture.id, "kind": kind, "planned": planned, "actual": actual,
            }, born=venture.born)  # fmt: skip
        _libraries(world, dice, venture)
        _progress(world, dice, venture)
        _problems(world, dice, venture)
        _policies(world, dice, venture)


def until(venture: Venture, today: date) -> date:
    """The last day on which something happens with a project."""
    on = venture.values.get("status_on")
    return on if venture.status in ENDED and isinstance(on, date) else today


Dates = tuple[str, PartialDay | None, PartialDay | None]


def _milestones(dice: Dice, v: Venture, today: date) -> Iterator[Dates]:
    """Kind, planned and actual date; what lies ahead has only a planned month."""
    reached = {
        "first_contact": v.reached.get("advance", v.reached.get("negotiate")),
        "formal": v.signed, "started": v.started, **_between(dice, v, today),
    }  # fmt: skip
    for kind, on in reached.items():
        if on is None:
            continue
        planned = on - timedelta(days=dice.between(-25, 40))
        exact = not dice.chance(0.1) or kind in {"formal", "started"}
        actual = PartialDay(on.year, on.month, on.day if exact else None)
        yield kind, PartialDay(planned.year, planned.month), actual
    ahead = {"sign": ("land", "started"), "build": ("completed", "production")}.get(v.stage, ())
    if v.status not in {"completed", "terminated"}:
        for number, kind in enumerate(ahead, 1):
            if kind not in reached:
                on = today + timedelta(days=number * dice.between(40, 150))
                yield kind, PartialDay(on.year, on.month), None


def _between(dice: Dice, v: Venture, today: date) -> dict[str, date]:
    """What happens between signing and start, and after completion."""
    found: dict[str, date] = {}
    if v.signed is not None and (v.stage == "build" or dice.chance(0.5)):
        end = v.started or today
        found["registered"] = min(weekday(v.signed + timedelta(days=9)), end)
        if v.values.get("filing_code"):
            found["filed"] = min(weekday(v.signed + timedelta(days=14)), end)
        if v.started is not None:
            found["land"] = dice.day(v.signed + timedelta(days=15), v.started)
    if v.status == "completed" and v.started is not None:
        done = dice.day(v.started + timedelta(days=150), today - timedelta(days=40))
        found["completed"] = done
        found["production"] = dice.day(done, today - timedelta(days=15))
        if dice.chance(0.5):
            found["statistics"] = dice.day(found["production"], today - timedelta(days=2))
    return found


def _libraries(world: World, dice: Dice, v: Venture) -> None:
    entered = v.born
    for level, share in STAND:
        if not dice.chance(share):
            return
        entered = weekday(entered + timedelta(days=dice.between(6, 45)))
        if entered >= world.today:
            return
        left = None
        if v.status == "terminated":
            left = until(v, world.today)
            if left <= entered:
                return
        number = f"{MARKS[level]}{entered.year}-{dice.between(1, 399):03d}"
        world.rows.add("library_entry", {
            "project_id": v.id, "level": level, "number": number, "entered_on": entered,
            "left_on": left,
        }, born=entered)  # fmt: skip
        if level != "county":
            v.values["higher_code"] = number


def _progress(world: World, dice: Dice, v: Venture) -> None:
    """Monthly entries since it advanced; the few that have none lately explain why."""
    since = v.reached.get("advance", v.reached.get("negotiate"))
    if since is None:
        return
    last = until(v, world.today)
    silent = v.status in {"normal", "delayed"} and dice.chance(WITHOUT_ENTRY)
    on = last - timedelta(days=dice.between(45, 80) if silent else dice.between(1, 24))
    words = ("course", "progress")
    for _ in range(SHOWN_PERIODS):
        on = weekday(on)
        if on < since:
            break
        world.rows.add("progress_entry", {
            "project_id": v.id, "rhythm": "monthly", "entered_on": on, "staff_id": v.staff,
            "done": dice.of(sources.lines(*words, "done")).format(n=dice.between(15, 95)),
            "next_steps": dice.of(sources.lines(*words, "next")),
            "obstacles": dice.of(sources.lines(*words, "obstacles")) if dice.chance(0.4) else None,
        }, born=on)  # fmt: skip
        v.last_progress = max(v.last_progress or on, on)
        on -= timedelta(days=dice.between(26, 33))
    v.values["last_progress_on"] = v.last_progress
    if silent and dice.chance(0.7):
        v.values["stale_reason"] = dice.of(sources.lines("course", "status", "stale"))
        v.values["stale_reason_on"] = dice.day(last - timedelta(days=25), last - timedelta(days=1))


def _problems(world: World, dice: Dice, v: Venture) -> None:
    for _ in range(3):
        if not dice.chance(PROBLEM_SHARE.get(v.stage, 0.03)):
            return
        subject, solution = dice.of(sources.split_lines("course", "problems", "list"))
        last = until(v, world.today)
        raised = dice.day(max(v.born, last - timedelta(days=160)), last)
        due = raised + timedelta(days=dice.of((15, 30, 45)))
        closed = due - timedelta(days=dice.between(-10, 12))
        solved = closed < world.today and closed > raised and dice.chance(0.8)
        world.rows.add("problem", {
            "project_id": v.id, "subject": subject, "raised_on": raised, "unit_id": v.unit,
            "staff_id": v.staff, "due_on": due, "state": "closed" if solved else "open",
            "closed_on": closed if solved else None, "solution": solution if solved else None,
        }, born=raised)  # fmt: skip


def _policies(world: World, dice: Dice, v: Venture) -> None:
    known = world.county.policies
    if v.stage == "reserve" and dice.chance(0.5):
        return
    for policy in dice.some([*known.get(v.chain, ()), *known[""]], dice.between(1, 3)):
        values: dict[str, object] = {"project_id": v.id, "policy_id": policy}
        world.rows.add("project_policy", values, born=v.born)
