# SPDX-License-Identifier: Apache-2.0
"""The timetable of a project: its milestones, planned against actual, with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain import choices
from crm.domain.attachment import Attachment
from crm.domain.course import Milestone
from crm.domain.rules.milestones import days_late, slot_of
from crm.kinds.days import PartialDay

ORDER = {one.code: at for at, one in enumerate(choices.MILESTONE_KINDS)}


@dataclass(frozen=True)
class Node:
    """One milestone: `late` counts the days by which it was or is late; `files` are evidence."""

    id: int
    kind: str
    label: str
    planned: PartialDay | None
    actual: PartialDay | None
    late: int
    files: tuple[int, ...] = ()
    note: str = ""


def nodes(session: Session, project_id: int, *, today: date) -> tuple[Node, ...]:
    """The milestones of a project in the order in which projects pass them."""
    query = select(Milestone).where(Milestone.project_id == project_id, ~Milestone.deleted)
    field = Milestone.fields()["kind"]
    evidence = _evidence(session, project_id)
    found = [
        Node(
            one.id, one.kind, field.show(one.kind), one.planned, one.actual,
            days_late(one.planned, one.actual, today), evidence.get(slot_of(one.kind), ()),
            one.note or "",
        )
        for one in session.scalars(query)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (ORDER.get(one.kind, len(ORDER)), one.id)))


def _evidence(session: Session, project_id: int) -> dict[str, tuple[int, ...]]:
    """The files of the project by the slot in which they are evidence."""
    query = select(Attachment.slot, Attachment.id).where(
        Attachment.owner == "project", Attachment.owner_id == project_id,
        Attachment.slot.is_not(None), ~Attachment.deleted,
    )  # fmt: skip
    found: dict[str, tuple[int, ...]] = {}
    for slot, file in session.execute(query.order_by(Attachment.id)):
        found[slot or ""] = (*found.get(slot or "", ()), file)
    return found
