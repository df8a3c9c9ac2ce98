# SPDX-License-Identifier: Apache-2.0
"""How quiet one project is: its light, since when nothing moved or was reported, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.project import Project
from crm.domain.rules.stages import MOVING
from crm.domain.rules.staleness import Light, last_sign, light
from crm.queries.board import local_day
from crm.queries.conventions import conventions
from crm.queries.progress import silent
from crm.words import N_

LIGHT_WORDS = {
    Light.GREEN: N_("Green: it moves"),
    Light.YELLOW: N_("Yellow: it gets quiet"),
    Light.RED: N_("Red: it stands still"),
}
LIGHT_VOICES = {Light.GREEN: "good", Light.YELLOW: "warning", Light.RED: "error"}


@dataclass(frozen=True)
class Quiet:
    """`days` without a sign of life of the `allowed` ones; `silent` of entries for a month.

    `unreported` are the days since the last entry, None when there never was one. A `reason` with
    its day stands on record.
    """

    light: Light
    days: int
    allowed: int
    silent: bool
    unreported: int | None
    reason: str = ""
    reason_on: date | None = None


def quiet(session: Session, project_id: int, *, today: date) -> Quiet | None:
    """How quiet a project is; None when it does not stand on the board."""
    known = Project.id == project_id, ~Project.deleted, Project.status.in_(MOVING)
    project = session.scalars(select(Project).where(*known)).one_or_none()
    if project is None:
        return None
    after = conventions(session).stale_after
    since = project.stage_since or local_day(project.created_at)
    signs = (project.last_activity_on, project.last_progress_on, project.stale_reason_on)
    last = last_sign(since, *signs) or since
    reported = project.last_progress_on
    quiet_too = select(Project.id).where(Project.id == project_id, silent(today))
    return Quiet(
        light(project.stage, last, today, after),
        (today - last).days,
        after[project.stage],
        silent=session.scalar(quiet_too) is not None,
        unreported=None if reported is None else (today - reported).days,
        reason=project.stale_reason or "",
        reason_on=project.stale_reason_on,
    )
