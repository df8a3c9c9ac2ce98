# SPDX-License-Identifier: Apache-2.0
"""Following up: when something is due, how far overdue, and where somebody stands on the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crm.domain.choices import FOLLOW_UP_BOARD
from crm.domain.rules.afterplan import Step
from crm.domain.rules.workdays import Workdays
from crm.words import N_, _, tr

ESCALATED_AFTER = (3, 5, 7)
"""After so many days overdue a follow-up goes up by one step."""

IN_TIME = timedelta(days=7)
"""Who attended an event is followed up in time within so many days after its last day."""

NEXT_AFTER = 5
"""In how many working days the next step is due, unless said otherwise."""

BOARD = tuple(option.code for option in FOLLOW_UP_BOARD)
DECLINED = "declined"


LADDER: Mapping[str, str] = {
    "untouched": N_("Call them"),
    "contacted": N_("Invite them to visit"),
    "intends": N_("Agree on the day of the visit"),
    "visited": N_("Talk about the terms"),
    "negotiating": N_("Prepare the agreement"),
    "signed": N_("Help to register the company"),
}
"""By the place on the board: what leads to the next one."""


@dataclass(frozen=True)
class Next:
    """What is to be done next, and by when; it is `sure` unless nothing says what follows."""

    subject: str
    due_on: date
    sure: bool = True


@dataclass(frozen=True)
class Chain:
    """What is known when the next link of a chain is proposed."""

    on: date
    workdays: Workdays
    plan: Sequence[Step] = ()
    board: str | None = None


def proposed(subject: str, next_step: str | None, chain: Chain) -> Next:
    """What closing a follow-up proposes to do next, by a working week from the day.

    It is the next step that was written down; else the step that follows in the plan of the
    office; else what leads on from the place on the board. Nobody is sure of anything further.
    """
    week = chain.workdays.after(chain.on, NEXT_AFTER)
    if next_step:
        return Next(next_step, week)
    steps = [one.subject for one in chain.plan]
    if subject in steps[:-1]:
        before, after = chain.plan[steps.index(subject) :][:2]
        return Next(after.subject, chain.workdays.after(chain.on, after.days - before.days))
    rung = next((one for one in _rungs(chain.board) if one != subject), "")
    if rung:
        return Next(rung, week)
    return Next(_("Ask how things stand"), week, sure=False)


def _rungs(board: str | None) -> list[str]:
    """What leads on from a place on the board, then from those after it."""
    if board is None or board not in LADDER:
        return []
    places = list(LADDER)
    return [tr(LADDER[one]) for one in places[places.index(board) :]]


def due(due_on: date, snoozed_until: date | None) -> date:
    """The day that counts: putting off moves it later, never earlier."""
    return due_on if snoozed_until is None else max(due_on, snoozed_until)


UNSPOKEN = ("untouched", "intends")
"""Where somebody may stand after an event before anybody speaks to them: a wish is soon noted."""


def is_waited_for(board: str | None, followed_up_on: date | None) -> bool:
    """Whether nobody has spoken to somebody who came, nor moved them on on the board."""
    return followed_up_on is None and (board is None or board in UNSPOKEN)


def escalation(due_on: date, snoozed_until: date | None, today: date) -> int:
    """How many steps an open follow-up has gone up, from 0 to 3."""
    overdue = (today - due(due_on, snoozed_until)).days
    return sum(overdue >= days for days in ESCALATED_AFTER)


def further(stands: str | None, reached: str) -> str:
    """The place on the board after something was reached: never back, and out of 无意向 again."""
    if stands is None or stands == DECLINED:
        return reached
    return max(stands, reached, key=BOARD.index)
