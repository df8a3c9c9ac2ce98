# SPDX-License-Identifier: Apache-2.0
"""Milestones with dates that may be only a month: whether they lie in a period, or are late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm.domain.choices import MILESTONE_KINDS
from crm.domain.rules.gates import AGREEMENT
from crm.kinds.days import PartialDay
from crm.words import N_

AGREED_BY: Mapping[str, str] = {"framework": "framework", "formal": "formal"}
"""The milestone that a kind of agreement reaches; a letter of intent reaches none."""


def slot_of(kind: str) -> str:
    """The evidence slot of a milestone; both kinds of agreement have the one of the gate."""
    return AGREEMENT if kind in AGREED_BY.values() else kind


SLOTS: Mapping[str, str] = {
    slot_of(one.code): N_("Agreement") if slot_of(one.code) == AGREEMENT else one.label
    for one in MILESTONE_KINDS
}
"""Every evidence slot of a project with its marked word, in the order of the milestones."""


def days_late(planned: PartialDay | None, actual: PartialDay | None, today: date) -> int:
    """By how many days a milestone was or is late; 0 when in time, or when no date was planned.

    A planned month is met on its last day, and a month in which it happened counts in full.
    """
    if planned is None:
        return 0
    reached = today if actual is None else actual.first()
    return max(0, (reached - planned.last()).days)
