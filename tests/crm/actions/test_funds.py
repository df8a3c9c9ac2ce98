# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds: origin from the place, locked months, corrections as rows of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from crm.actions import funds, records
from crm.domain.course import Party
from crm.domain.office import StoreSetting
from crm.domain.organisation import Organisation
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.records import today
from crm.errors import Conflict, InvalidInput, NotAllowed
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a, a_project, a_receipt, an_organisation

MAY = PartialDay(2026, 5)
JUNE = PartialDay(2026, 6)
DAY = date(2026, 6, 5)


def funded(unit: UnitOfWork, place: str | None = "330102") -> Project:
    """A project of 35 million yuan with an investor from a place; the county is 422825."""
    a(unit, StoreSetting, key="county.place", value='"422825"')
    project = a_project(unit)
    firm = an_organisation(unit, place=place)
    a(unit, Party, project_id=project.id, organisation_id=firm.id, role="investor")
    return project


def entered(
    unit: UnitOfWork,
    project_id: int,
    month: PartialDay,
    amount: int,
    more: Mapping[str, object] | None = None,
) -> Receipt:
    """A receipt as every form makes one."""
    values = {"project_id": project_id, "month": month, "amount": amount, **(more or {})}
    return records.make(unit, Receipt, values)


@pytest.mark.parametrize(
    ("place", "origin"), [("330102", "in_country"), ("422801", "in_prefecture"), ("SG", "abroad")]
)
def test_the_origin_follows_from_the_place_of_the_investor(
    any_store: Register, place: str, origin: str
) -> None:
    with any_store.writing("Receipt") as unit:
        receipt = entered(unit, funded(unit, place).id, MAY, 1_000_000)
        assert (receipt.place, receipt.origin, receipt.state) == (place, origin, "draft")


def test_an_origin_that_nothing_gives_must_be_said(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit, None)
        with pytest.raises(InvalidInput) as refused:
            entered(unit, project.id, MAY, 1_000_000)
        assert refused.value.fields.keys() == {"origin"}
        assert "where the investor is from" in refused.value.fields["origin"]
        receipt = entered(unit, project.id, MAY, 1_000_000, {"origin": "abroad"})
        assert receipt.origin == "abroad"


def test_another_origin_than_the_place_gives_needs_a_reason(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        more = {"place": "330102", "origin": "abroad"}
        with pytest.raises(InvalidInput) as refused:
            entered(unit, project.id, MAY, 1, more)
        assert refused.value.fields.keys() == {"origin_reason"}
        reason = {**more, "origin_reason": "Paid from Singapore"}
        assert entered(unit, project.id, MAY, 1, reason).origin == "abroad"


def test_a_reported_month_is_locked_for_the_project(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        receipt = entered(unit, project.id, MAY, 1_000_000)
        assert funds.report(unit, MAY, on=DAY) == [receipt]
        with pytest.raises(InvalidInput) as refused:
            entered(unit, project.id, MAY, 500_000)
        assert refused.value.fields.keys() == {"month"}
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, receipt, {"amount": 2})
        assert refused.value.fields.keys() == {"amount"}
        with pytest.raises(NotAllowed):
            records.delete(unit, "receipt", [receipt.id])
        assert entered(unit, project.id, PartialDay(2026, 6), 500_000).id


def test_the_month_of_another_project_is_not_locked(store: Register) -> None:
    with store.writing("Receipt") as unit:
        first, second = funded(unit), a_project(unit)
        a_receipt(unit, first, state="reported")
        assert entered(unit, second.id, MAY, 1, {"origin": "in_country"}).id


def test_a_correction_is_a_row_of_its_own(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        receipt = entered(unit, project.id, MAY, 1_000_000)
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
        whole, part = (entered(unit, project.id, MAY, amount) for amount in (1_000_000, 600_000))
        with pytest.raises(InvalidInput):
            funds.settle(unit, whole.id, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        with pytest.raises(InvalidInput):
            funds.settle(unit, whole.id, 1_000_001)
        assert funds.settle(unit, whole.id, 1_000_000).state == "approved"
        assert funds.settle(unit, part.id, 400_000).state == "reduced"


def refused(unit: UnitOfWork, receipt: Receipt, **values: object) -> set[str]:
    """The fields against which something is said when a receipt is written thus."""
    with pytest.raises(InvalidInput) as told:
        records.alter(unit, receipt, values)
    return set(told.value.fields)


def test_what_was_reported_is_never_a_draft_again(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        receipt = entered(unit, project.id, MAY, 1_000_000)
        assert refused(unit, receipt, state="approved") == {"state"}
        funds.report(unit, MAY, on=DAY)
        assert refused(unit, receipt, state="draft") == {"state"}
        funds.settle(unit, receipt.id, 900_000)
        for state in ("draft", "reported"):
            assert refused(unit, receipt, state=state, approved_amount=None) == {"state"}


def test_the_day_of_reporting_is_kept_once_it_is_set(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        receipt = entered(unit, funded(unit).id, MAY, 1_000_000)
        records.alter(unit, receipt, {"state": "reported"})
        assert receipt.reported_on == today()
        assert refused(unit, receipt, reported_on=None) == {"reported_on"}


@pytest.mark.parametrize("field", ["month", "project_id", "corrects_id"])
def test_a_draft_does_not_slip_into_a_locked_month(any_store: Register, field: str) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        locked = entered(unit, project.id, MAY, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        if field == "month":
            draft = entered(unit, project.id, JUNE, 5)
            assert refused(unit, draft, month=MAY) == {"month"}
        elif field == "project_id":
            draft = entered(unit, a_project(unit).id, MAY, 5, {"origin": "abroad"})
            assert refused(unit, draft, project_id=project.id) == {"month"}
        else:
            draft = funds.correct(unit, locked.id, -5, "Counted twice")
            assert refused(unit, draft, corrects_id=None) == {"month"}
        assert records.alter(unit, draft, {"amount": 7, "note": "Later"}).amount == 7


def test_a_correction_belongs_to_a_reported_row_of_its_month_and_project(
    any_store: Register,
) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        may = entered(unit, project.id, MAY, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        june = entered(unit, project.id, JUNE, 5)
        for month, row in ((JUNE, may), (JUNE, june)):
            with pytest.raises(InvalidInput) as told:
                more = {"corrects_id": row.id, "note": "Counted twice"}
                entered(unit, project.id, month, -1, more)
            assert set(told.value.fields) == {"corrects_id"}
        other = a_project(unit)
        more = {"corrects_id": may.id, "origin": "abroad", "note": "Counted twice"}
        with pytest.raises(InvalidInput) as told:
            entered(unit, other.id, MAY, -1, more)
        assert set(told.value.fields) == {"corrects_id"}


def test_an_approved_amount_says_the_state_and_the_state_the_amount(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        first, second, third = (entered(unit, project.id, MAY, 1_000_000) for _time in range(3))
        assert refused(unit, first, approved_amount=1) == {"approved_amount"}
        funds.report(unit, MAY, on=DAY)
        assert records.alter(unit, first, {"approved_amount": 1}).state == "reduced"
        assert records.alter(unit, second, {"state": "approved"}).approved_amount == 1_000_000
        assert refused(unit, third, state="reduced") == {"approved_amount"}
        assert refused(unit, third, state="approved", approved_amount=5) == {"state"}
        assert refused(unit, third, approved_amount=1_000_001) == {"approved_amount"}
        assert refused(unit, third, approved_amount=-1) == {"approved_amount"}


def test_a_correction_downwards_is_settled_by_an_amount_below_nothing(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        receipt = entered(unit, funded(unit).id, MAY, 1_000_000)
        funds.report(unit, MAY, on=DAY)
        row = funds.correct(unit, receipt.id, -200_000, "Counted twice")
        funds.report(unit, MAY, on=DAY)
        with pytest.raises(InvalidInput):
            funds.settle(unit, row.id, -200_001)
        with pytest.raises(InvalidInput):
            funds.settle(unit, row.id, 1)
        assert funds.settle(unit, row.id, -150_000).state == "reduced"
        assert funds.settle(unit, row.id, -200_000).state == "approved"


def test_a_project_stays_with_the_receipts_that_were_reported(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        kept, free = funded(unit), a_project(unit)
        entered(unit, kept.id, MAY, 1)
        funds.report(unit, MAY, on=DAY)
        entered(unit, free.id, MAY, 1, {"origin": "abroad"})
        with pytest.raises(NotAllowed):
            records.delete(unit, "project", [free.id, kept.id])
        records.delete(unit, "project", [free.id])
        assert not kept.deleted
        assert free.deleted


def test_an_investor_that_was_deleted_gives_no_place(any_store: Register) -> None:
    with any_store.writing("Receipt") as unit:
        project = funded(unit)
        firm = unit.find(Organisation)[0]
        records.delete(unit, "organisation", [firm.id])
        with pytest.raises(InvalidInput) as told:
            entered(unit, project.id, MAY, 1)
        assert set(told.value.fields) == {"origin"}
        other = an_organisation(unit, place="422801")
        a(unit, Party, project_id=project.id, organisation_id=other.id, role="investor")
        assert entered(unit, project.id, MAY, 1).origin == "in_prefecture"


def test_many_receipts_are_entered_at_once_whatever_state_they_come_in(
    any_store: Register,
) -> None:
    with any_store.writing("Receipts") as unit:
        project = funded(unit)
        draft = entered(unit, project.id, JUNE, 3)
        given = {"project_id": project.id, "month": MAY}
        made = funds.enter(unit, [
            funds.Entry({**given, "amount": 10, "state": "reported"}),
            funds.Entry({**given, "amount": 20, "state": "approved"}),
            funds.Entry({**given, "amount": 30, "state": "reduced", "approved_amount": 25}),
            funds.Entry({"project_id": project.id, "month": JUNE, "amount": 40, "state": None}),
            funds.Entry({"note": "Paid late"}, draft.id, draft.version, {"note": None}),
        ])  # fmt: skip
        assert [one.state for one in made] == ["reported", "approved", "reduced", "draft", "draft"]
        assert [one.approved_amount for one in made] == [None, 20, 25, None, None]
        assert [one.reported_on for one in made] == [None] * 5
        assert draft.note == "Paid late"


def test_what_stands_against_one_of_many_receipts_names_its_row(any_store: Register) -> None:
    with any_store.writing("Receipts") as unit:
        project = funded(unit, None)
        first = {"project_id": project.id, "month": MAY, "amount": 10, "origin": "abroad"}
        with pytest.raises(InvalidInput) as told:
            funds.enter(unit, [
                funds.Entry(first), funds.Entry({**first, "origin": None}),
                funds.Entry({**first, "approved_amount": 5}),
            ])  # fmt: skip
        assert set(told.value.fields) == {"1:origin"}
        with pytest.raises(InvalidInput) as told:
            funds.enter(unit, [funds.Entry(first), funds.Entry({**first, "approved_amount": 5})])
        assert set(told.value.fields) == {"1:approved_amount"}


def test_all_that_others_changed_is_told_at_once_and_nothing_is_saved(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = funded(unit)
        ids = [a_receipt(unit, project, month=MAY, amount=1_000_000).id for _number in range(2)]
    with any_store.writing("Colleague") as unit:
        for one in ids:
            records.alter(unit, unit.get(Receipt, one), {"amount": 3_000_000, "note": "theirs"})
    was = {"amount": 1_000_000, "kind": None}
    mine = [funds.Entry({"amount": 2_000_000, "kind": "new"}, one, 1, was) for one in ids]
    with pytest.raises(Conflict) as met, any_store.writing("Mine") as unit:
        funds.enter(unit, mine)
    assert [(one.name, one.mine, one.theirs) for one in met.value.fields] == [
        ("0:amount", 2_000_000, 3_000_000), ("1:amount", 2_000_000, 3_000_000),
    ]  # fmt: skip
    with any_store.writing("Look") as unit:
        assert [one.kind for one in unit.find(Receipt)] == [None, None]
