# SPDX-License-Identifier: Apache-2.0
"""Page numbers in small Roman figures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.folios import roman

VALUES = {"i": 1, "v": 5, "x": 10}


@given(st.integers(1, 200))
def test_roman_figures_are_read_back(number: int) -> None:
    values = [VALUES[letter] for letter in roman(number)]
    following = [*values[1:], 0]
    total = sum(-own if own < after else own for own, after in zip(values, following, strict=True))
    assert total == number
