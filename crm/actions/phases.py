# SPDX-License-Identifier: Apache-2.0
"""Projects that continue others (续建, 增资): linked without a circle, and never left hanging."""

from __future__ import annotations

from collections.abc import Mapping

from crm.domain.project import Project
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]


def wrong(unit: UnitOfWork, found: Project | None, taken: Values) -> dict[str, str]:
    """A sentence where a project continues itself, or nobody says how it continues another."""
    if not taken.keys() & {"previous_id", "previous_kind"}:
        return {}
    previous = taken.get("previous_id", getattr(found, "previous_id", None))
    kind = taken.get("previous_kind", getattr(found, "previous_kind", None))
    if previous is None:
        return {"previous_id": _("Say which project it continues.")} if kind else {}
    if found is not None and isinstance(previous, int) and found.id in _chain(unit, previous):
        return {"previous_id": _("A project cannot continue itself.")}
    if not kind:
        return {"previous_kind": _("Say whether it is a later phase or a capital increase.")}
    return {}


def follow(unit: UnitOfWork, project: Project) -> None:
    """A project was deleted: what continued it continues what it had continued itself.

    Without one before it the next becomes the first, so that it still counts as a project.
    """
    for later in unit.find(Project, Project.previous_id == project.id):
        kind = None if project.previous_id is None else later.previous_kind
        unit.change(later, {"previous_id": project.previous_id, "previous_kind": kind})


def _chain(unit: UnitOfWork, project_id: int) -> set[int]:
    """A project and all that it continues."""
    found: set[int] = set()
    at: int | None = project_id
    while at is not None and at not in found:
        found.add(at)
        project = unit.any_of(Project, at)
        at = project.previous_id if project is not None else None
    return found
