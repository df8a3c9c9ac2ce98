# SPDX-License-Identifier: Apache-2.0
"""Reporting on many projects in one go: entries of a period are made, changed, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.actions import records
from crm.domain.course import ProgressEntry
from crm.domain.project import Project
from crm.domain.rules.reporting import Period
from crm.errors import Conflict
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]


@dataclass(frozen=True)
class Report:
    """What is reported of a project: the texts that were edited, and what they were when read.

    `entry_id` and `version` are those of the entry that was read; 0: there was none.
    """

    project_id: int
    told: Values
    was: Values = field(default_factory=dict[str, object])
    entry_id: int = 0
    version: int = 0


def report(
    unit: UnitOfWork,
    reports: Sequence[Report],
    *,
    period: Period,
    today: date,
    by: int | None = None,
) -> None:
    """Write these reports of a period. A project has one entry in it; an empty one is taken away.

    Raises:
        Conflict: somebody else reported something else on one of these projects meanwhile.
        InvalidInput: a text cannot be stored.
        NotFound: a project was deleted.
    """
    for one in reports:
        project = unit.get(Project, one.project_id)
        found = _entry(unit, one, period)
        try:
            if found is not None:
                _change(unit, found, one)
            elif any(_said(one.told)):
                _make(unit, one, period.day(today), period.rhythm, by)
        except Conflict as error:
            said = _("Somebody else reported on “{project}” meanwhile.")
            raise Conflict(
                said.format(project=project.name), _("Nothing was saved."), fields=error.fields
            ) from error


def _entry(unit: UnitOfWork, one: Report, period: Period) -> ProgressEntry | None:
    """The entry that was read; else the one that somebody has made of the period since."""
    found = unit.find(
        ProgressEntry,
        ProgressEntry.project_id == one.project_id,
        ProgressEntry.entered_on.between(period.first, period.last),
    )
    ours = [entry for entry in found if entry.rhythm in {None, period.rhythm}]
    known = [entry for entry in ours if entry.id == one.entry_id]
    latest = sorted(ours, key=lambda entry: (entry.entered_on, entry.id))
    return next(iter([*known, *reversed(latest)]), None)


def _change(unit: UnitOfWork, found: ProgressEntry, one: Report) -> None:
    whole = {name: getattr(found, name) for name in ("done", "next_steps", "obstacles")}
    version = one.version if found.id == one.entry_id else 0
    # Where nothing was read, nothing was there.
    was = {**dict.fromkeys(one.told), **one.was}
    saved = records.save(unit, "progress_entry", found.id, version, one.told, was)
    if not any(_said(whole | dict(one.told))):
        records.delete(unit, "progress_entry", [saved.id])


def _make(unit: UnitOfWork, one: Report, on: date, rhythm: str, by: int | None) -> None:
    records.make(unit, ProgressEntry, {
        "project_id": one.project_id, "entered_on": on, "rhythm": rhythm, "staff_id": by,
        **one.told,
    })  # fmt: skip


def _said(told: Values) -> list[bool]:
    return [bool(text and str(text).strip()) for text in told.values()]
