# SPDX-License-Identifier: Apache-2.0
"""How the width of a table is shared among its columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.composer import Composer
from crm.documents.engine.style import look
from crm.documents.fitting import Want, fitting, shared

WANTS = st.lists(
    st.tuples(st.floats(1, 80), st.floats(0, 300)).map(lambda two: Want(two[0], sum(two))),
    min_size=1,
    max_size=9,
)


@given(WANTS, st.floats(100, 600))
def test_all_of_the_room_is_given_away(wants: list[Want], room: float) -> None:
    assert sum(shared(wants, room)) == pytest.approx(room)


@given(WANTS)
def test_nobody_goes_without_while_there_is_room(wants: list[Want]) -> None:
    room = sum(want.least for want in wants) + 10
    for want, width in zip(wants, shared(wants, room), strict=True):
        assert width >= want.least - 0.01


def test_modest_columns_have_what_they_want() -> None:
    found = shared([Want(20, 40), Want(30, 300), Want(30, 300)], 400)
    assert found == [pytest.approx(40), pytest.approx(180), pytest.approx(180)]


def test_a_day_and_a_number_stand_on_one_line() -> None:
    composer = Composer(look())
    rows = [["2026-06-30", "正在推进" * 60, "13900001111"]]
    day, text, phone = fitting(composer, ["Day", "Text", "Telephone"], rows)
    voice = composer.look.style("cell").voice
    assert day > voice.width("2026-06-30")
    assert phone > voice.width("13900001111")
    assert text > day + phone
