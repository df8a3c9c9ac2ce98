# SPDX-License-Identifier: Apache-2.0
"""Fields of a project that only repeat the latest day among its parts, and how they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from crm.domain.contact import Activity
from crm.domain.course import ProgressEntry

LAST_SIGNS: Mapping[str, tuple[Any, Any, Any]] = {
    "last_activity_on": (Activity.project_id, Activity.happened_on, Activity.deleted),
    "last_progress_on": (ProgressEntry.project_id, ProgressEntry.entered_on, ProgressEntry.deleted),
}
"""By field of the project: what names the project, what the day, what a deleted part."""


def latest(name: str, project_id: int) -> Select[tuple[date | None]]:
    """The latest day that a field of a project repeats."""
    project, day, deleted = LAST_SIGNS[name]
    return select(func.max(day)).where(project == project_id, deleted.is_(False))
