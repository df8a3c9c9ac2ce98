# SPDX-License-Identifier: Apache-2.0
"""How later phases and capital increases count (续建, 增资): as what they add, and never twice."""

from __future__ import annotations

from crm.words import N_

RULE = N_(
    "A later phase or a capital increase is no other project: its amounts are only what it adds,"
    " so that sums take them along and numbers of projects leave it out."
)
"""The rule in words. In sums no amount stands in two records; in numbers only the first counts."""

CONTINUES = "previous_id"
"""The field that is empty for the first record of a project, the one that is counted."""

AMOUNTS = ("total_investment", "fixed_assets", "agreed_investment")
"""The amounts of a project that a later phase or an increase adds to."""


def seems_whole(own: int | None, before: int | None) -> bool:
    """Whether what continues a project seems to hold the new whole, not only what it adds."""
    return own is not None and bool(before) and own >= before


def added(whole: int, before: int) -> int:
    """What a phase adds, when the new whole and what there was before are known."""
    return whole - before
