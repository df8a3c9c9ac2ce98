# SPDX-License-Identifier: Apache-2.0
"""Fields that only repeat the latest day among what was written down, and how they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union_all

from crm.domain.contact import Activity, ActivityPerson
from crm.domain.course import ProgressEntry

Sign = tuple[Any, Any, Any]
"""What names the record, what the day, what a deleted entry."""


def _spoken(link: Any) -> Sign:  # noqa: ANN401 - a column of the activity
    return link, Activity.happened_on, Activity.deleted


LAST_SIGNS: Mapping[str, Mapping[str, Sign]] = {
    "project": {
        "last_activity_on": _spoken(Activity.project_id),
        "last_progress_on": (
            ProgressEntry.project_id, ProgressEntry.entered_on, ProgressEntry.deleted
        ),
    },
    "organisation": {"last_activity_on": _spoken(Activity.organisation_id)},
    "person": {"last_activity_on": _spoken(Activity.person_id)},
}  # fmt: skip
"""By record type and field: the entries whose latest day it repeats."""


def latest(record: str, name: str, record_id: int) -> Select[tuple[date | None]]:
    """The latest day that a field of a record repeats."""
    owner, day, deleted = LAST_SIGNS[record][name]
    own = select(day.label("day")).where(owner == record_id, deleted.is_(False))
    if record != "person":
        return select(func.max(own.subquery().c.day))
    together = (
        select(day.label("day"))
        .join(ActivityPerson, ActivityPerson.activity_id == Activity.id)
        .where(
            ActivityPerson.person_id == record_id, ~ActivityPerson.deleted, deleted.is_(False)
        )
    )  # fmt: skip
    return select(func.max(union_all(own, together).subquery().c.day))


def took_part(activity_id: int) -> Select[int]:
    """The people to whom an activity is a contact as well, beside the first one."""
    return select(ActivityPerson.person_id).where(ActivityPerson.activity_id == activity_id)
