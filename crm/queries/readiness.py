# SPDX-License-Identifier: Apache-2.0
"""What projects still lack for a stage: the facts of many projects, read at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.domain.attachment import Attachment
from crm.domain.course import Party
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.gates import GATES, Facts, Lack, lacks_next, missing
from crm.errors import NotFound
from crm.words import _, tr

FIELDS = tuple(
    dict.fromkeys(
        [
            "stage",
            "last_activity_on",
            "place",
            "signed_without_event",
            *(one.field for gate in GATES.values() for one in gate if one.field),
        ]
    )
)
"""The fields of a project that any gate looks at."""


def facts_of(session: Session, ids: Sequence[int], *, today: date) -> dict[int, Facts]:
    """What the gates look at, of live projects by id."""
    columns = [getattr(Project, name) for name in FIELDS]
    query = select(Project.id, *columns).where(Project.id.in_(list(ids)), ~Project.deleted)
    rows = session.execute(query).all()
    parties = _parties(session, ids)
    receipts = _receipts(session, ids)
    slots = _slots(session, ids)
    found: dict[int, Facts] = {}
    for row in rows:
        all_of, investors, contacts = parties.get(row[0], (0, 0, 0))
        found[row[0]] = Facts(
            values=dict(zip(FIELDS, row[1:], strict=True)), today=today,
            parties=all_of, investors=investors, contacts=contacts,
            receipts=receipts.get(row[0], 0), slots=slots.get(row[0], frozenset()),
        )  # fmt: skip
    return found


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


def _parties(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """How many parties, investors, and investors with a contact person each project has."""
    query = (
        select(Party.project_id, Party.role, func.count(Party.id), func.count(Party.person_id))
        .where(Party.project_id.in_(list(ids)), ~Party.deleted)
        .group_by(Party.project_id, Party.role)
    )
    found: dict[int, tuple[int, int, int]] = {}
    for project_id, role, number, named in session.execute(query):
        parties, investors, contacts = found.get(project_id, (0, 0, 0))
        own = role == "investor"
        found[project_id] = (
            parties + number,
            investors + (number if own else 0),
            contacts + (named if own else 0),
        )
    return found


def _receipts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Receipt.project_id, func.count(Receipt.id))
        .where(Receipt.project_id.in_(list(ids)), ~Receipt.deleted)
        .group_by(Receipt.project_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _slots(session: Session, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    query = select(Attachment.owner_id, Attachment.slot).where(
        Attachment.owner == "project", Attachment.owner_id.in_(list(ids)),
        Attachment.slot.is_not(None), ~Attachment.deleted,
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    for project_id, slot in session.execute(query):
        found.setdefault(project_id, set()).add(slot or "")
    return {project_id: frozenset(slots) for project_id, slots in found.items()}


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
