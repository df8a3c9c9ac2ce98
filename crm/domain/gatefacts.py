# SPDX-License-Identifier: Apache-2.0
"""The facts that the gates look at: the selects for them, the same for reading and for writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Select, func, select

from crm.domain.attachment import Attachment
from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.gates import GATES, Facts

Read: TypeAlias = Callable[["Select[*tuple[Any, ...]]"], Sequence[Any]]
"""Gives the rows of a select, inside the session or the unit of work that asks."""

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


def facts_of(read: Read, ids: Sequence[int], *, today: date) -> dict[int, Facts]:
    """What the gates look at, of live projects by id."""
    columns = [getattr(Project, name) for name in FIELDS]
    rows = read(select(Project.id, *columns).where(Project.id.in_(list(ids)), ~Project.deleted))
    parties, receipts, slots = _parties(read, ids), _receipts(read, ids), _slots(read, ids)
    found: dict[int, Facts] = {}
    for row in rows:
        all_of, investors, contacts = parties.get(row[0], (0, 0, 0))
        found[row[0]] = Facts(
            values=dict(zip(FIELDS, row[1:], strict=True)), today=today,
            parties=all_of, investors=investors, contacts=contacts,
            receipts=receipts.get(row[0], 0), slots=slots.get(row[0], frozenset()),
        )  # fmt: skip
    return found


def _parties(read: Read, ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """How many parties, investors, and investors with a contact person each project has.

    An organisation that was deleted takes part in nothing.
    """
    query = (
        select(Party.project_id, Party.role, func.count(Party.id), func.count(Party.person_id))
        .join(Organisation, Organisation.id == Party.organisation_id)
        .where(Party.project_id.in_(list(ids)), ~Party.deleted, ~Organisation.deleted)
        .group_by(Party.project_id, Party.role)
    )
    found: dict[int, tuple[int, int, int]] = {}
    for project_id, role, number, named in read(query):
        parties, investors, contacts = found.get(project_id, (0, 0, 0))
        own = role == "investor"
        found[project_id] = (
            parties + number,
            investors + (number if own else 0),
            contacts + (named if own else 0),
        )
    return found


def _receipts(read: Read, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Receipt.project_id, func.count(Receipt.id))
        .where(Receipt.project_id.in_(list(ids)), ~Receipt.deleted)
        .group_by(Receipt.project_id)
    )
    return {row[0]: int(row[1]) for row in read(query)}


def _slots(read: Read, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    query = select(Attachment.owner_id, Attachment.slot).where(
        Attachment.owner == "project", Attachment.owner_id.in_(list(ids)),
        Attachment.slot.is_not(None), ~Attachment.deleted,
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    for project_id, slot in read(query):
        found.setdefault(project_id, set()).add(slot or "")
    return {project_id: frozenset(slots) for project_id, slots in found.items()}
