# SPDX-License-Identifier: Apache-2.0
"""The figures of the office, each defined once: its rule in words, its sum, the rows behind it.

A sum over no rows is 0; a sum over rows of which none says an amount is unknown (None), never 0.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crm.domain.contact import FollowUp
from crm.domain.dueness import counts_by, counts_from, counts_on
from crm.domain.event import Event
from crm.domain.funding import funds_counted
from crm.domain.office import Target
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.counting import USUAL, Counting, needed_per_month, pace, progress
from crm.domain.rules.phases import CONTINUES
from crm.kinds.days import PartialDay
from crm.queries.conditions import days_between
from crm.queries.filters import Condition, Filter
from crm.queries.selecting import refers_to_none
from crm.words import N_


def start_of(day: date) -> datetime:
    """The moment at which a day begins on this computer."""
    return datetime.combine(day, time()).astimezone(UTC)


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included."""

    first: date
    last: date

    @staticmethod
    def year_to(today: date) -> Span:
        """From the first of January to a day."""
        return Span(date(today.year, 1, 1), today)

    def partial(self) -> tuple[PartialDay, PartialDay]:
        """The ends for days of which sometimes only the month is known.

        Such a month lies in the span when all of it does.
        """
        return PartialDay.of_date(self.first), PartialDay.of_date(self.last)

    def months(self) -> tuple[PartialDay, PartialDay]:
        """The months of the first and of the last day, for what is known by the month alone."""
        first, last = self.first, self.last
        return PartialDay(first.year, first.month), PartialDay(last.year, last.month)

    def moments(self) -> tuple[datetime, datetime]:
        """The moments at which it begins and at which it is over, as this computer counts days."""
        return start_of(self.first), start_of(self.last + timedelta(days=1))


@dataclass(frozen=True)
class Sum:
    """What a figure comes to: `value` is yuan or a number; `rows` stand behind it.

    `unknown` of the rows say no amount; `whole` is what the value is a part of, if it is a part.
    """

    value: int | None
    rows: int = 0
    unknown: int = 0
    whole: int | None = None

    @property
    def share(self) -> Decimal | None:
        """The value in per cent of the whole, unrounded."""
        return progress(self.value, self.whole)


Query: TypeAlias = "Select[*tuple[Any, ...]]"
"""Its only row: the value, how many rows stand behind it, and how many of them say an amount."""


@dataclass(frozen=True)
class Figure:
    """One figure: `label` and `rule` are marked words, `record` is the type of the rows behind.

    One that is a `part` counts some of the rows behind it; its share of them is what one asks for.
    """

    code: str
    label: str
    rule: str
    record: str
    query: Callable[[Span, Counting], Query]
    behind: Callable[[Span, Counting], Filter]
    money: bool = False
    part: bool = False


def funds_count(counting: Counting = USUAL) -> ColumnElement[bool]:
    """Whether a receipt counts: live, in a counting state, of a project that is large enough.

    A project that is deleted takes its receipts along, so that it need not be looked at.
    """
    counts = and_(~Receipt.deleted, Receipt.state.in_(counting.states))
    if not counting.least:
        return counts
    large = (
        exists()
        .where(Project.id == Receipt.project_id, Project.total_investment >= counting.least)
        .correlate(Receipt)
    )
    return and_(counts, large)


def _projects(*where: ColumnElement[bool]) -> Query:
    number = func.count(Project.id)
    return select(number, number.label("rows"), number.label("known")).where(
        ~Project.deleted, *where
    )


def _amounts(amount: InstrumentedAttribute[int | None], *where: ColumnElement[bool]) -> Query:
    return select(func.sum(amount), func.count(Project.id), func.count(amount)).where(
        ~Project.deleted, *where
    )


def _numbers(*where: ColumnElement[bool]) -> Query:
    """How many projects; what only continues another is no other project."""
    return _projects(refers_to_none(Project.previous_id.expression), *where)


def _least(counting: Counting) -> tuple[ColumnElement[bool], ...]:
    return (Project.total_investment >= counting.least,) if counting.least else ()


def _within(column: InstrumentedAttribute[Any], span: Span) -> ColumnElement[bool]:
    return days_between(column.expression, *span.partial())


def _created(span: Span) -> ColumnElement[bool]:
    first, over = span.moments()
    return and_(Project.created_at >= first, Project.created_at < over)


def _signed_and_started(span: Span) -> ColumnElement[bool]:
    begun = days_between(Project.started_on.expression, None, span.partial()[1])
    return and_(_within(Project.signed_on, span), begun)


def _funds(span: Span, counting: Counting, *where: ColumnElement[bool]) -> Query:
    amount = funds_counted()
    return select(func.sum(amount), func.count(Receipt.id), func.count(amount)).where(
        Receipt.month.between(*span.months()),
        funds_count(counting), *where,
    )  # fmt: skip


def _follow_ups(span: Span, _counting: Counting) -> Query:
    done = and_(FollowUp.state == "done", FollowUp.done_on <= counts_on())
    kept = func.sum(case((done, 1), else_=0))
    number = func.count(FollowUp.id)
    return select(kept, number.label("rows"), number.label("known")).where(
        ~FollowUp.deleted,
        FollowUp.state.in_(("open", "done")),
        counts_from(span.first),
        counts_by(span.last),
    )


def _events(span: Span, _counting: Counting) -> Query:
    number = func.count(Event.id)
    return select(number, number.label("rows"), number.label("known")).where(
        ~Event.deleted, Event.state == "held",
        Event.starts_on.between(span.first, span.last),
    )  # fmt: skip


def _least_condition(counting: Counting) -> tuple[Condition, ...]:
    least = Condition("total_investment", "at_least", counting.least)
    return (least,) if counting.least else ()


FIRST = Condition(CONTINUES, "empty")
"""Leaves out what only continues another project."""


def _between(field: str, ends: tuple[object, object]) -> Condition:
    return Condition(field, "between", ends)


def _behind_agreed(span: Span, counting: Counting) -> Filter:
    return Filter((_between("signed_on", span.partial()), *_least_condition(counting)))


def _behind_signed(span: Span, counting: Counting) -> Filter:
    return Filter((FIRST, *_behind_agreed(span, counting).conditions))


def _behind_started(span: Span, counting: Counting) -> Filter:
    return Filter((FIRST, _between("started_on", span.partial()), *_least_condition(counting)))


def _behind_both(span: Span, counting: Counting) -> Filter:
    signed, started = _between("signed_on", span.partial()), span.partial()[1]
    return Filter((FIRST, signed, Condition("started_on", "at_most", started),
                   *_least_condition(counting)))  # fmt: skip


def _behind_planned(span: Span, counting: Counting) -> Filter:
    ends = (span.first, span.last)
    return Filter((FIRST, _between("created_at", ends), *_least_condition(counting)))


def _behind_funds(span: Span, counting: Counting) -> Filter:
    months, states = _between("month", span.months()), Condition("state", "one_of", counting.states)
    least = _least_condition(counting)
    large = (Condition("project_id", "of", Filter(least)),) if least else ()
    return Filter((months, states, *large))


def _behind_outside(span: Span, counting: Counting) -> Filter:
    origin = Condition("origin", "one_of", counting.outside)
    return Filter((*_behind_funds(span, counting).conditions, origin))


def _behind_events(span: Span, _counting: Counting) -> Filter:
    held = Condition("state", "one_of", ("held",))
    return Filter((held, _between("starts_on", (span.first, span.last))))


def _behind_follow_ups(span: Span, _counting: Counting) -> Filter:
    counted = Condition("state", "one_of", ("open", "done"))
    awake = (Condition("snoozed_until", "empty"), Condition("snoozed_until", "at_most", span.last))
    begun = (
        Condition("due_on", "at_least", span.first),
        Condition("snoozed_until", "at_least", span.first),
    )
    by_then = Condition("due_on", "at_most", span.last)
    return Filter((counted, by_then, Filter(awake, any_of=True), Filter(begun, any_of=True)))


FIGURES: tuple[Figure, ...] = (
    Figure(
        "planned", N_("Projects planned"),
        N_("Projects entered in the period, whatever became of them; no later phases."), "project",
        lambda span, counting: _numbers(_created(span), *_least(counting)), _behind_planned,
    ),
    Figure(
        "signed", N_("Projects signed"),
        N_("Projects whose date of signing lies in the period; no later phases."), "project",
        lambda span, counting: _numbers(_within(Project.signed_on, span), *_least(counting)),
        _behind_signed,
    ),
    Figure(
        "started", N_("Projects started"),
        N_("Projects whose construction started in the period; no later phases."), "project",
        lambda span, counting: _numbers(_within(Project.started_on, span), *_least(counting)),
        _behind_started,
    ),
    Figure(
        "signed_started", N_("Projects signed and started"),
        N_("Projects signed in the period whose construction had started by its end; no later"
           " phases."), "project",
        lambda span, counting: _numbers(_signed_and_started(span), *_least(counting)),
        _behind_both,
    ),
    Figure(
        "agreed", N_("Agreed investment"),
        N_("The agreed investment of the projects signed in the period; of later phases what they"
           " add."), "project",
        lambda span, counting: _amounts(
            Project.agreed_investment, _within(Project.signed_on, span), *_least(counting)
        ),
        _behind_agreed, money=True,
    ),
    Figure(
        "funds", N_("Funds in place"),
        N_("Receipts of the months of the period that were reported, approved or reduced, "
           "at their approved amount where there is one."), "receipt",
        _funds, _behind_funds, money=True,
    ),
    Figure(
        "funds_outside", N_("Funds from outside the province"),
        N_("The part of the funds in place whose origin lies outside the province."), "receipt",
        lambda span, counting: _funds(span, counting, Receipt.origin.in_(counting.outside)),
        _behind_outside, money=True,
    ),
    Figure(
        "events", N_("Events held"),
        N_("Events that began in the period and were held."), "event", _events, _behind_events,
    ),
    Figure(
        "in_time", N_("Follow-ups in time"),
        N_("Follow-ups due in the period that were done by their day; dropped ones do not count."),
        "follow_up", _follow_ups, _behind_follow_ups, part=True,
    ),
)  # fmt: skip
"""Every figure, in the order in which a report names them."""

BY_CODE: Mapping[str, Figure] = {one.code: one for one in FIGURES}


def compute(session: Session, figure: Figure, span: Span, *, counting: Counting = USUAL) -> Sum:
    """What a figure comes to in a period."""
    value, rows, known = session.execute(figure.query(span, counting)).one()
    return Sum(
        None if rows and not known else int(value or 0),
        rows=int(rows),
        unknown=int(rows) - int(known),
        whole=int(rows) if figure.part else None,
    )


def behind(figure: Figure, span: Span, *, counting: Counting = USUAL) -> Filter:
    """The rows that a figure is counted from, as a filter for their list."""
    return figure.behind(span, counting)


@dataclass(frozen=True)
class Standing:
    """A target of the year: what is reached, in per cent, and against the time that has gone."""

    figure: Figure
    target: int
    done: Sum
    progress: Decimal | None
    pace: Decimal | None
    per_month: Decimal | None


def standings(session: Session, today: date, *, counting: Counting = USUAL) -> tuple[Standing, ...]:
    """The year's targets of the whole county, in the order of the figures."""
    whole = select(Target.figure, Target.amount, Target.number).where(
        ~Target.deleted, Target.year == today.year,
        Target.unit_id.is_(None), Target.quarter.is_(None),
    )  # fmt: skip
    wanted = {row.figure: row for row in session.execute(whole.order_by(Target.id))}
    found: list[Standing] = []
    for figure in FIGURES:
        row = wanted.get(figure.code)
        target = None if row is None else (row.amount if figure.money else row.number)
        if target:
            done = compute(session, figure, Span.year_to(today), counting=counting)
            found.append(_standing(figure, int(target), done, today))
    return tuple(found)


def _standing(figure: Figure, target: int, done: Sum, today: date) -> Standing:
    return Standing(
        figure, target, done,
        progress=progress(done.value, target),
        pace=pace(done.value, target, today),
        per_month=needed_per_month(done.value, target, today),
    )  # fmt: skip


def all_of(session: Session, span: Span, *, counting: Counting = USUAL) -> dict[str, Sum]:
    """What every figure comes to in a period, by its code."""
    return {one.code: compute(session, one, span, counting=counting) for one in FIGURES}


def by_month(
    session: Session, figure: Figure, year: int, today: date, *, counting: Counting = USUAL
) -> tuple[int | None, ...]:
    """What a figure comes to in each month of a year; months that have not begun are unknown."""
    found: list[int | None] = []
    for month in range(1, 13):
        span = month_of(year, month)
        begun = span.first <= today
        found.append(compute(session, figure, span, counting=counting).value if begun else None)
    return tuple(found)


def month_of(year: int, month: int) -> Span:
    """One month as a period."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
