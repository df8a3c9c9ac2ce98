# SPDX-License-Identifier: Apache-2.0
"""The effect of events: from attendees to signings, started construction and funds in place.

A signing belongs to one event only: the one it was signed at, else the one the project came from,
which is also where it counts when the event it was signed at was deleted or cancelled.
A later phase or an increase is no other signing; its amount is its own and counts where it was
signed. So the effects of events can be added: those of a series and of a year are sums.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, func, literal_column, not_, or_, select
from sqlalchemy.orm import Session

from crm.domain.event import Attendance, Event
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.counting import USUAL, Counting, progress
from crm.domain.rules.following import IN_TIME
from crm.queries.figures import Query, funds_count, funds_counted
from crm.queries.filters import Condition, Filter
from crm.queries.selecting import refers_to_none
from crm.words import N_, NC_

INTERESTED = ("a", "b")
"""The interests that count."""


@dataclass(frozen=True)
class Effect:
    """What came of events. Money is in yuan; `named` of the `contracts` name an amount.

    `contracts` are the signed projects with their later phases and increases, `signed` and
    `started` count without them.
    """

    attendees: int = 0
    interested: int = 0
    in_time: int = 0
    visits: int = 0
    projects: int = 0
    signed: int = 0
    started: int = 0
    contracts: int = 0
    named: int = 0
    amount: int = 0
    funds: int = 0

    @property
    def agreed(self) -> int | None:
        """The agreed investment; unknown when there are contracts and none names an amount."""
        return None if self.contracts and not self.named else self.amount

    @property
    def in_time_share(self) -> Decimal | None:
        """How many per cent of the attendees were followed up in time."""
        return progress(self.in_time, self.attendees or None)

    @property
    def started_share(self) -> Decimal | None:
        """How many per cent of the signed projects have started."""
        return progress(self.started, self.signed or None)

    @property
    def funds_share(self) -> Decimal | None:
        """How many per cent of the agreed investment are in place."""
        return progress(self.funds, self.agreed or None)

    def __add__(self, other: Effect) -> Effect:
        """Of both together: nothing belongs to two events."""
        return Effect(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        )


@dataclass(frozen=True)
class Told:
    """An event and its effect; `gone` are the events, not there any more, whose signings it has."""

    id: int
    name: str
    series: str
    starts_on: date
    last: date
    effect: Effect
    gone: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """The effect of one event, of a series, or of all events of a year (`name` is empty)."""

    name: str
    events: tuple[Told, ...]
    effect: Effect = field(default_factory=Effect)


def of_event(session: Session, event_id: int, *, counting: Counting = USUAL) -> Line:
    """The effect of one event; a line without events when it is gone."""
    return line("", _told(session, Event.id == event_id, counting))


def of_year(
    session: Session, year: int, today: date, *, counting: Counting = USUAL
) -> tuple[Told, ...]:
    """The events that began in a year up to today, the latest first, each with its effect."""
    last = min(today, date(year, 12, 31))
    return _told(session, Event.starts_on.between(date(year, 1, 1), last), counting)


def by_series(events: Iterable[Told]) -> tuple[Line, ...]:
    """The effect of each series, that of the latest event first; single events are left out."""
    found: dict[str, list[Told]] = {}
    for one in events:
        if one.series:
            found.setdefault(one.series, []).append(one)
    return tuple(line(name, some) for name, some in found.items())


def line(name: str, events: Sequence[Told]) -> Line:
    """The effect of several events together."""
    return Line(name, tuple(events), sum((one.effect for one in events), Effect()))


def _there() -> ColumnElement[bool]:
    return and_(~Event.deleted, Event.state != "cancelled")


def _told(session: Session, where: ColumnElement[bool], counting: Counting) -> tuple[Told, ...]:
    query = (
        select(Event.id, Event.name, Event.series, Event.starts_on, Event.ends_on)
        .where(where, _there())
        .order_by(Event.starts_on.desc(), Event.id.desc())
    )
    rows = session.execute(query).all()
    last = {row.id: row.ends_on or row.starts_on for row in rows}
    gone = _gone(session, last)
    effects = _effects(
        session, last, sorted({one for some in gone.values() for one in some}), counting
    )
    return tuple(
        Told(
            row.id, row.name, row.series or "", row.starts_on, last[row.id], effects[row.id],
            tuple(gone.get(row.id, ())),
        )
        for row in rows
    )  # fmt: skip


def _gone(session: Session, events: Collection[int]) -> Mapping[int, Sequence[int]]:
    """By source: the events, not there any more, at which projects from it were signed."""
    query = (
        select(Project.source_event_id, Project.signing_event_id)
        .join(Event, Event.id == Project.signing_event_id)
        .where(~Project.deleted, Project.source_event_id.in_(list(events)), not_(_there()))
        .order_by(Project.signing_event_id)
        .distinct()
    )
    found: dict[int, list[int]] = {}
    for source, signing in session.execute(query):
        if source is not None and signing is not None:
            found.setdefault(source, []).append(signing)
    return found


def _effects(
    session: Session, last: Mapping[int, date], gone: Sequence[int], counting: Counting
) -> Mapping[int, Effect]:
    """The effects of events, which come with their last days."""
    numbers: dict[int, dict[str, int]] = {one: {} for one in last}

    def note(event_id: int, **counts: int) -> None:
        of = numbers[event_id]
        for name, count in counts.items():
            of[name] = of.get(name, 0) + int(count or 0)

    for event_id, on, attended, keen, visits in session.execute(_attendances(last)):
        early = on is not None and on <= last[event_id] + IN_TIME
        note(
            event_id, attendees=attended, interested=keen, visits=visits,
            in_time=attended if early else 0,
        )  # fmt: skip
    for event_id, projects in session.execute(_sources(last)):
        note(event_id, projects=projects)
    for row in session.execute(_contracts(last, gone)):
        event_id, contracts, signed, started, named, amount = row
        note(
            event_id, contracts=contracts, signed=signed, started=started, named=named,
            amount=amount,
        )  # fmt: skip
    for event_id, funds in session.execute(_funds(last, gone, counting)):
        note(event_id, funds=funds)
    return {one: Effect(**counts) for one, counts in numbers.items()}


def _many(where: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((where, 1), else_=0))


def _attendances(events: Collection[int]) -> Query:
    came = Attendance.state == "attended"
    return (
        select(
            Attendance.event_id, Attendance.followed_up_on, _many(came),
            _many(and_(came, Attendance.interest.in_(INTERESTED))),
            _many(Attendance.visited_on.is_not(None)),
        )
        .where(~Attendance.deleted, Attendance.event_id.in_(list(events)))
        .group_by(Attendance.event_id, Attendance.followed_up_on)
    )  # fmt: skip


def _sources(events: Collection[int]) -> Query:
    return (
        select(Project.source_event_id, func.count(Project.id))
        .where(
            ~Project.deleted, refers_to_none(Project.previous_id.expression),
            Project.source_event_id.in_(list(events)),
        )
        .group_by(Project.source_event_id)
    )  # fmt: skip


def _belongs_to(gone: Sequence[int]) -> ColumnElement[int | None]:
    """The one event that a project's signing belongs to."""
    at = Project.signing_event_id
    if not gone:
        return func.coalesce(at, Project.source_event_id)
    return case((or_(at.is_(None), at.in_(gone)), Project.source_event_id), else_=at)


def _signed_at(events: Collection[int], gone: Sequence[int]) -> ColumnElement[bool]:
    """The projects whose signing belongs to one of these events, said so that indexes find them."""
    ids = list(events)
    nowhere = refers_to_none(Project.signing_event_id.expression)
    if gone:
        nowhere = or_(nowhere, Project.signing_event_id.in_(gone))
    elsewhere = and_(nowhere, Project.source_event_id.in_(ids))
    here = or_(Project.signing_event_id.in_(ids), elsewhere)
    return and_(~Project.deleted, Project.signed_on.is_not(None), here)


def _contracts(events: Collection[int], gone: Sequence[int]) -> Query:
    event = _belongs_to(gone).label("belongs_to")
    own = Project.previous_id.is_(None)
    return (
        select(
            event, func.count(Project.id), _many(own),
            _many(and_(own, Project.started_on.is_not(None))),
            func.count(Project.agreed_investment), func.sum(Project.agreed_investment),
        )
        .where(_signed_at(events, gone))
        .group_by(literal_column("belongs_to"))
    )  # fmt: skip


def _funds(events: Collection[int], gone: Sequence[int], counting: Counting) -> Query:
    event = _belongs_to(gone).label("belongs_to")
    return (
        select(event, func.sum(funds_counted()))
        .join(Project, Project.id == Receipt.project_id)
        .where(_signed_at(events, gone), funds_count(counting))
        .group_by(literal_column("belongs_to"))
    )


Behind = Callable[[Sequence[Told]], Filter]


@dataclass(frozen=True)
class Part:
    """One figure of an effect: its rule in words, and the rows behind it for some events."""

    code: str
    label: str
    rule: str
    record: str
    behind: Behind
    money: bool = False
    share: str = ""


def _events(name: str, events: Sequence[Told]) -> Condition:
    return Condition(name, "one_of", tuple(one.id for one in events))


def _guests(*conditions: Condition | Filter) -> Behind:
    return lambda events: Filter((_events("event_id", events), *conditions))


_CAME = Condition("state", "one_of", ("attended",))
_OWN = Condition("previous_id", "empty")


def _in_time(events: Sequence[Told]) -> Filter:
    each = tuple(
        Filter((_events("event_id", [one]), Condition("followed_up_on", "at_most",
                                                      one.last + IN_TIME)))
        for one in events
    )  # fmt: skip
    # Of no event nobody came; a choice among nothing would hold nobody back.
    return Filter((_CAME, _events("event_id", events), Filter(each, any_of=True)))


def _projects(events: Sequence[Told]) -> Filter:
    return Filter((_events("source_event_id", events), _OWN))


def _signed(*conditions: Condition) -> Behind:
    def behind(events: Sequence[Told]) -> Filter:
        gone = tuple(sorted({passed for one in events for passed in one.gone}))
        nowhere: Condition | Filter = Condition("signing_event_id", "empty")
        if gone:
            at_gone = Condition("signing_event_id", "one_of", gone)
            nowhere = Filter((nowhere, at_gone), any_of=True)
        elsewhere = Filter((nowhere, _events("source_event_id", events)))
        here = Filter((_events("signing_event_id", events), elsewhere), any_of=True)
        return Filter((Condition("signed_on", "filled"), here, *conditions))

    return behind


PARTS: tuple[Part, ...] = (
    Part("attendees", N_("Attendees"), N_("Who attended."), "attendance", _guests(_CAME)),
    Part(
        "interested", NC_("effect", "Interested"),
        N_("Attendees with a strong or medium interest."), "attendance",
        _guests(_CAME, Condition("interest", "one_of", INTERESTED)),
    ),
    Part(
        "in_time", N_("Followed up in time"),
        N_("Attendees who were first spoken to within 7 days after the last day."), "attendance",
        _in_time, share="in_time_share",
    ),
    Part(
        "visits", N_("Return visits"), N_("Who came to see the county afterwards."), "attendance",
        _guests(Condition("visited_on", "filled")),
    ),
    Part(
        "projects", N_("Projects from it"),
        N_("Projects that name it as their source; later phases and increases are no others."),
        "project", _projects,
    ),
    Part(
        "signed", NC_("effect", "Signed"),
        N_("Signed projects. Each belongs to one event: the one it was first signed at, else the "
           "one it came from."), "project", _signed(_OWN),
    ),
    Part(
        "agreed", N_("Agreed investment"),
        N_("The agreed investment of what was signed; an increase counts what it adds."),
        "project", _signed(), money=True,
    ),
    Part(
        "started", NC_("effect", "Started"),
        N_("Signed projects whose construction has started."), "project",
        _signed(_OWN, Condition("started_on", "filled")), share="started_share",
    ),
    Part(
        "funds", NC_("effect", "In place"),
        N_("Funds in place of what was signed, and their share of the agreed investment."),
        "project", _signed(), money=True, share="funds_share",
    ),
)  # fmt: skip
"""The figures of an effect, in the order of the chain."""
