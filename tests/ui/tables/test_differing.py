# SPDX-License-Identifier: Apache-2.0
"""The step from one order of ids to the next, judged by doing it."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.differing import Step, step_between

orders = st.lists(st.integers(1, 12), unique=True, max_size=12).map(lambda ids: array("q", ids))


def done(old: array[int], new: array[int], step: Step) -> list[int]:
    """The old order after the step, as a view does it."""
    ids = list(old)
    if step.kind == "inserted":
        ids[step.first : step.first] = new[step.first : step.last + 1]
    elif step.kind == "removed":
        del ids[step.first : step.last + 1]
    elif step.kind == "moved":
        one = ids.pop(step.first)
        ids.insert(step.to if step.to < step.first else step.to - 1, one)
    return ids


@given(orders, orders)
def test_a_step_leads_to_the_new_order(old: array[int], new: array[int]) -> None:
    step = step_between(old, new)
    assert step.kind == "turned" or done(old, new, step) == list(new)


@given(orders, st.integers(0, 11), st.integers(0, 11))
def test_moving_one_record_is_a_move(old: array[int], at: int, to: int) -> None:
    if not old:
        return
    ids = list(old)
    ids.insert(to % len(old), ids.pop(at % len(old)))
    assert step_between(old, array("q", ids)).kind in {"same", "moved"}


@given(orders, st.integers(0, 11), st.integers(0, 11))
def test_taking_out_a_stretch_is_a_removal_and_back_an_insertion(
    old: array[int], at: int, many: int
) -> None:
    at %= len(old) + 1
    rest = old[:at] + old[at + many :]
    assert step_between(old, rest).kind in {"same", "removed"}
    assert step_between(rest, old).kind in {"same", "inserted"}


def test_an_order_turned_round_is_another_one() -> None:
    assert step_between(array("q", [1, 2, 3, 4]), array("q", [4, 3, 2, 1])).kind == "turned"
