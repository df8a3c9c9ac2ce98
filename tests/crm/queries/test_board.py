# SPDX-License-Identifier: Apache-2.0
"""The board's sums are those of its rows, whatever is filtered, moved, undone or deleted."""

from __future__ import annotations

from datetime import date, timedelta

from crm.actions.conventions import settle
from crm.domain.course import Party
from crm.domain.rules.stages import CODES, STATUSES
from crm.domain.rules.staleness import Light
from crm.kinds.days import PartialDay
from crm.queries import board
from crm.queries.board import Board, Card
from crm.queries.filters import Filter
from crm.storage.register import Register
from tests.builders import a, a_person, a_project, a_receipt, an_organisation

TODAY = date(2026, 6, 30)
ALL = Filter()


def read(store: Register, wanted: Filter = ALL) -> Board:
    with store.reading() as session:
        return board.read(session, wanted, today=TODAY)


def card(store: Register, project_id: int) -> Card:
    with store.reading() as session:
        return board.cards(session, [project_id], today=TODAY)[project_id]


def shown(found: Board) -> list[tuple[str, int, int | None, int]]:
    return [(one.stage, len(one.ids), one.total, one.funds) for one in found.columns]


def test_an_empty_board_has_five_columns_of_nothing(any_store: Register) -> None:
    assert shown(read(any_store)) == [(stage, 0, 0, 0) for stage in CODES]


def test_only_what_is_running_stands_on_the_board_and_the_rest_is_counted_aside(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        for status in STATUSES:
            a_project(unit, status=status.code)
        a_project(unit, status="terminated")
    found = read(any_store)
    assert len(found.columns[0].ids) == 2
    assert found.aside == {"shelved": 1, "terminated": 2, "completed": 1}


def test_the_newest_in_a_stage_stands_on_top(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        old = a_project(unit, stage_since=date(2026, 1, 1))
        unknown = a_project(unit, stage_since=None)
        new = a_project(unit, stage_since=date(2026, 6, 1))
        ids = [new.id, old.id, unknown.id]
    assert list(read(any_store).columns[0].ids) == ids


def test_a_column_of_unknown_amounts_has_an_unknown_sum(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_project(unit, total_investment=None)
    (first, *_rest) = read(any_store).columns
    assert (first.total, first.unknown) == (None, 1)
    with any_store.writing("Prepared") as unit:
        a_project(unit, total_investment=7)
    (first, *_rest) = read(any_store).columns
    assert (first.total, first.unknown) == (7, 1)


def test_a_card_names_the_first_investor_by_its_short_name(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        for role, name, short in (
            ("partner", "Partner Ltd.", "Partner"),
            ("investor", "First Drinks Ltd.", "First"),
            ("investor", "Second Drinks Ltd.", "Second"),
        ):
            firm = an_organisation(unit, name=name, short_name=short)
            a(unit, Party, project_id=project.id, organisation_id=firm.id, role=role)
    assert card(any_store, project.id).investor == "First"


def test_a_card_counts_the_days_in_its_stage_and_shows_a_light(any_store: Register) -> None:
    since = TODAY - timedelta(days=40)
    with any_store.writing("Prepared") as unit:
        stale = a_project(unit, stage="negotiate", stage_since=since)
        explained = a_project(unit, stage="negotiate", stage_since=since, stale_reason_on=TODAY)
        unknown = a_project(unit, stage="negotiate", stage_since=None)
    assert (card(any_store, stale.id).days, card(any_store, stale.id).light) == (40, Light.RED)
    assert card(any_store, explained.id).light is Light.GREEN
    assert card(any_store, unknown.id).days is None


def test_a_card_says_what_the_next_stage_lacks_until_it_is_there(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, stage="advance", screening="recommended",
                            intended_investment=1, last_activity_on=TODAY)  # fmt: skip
    assert card(any_store, project.id).lacks == ("Investor", "Contact person of the investor")
    with any_store.writing("Prepared") as unit:
        firm, person = an_organisation(unit), a_person(unit)
        a(unit, Party, project_id=project.id, organisation_id=firm.id, person_id=person.id)
    assert card(any_store, project.id).lacks == ()


def test_cards_of_deleted_projects_are_left_out(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        unit.delete(project)
    with any_store.reading() as session:
        assert board.cards(session, [project.id, 999], today=TODAY) == {}


def test_money_of_january_is_in_place_this_year(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        for month in (1, 6, 7):
            a_receipt(unit, project, month=PartialDay(2026, month), amount=month, state="reported")
    assert read(any_store).columns[0].funds == 7


def test_funds_of_last_year_and_drafts_are_not_in_place_this_year(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_receipt(unit, project, state="reported", amount=3)
        a_receipt(unit, project, state="draft", amount=5)
        a_receipt(unit, project, state="reported", amount=7, month=PartialDay.of("2025-12"))
    assert read(any_store).columns[0].funds == 3


def test_the_office_may_let_other_receipts_count_and_be_more_patient(any_store: Register) -> None:
    since = TODAY - timedelta(days=40)
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, stage="negotiate", stage_since=since)
        a_receipt(unit, project, state="reported", amount=3)
        a_receipt(unit, project, state="approved", amount=5)
        settle(unit, {"count.states": ("approved",), "stale.negotiate": 100})
    assert read(any_store).columns[2].funds == 5
    assert card(any_store, project.id).light is Light.GREEN
