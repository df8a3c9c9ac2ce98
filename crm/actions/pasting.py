# SPDX-License-Identifier: Apache-2.0
"""Rows of a spreadsheet become records of the county's own data; prices join their series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from crm.actions import records
from crm.actions.catalogue import STEP
from crm.domain.all_records import RECORDS
from crm.domain.cost import CostItem, CostPrice
from crm.errors import InvalidInput
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]

PRICE = ("low", "high", "effective_from", "source", "collected_on")
"""What a row of costs says of the price; all else is of the item."""


class Pasted(NamedTuple):
    """How many records were made, how many prices, and how many rows said what is there."""

    new: int = 0
    prices: int = 0
    there: int = 0


def enter(unit: UnitOfWork, record: str, rows: Sequence[Values]) -> Pasted:
    """Make a record of each row, in their order; nothing is written unless all may be.

    A row of costs whose item is there already adds a price to it. What is there just so already
    is not entered again: the same block may be pasted twice.

    Raises:
        InvalidInput: `fields` says by `row:field` what stands against which of them.
    """
    costs = _Costs(unit) if record == "cost_item" else None
    place, total = _last(unit, record), Pasted()
    wrong: dict[str, str] = {}
    for at, row in enumerate(rows):
        place += STEP
        try:
            if costs is not None:
                made = costs.take(row, place)
            elif _is_there(unit, record, row):
                made = Pasted(there=1)
            else:
                records.create(unit, record, {**row, **_ordered(record, place)})
                made = Pasted(new=1)
        except InvalidInput as error:
            said = error.fields or {"name": str(error)}
            wrong |= {f"{at}:{name}": sentence for name, sentence in said.items()}
        else:
            total = Pasted(*(one + more for one, more in zip(total, made, strict=True)))
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), _("Nothing was saved."), fields=wrong)
    return total


def _is_there(unit: UnitOfWork, record: str, row: Values) -> bool:
    """Whether a record says all that a row says, and nothing else of what rows can say."""
    fields = RECORDS[record].fields()
    if not row.keys() <= fields.keys():
        return False
    named = RECORDS[record].about.name_field
    model = cast("Any", RECORDS[record])
    alike = unit.find(RECORDS[record], getattr(model, named) == row.get(named))
    return any(all(getattr(one, name) == value for name, value in row.items()) for one in alike)


class _Costs:
    """The items that are there, also those that earlier rows made."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._there = {
            (one.category, one.name, one.specification or ""): one for one in unit.find(CostItem)
        }

    def take(self, row: Values, place: int) -> Pasted:
        """Make what a row says."""
        price = {name: row[name] for name in PRICE if row.get(name) is not None}
        item = {name: one for name, one in row.items() if name not in PRICE}
        key = (str(row.get("category")), str(row.get("name")), str(row.get("specification") or ""))
        found = self._there.get(key)
        _refuse(found, item, price)
        if made := found is None:
            found = records.make(self._unit, CostItem, {**item, "position": place})
            self._there[key] = found
        if not made and self._has(found, price):
            return Pasted(there=1)
        if price:
            records.make(self._unit, CostPrice, {**price, "cost_item_id": found.id})
        return Pasted(int(made), int(bool(price)))

    def _has(self, item: CostItem, price: Values) -> bool:
        """Whether the series has a price that says just this."""
        known = self._unit.find(CostPrice, CostPrice.cost_item_id == item.id)
        return any(all(getattr(one, n) == price.get(n) for n in PRICE) for one in known)


def _refuse(found: CostItem | None, item: Values, price: Values) -> None:
    """Raise where a row says no price, or one in another unit than its series."""
    wrong: dict[str, str] = {}
    if (price or found is not None) and not price.keys() & {"low", "high"}:
        wrong["low"] = _("The price is missing.")
    unit = item.get("price_unit")
    if found is not None and unit and unit != found.price_unit:
        wrong["price_unit"] = _("The prices of this item are in “{unit}”.").format(
            unit=found.price_unit
        )
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), _("Nothing was saved."), fields=wrong)


def _ordered(record: str, place: int) -> Values:
    return {"position": place} if "position" in RECORDS[record].fields() else {}


def _last(unit: UnitOfWork, record: str) -> int:
    """The place of the last in the order; new ones stand behind it."""
    if not _ordered(record, 0):
        return 0
    return max(
        (getattr(one, "position", None) or 0 for one in unit.find(RECORDS[record])), default=0
    )
