# SPDX-License-Identifier: Apache-2.0
"""Filters as values: which comparisons there are, how they are said, how they are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.domain.all_records import RECORDS
from crm.kinds.base import Json
from crm.kinds.choices import Choice
from crm.kinds.days import Day, PartialDay
from crm.kinds.numbers import Money
from crm.kinds.registry import KINDS
from crm.kinds.texts import Text
from crm.queries.filters import (
    Condition,
    Filter,
    describe,
    describe_all,
    dump,
    load,
    op_label,
    ops_for,
    part_of,
    references,
)
from crm.words import speaking

values = some.one_of(
    some.none(), some.booleans(), some.integers(), some.text(max_size=8), some.dates(),
    some.times(), some.decimals(allow_nan=False, allow_infinity=False, places=2),
    some.datetimes(timezones=some.just(UTC)),
    some.builds(PartialDay, some.integers(1990, 2090), some.integers(1, 12)),
)  # fmt: skip
conditions = some.builds(
    Condition,
    some.sampled_from(("name", "stage", "signed_on")),
    some.sampled_from(("is", "one_of", "within")),
    some.one_of(values, some.lists(values, max_size=3).map(tuple)),
)
filters = some.recursive(
    some.builds(Filter, some.lists(conditions, max_size=2).map(tuple), some.booleans()),
    lambda inner: some.builds(
        Filter,
        some.lists(
            some.one_of(inner, some.builds(Condition, some.just("party"), some.just("has"), inner)),
            max_size=3,
        ).map(tuple),
        some.booleans(),
        some.just("tea"),
    ),
    max_leaves=6,
)  # fmt: skip


def named(record: str, number: int) -> str:
    return f"{record} {number}"


@given(filters)
def test_a_kept_filter_comes_back_as_it_was(wanted: Filter) -> None:
    assert load(dump(wanted)) == wanted


broken: list[object] = [
    None, 7, "x", [], {}, {"conditions": 3, "any_of": False, "text": ""},
    {"conditions": [["name"]], "any_of": False, "text": ""},
    {"conditions": [["signed_on", "is", {"partial": "soon"}]], "any_of": False, "text": ""},
    {"conditions": [["name", "is", {"colour": "red"}]], "any_of": False, "text": ""},
    {"conditions": [["irr", "is", {"decimal": "much"}]], "any_of": False, "text": ""},
    {"conditions": [["jobs", "is", 1.5]], "any_of": False, "text": ""},
]  # fmt: skip


@pytest.mark.parametrize("kept", broken)
def test_a_filter_that_cannot_be_read_is_an_empty_one(kept: object) -> None:
    assert load(cast("Json", kept)) == Filter()


def test_every_kind_has_comparisons_and_each_has_words() -> None:
    fields = [one for record in RECORDS.values() for one in record.fields().values()]
    assert {type(one.kind) for one in fields} <= set(KINDS)
    assert [one.name for one in fields if not ops_for(one.kind)] == []
    assert all(op_label(op, one.kind) for one in fields for op in ops_for(one.kind))


@pytest.mark.parametrize(
    ("kind", "first"),
    [(Text(), "contains"), (Day(), "within"), (Money(), "at_least")],
)
def test_the_usual_comparison_stands_first(kind: Text, first: str) -> None:
    assert ops_for(kind)[0] == first


def test_days_are_compared_in_words_of_time() -> None:
    assert op_label("at_least", Day()) == "is on or after"
    assert op_label("at_least", Money()) == op_label("at_least") == "is at least"
    assert op_label("between", Day()) == op_label("between", Money())


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("stage", "one_of", ("sign", "build")), "Stage: Signed, Under construction"),
        (Condition("stage", "none_of", ("sign",)), "Stage: not Signed"),
        (Condition("name", "contains", "tea"), "Name contains “tea”"),
        (Condition("name", "lacks", "tea"), "Name does not contain “tea”"),
        (
            Condition("total_investment", "at_least", 35_000_000),
            "Total investment ≥ 3,500 10k yuan",
        ),
        (Condition("land_area", "between", (Decimal(5), Decimal("7.5"))), "Land area: 5 – 7.5 mu"),
        (Condition("signed_on", "within", "this_quarter"), "Signed on: this quarter"),
        (Condition("signed_on", "at_most", PartialDay(2026, 6)), "Signed on ≤ 2026-06"),
        (Condition("site", "empty"), "Place: empty"),
        (Condition("site", "filled"), "Place: filled in"),
        (Condition("selenium", "true"), "Selenium-related: Yes"),
        (Condition("staff_id", "one_of", (3, 4)), "Person responsible: staff 3, staff 4"),
        (Condition("modes", "one_of", ("lease",)), "Cooperation modes: Lease"),
        (Condition("previous_id", "doubled"), "Amounts not less than all that came before"),
        (Condition("problem", "has", Filter()), "Problems: some"),
        (Condition("problem", "has_none", Filter()), "Problems: none"),
        (
            Condition("problem", "has", Filter((Condition("state", "is", "open"),))),
            "Problems: State: Open",
        ),
        (
            Condition("unit_id", "of", Filter((Condition("task_force", "true"),))),
            "Responsible unit: Task force: Yes",
        ),
    ],
)
def test_a_condition_is_said_in_a_few_words(condition: Condition, said: str) -> None:
    assert describe("project", condition, named) == said


def test_conditions_are_said_in_the_language_of_the_reader() -> None:
    with speaking("zh_CN"):
        many = describe("project", Condition("stage", "one_of", ("sign", "build")), named)
        one = describe("project", Condition("name", "contains", "茶"), named)
    assert "、" in many
    assert "包含“茶”" in one


@pytest.mark.parametrize(
    "condition",
    [
        Condition("no_such_field", "is", 3),
        Condition("signed_on", "at_least", "soon"),
        Condition("signed_on", "within", "some_day"),
        Condition("total_investment", "is", "much"),
        Condition("staff_id", "one_of", ("Wen",)),
    ],
)
def test_a_condition_of_an_older_program_can_still_be_shown(condition: Condition) -> None:
    assert describe("project", condition, named)


def test_a_whole_filter_is_said_in_one_line() -> None:
    one, other = Condition("site", "empty"), Condition("selenium", "true")
    either = Filter((one, Filter((other, one))), any_of=True)
    words = "Place: empty or (Selenium-related: Yes and Place: empty)"
    assert describe_all("project", either, named) == words
    assert describe_all("project", Filter(), named) == ""


def test_the_records_a_filter_names_are_found_at_any_depth() -> None:
    unit = Condition("unit_id", "is", 8)
    party = Condition("party", "has", Filter((Condition("organisation_id", "one_of", (5,)),)))
    staff = Filter((Condition("staff_id", "one_of", (3, 4)), party), any_of=True)
    above = Condition("previous_id", "of", Filter((Condition("unit_id", "is", 9),)))
    found = list(references("project", Filter((unit, staff, above, Condition("jobs", "is", 8)))))
    assert found == [("unit", 8), ("staff", 3), ("staff", 4), ("organisation", 5), ("unit", 9)]


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("party", ("party", "project_id")),
        ("activity.project_id", ("activity", "project_id")),
        ("activity", None),
        ("party.organisation_id", None),
        ("party.role", None),
        ("name", None),
    ],
)
def test_parts_hang_on_a_record_by_a_field_that_refers_to_it(
    name: str, link: tuple[str, str] | None
) -> None:
    assert part_of("project", name) == link


def test_moments_and_clocks_are_kept_too() -> None:
    at = Filter((Condition("created_at", "at_least", datetime(2026, 6, 30, 8, tzinfo=UTC)),))
    clock = Filter(
        (Condition("at_time", "is", time(14, 30)), Condition("x", "is", date(2026, 1, 1)))
    )
    assert load(dump(at)) == at
    assert load(dump(clock)) == clock


def test_a_choice_offers_lists_of_its_options() -> None:
    stage = RECORDS["project"].fields()["stage"].kind
    assert isinstance(stage, Choice)
    assert ops_for(stage)[:2] == ("one_of", "none_of")
