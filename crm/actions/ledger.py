# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds in place: origin, locked months, corrections (domain §2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.actions import standing
from crm.domain.receipt import Receipt
from crm.domain.rules import receipts
from crm.errors import NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]


def derived(unit: UnitOfWork, values: Values) -> Values:
    """The values of a new receipt; place and origin follow from the investor unless given."""
    project_id = values.get("project_id")
    filled = {name: value for name, value in values.items() if value is not None}
    if "place" not in filled and "origin" not in filled and isinstance(project_id, int):
        filled["place"] = standing.place_of_money(unit, project_id)
    if "origin" not in filled:
        filled["origin"] = _expected(unit, filled)
    return {**values, **filled}


def wrong(unit: UnitOfWork, found: Receipt | None, taken: Values) -> dict[str, str]:
    """What stands against a receipt: a locked month, or an origin that the place does not give."""
    whole = {n: taken.get(n, getattr(found, n, None)) for n in Receipt.fields()}
    said = _locked_row(found, taken) if found is not None else _locked_month(unit, whole)
    expected = _expected(unit, whole)
    differs = expected is not None and whole["origin"] != expected
    if taken.keys() & {"origin", "place"} and differs and not whole["origin_reason"]:
        origin = Receipt.fields()["origin"]
        said.setdefault(
            "origin_reason",
            _("From the place the origin would be “{origin}”; say why it is another.").format(
                origin=origin.show(expected)
            ),
        )
    return said


def refuse_deletion(receipt: Receipt) -> None:
    """Refuse to delete a receipt that was reported.

    Raises:
        NotAllowed: it was.
    """
    if receipts.is_locked([receipt.state]):
        raise NotAllowed(
            _("A receipt that was reported stays in the ledger."),
            _("Enter a correction as a new row."),
        )


def _expected(unit: UnitOfWork, values: Values) -> str | None:
    place = values.get("place")
    if not isinstance(place, str):
        return None
    return receipts.origin_of(place, standing.own_place(unit))


def _locked_row(found: Receipt, taken: Values) -> dict[str, str]:
    """A sentence for each field that may not change any more."""
    if not receipts.is_locked([found.state]):
        return {}
    said = _("This receipt was reported and is locked; enter a correction as a new row.")
    return {
        name: said
        for name, value in taken.items()
        if value != getattr(found, name) and name not in receipts.SETTLED_AFTER_REPORT
    }


def _locked_month(unit: UnitOfWork, whole: Mapping[str, Any]) -> dict[str, str]:
    """A month that was reported takes corrections of its rows only."""
    if whole["corrects_id"] is not None:
        return {}
    same = Receipt.project_id == whole["project_id"], Receipt.month == whole["month"]
    if receipts.is_locked(row.state for row in unit.find(Receipt, *same)):
        return {
            "month": _(
                "{month} was reported for this project and is locked;"
                " say which row the new one corrects."
            ).format(month=whole["month"].text())
        }
    return {}
