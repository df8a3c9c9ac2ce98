# SPDX-License-Identifier: Apache-2.0
"""What the guide reads from the store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.cost import CostItem, CostPrice
from crm.domain.edition import GuideEdition
from crm.domain.office import StoreSetting
from crm.domain.policy import Policy
from crm.domain.rules.durations import Duration
from crm.domain.rules.plan import CHAPTERS, Plan, dump_plan, read_plan
from crm.queries.guide import (
    GuideData,
    Row,
    editions,
    read_guide,
    stages_of,
    total_days,
)
from crm.storage.register import Register
from tests.builders import a, a_project
from tests.crm.documents.guide.office import TODAY, fill


def read(register: Register, edition_id: int) -> GuideData:
    with register.reading() as session:
        return read_guide(session, edition_id, today=TODAY)


def step(kind: str = "compulsory", promised: int | None = None, lawful: int | None = None) -> Row:
    days = {"days_promised": promised, "days_statutory": lawful}
    return Row("procedure_step", 1, {"kind": kind, **days})


def test_a_guide_is_read_with_its_parts(any_store: Register) -> None:
    found = read(any_store, fill(any_store)["zh"])
    assert (found.county, found.county_en) == ("示例县", "Shili County")
    assert [len(entry.articles) for entry in found.policies] == [1, 1]
    assert [len(entry.steps) for entry in found.procedures] == [4]
    assert [len(entry.pictures) for entry in found.projects] == [0, 1, 0]
    assert found.names == {"尹其松": "Yin Qisong"}
    assert found.plan == Plan()


def test_only_released_and_running_projects_are_read(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = a(unit, GuideEdition, title="G", language="zh", year=2026)
        a_project(unit, name="wanted", may_be_published=True)
        a_project(unit, name="hidden", may_be_published=False)
        a_project(unit, name="over", may_be_published=True, status="terminated")
        gone = a_project(unit, name="gone", may_be_published=True)
        unit.delete(gone)
    found = read(store, edition.id)
    assert [entry.project["name"] for entry in found.projects] == ["wanted"]


def test_the_price_in_force_on_the_day_is_taken(store: Register) -> None:
    with store.writing("Prepared") as unit:
        edition = a(unit, GuideEdition, title="G", language="zh", year=2026,
                    data_as_of=date(2026, 3, 1))  # fmt: skip
        item = a(unit, CostItem, category="water", name="水", price_unit="元/吨")
        for day, low in ((date(2025, 1, 1), 2), (date(2026, 1, 1), 3), (date(2026, 5, 1), 4)):
            a(unit, CostPrice, cost_item_id=item.id, low=Decimal(low), effective_from=day)
    price = read(store, edition.id).costs[0].price
    assert price is not None
    assert price["low"] == 3


def test_editions_stand_newest_first(store: Register) -> None:
    with store.writing("Prepared") as unit:
        for year in (2024, 2026, 2025):
            a(unit, GuideEdition, title=str(year), language="zh", year=year)
    with store.reading() as session:
        assert [row["year"] for row in editions(session)] == [2026, 2025, 2024]


KEYS = st.frozensets(st.tuples(st.sampled_from(["policy", "project"]), st.integers(1, 999)))


@given(st.sets(st.sampled_from(CHAPTERS)), KEYS, KEYS)
def test_a_plan_comes_back_as_it_was_kept(
    chapters: set[str], let_in: frozenset[tuple[str, int]], kept_out: frozenset[tuple[str, int]]
) -> None:
    plan = Plan(tuple(code for code in CHAPTERS if code in chapters), let_in, kept_out)
    assert read_plan(dump_plan(plan)) == plan


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", '{"let_in": []}'])
def test_a_plan_that_says_nothing_includes_everything(text: str | None) -> None:
    assert read_plan(text) == Plan()


def test_the_days_of_a_procedure_are_serial_with_the_longest_of_parallel_steps() -> None:
    steps = [
        step(promised=2, lawful=9),
        step(lawful=10),
        step("parallel", 15),
        step("optional", 50),
    ]
    assert [len(stage) for stage in stages_of(steps)] == [1, 2, 1]
    assert total_days(steps) == Duration(17)
    assert total_days([step()]) is None
    assert total_days([step(promised=0), step()]) == Duration(0, least=True)


@pytest.mark.parametrize("kept", [None, "null", "not json"])
def test_a_county_whose_name_was_cleared_has_none(store: Register, kept: str | None) -> None:
    with store.writing("Prepared") as unit:
        edition = a(unit, GuideEdition, title="G", language="zh", year=2026)
        a(unit, StoreSetting, key="county.name", value=kept)
    assert read(store, edition.id).county == ""


def test_what_has_no_day_or_place_stands_where_both_engines_put_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        edition = a(unit, GuideEdition, title="G", language="zh", year=2026)
        for title, day in (("none", None), ("old", date(2024, 1, 1)), ("new", date(2025, 1, 1))):
            a(unit, Policy, title=title, level="county", issued_on=day)
        for name, place in (("none", None), ("second", 2), ("first", 1)):
            a(unit, CostItem, category="power", name=name, price_unit="元", position=place)
        item = a(unit, CostItem, category="water", name="priced", price_unit="元")
        for low, day in (("1", date(2025, 1, 1)), ("2", None)):
            a(unit, CostPrice, cost_item_id=item.id, low=Decimal(low), effective_from=day)
    found = read(any_store, edition.id)
    assert [entry.policy["title"] for entry in found.policies] == ["new", "old", "none"]
    costs = [entry.item["name"] for entry in found.costs]
    assert costs == ["first", "second", "none", "priced"]
    price = found.costs[-1].price
    assert price is not None
    assert price["low"] == 1
