# SPDX-License-Identifier: Apache-2.0
"""Funds in place: entering receipts, reporting a month, settling, correcting (domain §2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm.actions import records, standing
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.rules import receipts
from crm.errors import InvalidInput
from crm.kinds.days import PartialDay
from crm.kinds.numbers import money_words
from crm.storage.unit import UnitOfWork
from crm.words import _


def add_receipt(
    unit: UnitOfWork,
    project_id: int,
    month: PartialDay,
    amount: int,
    more: Mapping[str, object] | None = None,
) -> Receipt:
    """Enter money that reached a project in a month; `more` holds the other fields.

    Place and origin follow from the investor unless `more` says otherwise; another origin than
    the place gives needs `origin_reason`.

    Raises:
        InvalidInput: the month is locked, the origin is unknown or needs a reason.
    """
    project = unit.get(Project, project_id)
    given = {"project_id": project.id, "month": month, "amount": amount, **(more or {})}
    return records.make(unit, Receipt, given)


def doubt(unit: UnitOfWork, project_id: int, amount: int) -> str:
    """A sentence when a new receipt would bring in more than the total investment, else nothing."""
    project = unit.get(Project, project_id)
    over = receipts.beyond(project.total_investment, standing.received(unit, project_id), amount)
    if not over:
        return ""
    return _("With this amount the funds in place exceed the total investment by {money}.").format(
        money=money_words(over)
    )


def report(unit: UnitOfWork, month: PartialDay, *, on: date) -> Sequence[Receipt]:
    """Report a month: its drafts are locked from now on; gives the receipts that were reported."""
    drafts = unit.find(Receipt, Receipt.month == month, Receipt.state == "draft")
    for receipt in drafts:
        values = {"state": "reported", "reported_on": on}
        records.alter(unit, receipt, values)
    return drafts


def settle(unit: UnitOfWork, receipt_id: int, approved: int) -> Receipt:
    """Note what those who check it approved of a reported receipt; less than all is a reduction.

    Raises:
        InvalidInput: it was not reported yet, or more was approved than was reported.
    """
    receipt = unit.get(Receipt, receipt_id)
    state = receipts.settled_state(receipt.amount, approved)
    return records.alter(unit, receipt, {"state": state, "approved_amount": approved})


def correct(unit: UnitOfWork, receipt_id: int, difference: int, note: str) -> Receipt:
    """Correct a reported receipt by a row of its own, a draft of the same month.

    Raises:
        InvalidInput: nothing is corrected, or it is not said why.
    """
    receipt = unit.get(Receipt, receipt_id)
    faults: dict[str, str] = {}
    if not difference:
        faults["amount"] = _("A correction of nothing changes nothing.")
    if not note.strip():
        faults["note"] = _("Say what is corrected, and why.")
    if faults:
        raise InvalidInput(next(iter(faults.values())), _("Nothing was saved."), fields=faults)
    kept = ("project_id", "month", "place", "origin", "origin_reason", "kind", "use")
    values = {name: getattr(receipt, name) for name in kept}
    return records.make(
        unit, Receipt, {**values, "amount": difference, "corrects_id": receipt.id, "note": note}
    )
