# SPDX-License-Identifier: Apache-2.0
"""Units, staff, settings and targets of the sample county's office."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from crm.kinds.days import PartialDay
from crm.sample import sources
from crm.sample.dice import Dice
from crm.sample.rows import Rows
from crm.sample.world import County, Department, Park, World

PLACE = "429901"
SETTINGS: Mapping[str, object] = {
    "county.name": "示例县",
    "county.name_en": "Shili County",
    "county.place": PLACE,
    "office.name": "示例县招商服务中心",
    "store.sample": True,
}
WAN = 10_000


def add_settings(rows: Rows, known: Sequence[str]) -> None:
    """The county's name and place, but for what the store already says of itself."""
    for key, value in SETTINGS.items():
        if key not in known:
            text = json.dumps(value, ensure_ascii=False)
            rows.add("store_setting", {"key": key, "value": text})


def add_office(
    rows: Rows, parks: Sequence[Park], policies: Mapping[str, tuple[int, ...]]
) -> County:
    """Units and staff; what the rest of the county needs to know of them."""
    dice = Dice("shili office")
    born = date(rows.today.year - 2, 1, 8)
    units: list[Department] = []
    for name, short, task_force in sources.split_lines("office", "units"):
        values = {"name": name, "short_name": short, "task_force": task_force}
        number = rows.add("unit", {**values, "phone": dice.landline()}, born=born)
        units.append(Department(number, name, short, task_force))
    leaders: list[int] = []
    officers: list[int] = []
    names: dict[int, str] = {}
    phones: dict[int, str] = {}
    for name, name_en, duty, above, leader in sources.split_lines("office", "staff"):
        mobile = dice.mobile()
        values: dict[str, object] = {
            "name": name, "name_en": name_en, "duty": duty, "mobile": mobile,
            "unit_id": units[int(above) - 1].id, "leader": leader == "yes", "active": True,
            "email": f"{name_en.split()[1].lower()}.{name_en.split()[0].lower()}@example.com",
        }  # fmt: skip
        number = rows.add("staff", values, born=born)
        (leaders if leader == "yes" else officers).append(number)
        names[number], phones[number] = name, mobile
    return County(
        tuple(units), tuple(leaders), tuple(officers), names, phones, tuple(parks), policies
    )


@dataclass
class Tally:
    """What this year has brought so far, by figure and unit: targets are set from it."""

    done: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def count(self, world: World, year: int) -> None:
        """Add what the ventures of a batch brought in a year."""
        for venture in world.ventures:
            self._add("planned", venture.unit, venture.born, year, 1)
            self._add("signed", venture.unit, venture.signed, year, 1)
            agreed = venture.values.get("agreed_investment")
            if isinstance(agreed, int):
                self._add("agreed", venture.unit, venture.signed, year, agreed)
            self._add("started", venture.unit, venture.started, year, 1)

    def count_funds(self, unit: int, month: PartialDay, amount: int, year: int) -> None:
        """Add a receipt."""
        self._add("funds", unit, month.first(), year, amount)

    def _add(self, figure: str, unit: int, on: date | None, year: int, amount: int) -> None:
        if on is not None and on.year == year:
            key = (figure, unit)
            self.done[key] = self.done.get(key, 0) + amount


PLAUSIBLE = {"funds": 0.94, "signed": 1.04, "started": 0.88, "agreed": 0.97, "planned": 1.1}
"""How far the year is against the time that has passed, by figure."""
LEAST = {"funds": 3_000 * WAN, "agreed": 10_000 * WAN, "signed": 1, "started": 1, "planned": 2}
STEP = {"funds": 1_000 * WAN, "agreed": 5_000 * WAN}


def add_targets(rows: Rows, county: County, tally: Tally, events: int) -> None:
    """Targets of this year for the county, of funds and signings also for each unit."""
    today = rows.today
    elapsed = max((today - date(today.year, 1, 1)).days + 1, 20) / 365
    for figure, pace in PLAUSIBLE.items():
        done = sum(n for (code, _), n in tally.done.items() if code == figure)
        _target(rows, figure, _round(figure, done / elapsed / pace))
        if figure in {"funds", "signed"}:
            for unit in county.units:
                own = tally.done.get((figure, unit.id), 0)
                _target(rows, figure, _round(figure, own / elapsed / pace), unit.id)
    _target(rows, "events", max(events, 6))


def _round(figure: str, wanted: float) -> int:
    step = STEP.get(figure, 1)
    return max(LEAST[figure], round(Decimal(wanted) / step) * step)


def _target(rows: Rows, figure: str, value: int, unit: int | None = None) -> None:
    kind = "amount" if figure in STEP else "number"
    values: dict[str, object] = {"year": rows.today.year, "figure": figure, "unit_id": unit}
    rows.add("target", {**values, kind: value}, born=date(rows.today.year, 1, 5))
