# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds: origin from the place, locked months, corrections as rows of their own."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import funds, records
from crm.domain.course import Party
from crm.domain.office import StoreSetting
from crm.domain.project import Project
from crm.errors import InvalidInput, NotAllowed
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a, a_project, a_receipt, an_organisation

MAY = PartialDay(2026, 5)
DAY = date(2026, 6, 5)


def funded(unit: UnitOfWork, place: str | None = "330102") -> Project:
    """A project of 35 million yuan with an investor from a place; the county is 422825."""
    a(unit, StoreSetting, key="county.place", value='"422825"')
    project = a_project(unit)
    firm = an_organisation(unit, place=place)
    a(unit, Party, project_id=project.id, organisation_id=firm.id, role="investor")
    return project


@pytest.mark.parametrize(
    ("place", "origin"), [("330102", "in_country"), ("422801", "in_prefecture"), ("SG", "abroad")]
)
def test_the_origin_follows_from_the_place_of_the_investor(
    any_store: Register, place: str, origin: str
) -> None:
    with any_store.writing("Receipt") as unit:
        receipt = funds.add_receipt(unit, funded(unit, place).id, MAY, 1_000_000)
        assert (receipt.place, receipt.origin, receipt.state) == (place, origin, "draft")


def test_an_origin_that_nothing_gives_must_be_said(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit, None)
        with pytest.raises(InvalidInput) as refused:
            funds.add_receipt(unit, project.id, MAY, 1_000_000)
        assert refused.value.fields.keys() == {"origin"}
        receipt = funds.add_receipt(unit, project.id, MAY, 1_000_000, {"origin": "abroad"})
        assert receipt.origin == "abroad"


def test_another_origin_than_the_place_gives_needs_a_reason(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        more = {"place": "330102", "origin": "abroad"}
        with pytest.raises(InvalidInput) as refused:
            funds.add_receipt(unit, project.id, MAY, 1, more)
        assert refused.value.fields.keys() == {"origin_reason"}
        reason = {**more, "origin_reason": "Paid from Singapore"}
        assert funds.add_receipt(unit, project.id, MAY, 1, reason).origin == "abroad"


def test_a_reported_month_is_locked_for_the_project(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        receipt = funds.add_receipt(unit, project.id, MAY, 1_000_000)
        assert funds.report(unit, MAY, on=DAY) == [receipt]
        with pytest.raises(InvalidInput) as refused:
            funds.add_receipt(unit, project.id, MAY, 500_000)
        assert refused.value.fields.keys() == {"month"}
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, receipt, {"amount": 2})
        assert refused.value.fields.keys() == {"amount"}
        with pytest.raises(NotAllowed):
            records.delete(unit, "receipt", [receipt.id])
        assert funds.add_receipt(unit, project.id, PartialDay(2026, 6), 500_000).id


def test_the_month_of_another_project_is_not_locked(store: Register) -> None:
    with store.writing("Receipt") as unit:
        first, second = funded(unit), a_project(unit)
        a_receipt(unit, first, state="reported")
        assert funds.add_receipt(unit, second.id, MAY, 1, {"origin": "in_country"}).id


def test_a_correction_is_a_row_of_its_own(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        receipt = funds.add_receipt(unit, project.id, MAY, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        row = funds.correct(unit, receipt.id, -200_000, "Counted twice")
        assert (row.amount, row.corrects_id, row.month) == (-200_000, receipt.id, MAY)
        assert (row.origin, row.state) == (receipt.origin, "draft")
        assert receipt.amount == 1_000_000
        with pytest.raises(InvalidInput) as refused:
            funds.correct(unit, receipt.id, 0, "")
        assert refused.value.fields.keys() == {"amount", "note"}


def test_what_is_approved_is_settled_after_the_report(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        whole, part = (
            funds.add_receipt(unit, project.id, MAY, amount) for amount in (1_000_000, 600_000)
        )
        with pytest.raises(InvalidInput):
            funds.settle(unit, whole.id, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        with pytest.raises(InvalidInput):
            funds.settle(unit, whole.id, 1_000_001)
        assert funds.settle(unit, whole.id, 1_000_000).state == "approved"
        assert funds.settle(unit, part.id, 400_000).state == "reduced"


def test_more_than_the_total_investment_is_doubted_not_refused(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        funds.add_receipt(unit, project.id, MAY, 30_000_000)
        assert funds.doubt(unit, project.id, 5_000_000) == ""
        assert "CNY 1 million" in funds.doubt(unit, project.id, 6_000_000)
        records.alter(unit, project, {"total_investment": None})
        assert funds.doubt(unit, project.id, 6_000_000_000) == ""
