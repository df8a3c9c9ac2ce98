# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds: its rows, sums that are those of plain SQL, and what goes too far."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from crm.domain import choices
from crm.domain.course import Party
from crm.domain.office import StoreSetting
from crm.domain.project import Project
from crm.domain.rules.counting import Counting
from crm.errors import InvalidInput
from crm.kinds.days import PartialDay
from crm.queries import doubts, funds
from crm.queries.filters import Condition, Filter
from crm.queries.funds import WAYS, Sums
from crm.storage.register import Register
from tests.builders import a, a_project, a_receipt, an_organisation

TODAY = date(2026, 6, 18)
ALL = Filter()
MAY, JUNE = PartialDay(2026, 5), PartialDay(2026, 6)


def summed(
    store: Register, by: str, wanted: Filter = ALL, counting: Counting | None = None
) -> Sums:
    with store.reading() as session:
        return funds.sums(session, wanted, by, today=TODAY, counting=counting or Counting())


def test_rows_stand_in_the_order_in_which_they_came_and_name_their_project(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        tea = a_project(unit, name="Tea garden")
        later = a_receipt(unit, tea, month=JUNE, amount=5)
        first = a_receipt(unit, tea, month=MAY, amount=7, state="reported")
        unit.delete(a_receipt(unit, tea, month=MAY, amount=9))
    with any_store.reading() as session:
        found = funds.ledger(session, ALL, today=TODAY)
    assert [one.id for one in found.rows] == [first.id, later.id]
    assert [one.is_locked for one in found.rows] == [True, False]
    assert found.rows[0].values["project_id"] == (tea.id, "Tea garden")
    assert (found.rows[0].values["amount"], found.rows[0].version) == (7, 1)
    assert not found.more


def test_only_the_latest_are_on_one_sheet(store: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(funds, "MOST", 2)
    with store.writing("Prepared") as unit:
        tea = a_project(unit)
        many = [a_receipt(unit, tea, month=PartialDay(2026, at)).id for at in (1, 2, 3)]
    with store.reading() as session:
        found = funds.ledger(session, ALL, today=TODAY)
    assert [one.id for one in found.rows] == many[1:]
    assert found.more


def test_sums_come_by_project_by_month_and_by_origin(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        tea, mill = a_project(unit, name="Tea garden"), a_project(unit, name="Mill")
        a_receipt(unit, tea, month=MAY, amount=500, state="reported", origin="abroad")
        a_receipt(unit, tea, month=JUNE, amount=300, state="draft", origin="in_country")
        a_receipt(unit, mill, month=JUNE, amount=90, state="reduced", approved_amount=60,
                  origin="in_county")  # fmt: skip
    lines = {by: summed(any_store, by).lines for by in WAYS}
    assert [tuple(one[1:]) for one in lines["project"]] == [
        ("Tea garden", 2, 800, 500), ("Mill", 1, 60, 60),
    ]  # fmt: skip
    assert [(one.label, one.entered) for one in lines["month"]] == [
        ("2026-05", 500), ("2026-06", 360),
    ]  # fmt: skip
    assert [one.key for one in lines["origin"]] == ["in_county", "in_country", "abroad"]
    assert summed(any_store, "origin").whole[2:] == (3, 860, 560)
    may = Filter((Condition("month", "is", MAY),))
    assert summed(any_store, "project", may).whole[2:] == (1, 500, 500)


def test_there_is_no_other_way_of_summing(store: Register) -> None:
    with pytest.raises(InvalidInput):
        summed(store, "weather")


Given = tuple[int, PartialDay, int, str, str, int | None, bool]
RECEIPTS = some.lists(
    some.tuples(
        some.integers(0, 2),
        some.builds(PartialDay, some.just(2026), some.integers(1, 12)),
        some.integers(-(10**9), 10**12),
        some.sampled_from([one.code for one in choices.ORIGINS]),
        some.sampled_from([one.code for one in choices.RECEIPT_STATES]),
        some.none() | some.integers(0, 10**9),
        some.booleans(),
    ),
    max_size=8,
)
PLAIN = """
    SELECT count(*), coalesce(sum(CASE WHEN r.state IN ('approved', 'reduced')
           AND r.approved_amount IS NOT NULL THEN r.approved_amount ELSE r.amount END), 0)
    FROM receipt r JOIN project p ON p.id = r.project_id
    WHERE NOT r.deleted AND r.month BETWEEN '2026-03' AND '2026-09'
"""
COUNTS = " AND r.state IN ('reported', 'approved') AND p.total_investment >= 5000"


@pytest.mark.parametrize("engine", ["store", "postgres"])
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(receipts=RECEIPTS)
def test_every_sum_adds_up_to_what_plain_sql_says_of_the_rows(
    engine: str, request: pytest.FixtureRequest, receipts: list[Given]
) -> None:
    store: Register = request.getfixturevalue(engine)
    with store.writing("Prepared") as unit:
        for former in unit.find(Project):
            unit.delete(former)
        projects: list[Project] = [
            a_project(unit, total_investment=size) for size in (9_000, 10, None)
        ]
        for at, month, amount, origin, state, approved, gone in receipts:
            receipt = a_receipt(
                unit, projects[at], month=month, amount=amount, origin=origin, state=state,
                approved_amount=approved,
            )  # fmt: skip
            if gone:
                unit.delete(receipt)
    months = (PartialDay(2026, 3), PartialDay(2026, 9))
    wanted = Filter((Condition("month", "between", months),))
    counting = Counting(states=("reported", "approved"), least=5_000)
    with store.reading() as session:
        rows, entered = session.execute(text(PLAIN)).one()
        counted = session.execute(text(PLAIN + COUNTS)).one()[1]
    for by in WAYS:
        found = summed(store, by, wanted, counting)
        assert found.whole[2:] == (rows, entered, counted)
        assert sum(one.rows for one in found.lines) == rows
        assert sum(one.entered for one in found.lines) == entered
        assert sum(one.counting for one in found.lines) == counted


def test_place_and_origin_follow_from_the_investor_that_is_still_there(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        a(unit, StoreSetting, key="county.place", value='"422825"')
        tea, bare = a_project(unit), a_project(unit)
        gone, firm = an_organisation(unit, place="SG"), an_organisation(unit, place="422801")
        for one in (gone, firm):
            a(unit, Party, project_id=tea.id, organisation_id=one.id, role="investor")
        unit.delete(gone)
    with any_store.reading() as session:
        found = funds.given(session, {tea.id, bare.id})
    assert found == {tea.id: ("422801", "in_prefecture")}


def test_more_than_the_total_investment_is_doubted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        tea, open_end = a_project(unit), a_project(unit, total_investment=None)
        one = a_receipt(unit, tea, amount=30_000_000)
        endless = a_receipt(unit, open_end, amount=10**12)
        other = a_receipt(unit, tea, amount=5_000_000)
    with any_store.reading() as session:
        assert funds.beyond(session, {tea.id: 0, open_end.id: 5}) == {}
        assert funds.beyond(session, {tea.id: 1}) == {tea.id: 1}
        assert funds.beyond(session, {tea.id: 6_000_000}, [other.id]) == {tea.id: 1_000_000}
        assert doubts.doubt(session, "receipt", one.id) == ""
        assert doubts.doubt(session, "receipt", endless.id) == ""
        assert doubts.doubt(session, "project", tea.id) == ""
    with any_store.writing("More") as unit:
        last = a_receipt(unit, tea, amount=1_000_000)
    with any_store.reading() as session:
        assert "CNY 1 million" in doubts.doubt(session, "receipt", last.id)
    with any_store.writing("Less") as unit:
        unit.delete(unit.get(type(last), last.id))
    with any_store.reading() as session:
        assert doubts.doubt(session, "receipt", last.id) == ""


def test_sums_by_project_name_the_largest_and_add_up_the_others(
    any_store: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(funds, "MOST_LINES", 2)
    with any_store.writing("Prepared") as unit:
        for amount in (3, 9, 5, 7):
            a_receipt(unit, a_project(unit), amount=amount, state="reported")
    with any_store.reading() as session:
        found = funds.sums(session, Filter(), "project", today=TODAY)
    assert [(one.key is None, one.rows, one.entered) for one in found.lines] == [
        (False, 1, 9), (False, 1, 7), (True, 2, 8),
    ]  # fmt: skip
