# SPDX-License-Identifier: Apache-2.0
"""The county's own data: overview, register of what it has, costs with their prices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.naming import credit_code
from crm.sample.office import PLACE
from crm.sample.rows import Rows
from crm.sample.world import Park

INDUSTRY = {
    "tea": "C15", "citrus": "C13", "herbs": "C27", "vegetables": "C13", "walnut": "C14",
    "ginkgo": "C20", "livestock": "C13", "beverage": "C15",
}  # fmt: skip
WAN = 10_000


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None


def add_overview(rows: Rows) -> None:
    """The lines of the county's overview."""
    dice = Dice("shili overview")
    today = rows.today
    for position, line in enumerate(sources.table("overview"), 1):
        checked = weekday(today - timedelta(days=dice.between(8, 150)))
        copied = ("section", "label", "label_en", "source")
        maybe = ("unit", "unit_en", "text", "text_en", "source_en")
        values: dict[str, object] = {name: line[name] for name in copied}
        values |= {name: line[name] or None for name in maybe}
        values |= {
            "value": _number(line["value"]), "year": today.year - int(line["age"]),
            "key_figure": _whole(line["key"]), "position": position * 10,
            "checked_on": checked, "checked_by": dice.of(("县统计局", "县招商中心综合科")),
        }  # fmt: skip
        rows.add("overview_item", values, born=checked)


def add_register(rows: Rows) -> tuple[Park, ...]:
    """Bases, enterprises, parks, plots, brands …; the parks with their plots."""
    dice = Dice("shili register")
    parks: dict[str, int] = {}
    plots: dict[str, list[tuple[str, str]]] = {}
    made: list[tuple[int, sources.Line]] = []
    # A plot refers to its park, so that parks come first.
    for line in sorted(sources.table("register"), key=lambda line: line["kind"] != "park"):
        checked = weekday(rows.today - timedelta(days=dice.between(10, 170)))
        values = _entry(line, checked)
        if line["kind"] == "enterprise":
            values["organisation_id"] = _enterprise(rows, dice, line)
        if line["park"]:
            values["park_id"] = parks[line["park"]]
            plots.setdefault(line["park"], []).append((line["name"], line["name_en"]))
        number = rows.add("register_entry", values, born=checked)
        if line["kind"] == "park":
            parks[line["name"]] = number
            made.append((number, line))
    return tuple(
        Park(
            number, line["name"], line["name_en"], line["towns"], line["chain"],
            tuple(plots.get(line["name"], ())),
        )
        for number, line in made
    )  # fmt: skip


def _entry(line: sources.Line, checked: date) -> dict[str, object]:
    output = _whole(line["output"])
    maybe = (
        "chain", "number", "towns", "towns_en", "quantity_unit", "quantity_unit_en", "note",
        "note_en", "source", "source_en",
    )  # fmt: skip
    values: dict[str, object] = {name: line[name] or None for name in maybe}
    return values | {
        "kind": line["kind"], "name": line["name"], "name_en": line["name_en"],
        "enterprise_class": line["class"] or None,
        "area": _number(line["area"]), "available": _number(line["available"]),
        "output_value": None if output is None else output * WAN,
        "quantity": _number(line["quantity"]), "distance_km": _number(line["km"]),
        "hours": _number(line["hours"]), "bearing": _whole(line["bearing"]),
        "year": None if line["kind"] in {"plot", "distance"} else checked.year - 1,
        "checked_on": checked, "checked_by": "县招商中心综合科",
    }  # fmt: skip


def _enterprise(rows: Rows, dice: Dice, line: sources.Line) -> int:
    """The organisation of an enterprise of the county's own."""
    values: dict[str, object] = {
        "name": line["name"], "name_en": line["name_en"], "type": "enterprise", "place": PLACE,
        "short_name": line["name"].removeprefix("示例县").removesuffix("有限公司"),
        "credit_code": credit_code(dice, PLACE), "industry": INDUSTRY[line["chain"]],
        "chains": (line["chain"],), "phone": dice.landline(), "source": "县级规上企业名录",
        "address": f"示例县经济开发区创业路{dice.between(1, 88)}号",
    }  # fmt: skip
    return rows.add("organisation", values, born=date(rows.today.year - 2, 3, 5))


def add_costs(rows: Rows) -> None:
    """The cost catalogue, each item with its prices over the years."""
    dice = Dice("shili costs")
    for position, line in enumerate(sources.table("costs"), 1):
        values: dict[str, object] = {
            "category": line["category"], "name": line["name"], "name_en": line["name_en"],
            "specification": line["specification"], "specification_en": line["specification_en"],
            "price_unit": line["unit"], "price_unit_en": line["unit_en"], "position": position * 10,
        }  # fmt: skip
        number = rows.add("cost_item", values, born=date(rows.today.year - 2, 2, 20))
        for years in (2, 1, 0):
            _price(rows, dice, line, number, years)


def _price(rows: Rows, dice: Dice, line: sources.Line, item: int, years: int) -> None:
    """The price collected so many years before the present one, a little lower each year."""
    today = rows.today
    collected = weekday(today - timedelta(days=30 * int(line["months"] or 1) + 365 * years + 2))
    places = len(line["low"].partition(".")[2])
    fall = Decimal("1") if line["category"] in {"tax"} else Decimal("0.97") ** years
    source = line["source"] or None
    values: dict[str, object] = {
        "cost_item_id": item,
        **{n: None if not line[n] else round(Decimal(line[n]) * fall, places) for n in _RANGE},
        "tax_included": None if line["category"] in {"tax", "labour", "finance"} else True,
        "fee_included": True if line["category"] in {"water", "power", "gas"} else None,
        "effective_from": collected.replace(day=1), "source": source,
        "source_en": line["source_en"] or None, "collected_on": collected,
        "next_check": collected + timedelta(days=dice.of((180, 365))),
        "elsewhere": (line["elsewhere"] or None) if not years else None,
        "elsewhere_en": (line["elsewhere_en"] or None) if not years else None,
    }  # fmt: skip
    rows.add("cost_price", values, born=collected)


_RANGE: Sequence[str] = ("low", "high")
