# SPDX-License-Identifier: Apache-2.0
"""The plan by which everybody who was interested at an event is followed up, in working days.

The office can write its own: “1 Thank them; 3 Call them”. It is counted from the event's last day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.domain.rules.workdays import Workdays
from crm.errors import InvalidInput
from crm.kinds.base import folded
from crm.words import N_, _, tr

USUAL: tuple[tuple[int, str], ...] = (
    (1, N_("Thank them for coming")),
    (3, N_("Call them")),
    (7, N_("Send them the documents")),
    (30, N_("Invite them to visit")),
)
"""Working days after the event, and marked words of what is done."""

PLANNED = ("a", "b", "c")
"""The degrees of interest that are followed up by a plan."""

FURTHEST = 250
LONGEST = 200
_STEP = re.compile(
    r"(?:D ?\+ ?|第)?(\d{1,3})\s*(?:天|日|个工作日|days?)?\s*[:：,，.、]?\s*(\D.*)", re.I
)


@dataclass(frozen=True)
class Step:
    """One step: how many working days after the event, and what is to be done."""

    days: int
    subject: str


def steps(written: str | None) -> tuple[Step, ...]:
    """The steps of a plan as the office wrote it; the usual ones when it wrote none.

    Raises:
        InvalidInput: a part of it is no step.
    """
    if not (written or "").strip():
        return tuple(Step(days, tr(subject)) for days, subject in USUAL)
    parts = [part.strip() for part in re.split(r"[;；\n]+", written or "")]
    return tuple(sorted((_step(part) for part in parts if part), key=lambda one: one.days))


def write(plan: Sequence[Step]) -> str:
    """A plan as the office would write it."""
    return _("; ").join(f"{one.days} {one.subject}" for one in plan)


def due_days(
    plan: Sequence[Step], ended_on: date, today: date, workdays: Workdays
) -> tuple[date, ...]:
    """When the steps are due: after the event; after today when the first day has gone by."""
    if not plan:
        return ()
    late = workdays.after(ended_on, plan[0].days) < today
    begin = workdays.first_from(today) if late else ended_on
    first = plan[0].days if late else 0
    return tuple(workdays.after(begin, one.days - first) for one in plan)


def _step(part: str) -> Step:
    found = _STEP.fullmatch(folded(part))
    if found is None or not 0 <= int(found[1]) <= FURTHEST or len(found[2]) > LONGEST:
        raise InvalidInput(
            _("“{part}” is no step of a plan.").format(part=part),
            _("Write working days and what is done, such as “1 Thank them; 3 Call them”."),
        )
    return Step(int(found[1]), found[2].strip())
