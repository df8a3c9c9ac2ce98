# SPDX-License-Identifier: Apache-2.0
"""The stage history: its days and reasons are corrected, the stages that were passed are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm.domain.course import StageChange
from crm.domain.project import Project
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
PASSED = ("project_id", "from_stage", "to_stage")
"""What a move did: another move changes it, never a correction."""


def wrong(unit: UnitOfWork, found: StageChange | None, taken: Values) -> dict[str, str]:
    """A sentence where a correction would change what was passed, or the order of the moves."""
    if found is None:
        return {}
    said = {
        name: _("What a move did is not changed; move the project again.")
        for name in PASSED
        if name in taken and taken[name] != getattr(found, name)
    }
    on = taken.get("moved_on", found.moved_on)
    before, after = _beside(unit, found)
    if isinstance(on, date) and before is not None and on < before.moved_on:
        said["moved_on"] = _("The move before was on {day}.").format(day=before.moved_on)
    elif isinstance(on, date) and after is not None and on > after.moved_on:
        said["moved_on"] = _("The next move was on {day}.").format(day=after.moved_on)
    if found.marked and "reason" in taken and not taken["reason"]:
        said["reason"] = _("A move back, or past a gate, keeps its reason.")
    return said


def follow(unit: UnitOfWork, change: StageChange, before: Values) -> None:
    """The day of the last move is that since when the project is in its stage."""
    project = unit.any_of(Project, change.project_id)
    if project is None or "moved_on" not in before:
        return
    if _beside(unit, change)[1] is None:
        unit.change(project, {"stage_since": change.moved_on})


def _beside(unit: UnitOfWork, change: StageChange) -> tuple[StageChange | None, StageChange | None]:
    """The moves of the project before and after one, in the order in which they were made."""
    moves = list(unit.find(StageChange, StageChange.project_id == change.project_id))
    at = moves.index(change)
    return (
        moves[at - 1] if at else None,
        moves[at + 1] if at + 1 < len(moves) else None,
    )
