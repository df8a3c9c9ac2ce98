# SPDX-License-Identifier: Apache-2.0
"""Each figure equals its rule, its rows lie behind it, and what is unknown is never 0."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select

from crm.domain import choices
from crm.domain.all_records import RECORDS
from crm.domain.office import Target
from crm.domain.project import Project
from crm.domain.rules.counting import USUAL, Counting
from crm.kinds.days import PartialDay
from crm.queries.conditions import clause
from crm.queries.figures import BY_CODE, FIGURES, Span, Sum, behind, compute, standings
from crm.storage.register import Register
from tests.builders import a, a_follow_up, a_project, a_receipt, a_unit, an_event

TODAY = date(2026, 6, 30)
YEAR = Span.year_to(TODAY)


def figure(store: Register, code: str, span: Span = YEAR, counting: Counting = USUAL) -> Sum:
    with store.reading() as session:
        return compute(session, BY_CODE[code], span, counting=counting)


def rows_behind(store: Register, code: str, span: Span = YEAR, counting: Counting = USUAL) -> int:
    of = BY_CODE[code]
    kind = RECORDS[of.record]
    with store.reading() as session:
        passes = clause(of.record, behind(of, span, counting=counting), today=TODAY)
        return session.scalar(select(func.count(kind.id)).where(passes)) or 0


@pytest.fixture
def signed(any_store: Register) -> Register:
    """Three projects signed this year, one last year; one of the three has started."""
    with any_store.writing("Prepared") as unit:
        a_project(
            unit,
            stage="build",
            signed_on=PartialDay.of("2026-02-03"),
            started_on=PartialDay.of("2026-05"),
            agreed_investment=30_000_000,
        )
        a_project(
            unit, stage="sign", signed_on=PartialDay.of("2026-06"), agreed_investment=12_000_000
        )
        a_project(unit, stage="sign", signed_on=PartialDay.of("2026-01-01"))
        a_project(
            unit,
            stage="build",
            signed_on=PartialDay.of("2025-12-31"),
            started_on=PartialDay.of("2026-01"),
            agreed_investment=99_000_000,
        )
    return any_store  # fmt: skip


def test_signed_and_started_projects_are_counted_by_their_dates(signed: Register) -> None:
    assert figure(signed, "signed").value == 3
    assert figure(signed, "started").value == 2
    assert figure(signed, "signed_started").value == 1


def test_a_quarter_counts_only_what_lies_in_it(signed: Register) -> None:
    assert figure(signed, "signed", Span(date(2026, 4, 1), TODAY)).value == 1


def test_agreed_investment_says_how_many_projects_name_no_amount(signed: Register) -> None:
    assert figure(signed, "agreed") == Sum(42_000_000, rows=3, unknown=1)


def test_a_sum_of_nothing_but_unknown_amounts_is_unknown_and_not_zero(any_store: Register) -> None:
    assert figure(any_store, "agreed").value == 0
    with any_store.writing("Prepared") as unit:
        a_project(unit, signed_on=PartialDay.of("2026-03"))
    assert figure(any_store, "agreed") == Sum(None, rows=1, unknown=1)


def test_the_smallest_project_that_counts_is_a_setting(signed: Register) -> None:
    assert figure(signed, "signed", counting=Counting(least=35_000_001)).value == 0
    assert figure(signed, "signed", counting=Counting(least=35_000_000)).value == 3


def test_a_deleted_project_counts_nowhere(signed: Register) -> None:
    with signed.writing("Deleted") as unit:
        for project in unit.find(Project, Project.stage == "build"):
            unit.delete(project)
    assert figure(signed, "signed").value == 2
    assert figure(signed, "started").value == 0


@pytest.fixture
def funded(any_store: Register) -> Register:
    """Receipts of this year in every state, a correction, and one of last year."""
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)

        def add(month: str, amount: int, state: str, **over: object) -> None:
            a_receipt(unit, project, month=PartialDay.of(month), amount=amount, state=state, **over)

        add("2026-01", 5_000_000, "approved", approved_amount=5_000_000)
        add("2026-02", 4_000_000, "reduced", approved_amount=3_000_000)
        add("2026-03", 2_000_000, "reported", origin="in_county")
        add("2026-03", -500_000, "approved")
        add("2026-06", 1_000_000, "reported", origin="abroad")
        add("2026-06", 9_000_000, "draft")
        add("2025-12", 7_000_000, "approved", approved_amount=7_000_000)
    return any_store


def test_funds_in_place_count_reported_months_at_their_approved_amount(funded: Register) -> None:
    assert figure(funded, "funds") == Sum(10_500_000, rows=5)


def test_money_from_abroad_is_outside_the_province_unless_the_county_says_no(
    funded: Register,
) -> None:
    assert figure(funded, "funds_outside").value == 8_500_000
    without = Counting(abroad_is_outside=False)
    assert figure(funded, "funds_outside", counting=without).value == 7_500_000


def test_only_held_events_of_the_period_count(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        an_event(unit, state="held", starts_on=date(2026, 3, 1))
        an_event(unit, state="cancelled", starts_on=date(2026, 3, 2))
        an_event(unit, state="held", starts_on=date(2025, 3, 1))
    assert figure(any_store, "events").value == 1


def test_follow_ups_in_time_are_a_part_of_those_that_were_due(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        due = date(2026, 5, 10)
        a_follow_up(unit, due_on=due, state="done", done_on=due)
        a_follow_up(unit, due_on=due, state="done", done_on=date(2026, 5, 11))
        a_follow_up(unit, due_on=due)
        a_follow_up(unit, due_on=due, state="dropped")
    found = figure(any_store, "in_time")
    assert (found.value, found.whole) == (1, 3)
    assert found.share == Decimal(100) / 3


def test_a_follow_up_that_was_put_off_is_in_time_by_the_day_it_was_put_off_to(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        due, until = date(2025, 12, 20), date(2026, 3, 1)
        a_follow_up(unit, due_on=due, snoozed_until=until, state="done", done_on=until)
        a_follow_up(unit, due_on=due, snoozed_until=date(2027, 1, 1))
        a_follow_up(unit, due_on=until, snoozed_until=due, state="done", done_on=date(2026, 3, 2))
    found = figure(any_store, "in_time")
    assert (found.value, found.whole) == (1, 2)
    assert rows_behind(any_store, "in_time") == 2


def test_without_any_follow_up_the_share_is_unknown(any_store: Register) -> None:
    assert figure(any_store, "in_time").share is None


def test_projects_entered_this_year_were_planned(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, created_at=datetime(2026, 1, 1, 12, tzinfo=UTC))
        a_project(unit, created_at=datetime(2025, 12, 30, 12, tzinfo=UTC))
        a_project(unit, created_at=datetime(2026, 7, 2, 12, tzinfo=UTC))
    assert figure(any_store, "planned").value == 1
    assert rows_behind(any_store, "planned") == 1


@pytest.mark.parametrize("code", ["signed", "started", "signed_started", "agreed"])
def test_the_rows_behind_a_figure_of_projects_are_its_rows(signed: Register, code: str) -> None:
    assert rows_behind(signed, code) == figure(signed, code).rows


@pytest.mark.parametrize("code", ["funds", "funds_outside"])
def test_the_rows_behind_funds_are_the_receipts_that_count(funded: Register, code: str) -> None:
    assert rows_behind(funded, code) == figure(funded, code).rows


YEARS = some.just(2026)
DATES = some.none() | some.builds(
    PartialDay, YEARS, some.integers(4, 7), some.none() | some.integers(1, 30)
)
AMOUNTS = some.none() | some.sampled_from((1, 5_000_000, 9_000_000))
STATES = some.sampled_from([one.code for one in choices.RECEIPT_STATES])
ORIGINS = some.sampled_from([one.code for one in choices.ORIGINS])
MONTHS = some.builds(PartialDay, YEARS, some.integers(4, 7))
PROJECTS = some.lists(
    some.tuples(
        DATES, DATES, AMOUNTS, some.lists(some.tuples(MONTHS, STATES, ORIGINS), max_size=3)
    ),
    max_size=5,
)


def span_of(first: date, days: int) -> Span:
    return Span(first, first + timedelta(days=days))


SPANS = some.builds(span_of, some.dates(date(2026, 4, 1), date(2026, 7, 31)), some.integers(0, 60))
COUNTINGS = some.builds(
    Counting,
    states=some.sampled_from((USUAL.states, ("approved",))),
    abroad_is_outside=some.booleans(),
    least=some.sampled_from((0, 5_000_000)),
)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(projects=PROJECTS, span=SPANS, counting=COUNTINGS)
def test_whatever_the_span_and_the_counting_the_rows_behind_a_figure_are_those_it_counts(
    store: Register, projects: list[Any], span: Span, counting: Counting
) -> None:
    with store.writing("Prepared") as unit:
        for project in unit.find(Project):
            unit.delete(project)
        for signed_on, started_on, amount, receipts in projects:
            project = a_project(
                unit, signed_on=signed_on, started_on=started_on, total_investment=amount
            )
            for month, state, origin in receipts:
                a_receipt(unit, project, month=month, state=state, origin=origin)
    for code in ("signed", "started", "signed_started", "agreed", "funds", "funds_outside"):
        counted = figure(store, code, span, counting).rows
        assert rows_behind(store, code, span, counting) == counted, code


def test_in_the_middle_of_a_month_what_is_known_by_the_month_alone_waits(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, signed_on=PartialDay.of("2026-06"))
        a_project(unit, signed_on=PartialDay.of("2026-06-12"))
        a_project(unit, signed_on=PartialDay.of("2026-06-03"))
    half = Span(date(2026, 6, 10), date(2026, 6, 15))
    assert figure(any_store, "signed", half).value == 1
    assert figure(any_store, "signed", Span.year_to(date(2026, 6, 15))).value == 2
    assert figure(any_store, "signed").value == 3


def test_a_target_stands_against_what_is_done_and_the_time_that_has_gone(
    funded: Register,
) -> None:
    with funded.writing("Prepared") as unit:
        a(unit, Target, year=2026, figure="funds", amount=21_000_000)
        a(unit, Target, year=2026, figure="funds", amount=1, unit_id=a_unit(unit).id)
        a(unit, Target, year=2026, figure="signed", number=4)
        a(unit, Target, year=2025, figure="events", number=9)
    with funded.reading() as session:
        found = standings(session, TODAY)
    assert [one.figure.code for one in found] == ["signed", "funds"]
    assert found[0].progress == 0
    assert found[1].progress == Decimal(50)
    assert found[1].pace == Decimal(50) - Decimal(181) * 100 / 365
    assert found[1].per_month == Decimal(10_500_000) / 7


def test_every_figure_that_has_a_target_is_one_of_the_figures() -> None:
    assert {one.code for one in choices.FIGURES} <= set(BY_CODE)
    assert len(BY_CODE) == len(FIGURES)
    assert all(one.rule for one in FIGURES)
