# SPDX-License-Identifier: Apache-2.0
"""What the project ledger says of each project."""

from __future__ import annotations

from datetime import date

from crm.domain.course import Party, Problem, ProgressEntry
from crm.domain.office import StoreSetting
from crm.kinds.days import PartialDay
from crm.progress import silent
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing
from crm.queries.projectledger import Funds, ProjectLedger, read_ledger
from crm.storage.register import Register
from tests.builders import a, a_project, a_receipt, a_staff_member, a_unit, an_organisation

TODAY = date(2026, 6, 30)


def read(store: Register, asked: Listing | None = None) -> ProjectLedger:
    with store.reading() as session:
        listing = asked or Listing("project", sort=("name",))
        return read_ledger(session, listing, today=TODAY, progress=silent())


def test_projects_stand_by_stage_and_in_each_in_the_order_of_the_list(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name, stage in (("d", "build"), ("c", "reserve"), ("b", "sign"), ("a", "reserve")):
            a_project(unit, name=name, stage=stage)
    found = read(any_store)
    assert [entry.values["name"] for entry in found.entries] == ["a", "c", "b", "d"]
    signed = Listing("project", Filter((Condition("stage", "one_of", ("sign",)),)))
    assert [entry.values["name"] for entry in read(any_store, signed).entries] == ["b"]


def test_a_project_is_told_with_what_hangs_on_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        lead, staff = a_staff_member(unit, name="Lead"), a_staff_member(unit, name="Officer")
        bureau = a_unit(unit, name="Bureau")
        project = a_project(
            unit, lead_official_id=lead.id, staff_id=staff.id, unit_id=bureau.id
        )  # fmt: skip
        for name in ("First Co.", "Second Co."):
            firm = an_organisation(unit, name=name)
            a(unit, Party, project_id=project.id, organisation_id=firm.id, role="investor")
        unit.delete(firm)
        for day, done in ((1, "older"), (20, "latest"), (25, None)):
            a(unit, ProgressEntry, project_id=project.id, entered_on=date(2026, 6, day), done=done)
        a(unit, ProgressEntry, project_id=project.id, entered_on=date(2026, 7, 5), done="to come")
        a(unit, Problem, project_id=project.id, subject="No power", state="open")
        a(unit, Problem, project_id=project.id, subject="Solved", state="closed")
    (entry,) = read(any_store).entries
    assert entry.investors == ("First Co.",)
    assert (entry.said, entry.said_on) == ("latest", date(2026, 6, 20))
    assert entry.problems == ("No power",)
    assert (entry.lead, entry.unit, entry.staff) == ("Lead", "Bureau", "Officer")


def test_funds_are_those_that_count_this_year_and_in_all(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        rich, new, old = (a_project(unit, name=name) for name in ("a", "b", "c"))
        for project, month, amount, state in (
            (rich, "2025-12", 5_000_000, "approved"),
            (rich, "2026-06", 2_000_000, "reported"),
            (rich, "2026-01", 1_000_000, "reported"),
            (rich, "2026-05", 9_000_000, "draft"),
            (rich, "2026-07", 7_000_000, "reported"),
            (old, "2025-01", 2_000_000, "approved"),
            (new, "2026-02", 4_000_000, "draft"),
        ):
            a_receipt(unit, project, month=PartialDay.of(month), amount=amount, state=state)
    found = [entry.funds for entry in read(any_store).entries]
    assert found == [Funds(3_000_000, 8_000_000), None, Funds(0, 2_000_000)]


def test_the_county_and_the_office_are_named(store: Register) -> None:
    with store.writing("Prepared") as unit:
        a(unit, StoreSetting, key="county.name", value='"示例县"')
        a(unit, StoreSetting, key="office.name", value="null")
    found = read(store)
    assert (found.county, found.office, found.entries) == ("示例县", "", ())
