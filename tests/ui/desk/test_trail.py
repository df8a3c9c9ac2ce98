# SPDX-License-Identifier: Apache-2.0
"""The way back and forward."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desk.trail import LONGEST, Step, Trail


def test_going_on_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for page in "abc":
        trail.go(Step(page))
    trail.move(-2)
    trail.go(Step("d"))
    assert (trail.seen(-1), trail.here, trail.seen(1)) == (Step("a"), Step("d"), None)


def test_there_is_no_step_before_the_first() -> None:
    trail = Trail()
    assert trail.here is None
    with pytest.raises(IndexError):
        trail.move(-1)


@given(st.lists(st.integers(0, 3), max_size=300))
def test_the_trail_is_never_longer_than_its_limit_and_has_no_step_twice(pages: list[int]) -> None:
    trail = Trail()
    for page in pages:
        trail.go(Step(str(page)))
    way = [trail.seen(-back) for back in range(LONGEST + 5)]
    steps = [step for step in way if step is not None]
    assert len(steps) <= LONGEST
    assert all(one != other for one, other in pairwise(steps))
