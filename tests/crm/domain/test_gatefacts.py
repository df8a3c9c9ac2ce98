# SPDX-License-Identifier: Apache-2.0
"""The facts of the gates are the same, whether a page reads them or a move is being written."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import standing
from crm.domain import gatefacts
from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules.gates import Facts
from crm.queries import readiness
from crm.storage.register import Register
from tests.builders import (
    a,
    a_person,
    a_project,
    a_receipt,
    an_attachment,
    an_organisation,
)

DAY = date(2026, 6, 30)


def both(store: Register, project_id: int) -> Facts:
    """The facts as a page reads them, after comparing them with those of a move."""
    with store.reading() as session:
        found = readiness.facts_of(session, [project_id], today=DAY)[project_id]
    with store.writing("Look") as unit:
        assert standing.facts_of(unit, unit.get(Project, project_id), DAY) == found
    return found


@pytest.fixture
def project(any_store: Register) -> int:
    """With two investors, one of whom names a person, a partner, funds and an agreement."""
    with any_store.writing("Prepared") as unit:
        made, person = a_project(unit, site="East"), a_person(unit)
        for role, who in (("investor", person.id), ("investor", None), ("partner", person.id)):
            firm = an_organisation(unit)
            a(unit, Party, project_id=made.id, organisation_id=firm.id, person_id=who, role=role)
        a_receipt(unit, made)
        an_attachment(unit, made, slot="agreement")
        an_attachment(unit, made)
    return made.id


def test_what_hangs_on_the_project_is_counted(any_store: Register, project: int) -> None:
    found = both(any_store, project)
    assert (found.parties, found.investors, found.contacts, found.receipts) == (3, 2, 1, 1)
    assert found.slots == {"agreement"}
    assert found.values["site"] == "East"


def test_what_was_deleted_counts_for_nothing(any_store: Register, project: int) -> None:
    with any_store.writing("Deleted") as unit:
        parties = unit.find(Party)
        unit.delete(unit.get(Organisation, parties[0].organisation_id))
        unit.delete(parties[2])
        unit.delete(unit.find(Receipt)[0])
    found = both(any_store, project)
    assert (found.parties, found.investors, found.contacts, found.receipts) == (1, 1, 0, 0)


def test_a_move_sees_what_it_has_just_written(any_store: Register, project: int) -> None:
    with any_store.writing("Move") as unit:
        here = unit.get(Project, project)
        unit.change(here, {"filing_code": "2606"})
        assert standing.facts_of(unit, here, DAY).has("filing_code")


def test_a_project_that_is_gone_has_no_facts(any_store: Register, project: int) -> None:
    with any_store.writing("Deleted") as unit:
        unit.delete(unit.get(Project, project))
    with any_store.reading() as session:
        rows = gatefacts.facts_of(lambda query: session.execute(query).all(), [project], today=DAY)
    assert rows == {}
