# SPDX-License-Identifier: Apache-2.0
"""The plan of an edition: chapters in their order, decisions that replace each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.plan import CHAPTERS, Decision, Plan, Seen, dump_plan, read_plan

KEYS = st.frozensets(st.tuples(st.sampled_from(["policy", "project"]), st.integers(1, 99)))


@given(st.sets(st.sampled_from(CHAPTERS)), KEYS, KEYS)
def test_a_plan_is_read_as_it_was_written(
    chapters: set[str], let_in: frozenset[tuple[str, int]], kept_out: frozenset[tuple[str, int]]
) -> None:
    ordered = tuple(code for code in CHAPTERS if code in chapters)
    plan = Plan(ordered, let_in, kept_out)
    assert read_plan(dump_plan(plan)) == plan


@pytest.mark.parametrize("text", [None, "", "no plan", "[1]", "{}"])
def test_what_says_nothing_includes_everything(text: str | None) -> None:
    assert read_plan(text) == Plan()


def test_chapters_keep_the_order_of_the_guide() -> None:
    plan = Plan(()).including("projects", on=True).including("basics", on=True)
    assert plan.chapters == ("basics", "projects")
    assert plan.including("projects", on=False).chapters == ("basics",)
    with pytest.raises(ValueError, match="cover"):
        plan.including("cover", on=True)


def test_a_decision_replaces_the_one_before() -> None:
    key = ("policy", 7)
    plan = Plan().deciding(key, Decision(printed=True, why="For the fair"))
    assert plan.let_in == {key}
    plan = plan.deciding(key, Decision(printed=False))
    assert (plan.let_in, plan.kept_out) == (frozenset(), {key})
    assert plan.deciding(key, None) == Plan()


def test_who_decided_when_why_and_upon_what_is_kept_with_conditions_and_orders() -> None:
    said = Decision(
        printed=True, who="王丽", on=date(2026, 6, 30), why="For the fair",
        seen=Seen("a1", frozenset(["late", "unreleased"])),
    )  # fmt: skip
    plan = Plan().deciding(("project", 3), said).deciding(("policy", 2), Decision(printed=False))
    plan = plan.filtering("policy", {"all": [["level", "is", "county"]]})
    plan = plan.ordering("project", [3, 1, 2])
    assert read_plan(dump_plan(plan)) == plan
    assert plan.filtering("policy", None).filters == {}
    assert plan.ordering("project", []).orders == {}


def test_a_decision_holds_until_the_record_changes_or_more_is_against_it() -> None:
    key, seen = ("policy", 7), Seen("a1", frozenset(["unreviewed"]))
    plan = Plan().deciding(key, Decision(printed=True, seen=seen))
    assert plan.lets_in(key, seen)
    assert plan.lets_in(key, Seen("a1"))
    assert not plan.lets_in(key, Seen("b2", frozenset(["unreviewed"])))
    assert not plan.lets_in(key, Seen("a1", frozenset(["unreviewed", "ended"])))
    assert not plan.lets_in(("policy", 8), seen)


def test_what_an_office_let_in_before_reasons_were_kept_still_holds() -> None:
    plan = read_plan('{"let_in": [["policy", 7]]}')
    assert plan.lets_in(("policy", 7), Seen("a1", frozenset(["ended"])))


def test_what_was_put_in_order_by_hand_stands_first() -> None:
    plan = Plan().ordering("project", [3, 1])
    assert plan.ordered("project", "abcd", [1, 2, 3, 4]) == ("c", "a", "b", "d")
    assert plan.ordered("policy", "ab", [3, 1]) == ("a", "b")


def test_another_edition_decides_anew_what_is_let_in() -> None:
    plan = Plan(let_in=frozenset([("policy", 1)])).ordering("project", [3, 1])
    plan = plan.deciding(("policy", 2), Decision(printed=False))
    plan = plan.deciding(("policy", 3), Decision(printed=True, why="x")).anew()
    assert (plan.let_in, plan.kept_out) == (frozenset(), {("policy", 2)})
    assert set(plan.decisions) == {("policy", 2)}
    assert plan.orders == {"project": (3, 1)}
