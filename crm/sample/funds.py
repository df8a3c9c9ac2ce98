# SPDX-License-Identifier: Apache-2.0
"""Funds in place: month by month after signing, from where the investor sits (domain §2.4)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from crm.kinds.days import PartialDay
from crm.sample.dice import Dice
from crm.sample.office import PLACE, Tally
from crm.sample.world import Venture, World

WAN = 10_000
SLOW = {"energy": 0.12, "logistics": 0.5, "tourism": 0.45}
"""Large projects bring in a smaller share of their total in the first years."""
BUILDING_DAYS = 480
USES = ("fixed", "fixed", "fixed", "equipment", "equipment", "land", "working")
OFTEN = 0.78
"""In how many months of a project that is being built money comes in."""


def origin_of(place: str) -> str:
    """The origin of money from a place, seen from the sample county."""
    if place == PLACE:
        return "in_county"
    if place[:4] == PLACE[:4]:
        return "in_prefecture"
    if place[:2] == PLACE[:2]:
        return "in_province"
    return "in_country" if place.isdigit() and place[:2] not in {"71", "81", "82"} else "abroad"


def add_funds(world: World, tally: Tally) -> None:
    """The receipts of all signed projects of a batch."""
    dice = world.dice("funds")
    for venture in world.ventures:
        if venture.signed is None or venture.status == "terminated":
            continue
        months = _months(venture.signed, world.today)
        if venture.stage == "sign":
            months = months[-3:] if dice.chance(0.6) else []
        else:
            first, *rest = months
            months = [first, *(month for month in rest if dice.chance(OFTEN))]
        if months:
            _receipts(world, dice, venture, months, tally)


def _months(signed: date, today: date) -> list[PartialDay]:
    """The months from the signing to the one before today's."""
    found: list[PartialDay] = []
    at = signed.replace(day=1)
    while at < today.replace(day=1):
        found.append(PartialDay(at.year, at.month))
        at = (at + timedelta(days=32)).replace(day=1)
    return found


def _receipts(
    world: World, dice: Dice, venture: Venture, months: list[PartialDay], tally: Tally
) -> None:
    total = venture.total or 0
    share = dice.between(2, 9) / 100
    if venture.started is not None:
        days = (world.today - venture.started).days
        share = 0.12 + 0.8 * min(1.0, days / BUILDING_DAYS)
    if venture.status == "completed":
        share = dice.between(92, 100) / 100
    whole = total * min(1.0, share * SLOW.get(venture.chain, 1.0))
    weights = [dice.between(4, 16) for _ in months]
    for month, weight in zip(months, weights, strict=True):
        amount = max(WAN, int(whole * weight / sum(weights)) // WAN * WAN)
        _receipt(world, dice, venture, month, amount, tally)


def _receipt(
    world: World, dice: Dice, venture: Venture, month: PartialDay, amount: int, tally: Tally
) -> None:
    firm = dice.of(venture.investors)
    state, approved, reported = _state(dice, month, amount, world.today)
    values: dict[str, object] = {
        "project_id": venture.id, "month": month, "amount": amount, "currency": "CNY",
        "place": firm.place, "origin": origin_of(firm.place), "kind": _kind(venture, month),
        "use": dice.of(USES), "state": state, "approved_amount": approved, "reported_on": reported,
        "note": "核减非固定资产支出。" if state == "reduced" else None,
    }  # fmt: skip
    if not firm.place.isdigit():
        rate = dice.decimal(7.05, 7.25, 4)
        values |= {
            "currency": "USD",
            "rate": rate,
            "foreign_amount": round(Decimal(amount) / rate, 2),
        }
    born = reported or min(month.last() + timedelta(days=3), world.today)
    number = world.rows.add("receipt", values, born=born)
    if state != "draft":
        counted = amount if approved is None else approved
        tally.count_funds(venture.unit, month, counted, world.today.year)
    if state == "approved" and dice.chance(0.02):
        _correction(world, values, number, amount, born)


def _correction(
    world: World, values: dict[str, object], number: int, amount: int, born: date
) -> None:
    """A month that was reported is locked: what was too much comes off in a row of its own."""
    kept = ("project_id", "month", "currency", "place", "origin", "kind", "use", "reported_on")
    world.rows.add("receipt", {
        **{name: values[name] for name in kept}, "currency": "CNY", "state": "approved",
        "amount": -(amount // 10 // WAN * WAN or WAN), "corrects_id": number,
        "note": "重复申报，予以冲减。",
    }, born=born)  # fmt: skip


def _kind(venture: Venture, month: PartialDay) -> str:
    if venture.values.get("previous_kind") == "increment":
        return "increment"
    later = venture.started is not None and month.year > venture.started.year
    return "continued" if later or venture.values.get("previous_kind") == "phase" else "new"


def _state(
    dice: Dice, month: PartialDay, amount: int, today: date
) -> tuple[str, int | None, date | None]:
    """State, approved amount and day of the report; the older, the more is settled."""
    reported = month.last() + timedelta(days=dice.between(3, 9))
    if reported >= today:
        return "draft", None, None
    age = (today.year - month.year) * 12 + today.month - month.month
    if age <= 1:
        return ("draft", None, None) if dice.chance(0.4) else ("reported", None, reported)
    if age == 2 and dice.chance(0.6):  # noqa: PLR2004 - the month before last is being checked
        return "reported", None, reported
    if dice.chance(0.1):
        return "reduced", amount * dice.between(70, 95) // 100 // WAN * WAN, reported
    return "approved", amount, reported
