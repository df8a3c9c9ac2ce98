# SPDX-License-Identifier: Apache-2.0
"""Funds in place: entering receipts, reporting a month, settling, correcting (domain §2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.actions import records
from crm.domain.receipt import Receipt
from crm.domain.rules import receipts
from crm.errors import Conflict, FieldConflict, InvalidInput
from crm.kinds.days import PartialDay
from crm.storage.unit import UnitOfWork
from crm.words import _

ANSWERS = ("state", "approved_amount")
"""What is said of a receipt after it was entered."""


@dataclass(frozen=True)
class Entry:
    """A row of the grid: a new receipt, or (with an `id`) what was edited of one."""

    values: Mapping[str, object]
    id: int = 0
    version: int = 0
    originals: Mapping[str, object] = field(default_factory=dict[str, object])


def enter(unit: UnitOfWork, entries: Sequence[Entry]) -> Sequence[Receipt]:
    """Enter and edit many receipts at once; nothing is written unless all may be.

    Those that come in as reported already are entered as drafts first, so that the month that
    they lock is locked behind all of them.

    Raises:
        InvalidInput: `fields` says by `row:field` what stands against which of them.
        Conflict: somebody else changed the same fields of some of them meanwhile; `fields` has
            all of them, by `row:field`.
        NotFound: one of them was deleted meanwhile.
    """
    _refuse_overtaken(unit, entries)
    wrong: dict[str, str] = {}
    saved: dict[int, Receipt] = {}
    for deed in (_begin, _advance):
        for at, entry in enumerate(entries):
            try:
                saved[at] = deed(unit, entry, saved.get(at))
            except InvalidInput as error:
                said = error.fields or {"amount": str(error)}
                wrong |= {f"{at}:{name}": sentence for name, sentence in said.items()}
        if wrong:
            raise InvalidInput(next(iter(wrong.values())), _("Nothing was saved."), fields=wrong)
    return [saved[at] for at in range(len(entries))]


def _refuse_overtaken(unit: UnitOfWork, entries: Sequence[Entry]) -> None:
    """Raise when somebody else saved something else in fields that were edited, whichever."""
    found: list[FieldConflict] = []
    for at, entry in enumerate(entries):
        if entry.id:
            met = records.overtaken(
                unit, "receipt", entry.id, entry.version, entry.values, entry.originals
            )
            found.extend(one._replace(name=f"{at}:{one.name}") for one in met)
    if found:
        raise Conflict(
            _("Somebody else changed the same receipts at the same time."),
            _("Nothing was saved."), fields=tuple(found),
        )  # fmt: skip


def _begin(unit: UnitOfWork, entry: Entry, _saved: Receipt | None) -> Receipt:
    """A new receipt as a draft; one that is there as it was edited."""
    values = {name: one for name, one in entry.values.items() if name not in ANSWERS}
    if not entry.id:
        return records.make(unit, Receipt, values)
    records.save(unit, "receipt", entry.id, entry.version, entry.values, entry.originals)
    return unit.get(Receipt, entry.id)


def _advance(unit: UnitOfWork, entry: Entry, saved: Receipt | None) -> Receipt:
    """A new receipt goes on to the state in which it came in, on a day that nobody knows."""
    if saved is None or entry.id:
        return unit.get(Receipt, entry.id)
    answers = {n: entry.values[n] for n in ANSWERS if entry.values.get(n) is not None}
    state = answers.get("state", "draft")
    if state != "draft":
        records.alter(unit, saved, {"state": "reported", "reported_on": None})
    if answers and answers != {"state": "reported"}:
        records.alter(unit, saved, answers)
    return saved


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
    kept = ("project_id", "month", "place", "origin", "origin_reason", "kind", "use")
    values = {name: getattr(receipt, name) for name in kept}
    return records.make(
        unit, Receipt, {**values, "amount": difference, "corrects_id": receipt.id, "note": note}
    )
