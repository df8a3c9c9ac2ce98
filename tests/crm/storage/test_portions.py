# SPDX-License-Identifier: Apache-2.0
"""Portions are the whole in its order, and none is too large."""

from __future__ import annotations

import pytest

from crm.storage.portions import AT_ONCE, portions


@pytest.mark.parametrize("number", [0, 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_portions_are_the_whole_in_its_order(number: int) -> None:
    many = list(range(number))
    found = list(portions(many))
    assert [one for some in found for one in some] == many
    assert all(0 < len(some) <= AT_ONCE for some in found)
