# SPDX-License-Identifier: Apache-2.0
"""Everything the page of one record shows at first, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.attachment import Attachment
from crm.domain.rules.gates import Lack
from crm.errors import NotFound
from crm.queries import headline, readiness, reading, related
from crm.queries.headline import Fact, Task
from crm.queries.quiet import Quiet, quiet
from crm.queries.reading import RecordView

FILES = "files"
"""The key under which the files are counted."""


@dataclass(frozen=True)
class Whole:
    """A record with its key figures, its open tasks, and how long the lists beside it are.

    `lacks` is what the next stage of a project still needs, `quiet` how long nothing moved.
    """

    view: RecordView
    facts: tuple[Fact, ...] = ()
    tasks: tuple[Task, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    lacks: tuple[Lack, ...] = ()
    quiet: Quiet | None = None


def whole(session: Session, record: str, record_id: int, *, today: date) -> Whole | None:
    """What the page shows; None when there never was such a record. A deleted one is alone."""
    try:
        view = reading.read(session, record, record_id)
    except NotFound:
        return None
    if view.deleted:
        return Whole(view)
    counts = related.counts(session, record, record_id)
    files = select(func.count()).select_from(Attachment).where(
        Attachment.owner == record, Attachment.owner_id == record_id, Attachment.deleted.is_(False)
    )  # fmt: skip
    counts[FILES] = session.scalar(files) or 0
    lacks = readiness.lacking(session, [record_id], today=today) if record == "project" else {}
    return Whole(
        view,
        headline.facts(session, record, record_id, today=today),
        headline.tasks(session, record, record_id, today=today),
        counts,
        lacks.get(record_id, ()),
        quiet(session, record_id, today=today) if record == "project" else None,
    )
