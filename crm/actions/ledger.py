# SPDX-License-Identifier: Apache-2.0
"""The ledger of funds in place: origin, locked months, corrections (domain §2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.actions import standing
from crm.domain.receipt import Receipt
from crm.domain.records import today
from crm.domain.rules import receipts
from crm.errors import InvalidInput, NotAllowed
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
WHERE = ("project_id", "month", "corrects_id")
"""The fields that say to which month of which project a receipt belongs."""


def derived(unit: UnitOfWork, values: Values) -> Values:
    """The values of a new receipt; place and origin follow from the investor unless given.

    Raises:
        InvalidInput: no origin is given, and none follows.
    """
    project_id = values.get("project_id")
    filled = {name: value for name, value in values.items() if value is not None}
    if "place" not in filled and "origin" not in filled and isinstance(project_id, int):
        filled["place"] = standing.place_of_money(unit, project_id)
    if "origin" not in filled:
        filled["origin"] = _expected(unit, filled)
        if filled["origin"] is None and isinstance(project_id, int):
            said = _("It is not known where the investor is from; choose the origin.")
            raise InvalidInput(said, fields={"origin": said})
    if filled.get("state") == "approved":
        filled.setdefault("approved_amount", filled.get("amount"))
    return {**values, **filled}


def completed(found: Receipt, taken: Values) -> Values:
    """What is to be set in a receipt, with what the answer of those who check it leads to.

    An approved amount says the state, a state of approval without one the whole amount; the day
    of reporting is the day on which the state is left in which a receipt is a draft.
    """
    made = dict(taken)
    amount, approved = made.get("amount", found.amount), made.get("approved_amount")
    state = made.get("state", found.state)
    if isinstance(approved, int) and isinstance(amount, int) and "state" not in made:
        if found.state != "draft":
            made["state"] = receipts.settled_state(amount, approved)
    elif state == "approved" != found.state and "approved_amount" not in made:
        made["approved_amount"] = amount
    if found.state == "draft" != state and found.reported_on is None:
        made.setdefault("reported_on", today())
    return made


def wrong(unit: UnitOfWork, found: Receipt | None, taken: Values) -> dict[str, str]:
    """What stands against a receipt: a locked month, or an origin that the place does not give."""
    whole = {n: taken.get(n, getattr(found, n, None)) for n in Receipt.fields()}
    said = _locked_row(found, taken) if found is not None else {}
    if found is None or any(whole[n] != getattr(found, n) for n in WHERE):
        said |= _wrong_correction(unit, whole) or _locked_month(unit, found, whole)
    if found is None and whole["corrects_id"] is not None:
        said |= _wrong_difference(whole)
    said |= _wrong_state(found, taken, whole) | _wrong_origin(unit, taken, whole)
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


def refuse_loss(unit: UnitOfWork, projects: Sequence[int]) -> None:
    """Refuse to delete projects of which receipts were reported: the figures would change.

    Raises:
        NotAllowed: one of them has such a receipt.
    """
    reported = Receipt.state.not_in(receipts.OPEN_STATES)
    if unit.find(Receipt, Receipt.project_id.in_(list(projects)), reported):
        raise NotAllowed(
            _("Funds of this project were reported; it stays with its ledger."),
            _("Set its status to terminated instead, saying why."),
        )


def _expected(unit: UnitOfWork, values: Values) -> str | None:
    place = values.get("place")
    if not isinstance(place, str):
        return None
    return receipts.origin_of(place, standing.own_place(unit))


def _wrong_origin(unit: UnitOfWork, taken: Values, whole: Values) -> dict[str, str]:
    """Another origin than the place gives needs a reason."""
    expected = _expected(unit, whole)
    touched = taken.keys() & {"origin", "place", "origin_reason"}
    if not touched or expected is None or whole["origin"] == expected or whole["origin_reason"]:
        return {}
    origin = Receipt.fields()["origin"]
    return {
        "origin_reason": _(
            "From the place the origin would be “{origin}”; say why it is another."
        ).format(origin=origin.show(expected))
    }


def _locked_row(found: Receipt, taken: Values) -> dict[str, str]:
    """A sentence for each field that may not change any more."""
    if not receipts.is_locked([found.state]):
        return {}
    said = _("This receipt was reported and is locked; enter a correction as a new row.")
    fixed = set(taken) - set(receipts.SETTLED_AFTER_REPORT)
    if found.reported_on is not None:
        fixed |= {"reported_on"} & taken.keys()
    return {name: said for name in taken if name in fixed and taken[name] != getattr(found, name)}


def _locked_month(
    unit: UnitOfWork, found: Receipt | None, whole: Mapping[str, Any]
) -> dict[str, str]:
    """A month that was reported takes corrections of its rows only."""
    if whole["corrects_id"] is not None:
        return {}
    same = Receipt.project_id == whole["project_id"], Receipt.month == whole["month"]
    others = [row for row in unit.find(Receipt, *same) if row is not found]
    if receipts.is_locked(row.state for row in others):
        return {
            "month": _(
                "{month} was reported for this project and is locked;"
                " say which row the new one corrects."
            ).format(month=whole["month"].text())
        }
    return {}


def _wrong_correction(unit: UnitOfWork, whole: Mapping[str, Any]) -> dict[str, str]:
    """A correction belongs to a reported row of the same project and month."""
    row = unit.any_of(Receipt, whole["corrects_id"]) if whole["corrects_id"] else None
    if row is None:
        return {}
    if (row.project_id, row.month) != (whole["project_id"], whole["month"]):
        return {"corrects_id": _("A correction stands in the project and month of its row.")}
    if not receipts.is_locked([row.state]):
        return {"corrects_id": _("This receipt was not reported yet; change it as it stands.")}
    return {}


def _wrong_difference(whole: Mapping[str, Any]) -> dict[str, str]:
    """A correction changes something, and says why."""
    said: dict[str, str] = {}
    if not whole["amount"]:
        said["amount"] = _("A correction of nothing changes nothing.")
    if not whole["note"]:
        said["note"] = _("Say what is corrected, and why.")
    return said


def _wrong_state(found: Receipt | None, taken: Values, whole: Mapping[str, Any]) -> dict[str, str]:
    """A receipt goes from draft to reported to settled, and is settled by an amount that fits."""
    state, approved, amount = whole["state"], whole["approved_amount"], whole["amount"]
    if found is not None and state != found.state and state not in receipts.NEXT[found.state]:
        return {"state": _("A receipt goes from draft to reported, and then to what was approved.")}
    if not taken.keys() & {"state", "approved_amount", "amount"}:
        return {}
    if state not in receipts.SETTLED:
        return {} if approved is None else {"approved_amount": _too_early(state)}
    return _wrong_answer(state, amount, approved)


def _wrong_answer(state: str, amount: int, approved: int | None) -> dict[str, str]:
    """The answer to a receipt is an amount within it, and the state that goes with it."""
    if approved is None:
        return {"approved_amount": _("Say which amount was approved.")}
    if receipts.exceeds(amount, approved):
        return {"approved_amount": _("More cannot be approved than was reported.")}
    if state != receipts.settled_state(amount, approved):
        return {"state": _("Approved is the whole amount; anything less is a reduction.")}
    return {}


def _too_early(state: str) -> str:
    if state == "draft":
        return _("This receipt was not reported yet.")
    return _("An amount is approved together with the state.")
