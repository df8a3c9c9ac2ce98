# SPDX-License-Identifier: Apache-2.0
"""Which projects seem to hold once more what the projects that they continue hold already."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from crm.domain.project import Project
from crm.domain.rules.phases import AMOUNTS


def seemingly_twice() -> Select[int]:
    """The ids of projects with an amount that is not less than that of all before them.

    `crm.domain.rules.phases.seems_whole` says it of one; here it is asked of all of them at once.
    """
    first, earlier, own = aliased(Project), aliased(Project), aliased(Project)
    start = select(first.id.label("id"), first.previous_id.label("at"))
    above: Any = start.where(first.previous_id.is_not(None), ~first.deleted).cte(
        "above", recursive=True
    )
    further = select(above.c.id, earlier.previous_id).join(earlier, earlier.id == above.c.at)
    above = above.union(further.where(earlier.previous_id.is_not(None)))
    before = aliased(Project)
    found = (
        select(own.id)
        .join(above, above.c.id == own.id)
        .join(before, and_(before.id == above.c.at, ~before.deleted))
        .group_by(own.id)
    )
    return found.having(or_(*(_whole(own, before, name) for name in AMOUNTS)))


def _whole(own: type[Project], before: type[Project], name: str) -> Any:  # noqa: ANN401 - SQL
    earlier = func.sum(getattr(before, name))
    return and_(earlier > 0, getattr(own, name) >= earlier)
