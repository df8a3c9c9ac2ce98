# SPDX-License-Identifier: Apache-2.0
"""The part of a picture that is shown: inside the picture, in the shape of its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.domain.rules.cropping import WHOLE, Window, dump_window, fitting, read_window

SHAPES = st.floats(0.2, 5.0)
STEPS = st.lists(st.tuples(st.integers(-1500, 1500), st.integers(-1500, 1500)), max_size=6)


@example(0.2, 4.0, [], 0)
@given(SHAPES, SHAPES, STEPS, st.integers(-50, 2000))
def test_a_part_stays_inside_the_picture_and_in_its_shape(
    shape: float, place: float, steps: list[tuple[int, int]], width: int
) -> None:
    window = fitting(shape, place)
    for right, down in steps:
        window = window.moved(right, down)
    window = window.sized(width)
    assert read_window(dump_window(window)) == window
    assert window.width * shape / window.height == pytest.approx(place, rel=0.05)
    left, top, right_end, bottom = window.box(800, 600)
    assert 0 <= left < right_end <= 800
    assert 0 <= top < bottom <= 600


def test_the_first_part_is_the_middle() -> None:
    assert fitting(2.0, 1.0) == Window(250, 0, 500, WHOLE)
    assert fitting(1.0, 2.0) == Window(0, 250, WHOLE, 500)


@pytest.mark.parametrize(
    "text", [None, "", "whole", "1 2 3", "0 0 0 10", "600 0 500 500", "-1 0 10 10"]
)
def test_what_is_no_part_shows_the_whole(text: str | None) -> None:
    assert read_window(text) is None
