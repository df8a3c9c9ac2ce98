# SPDX-License-Identifier: Apache-2.0
"""Everything the office knows of one project or investor, for who takes it over (档案)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.rules.counting import Counting
from crm.domain.rules.receipts import counted
from crm.errors import InvalidInput, NotFound
from crm.kinds.days import PartialDay
from crm.queries import reading
from crm.queries.conventions import conventions
from crm.queries.files import File, files
from crm.queries.reading import RecordView
from crm.words import _

HANGING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "project": (
        ("party", "project_id"), ("stage_change", "project_id"), ("milestone", "project_id"),
        ("library_entry", "project_id"), ("receipt", "project_id"),
        ("progress_entry", "project_id"), ("problem", "project_id"), ("activity", "project_id"),
        ("follow_up", "project_id"), ("project_policy", "project_id"),
        ("event_project", "project_id"), ("project", "previous_id"),
    ),
    "organisation": (
        ("person", "organisation_id"), ("party", "organisation_id"),
        ("membership", "member_id"), ("membership", "chamber_id"),
        ("attendance", "organisation_id"), ("activity", "organisation_id"),
        ("follow_up", "organisation_id"),
    ),
}  # fmt: skip
"""By record type: the records that hang on it or name it, by type and field, in their order."""


@dataclass(frozen=True)
class Investor:
    """An organisation that takes part in a project, with the person to talk to."""

    party: RecordView
    organisation: RecordView
    person: RecordView | None


@dataclass(frozen=True)
class Funds:
    """What counts of the receipts, in yuan: by year, by origin, and in all."""

    years: Mapping[int, int]
    origins: Mapping[str, int]
    whole: int


@dataclass(frozen=True)
class Dossier:
    """A record with all that hangs on it; `lists` are by type and field, as in `HANGING`.

    `funds` is None when no receipt counts: then nothing is known to be in place.
    """

    view: RecordView
    county: str
    county_en: str
    office: str
    as_of: date
    lists: Mapping[tuple[str, str], Sequence[RecordView]]
    files: tuple[File, ...]
    investors: tuple[Investor, ...] = ()
    funds: Funds | None = None
    projects: Mapping[int, RecordView] = field(default_factory=dict[int, RecordView])
    """The projects of an organisation's parties, by id."""


def read_dossier(session: Session, record: str, record_id: int, *, today: date) -> Dossier:
    """All that is known of a project or an organisation.

    Raises:
        NotFound: it is not there (any more).
    """
    view = reading.read(session, record, record_id)
    if view.deleted:
        raise NotFound(_("It was deleted."), _("Undo that, or look in the history."))
    settled = conventions(session)
    lists = {key: reading.naming(session, *key, record_id) for key in HANGING[record]}
    parties = lists["party", f"{record}_id"]
    is_project = record == "project"
    receipts = lists.get(("receipt", "project_id"), ())
    return Dossier(
        view, settled.name, settled.name_en, settled.office, today, lists,
        files(session, record, record_id),
        investors=_investors(session, parties) if is_project else (),
        funds=_funds(view, receipts, settled.counting) if is_project else None,
        projects={} if is_project else _projects(session, parties),
    )  # fmt: skip


def project_with(session: Session, code: str) -> int:
    """The id of the project with a code.

    Raises:
        NotFound: there is none.
    """
    where = Project.code == code, Project.deleted.is_(False)
    found = session.scalar(select(Project.id).where(*where).order_by(Project.id).limit(1))
    if found is None:
        raise NotFound(
            _("No project has the code: {codes}.").format(codes=code),
            _("Nothing was printed; look at the codes in the list of projects."),
        )
    return found


def organisation_called(session: Session, name: str) -> int:
    """The id of the organisation with a name, a short or an English one, or a credit code.

    Raises:
        NotFound: there is none.
        InvalidInput: there are several of that name.
    """
    columns = (
        Organisation.name, Organisation.credit_code, Organisation.short_name, Organisation.name_en,
    )  # fmt: skip
    for column in columns:
        where = column == name.strip(), ~Organisation.deleted
        found = session.scalars(select(Organisation.id).where(*where).limit(2)).all()
        if len(found) > 1:
            raise InvalidInput(
                _("Several organisations are called “{name}”.").format(name=name),
                _("Name the one you mean by its credit code."),
            )
        if found:
            return found[0]
    raise NotFound(
        _("There is no organisation called “{name}”.").format(name=name),
        _("Look at the name in the list of organisations."),
    )


def _investors(session: Session, parties: Sequence[RecordView]) -> tuple[Investor, ...]:
    """Who takes part; an organisation that was deleted does no more."""
    found: list[Investor] = []
    for one in parties:
        house = _there(session, "organisation", one.values["organisation_id"])
        if house is not None:
            found.append(Investor(one, house, _there(session, "person", one.values["person_id"])))
    return tuple(found)


def _there(session: Session, record: str, record_id: object) -> RecordView | None:
    """The record with this id, if there is one that was not deleted."""
    found = reading.read(session, record, record_id) if isinstance(record_id, int) else None
    return None if found is None or found.deleted else found


def _projects(session: Session, parties: Sequence[RecordView]) -> dict[int, RecordView]:
    ids = [cast("int", one.values["project_id"]) for one in parties]
    found = [reading.read(session, "project", one) for one in dict.fromkeys(ids)]
    return {one.id: one for one in found if not one.deleted}


def _funds(project: RecordView, receipts: Sequence[RecordView], counting: Counting) -> Funds | None:
    """What counts of the receipts of a project, as `figures.funds_count` says it."""
    whole = cast("int | None", project.values["total_investment"])
    if counting.least and (whole or 0) < counting.least:
        return None
    years: dict[int, int] = {}
    origins: dict[str, int] = {}
    for one in receipts:
        values = one.values
        if values["state"] not in counting.states:
            continue
        amount = counted(
            cast("int", values["amount"]),
            cast("int | None", values["approved_amount"]),
            str(values["state"]),
        )
        year = month.year if isinstance(month := values["month"], PartialDay) else 0
        years[year] = years.get(year, 0) + amount
        origins[str(values["origin"])] = origins.get(str(values["origin"]), 0) + amount
    return Funds(dict(sorted(years.items())), origins, sum(years.values())) if years else None
