# SPDX-License-Identifier: Apache-2.0
"""What is gathered for the file of a project or an investor."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.course import Party, ProgressEntry
from crm.domain.office import StoreSetting
from crm.errors import NotFound
from crm.kinds.days import PartialDay
from crm.queries.dossier import HANGING, Dossier, Funds, project_with, read_dossier
from crm.storage.register import Register
from tests.builders import (
    a,
    a_person,
    a_project,
    a_receipt,
    an_activity,
    an_attachment,
    an_organisation,
)

TODAY = date(2026, 6, 30)


def read(store: Register, record: str, record_id: int) -> Dossier:
    with store.reading() as session:
        return read_dossier(session, record, record_id, today=TODAY)


def test_a_project_comes_with_all_that_hangs_on_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, other = a_project(unit), a_project(unit)
        firm, person = an_organisation(unit, name="Tea Co."), a_person(unit, mobile="13900001111")
        a(unit, Party, project_id=project.id, organisation_id=firm.id, person_id=person.id)
        a(unit, ProgressEntry, project_id=project.id, entered_on=TODAY, done="built")
        an_activity(unit, project_id=project.id)
        an_activity(unit, project_id=other.id)
        an_attachment(unit, project, name="plan.pdf")
    found = read(any_store, "project", project.id)
    assert found.lists.keys() == set(HANGING["project"])
    (investor,) = found.investors
    assert investor.organisation.title == "Tea Co."
    assert investor.person is not None
    assert investor.person.values["mobile"] == "13900001111"
    assert len(found.lists["activity", "project_id"]) == 1
    assert [one.name for one in found.files] == ["plan.pdf"]
    assert found.funds is None


def test_funds_are_summed_by_year_and_origin_as_far_as_they_count(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        for month, amount, state, origin, approved in (
            ("2025-12", 5_000_000, "approved", "abroad", 4_000_000),
            ("2026-01", 3_000_000, "reported", "in_country", None),
            ("2026-02", -1_000_000, "reported", "in_country", None),
            ("2026-03", 9_000_000, "draft", "in_country", None),
        ):
            a_receipt(unit, project, month=PartialDay.of(month), amount=amount, state=state,
                      origin=origin, approved_amount=approved)  # fmt: skip
    found = read(any_store, "project", project.id).funds
    years, origins = {2025: 4_000_000, 2026: 2_000_000}, {"abroad": 4_000_000}
    assert found == Funds(years, {**origins, "in_country": 2_000_000}, 6_000_000)


def test_funds_of_a_project_too_small_to_count_count_nowhere(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, total_investment=4_000_000)
        a_receipt(unit, project, amount=1_000_000, state="approved")
        a(unit, StoreSetting, key="count.least", value="5000000")
    assert read(any_store, "project", project.id).funds is None


def test_whoever_was_deleted_invests_no_more(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, firm, gone = a_project(unit), an_organisation(unit), an_organisation(unit)
        person = a_person(unit)
        for one in (firm, gone):
            a(unit, Party, project_id=project.id, organisation_id=one.id, person_id=person.id)
        unit.flush()
        gone.deleted = person.deleted = True
    (investor,) = read(any_store, "project", project.id).investors
    assert (investor.organisation.id, investor.person) == (firm.id, None)


def test_an_investor_comes_with_its_people_and_projects(store: Register) -> None:
    with store.writing("Prepared") as unit:
        firm = an_organisation(unit)
        live, gone = a_project(unit, name="live"), a_project(unit, name="gone")
        for project in (live, gone):
            a(unit, Party, project_id=project.id, organisation_id=firm.id)
        a_person(unit, organisation_id=firm.id)
    with store.writing("Deleted") as unit:
        gone_now = unit.any_of(type(gone), gone.id)
        assert gone_now is not None
        unit.change(gone_now, {"deleted": True})
    found = read(store, "organisation", firm.id)
    assert [one.title for one in found.projects.values()] == ["live"]
    assert len(found.lists["person", "organisation_id"]) == 1


def test_what_was_deleted_has_no_file(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project = a_project(unit, code="A-1")
    with store.reading() as session:
        assert project_with(session, "A-1") == project.id
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(type(project), project.id))
    with pytest.raises(NotFound):
        read(store, "project", project.id)
    with store.reading() as session, pytest.raises(NotFound, match="A-1"):
        project_with(session, "A-1")
