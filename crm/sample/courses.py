# SPDX-License-Identifier: Apache-2.0
"""The way of a project over the board: true dates in order, now and then back or past a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.world import Happening

STAGES = ("reserve", "advance", "negotiate", "sign", "build")
LASTS = {"reserve": (15, 140), "advance": (22, 110), "negotiate": (28, 120)}
"""Days a project spends in a stage before it moves on."""
SINCE = {"reserve": (6, 330), "advance": (4, 170), "negotiate": (3, 150), "sign": (3, 240)}
"""How many days ago it may have entered the stage it is in."""
SIGNED_BEFORE_BUILDING = (46, 430)
SIGNED_BEFORE_COMPLETION = (390, 560)
SIGNING_KINDS = {"signing", "roadshow", "higher", "matchmaking"}
AT_AN_EVENT, SKIPS, RETURNS = 0.65, 0.06, 0.07


@dataclass(frozen=True)
class Move:
    """One change of stage."""

    start: str | None
    to: str
    on: date
    reason: str | None = None
    marked: bool = False


@dataclass(frozen=True)
class Course:
    """All moves of a project, when it reached each stage, and the event it was signed at."""

    moves: tuple[Move, ...]
    reached: Mapping[str, date]
    signed_at: Happening | None = None


def course(
    dice: Dice, stage: str, today: date, events: Sequence[Happening], *, completed: bool = False
) -> Course:
    """A way to the stage; signings fall on events where there is one at the time."""
    event, last = None, _entered(dice, stage, today)
    if stage in {"sign", "build"}:
        event, last = _signing(dice, stage, today, events, completed=completed)
    reached: dict[str, date] = {}
    at = min(STAGES.index(stage), STAGES.index("sign"))
    reached[STAGES[at]] = last
    for before in reversed(STAGES[:at]):
        last = weekday(last - timedelta(days=dice.between(*LASTS[before])))
        reached[before] = last
    if stage == "build":
        signed = reached["sign"]
        latest = min(signed + timedelta(days=165), today - timedelta(days=1))
        reached["build"] = dice.day(signed + timedelta(days=19), latest)
    return Course(tuple(_moves(dice, reached)), reached, event)


def _entered(dice: Dice, stage: str, today: date) -> date:
    low, high = SINCE.get(stage, SINCE["sign"])
    return dice.day(today - timedelta(days=high), today - timedelta(days=low))


def _signing(
    dice: Dice, stage: str, today: date, events: Sequence[Happening], *, completed: bool
) -> tuple[Happening | None, date]:
    near, far = SINCE["sign"]
    if stage == "build":
        near, far = SIGNED_BEFORE_COMPLETION if completed else SIGNED_BEFORE_BUILDING
    first, last = today - timedelta(days=far), today - timedelta(days=near)
    fitting = [e for e in events if e.kind in SIGNING_KINDS and first <= e.first <= last]
    if fitting and dice.chance(AT_AN_EVENT):
        event = dice.of(fitting)
        return event, event.first
    return None, dice.day(first, last)


def _moves(dice: Dice, reached: dict[str, date]) -> list[Move]:
    """The moves in order; one that skips or goes back has its reason and is marked."""
    known = [stage for stage in STAGES if stage in reached]
    if "sign" in reached and dice.chance(SKIPS):
        known.remove("advance")
        del reached["advance"]
    moves: list[Move] = []
    before: str | None = None
    for stage in known:
        skipped = before == "reserve" and stage == "negotiate"
        reason = dice.of(sources.lines("course", "status", "skipped")) if skipped else None
        moves.append(Move(before, stage, reached[stage], reason, marked=skipped))
        before = stage
    if "negotiate" in reached and "advance" in reached and dice.chance(RETURNS):
        moves[2:3] = _return(dice, moves[2], moves[1].on)
    return moves


def _return(dice: Dice, move: Move, since: date) -> list[Move]:
    """Instead of one move to negotiation: there, back again, and there once more."""
    third = (move.on - since) // 3
    reason = dice.of(sources.lines("course", "status", "backward"))
    return [
        Move("advance", "negotiate", weekday(since + third)),
        Move("negotiate", "advance", weekday(since + 2 * third), reason, marked=True),
        move,
    ]
