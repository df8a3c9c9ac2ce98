# SPDX-License-Identifier: Apache-2.0
"""What a project brings for each mu is exact, or unknown."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.intensity import per_mu


@given(yuan=st.integers(0, 10**9), mu=st.integers(1, 10**6))
def test_the_figure_times_the_land_is_the_amount(yuan: int, mu: int) -> None:
    found = per_mu(yuan * mu, Decimal(mu))
    assert found == yuan


def test_without_land_or_amount_it_is_unknown() -> None:
    assert per_mu(None, Decimal(5)) is None
    assert per_mu(100, None) is None
    assert per_mu(100, Decimal(0)) is None
    assert per_mu(0, Decimal(5)) == 0
