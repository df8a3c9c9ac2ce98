# SPDX-License-Identifier: Apache-2.0
"""How long a procedure takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.choices import STEP_KINDS
from crm.domain.rules.durations import Duration, Step, stages, total

KINDS = st.sampled_from([kind.code for kind in STEP_KINDS])
STEPS = st.lists(st.builds(Step, KINDS, st.none() | st.integers(0, 90)))


def test_steps_beside_one_another_count_as_the_longest_of_them() -> None:
    steps = [Step("compulsory", 5), Step("compulsory", 3), Step("parallel", 9), Step("optional", 4)]
    assert total(steps) == Duration(14)


def test_a_step_that_says_nothing_makes_it_at_least() -> None:
    assert total([Step("compulsory", 5), Step("compulsory", None)]) == Duration(5, least=True)
    assert total([Step("compulsory", 5), Step("parallel", None)]) == Duration(5, least=True)
    assert total([Step("compulsory", 5), Step("optional", None)]) == Duration(5)


@pytest.mark.parametrize("steps", [[], [Step("compulsory", None)], [Step("optional", 5)]])
def test_it_is_unknown_when_no_step_that_counts_says_anything(steps: list[Step]) -> None:
    assert total(steps) is None


def test_no_time_at_all_is_a_time() -> None:
    assert total([Step("compulsory", 0)]) == Duration(0)


@given(STEPS)
def test_every_step_stands_in_one_stage_and_in_its_order(steps: list[Step]) -> None:
    places = [place for stage in stages([step.kind for step in steps]) for place in stage]
    assert places == list(range(len(steps)))


@given(STEPS)
def test_it_lies_between_the_longest_step_and_the_sum_of_all(steps: list[Step]) -> None:
    known = [step.days for step in steps if step.kind != "optional" and step.days is not None]
    found = total(steps)
    assert (found is None) == (not known)
    if found is not None:
        assert max(known) <= found.days <= sum(known)
