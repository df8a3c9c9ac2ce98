# SPDX-License-Identifier: Apache-2.0
"""How much a project brings for each mu of land (亩均): investment and tax, computed."""

from __future__ import annotations

from decimal import Decimal


def per_mu(yuan: int | None, mu: Decimal | None) -> Decimal | None:
    """Yuan for each mu, unrounded; unknown when one of them is, or when there is no land."""
    return None if yuan is None or not mu else yuan / mu
