# SPDX-License-Identifier: Apache-2.0
"""What projects still lack for a stage: the facts of many projects, read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain import gatefacts
from crm.domain.course import Party
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.rules.gates import Facts, Lack, lacks_next
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


@dataclass(frozen=True)
class Standing:
    """Where a project stands before a move: its stage, the facts its gates look at.

    `nameless` is its first investor without a contact person: the party's id and version, 0 for
    none. `by` is the member of staff who moves it, unless another one says so: id and name.
    """

    id: int
    version: int
    title: str
    stage: str
    facts: Facts
    nameless: tuple[int, int] = (0, 0)
    by: tuple[int, str] = (0, "")


def standing(session: Session, project_id: int, *, today: date, by: int = 0) -> Standing:
    """Where a project stands; without `by` it is moved by whoever is responsible for it.

    Raises:
        NotFound: it does not exist or was deleted.
    """
    facts = facts_of(session, [project_id], today=today).get(project_id)
    if facts is None:
        raise NotFound(
            _("This {record} no longer exists.").format(record=tr(Project.about.word)),
            _("Somebody may have deleted it; look in the history."),
        )
    return Standing(
        project_id,
        session.scalar(select(Project.version).where(Project.id == project_id)) or 0,
        title=str(facts.values["name"]),
        stage=str(facts.values["stage"]),
        facts=facts,
        nameless=_nameless(session, project_id),
        by=_staff(session, by) or _staff(session, facts.values["staff_id"]) or (0, ""),
    )


def _nameless(session: Session, project_id: int) -> tuple[int, int]:
    query = (
        select(Party.id, Party.version)
        .join(Organisation, Organisation.id == Party.organisation_id)
        .where(
            Party.project_id == project_id, Party.role == "investor",
            Party.person_id.is_(None), ~Party.deleted, ~Organisation.deleted,
        )
    )  # fmt: skip
    row = session.execute(query.order_by(Party.id).limit(1)).one_or_none()
    return (0, 0) if row is None else (row[0], row[1])


def _staff(session: Session, staff_id: object) -> tuple[int, str] | None:
    query = select(Staff.id, Staff.name).where(Staff.id == staff_id, ~Staff.deleted)
    row = session.execute(query).one_or_none() if staff_id else None
    return None if row is None else (row[0], row[1])
