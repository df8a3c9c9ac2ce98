# SPDX-License-Identifier: Apache-2.0
"""The stages of a project in their order, and its status (domain §2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from crm.kinds.choices import Option
from crm.words import NC_

STAGES = (
    Option("reserve", NC_("stage", "Reserved")),
    Option("advance", NC_("stage", "Advancing")),
    Option("negotiate", NC_("stage", "Negotiating")),
    Option("sign", NC_("stage", "Signed")),
    Option("build", NC_("stage", "Under construction")),
)
STATUSES = (
    Option("normal", NC_("status", "Normal")),
    Option("delayed", NC_("status", "Delayed")),
    Option("shelved", NC_("status", "Shelved")),
    Option("terminated", NC_("status", "Terminated")),
    Option("completed", NC_("status", "In production")),
)
CODES = tuple(stage.code for stage in STAGES)
MOVING = ("normal", "delayed")
"""The statuses of the projects that stand on the board."""

STATUS_NEEDS: Mapping[str, tuple[str, ...]] = {
    "normal": (),
    "delayed": ("status_reason",),
    "shelved": ("status_reason", "shelved_until"),
    "terminated": ("status_reason", "status_on", "lost_to"),
    "completed": ("status_on",),
}
"""The fields that say more about a status, by status; each must be known."""


def position(stage: str) -> int:
    """The place of a stage in the order, from 0."""
    return CODES.index(stage)


def is_backward(start: str | None, stage: str) -> bool:
    """Whether a move from one stage to another goes back."""
    return start is not None and position(stage) < position(start)


def entered(start: str | None, stage: str) -> tuple[str, ...]:
    """The stages a move enters, the last one being its goal; a move back enters none.

    A new project (`start` None) enters all stages up to its own.
    """
    first = 0 if start is None else position(start) + 1
    return CODES[first : position(stage) + 1]


def skipped(start: str | None, stage: str) -> tuple[str, ...]:
    """The stages a move forward passes over."""
    return entered(start, stage)[:-1]


def following(stage: str) -> str | None:
    """The next stage, or None after the last."""
    at = position(stage) + 1
    return CODES[at] if at < len(CODES) else None
