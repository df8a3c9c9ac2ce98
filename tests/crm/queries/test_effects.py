# SPDX-License-Identifier: Apache-2.0
"""The effect of events equals plain SQL over the rows; no signing is counted twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import func, select, text

from crm.domain.all_records import RECORDS
from crm.domain.event import Event
from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.queries.conditions import clause
from crm.queries.effects import PARTS, Effect, Line, Told, by_series, line, of_event, of_year
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a_person, a_project, a_receipt, an_attendance, an_event

TODAY = date(2026, 6, 30)
MILLION = 1_000_000


def effect(store: Register, event: Event) -> Effect:
    with store.reading() as session:
        return of_event(session, event.id).effect


def year(store: Register) -> tuple[Told, ...]:
    with store.reading() as session:
        return of_year(session, 2026, TODAY)


def signed(unit: UnitOfWork, **over: object) -> Project:
    return a_project(unit, signed_on=PartialDay(2026, 5), **over)


def test_attendees_are_counted_by_interest_visit_and_first_follow_up(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, starts_on=date(2026, 5, 1), ends_on=date(2026, 5, 3))
        for over in (
            {"interest": "a", "followed_up_on": date(2026, 5, 10)},
            {"interest": "b", "followed_up_on": date(2026, 5, 11)},
            {"interest": "c", "visited_on": date(2026, 6, 1)},
            {"state": "invited", "interest": "a"},
        ):
            an_attendance(unit, event, a_person(unit), **{"state": "attended", **over})
    found = effect(any_store, event)
    assert (found.attendees, found.interested, found.in_time, found.visits) == (3, 2, 1, 1)
    assert found.in_time_share == Decimal(100) / 3


def test_a_signing_belongs_to_the_event_it_was_signed_at_else_to_its_source(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        source, other = an_event(unit), an_event(unit)
        signed(unit, source_event_id=source.id, signing_event_id=other.id,
               agreed_investment=MILLION)  # fmt: skip
        signed(unit, source_event_id=source.id, agreed_investment=2 * MILLION)
        a_project(unit, source_event_id=source.id)
    one, two = effect(any_store, source), effect(any_store, other)
    assert (one.projects, one.signed, one.agreed) == (3, 1, 2 * MILLION)
    assert (two.projects, two.signed, two.agreed) == (0, 1, MILLION)


@pytest.mark.parametrize("gone", [{"deleted": True}, {"state": "cancelled"}])
def test_a_signing_at_an_event_that_is_gone_belongs_to_its_source(
    any_store: Register, gone: dict[str, object]
) -> None:
    with any_store.writing("Prepared") as unit:
        source, other = an_event(unit), an_event(unit, **gone)
        made = signed(unit, source_event_id=source.id, signing_event_id=other.id,
                      agreed_investment=MILLION)  # fmt: skip
        a_receipt(unit, made, state="reported")
        signed(unit, signing_event_id=other.id)
    found = effect(any_store, source)
    assert (found.signed, found.agreed, found.funds) == (1, MILLION, MILLION)
    with any_store.reading() as session:
        one = of_event(session, source.id)
    assert rows_behind(any_store, one, "signed") == rows_behind(any_store, one, "funds") == 1


def test_an_increase_counts_what_it_adds_and_is_no_other_signing(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, later = an_event(unit), an_event(unit)
        first = signed(unit, signing_event_id=event.id, agreed_investment=5 * MILLION)
        signed(unit, signing_event_id=later.id, agreed_investment=MILLION, previous_id=first.id,
               previous_kind="increment")  # fmt: skip
    assert (effect(any_store, event).signed, effect(any_store, event).agreed) == (1, 5 * MILLION)
    assert (effect(any_store, later).signed, effect(any_store, later).agreed) == (0, MILLION)


def test_started_and_funds_are_shares_of_what_was_signed(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        begun = signed(unit, signing_event_id=event.id, agreed_investment=4 * MILLION,
                       started_on=PartialDay(2026, 6))  # fmt: skip
        signed(unit, signing_event_id=event.id)
        a_receipt(unit, begun, state="reported", amount=MILLION)
        a_receipt(unit, begun, state="draft", amount=MILLION)
    found = effect(any_store, event)
    assert (found.started_share, found.funds_share) == (50, 25)


def test_what_is_unknown_is_no_nought(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        empty = an_event(unit)
        signed(unit, signing_event_id=event.id)
    assert (effect(any_store, event).agreed, effect(any_store, event).funds_share) == (None, None)
    found = effect(any_store, empty)
    assert (found.agreed, found.started_share, found.in_time_share) == (0, None, None)


def test_a_series_and_a_year_are_the_sums_of_their_events(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for series, day in (("Spring", 1), ("Spring", 2), ("Autumn", 3), (None, 4)):
            event = an_event(unit, series=series, starts_on=date(2026, 5, day))
            signed(unit, signing_event_id=event.id, agreed_investment=MILLION)
        an_event(unit, starts_on=date(2025, 5, 1))
        an_event(unit, starts_on=date(2026, 7, 1))
        an_event(unit, state="cancelled")
    found = year(any_store)
    assert len(found) == 4
    assert [(one.name, len(one.events), one.effect.signed) for one in by_series(found)] == [
        ("Autumn", 1, 1), ("Spring", 2, 2)
    ]  # fmt: skip
    assert line("", found).effect.agreed == 4 * MILLION


def county(store: Register, seed: int) -> None:
    """Events, attendees, projects and receipts, thrown together."""
    dice = Random(seed)
    with store.writing("Prepared") as unit:
        events = [
            an_event(
                unit, starts_on=date(2026, 1, 1) + timedelta(days=dice.randrange(170)),
                ends_on=None, series=dice.choice(["Spring", "Autumn", None]),
            )
            for _ in range(5)
        ]  # fmt: skip
        for _ in range(30):
            event = dice.choice(events)
            an_attendance(
                unit, event, a_person(unit), state=dice.choice(["attended", "invited"]),
                interest=dice.choice(["a", "b", "c", None]),
                followed_up_on=dice.choice(
                    [None, event.starts_on + timedelta(days=dice.randrange(20))]
                ),
                visited_on=dice.choice([None, TODAY]), deleted=dice.random() < 0.1,
            )  # fmt: skip
        projects: list[Project] = []
        for _ in range(20):
            before = dice.choice(projects).id if projects and dice.random() < 0.2 else None
            made = a_project(
                unit, source_event_id=dice.choice([None, *(one.id for one in events)]),
                signing_event_id=dice.choice([None, *(one.id for one in events)]),
                signed_on=dice.choice([None, PartialDay(2026, 5)]),
                started_on=dice.choice([None, PartialDay(2026, 6)]),
                agreed_investment=dice.choice([None, dice.randrange(1, 9) * MILLION]),
                previous_id=before, previous_kind="increment" if before else None,
                deleted=dice.random() < 0.1,
            )  # fmt: skip
            projects.append(made)
            if not made.deleted:
                a_receipt(unit, made, state=dice.choice(["draft", "reported", "approved"]))


PLAIN = """
SELECT count(*) FROM project WHERE NOT deleted AND signed_on IS NOT NULL AND previous_id IS NULL
 AND (signing_event_id IS NOT NULL OR source_event_id IS NOT NULL)
"""
PLAIN_AMOUNT = """
SELECT sum(agreed_investment) FROM project WHERE NOT deleted AND signed_on IS NOT NULL
 AND (signing_event_id IS NOT NULL OR source_event_id IS NOT NULL)
"""
PLAIN_FUNDS = """
SELECT sum(r.amount) FROM receipt r JOIN project p ON p.id = r.project_id
 WHERE NOT r.deleted AND r.state IN ('reported', 'approved', 'reduced')
 AND NOT p.deleted AND p.signed_on IS NOT NULL
 AND (p.signing_event_id IS NOT NULL OR p.source_event_id IS NOT NULL)
"""
PLAIN_CAME = "SELECT count(*) FROM attendance WHERE NOT deleted AND state = 'attended'"


@pytest.mark.parametrize("seed", range(8))
def test_the_sum_over_all_events_is_that_of_plain_sql(any_store: Register, seed: int) -> None:
    county(any_store, seed)
    whole = line("", year(any_store)).effect
    with any_store.reading() as session:
        plain = [
            int(session.scalar(text(one)) or 0)
            for one in (PLAIN, PLAIN_AMOUNT, PLAIN_FUNDS, PLAIN_CAME)
        ]
    assert [whole.signed, whole.amount, whole.funds, whole.attendees] == plain


@pytest.mark.parametrize("seed", range(4))
def test_each_figure_opens_as_many_rows_as_it_counts(any_store: Register, seed: int) -> None:
    county(any_store, seed)
    events = year(any_store)
    lines = [*(line(one.name, [one]) for one in events), *by_series(events), line("", events)]
    for one in lines:
        for part in PARTS:
            assert rows_behind(any_store, one, part.code) == counted(one, part.code), part.code


def rows_behind(store: Register, one: Line, code: str) -> int:
    part = next(part for part in PARTS if part.code == code)
    kind = RECORDS[part.record]
    with store.reading() as session:
        passes = clause(part.record, part.behind(one.events), today=TODAY)
        return session.scalar(select(func.count(kind.id)).where(passes, ~kind.deleted)) or 0


def counted(one: Line, code: str) -> int:
    """What stands behind amounts are all contracts."""
    return int(getattr(one.effect, "contracts" if code in {"agreed", "funds"} else code))


def test_of_a_year_without_events_no_figure_opens_a_row(store: Register) -> None:
    with store.writing("Cancelled") as unit:
        event = an_event(unit, starts_on=date(2026, 5, 4), state="cancelled")
        an_attendance(
            unit, event, a_person(unit), state="attended", interest="a",
            followed_up_on=date(2026, 5, 5), visited_on=date(2026, 5, 6),
        )  # fmt: skip
        a_project(unit, source_event_id=event.id)
    assert year(store) == ()
    for part in PARTS:
        assert rows_behind(store, line("", ()), part.code) == 0, part.code
