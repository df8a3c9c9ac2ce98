# SPDX-License-Identifier: Apache-2.0
"""The queue of follow-ups: how the open ones stand, whose they are, what closing them proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from crm.domain.contact import FollowUp
from crm.domain.dueness import counts_by, counts_on
from crm.domain.event import Attendance
from crm.domain.office import Staff
from crm.domain.rules.following import (
    DECLINED,
    ESCALATED_AFTER,
    NEXT_AFTER,
    Chain,
    Next,
    due,
    escalation,
    further,
    proposed,
)
from crm.domain.rules.workdays import Workdays
from crm.queries import naming
from crm.queries.conventions import conventions
from crm.storage.portions import portions
from crm.words import N_, _, ngettext, tr

STEPS = (
    "",
    N_("step 1"),
    N_("step 2"),
    N_("step 3"),
)
"""How far a follow-up has gone up, in words."""

VOICES = ("warning", "warning", "danger", "danger")
"""The colour of each step, which only repeats its words."""

ABOUT = ("person", "organisation", "project", "event")


@dataclass(frozen=True)
class Waiting:
    """An open follow-up: what, about whom, the day that counts, and what is proposed next.

    `planned` is the later step of its plan that is open anyway. `later` is until when putting it
    off is proposed; `workdays` tell which days are known.
    """

    id: int
    subject: str
    about: str
    due_on: date
    late: int
    step: int
    then: Next
    later: date
    workdays: Workdays
    planned: Next | None = None

    @property
    def ends(self) -> bool:
        """Whether nothing follows from it by itself: it was planned, or nobody knows."""
        return self.planned is not None or not self.then.sure


@dataclass(frozen=True)
class Load:
    """What waits for a member of the office (None: for nobody); `steps` counts those gone up.

    `steps[n]` are the overdue ones that have gone up by n steps.
    """

    staff_id: int | None
    name: str
    open: int
    steps: tuple[int, ...]

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(self.steps)

    @property
    def highest(self) -> int:
        """The highest step that one of them has gone up to."""
        return max((at for at, count in enumerate(self.steps) if count), default=0)


def waiting(session: Session, ids: Sequence[int], *, today: date) -> tuple[Waiting, ...]:
    """Those of these follow-ups that are still open, in the order of the ids."""
    found: dict[int, FollowUp] = {}
    for some in portions(ids):
        query = select(FollowUp).where(
            FollowUp.id.in_(some), ~FollowUp.deleted, FollowUp.state == "open"
        )
        found |= {one.id: one for one in session.scalars(query)}
    rows = [found[one] for one in dict.fromkeys(ids) if one in found]
    known = naming.titles(session, naming.named(rows))
    chains = _chains(session, rows, today)
    return tuple(
        _waiting(one, known, today, chain) for one, chain in zip(rows, chains, strict=True)
    )


@dataclass(frozen=True)
class _Linked:
    """What the chain of a follow-up hangs on, and the step of it that is open anyway."""

    chain: Chain
    planned: Next | None


def _waiting(one: FollowUp, known: naming.Titles, today: date, linked: _Linked) -> Waiting:
    links = ((name, getattr(one, f"{name}_id")) for name in ABOUT)
    about = [known.get(link, "") for link in links if link[1]]
    day, workdays = due(one.due_on, one.snoozed_until), linked.chain.workdays
    return Waiting(
        one.id, one.subject, " · ".join(part for part in about if part), day,
        late=max(0, (today - day).days),
        step=escalation(one.due_on, one.snoozed_until, today),
        then=proposed(one.subject, one.next_step, linked.chain),
        later=workdays.after(max(today, day), NEXT_AFTER), workdays=workdays,
        planned=linked.planned,
    )  # fmt: skip


def _chains(session: Session, rows: Sequence[FollowUp], today: date) -> list[_Linked]:
    """Of each follow-up, what its next step is proposed from."""
    kept = conventions(session)
    came = _came(session, rows)
    steps = _steps(session, [one.id for one in came if one is not None])
    return [
        _Linked(
            Chain(today, kept.workdays, kept.plan, _reached(one, guest, len(kept.plan))),
            _planned(one, steps.get(guest.id, ()) if guest else ()),
        )
        for one, guest in zip(rows, came, strict=True)
    ]


def _reached(one: FollowUp, guest: Attendance | None, steps: int) -> str | None:
    """The place on the board that counts: whoever closes a whole plan has invited the guest."""
    if guest is None or guest.board == DECLINED or (one.plan_step or 0) < max(1, steps):
        return None if guest is None else guest.board
    return further(guest.board, "intends")


def _came(session: Session, rows: Sequence[FollowUp]) -> list[Attendance | None]:
    """The attendance that each follow-up is about: named, or that of its person at its event."""
    found: dict[object, Attendance] = {}
    for some in portions(sorted({one.attendance_id for one in rows if one.attendance_id})):
        query = select(Attendance).where(Attendance.id.in_(some), ~Attendance.deleted)
        found |= {one.id: one for one in session.scalars(query)}
    events = sorted({one.event_id for one in rows if one.event_id and not one.attendance_id})
    people = sorted({one.person_id for one in rows if one.event_id and one.person_id})
    for some in portions(people if events else ()):
        query = select(Attendance).where(Attendance.person_id.in_(some), ~Attendance.deleted)
        found |= {(one.event_id, one.person_id): one for one in session.scalars(query)}
    return [found.get(one.attendance_id or (one.event_id, one.person_id)) for one in rows]


def _steps(session: Session, came: Sequence[int]) -> dict[int, list[FollowUp]]:
    """The open follow-ups of attendances, in the order in which they are due."""
    found: dict[int, list[FollowUp]] = {}
    for some in portions(sorted(set(came))):
        query = (
            select(FollowUp)
            .where(FollowUp.attendance_id.in_(some), ~FollowUp.deleted, FollowUp.state == "open")
            .order_by(counts_on(), FollowUp.id)
        )
        for step in session.scalars(query):
            found.setdefault(step.attendance_id or 0, []).append(step)
    return found


def _planned(one: FollowUp, steps: Sequence[FollowUp]) -> Next | None:
    """The step of the plan of the same attendee that comes after a follow-up."""
    mine = one.plan_step or 0
    later = [step for step in steps if step.id != one.id and (step.plan_step or 0) > mine]
    if not later:
        return None
    first = later[0]
    return Next(first.subject, due(first.due_on, first.snoozed_until))


def loads(session: Session, *, today: date) -> tuple[Load, ...]:
    """What waits for whom: who has the most overdue first, nobody's last."""
    steps = [_between(today, *ends) for ends in _stretches()]
    counts = [func.sum(case((one, 1), else_=0)) for one in steps]
    query = (
        select(FollowUp.staff_id, Staff.name, func.count(FollowUp.id), *counts)
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
        .where(~FollowUp.deleted, FollowUp.state == "open")
        .group_by(FollowUp.staff_id, Staff.name)
    )
    found: list[Load] = []
    for row in session.execute(query):
        staff_id, name, number, *of_step = tuple[Any, ...](row)
        found.append(Load(staff_id, name or "", int(number), tuple(int(one) for one in of_step)))
    return tuple(
        sorted(found, key=lambda one: (one.staff_id is None, -one.overdue, -one.open, one.name))
    )


def _stretches() -> list[tuple[int, int | None]]:
    """Of each step: from how many days overdue, and before how many."""
    starts = (1, *ESCALATED_AFTER)
    return list(zip(starts, (*ESCALATED_AFTER, None), strict=True))


def _between(today: date, least: int, most: int | None) -> ColumnElement[bool]:
    """Overdue by at least so many days, and by less than so many."""
    overdue = counts_by(today - timedelta(days=least))
    return overdue if most is None else overdue & (counts_on() > today - timedelta(days=most))


def said(due_on: date, snoozed_until: date | None, *, today: date) -> tuple[str, str]:
    """How an open follow-up stands, in words, and the voice they are said with."""
    day = due(due_on, snoozed_until)
    late = (today - day).days
    if late > 0:
        step = escalation(due_on, snoozed_until, today)
        words = ngettext("{n} day late", "{n} days late", late).format(n=late)
        parts = (day.isoformat(), words, tr(STEPS[step]) if step else "")
        return " · ".join(part for part in parts if part), VOICES[step]
    if late == 0:
        return f"{day.isoformat()} · {_('today')}", "warning"
    if day != due_on:
        return _("{day}, put off to {until}").format(day=due_on, until=day), "muted"
    return day.isoformat(), ""


@dataclass(frozen=True)
class Due:
    """How many open follow-ups are overdue, due today, and due tomorrow."""

    overdue: int
    today: int
    tomorrow: int


def due_counts(session: Session, *, today: date, staff_id: int | None = None) -> Due:
    """What somebody is to be reminded of; of everybody's without a member of the staff."""
    ends = [counts_by(today + timedelta(days=shift)) for shift in (-1, 0, 1)]
    own = [FollowUp.staff_id == staff_id] if staff_id is not None else []
    query = select(*(func.sum(case((one, 1), else_=0)) for one in ends)).where(
        ~FollowUp.deleted, FollowUp.state == "open", counts_by(today + timedelta(days=1)), *own
    )
    row = tuple[Any, ...](session.execute(query).one())
    late, by_today, by_tomorrow = (int(one or 0) for one in row)
    return Due(late, by_today - late, by_tomorrow - by_today)
