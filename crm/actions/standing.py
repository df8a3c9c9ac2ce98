# SPDX-License-Identifier: Apache-2.0
"""How things stand inside an open unit of work: what the rules need to know of a project."""

from __future__ import annotations

import json
from datetime import date

from crm.domain import funding, gatefacts
from crm.domain.office import StoreSetting
from crm.domain.project import Project
from crm.domain.rules.gates import Facts
from crm.storage.unit import UnitOfWork


def facts_of(unit: UnitOfWork, project: Project, today: date) -> Facts:
    """What the gates look at, with what this unit has not sent to the store yet."""
    unit.flush()
    return gatefacts.facts_of(unit.read, [project.id], today=today)[project.id]


def own_place(unit: UnitOfWork) -> str | None:
    """The county's own place, from the settings of the store."""
    found = unit.find(StoreSetting, StoreSetting.key == "county.place")
    said = json.loads(found[0].value) if found and found[0].value else None
    return said if isinstance(said, str) else None


def place_of_money(unit: UnitOfWork, project_id: int) -> str | None:
    """Where a project's money comes from: the place of its first investor that has one."""
    return funding.places(unit.read, [project_id]).get(project_id)
