# SPDX-License-Identifier: Apache-2.0
"""What projects still lack for a stage: the facts of many projects, read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain import gatefacts
from crm.domain.course import Party
from crm.domain.project import Project
from crm.domain.rules.gates import GATES, Facts, Lack, lacks_next, missing
from crm.errors import NotFound
from crm.words import _, tr


def facts_of(session: Session, ids: Sequence[int], *, today: date) -> dict[int, Facts]:
    """What the gates look at, of live projects by id."""
    return gatefacts.facts_of(lambda query: session.execute(query).all(), ids, today=today)


def lacking(session: Session, ids: Sequence[int], *, today: date) -> dict[int, tuple[Lack, ...]]:
    """What the next stage of each project still lacks."""
    return {
        project_id: lacks_next(str(facts.values["stage"]), facts)
        for project_id, facts in facts_of(session, ids, today=today).items()
    }


def gates_of(session: Session, project_id: int, *, today: date) -> Mapping[str, tuple[Lack, ...]]:
    """What one project lacks at the gate of each stage; nothing when it is gone."""
    facts = facts_of(session, [project_id], today=today).get(project_id)
    return {stage: missing(stage, facts) if facts is not None else () for stage in GATES}


@dataclass(frozen=True)
class Standing:
    """Where a project stands before a move: its stage, the facts its gates look at.

    `nameless` is its first investor without a contact person: the party's id, 0 for none.
    """

    id: int
    title: str
    stage: str
    facts: Facts
    nameless: int


def standing(session: Session, project_id: int, *, today: date) -> Standing:
    """Where a project stands.

    Raises:
        NotFound: it does not exist or was deleted.
    """
    facts = facts_of(session, [project_id], today=today).get(project_id)
    if facts is None:
        raise NotFound(
            _("This {record} no longer exists.").format(record=tr(Project.about.word)),
            _("Somebody may have deleted it; look in the history."),
        )
    nameless = select(Party.id).where(
        Party.project_id == project_id, Party.role == "investor",
        Party.person_id.is_(None), ~Party.deleted,
    )  # fmt: skip
    return Standing(
        project_id,
        title=str(facts.values["name"]),
        stage=str(facts.values["stage"]),
        facts=facts,
        nameless=session.scalar(nameless.order_by(Party.id).limit(1)) or 0,
    )
