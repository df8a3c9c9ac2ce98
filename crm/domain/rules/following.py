# SPDX-License-Identifier: Apache-2.0
"""Following up: when something is due, how far overdue, and where somebody stands on the board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crm.domain.choices import FOLLOW_UP_BOARD
from crm.domain.rules.workdays import after_working_days

ESCALATED_AFTER = (3, 5, 7)
"""After so many days overdue a follow-up goes up by one step."""

IN_TIME = timedelta(days=7)
"""Who attended an event is followed up in time within so many days after its last day."""

NEXT_AFTER = 5
"""In how many working days the next step is due, unless said otherwise."""

BOARD = tuple(option.code for option in FOLLOW_UP_BOARD)
DECLINED = "declined"


@dataclass(frozen=True)
class Next:
    """What is to be done next, and by when."""

    subject: str
    due_on: date


def proposed(subject: str, next_step: str | None, *, on: date) -> Next:
    """What closing a follow-up proposes to do next: its next step, a working week later."""
    return Next(next_step or subject, after_working_days(on, NEXT_AFTER))


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
