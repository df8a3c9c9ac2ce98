# SPDX-License-Identifier: Apache-2.0
"""The plan of an edition: chapters in their order, decisions that replace each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.plan import CHAPTERS, Plan, dump_plan, read_plan

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
    plan = Plan().deciding(key, printed=True)
    assert plan.let_in == {key}
    plan = plan.deciding(key, printed=False)
    assert (plan.let_in, plan.kept_out) == (frozenset(), {key})
    assert plan.deciding(key, printed=None) == Plan()
