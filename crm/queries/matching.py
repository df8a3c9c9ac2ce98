# SPDX-License-Identifier: Apache-2.0
"""For a project the organisations that fit it, for an organisation the projects, with the reasons.

Looked at are only those of the same trade, or with a history: the database finds them, the rule of
`crm.domain.rules.fitting` weighs them. Who is on the project already, must not be contacted or was
not recommended by the screening is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, literal, or_, select
from sqlalchemy.orm import Session

from crm.domain.contact import Activity
from crm.domain.course import Party
from crm.domain.event import Attendance, AttendanceProject
from crm.domain.person import Person
from crm.domain.project import Project
from crm.domain.rules import fitting
from crm.domain.rules.fitting import CLASS, Fit, History, Offer, Wish
from crm.domain.rules.stages import MOVING
from crm.kinds import industries
from crm.queries.conditions import clause
from crm.queries.filters import Condition, Filter
from crm.queries.searched import detail
from crm.queries.selecting import listed, live, numbers_text, table_of

MOST = 50
"""How many matches are told."""

NET = 1_500
"""How many candidates of the same trade are weighed at most, those touched last first.

No county knows so many of one trade that are still of interest; with whom there was something is
weighed in any case.
"""

OPEN_STAGES = ("reserve", "advance", "negotiate")
"""A project that is signed looks for nobody any more."""

MATCHED = {"project": "organisation", "organisation": "project"}
"""The record types that are matched, with what they are matched with."""

INVESTS = Party.role == "investor"

_WISHED = (
    "id", "name", "wanted_chains", "chains", "industry", "amount_low", "amount_high",
    "land_wanted", "modes", "place", "screening",
)  # fmt: skip
_OFFERED = ("id", "name", "chain", "industry", "total_investment", "intended_investment",
            "land_area", "modes", "place")  # fmt: skip
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Match:
    """A record that fits: its title, what tells it apart, and what speaks for it."""

    record: str
    id: int
    title: str
    hint: str
    fit: Fit


def matches(
    session: Session, record: str, record_id: int, *, today: date, most: int = MOST
) -> list[Match]:
    """What fits a project or an organisation, the best first.

    Raises:
        KeyError: records of this type are not matched.
    """
    other = MATCHED[record]
    found = (_of_project if record == "project" else _of_organisation)(session, record_id, today)
    best = sorted(found, key=lambda one: (-one[1].points, one[0]["id"]))[:most]
    hints = detail(session, other, [row["id"] for row, _fit in best])
    return [
        Match(other, row["id"], row["name"], hints.get(row["id"], ""), fit) for row, fit in best
    ]


def _of_project(session: Session, project_id: int, today: date) -> list[tuple[Row, Fit]]:
    own = _row(session, "project", _OFFERED, project_id)
    if own is None:
        return []
    offer = _offer(own)
    past = _past(session, project_id=project_id)
    taken = set(session.scalars(_parties(Party.organisation_id, Party.project_id == project_id)))
    known = {one for ids in (past.asked, past.spoken) for one in ids}
    chains = {"wanted_chains": _one(offer.chain), "chains": _one(offer.chain)}
    trade = _trade("organisation", chains, offer.industry, today)
    table = table_of("organisation")
    contact = or_(table.c.do_not_contact.is_(None), ~table.c.do_not_contact)
    advised = or_(table.c.screening.is_(None), table.c.screening != "rejected")
    # Organisations say several chains in a field: all is looked for at once.
    any_trade = [or_(*trade)] if trade else []
    rows = _candidates(session, "organisation", _WISHED, any_trade, known, contact, advised)
    invested = _invested(session, offer.chain)
    return _weighed(
        (row, _wish(row), offer, past.of(row["id"], invested)) for row in rows
        if row["id"] not in taken
    )  # fmt: skip


def _of_organisation(session: Session, organisation_id: int, today: date) -> list[tuple[Row, Fit]]:
    own = _row(session, "organisation", _WISHED, organisation_id)
    if own is None:
        return []
    wish = _wish(own)
    past = _past(session, organisation_id=organisation_id)
    mine = Party.organisation_id == organisation_id
    taken = set(session.scalars(_parties(Party.project_id, mine)))
    known = {one for ids in (past.asked, past.spoken) for one in ids}
    chains = (*wish.wanted_chains, *wish.chains)
    trade = _trade("project", {"chain": chains}, wish.industry, today)
    table = table_of("project")
    still = table.c.stage.in_(OPEN_STAGES), table.c.status.in_(MOVING)
    rows = _candidates(session, "project", _OFFERED, trade, known, *still)
    led = set(session.scalars(_parties(Project.chain, mine, INVESTS, Project.chain.is_not(None))))
    return _weighed(
        (
            row,
            wish,
            _offer(row),
            past.of(row["id"], {row["id"]} if row["chain"] in led else set()),
        )
        for row in rows
        if row["id"] not in taken
    )


def _weighed(
    pairs: Iterable[tuple[Row, Wish, Offer, History]],
) -> list[tuple[Row, Fit]]:
    found = ((row, fitting.fit(wish, offer, history)) for row, wish, offer, history in pairs)
    return [(row, fit) for row, fit in found if fit is not None]


@dataclass(frozen=True)
class _Past:
    """With whom there was something: who asked, and who was spoken to."""

    asked: frozenset[int]
    spoken: frozenset[int]

    def of(self, record_id: int, invested: set[int]) -> History:
        return History(record_id in self.asked, record_id in self.spoken, record_id in invested)


def _past(session: Session, *, project_id: int = 0, organisation_id: int = 0) -> _Past:
    """The organisations that had to do with a project, or the projects with an organisation."""
    if project_id:
        asked = _asking(AttendanceProject.project_id == project_id)
        spoken = select(Activity.organisation_id).where(Activity.project_id == project_id)
    else:
        people = select(Person.id).where(Person.organisation_id == organisation_id)
        theirs = or_(
            Attendance.organisation_id == organisation_id, Attendance.person_id.in_(people)
        )
        asked = _asking(theirs)
        spoken = select(Activity.project_id).where(Activity.organisation_id == organisation_id)
    told = session.scalars(spoken.where(Activity.deleted.is_(False)))
    wanted = slice(0, 2) if project_id else slice(2, 3)
    met = (one for row in session.execute(asked) for one in row[wanted] if one is not None)
    return _Past(frozenset(met), frozenset(one for one in told if one is not None))


def _asking(where: ColumnElement[bool]) -> Select[int | None, int | None, int]:
    """Who came to an event and asked about a project: by their organisation, by their person's."""
    return (
        select(Attendance.organisation_id, Person.organisation_id, AttendanceProject.project_id)
        .select_from(AttendanceProject)
        .join(Attendance, Attendance.id == AttendanceProject.attendance_id)
        .outerjoin(Person, Person.id == Attendance.person_id)
        .where(AttendanceProject.deleted.is_(False), Attendance.deleted.is_(False), where)
    )


def _invested(session: Session, chain: str | None) -> set[int]:
    """The organisations that are investors of a project of the chain."""
    if not chain:
        return set()
    return set(session.scalars(_parties(Party.organisation_id, INVESTS, Project.chain == chain)))


def _parties(column: ColumnElement[int] | Any, *where: ColumnElement[bool]) -> Select[int]:  # noqa: ANN401 - an attribute of a record
    joined = select(column).select_from(Party).join(Project, Project.id == Party.project_id)
    return joined.where(Party.deleted.is_(False), Project.deleted.is_(False), *where)


def _trade(
    record: str, chains: Mapping[str, tuple[str, ...]], industry: str | None, today: date
) -> list[ColumnElement[bool]]:
    """What records of the same trade have, each by itself: a chain in a field, a class."""
    found = [
        clause(record, Filter((Condition(name, "one_of", some),)), today=today)
        for name, some in chains.items()
        if some
    ]
    if industry:
        # Said as a list of codes, for which an index is asked.
        known = [code for code in industries.names() if code.startswith(industry[:CLASS])]
        found.append(table_of(record).c.industry.in_({*known, industry}))
    return found


def _candidates(
    session: Session,
    record: str,
    names: Sequence[str],
    trade: Sequence[ColumnElement[bool]],
    known: set[int],
    *where: ColumnElement[bool],
) -> Sequence[Row]:
    """Those with whom there was something, and the latest of the same trade.

    Each way to be of the same trade is asked by itself: one index answers it.
    """
    table = table_of(record)
    found = set(known)
    for same in trade:
        query = select(table.c.id).where(live(table), same, *where)
        found.update(session.scalars(query.order_by(table.c.updated_at.desc()).limit(NET)))
    met = listed(table.c.id, literal(numbers_text(sorted(found)), Text()))
    query = select(*(table.c[name] for name in names)).where(live(table), met, *where)
    return session.execute(query).mappings().all()


def _row(session: Session, record: str, names: Sequence[str], record_id: int) -> Row | None:
    table = table_of(record)
    query = select(*(table.c[name] for name in names)).where(table.c.id == record_id, live(table))
    return session.execute(query).mappings().one_or_none()


def _wish(row: Row) -> Wish:
    return Wish(
        wanted_chains=row["wanted_chains"] or (), chains=row["chains"] or (),
        industry=row["industry"], low=row["amount_low"], high=row["amount_high"],
        land=row["land_wanted"], modes=row["modes"] or (), place=row["place"],
        recommended=row["screening"] == "recommended",
    )  # fmt: skip


def _offer(row: Row) -> Offer:
    return Offer(
        chain=row["chain"], industry=row["industry"],
        amount=row["total_investment"] or row["intended_investment"], land=row["land_area"],
        modes=row["modes"] or (), place=row["place"],
    )  # fmt: skip


def _one(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()
