# SPDX-License-Identifier: Apache-2.0
"""Settings are kept as text and read back; what cannot be read is as it was at first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.conventions import FILE_LIMIT, KEPT, NAME, STATES
from crm.errors import InvalidInput
from crm.settings import GROUPS, THEME, THIS_PC


def test_every_default_survives_being_kept() -> None:
    for one in (*THIS_PC, *KEPT):
        if one.default is not None:
            assert one.read(one.keep(one.default)) == one.default, one.key


def test_what_was_never_kept_has_its_default() -> None:
    assert STATES.read(None) == ("reported", "approved", "reduced")
    assert NAME.read(None) is None


@given(st.one_of(st.text(), st.sampled_from(["1e999", "[]", "{}", "-5", '"x"', '["draft", 1]'])))
def test_a_text_that_cannot_be_read_is_the_default_or_a_value_that_may_be_kept(text: str) -> None:
    for one in KEPT:
        value = one.read(text)
        if value is not None:
            assert one.read(one.keep(value)) == value


def test_a_setting_with_a_default_cannot_be_emptied_one_without_can() -> None:
    assert NAME.read(NAME.keep(None)) is None
    with pytest.raises(InvalidInput, match="cannot be empty"):
        STATES.keep(())


def test_a_value_out_of_bounds_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at most 500"):
        FILE_LIMIT.keep(501)
    with pytest.raises(InvalidInput):
        THEME.keep("pink")


def test_every_setting_stands_in_a_group_and_no_key_is_taken_twice() -> None:
    everything = (*THIS_PC, *KEPT)
    assert {one.group for one in everything} == set(GROUPS)
    assert len({one.key for one in everything}) == len(everything)
