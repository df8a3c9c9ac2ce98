# SPDX-License-Identifier: Apache-2.0
"""Procedures with their steps: each with the ten elements of UNCTAD's eRegulations (domain §5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from crm.sample import sources
from crm.sample.dice import Dice, weekday
from crm.sample.rows import Rows

Step = Mapping[str, Any]
RECOURSE = (
    "对办理结果有异议的，可拨打12345政务服务热线，或依法申请行政复议。",
    "Disputed decisions: call the 12345 hotline or apply for an administrative review.",
)
HOURS = "工作日 8:30–12:00，14:30–17:30|Working days 8:30–12:00 and 14:30–17:30"
CERTIFIED_BY = "示例县政务服务和大数据管理局|County bureau of government services and data"
CONTACTS = (
    "综合窗口|General counter",
    "首席代表|Chief representative",
    "帮办代办专员|Service agent",
)


def add_procedures(rows: Rows) -> None:
    """All procedures in their order."""
    dice = Dice("shili procedures")
    found = cast("list[Step]", sources.tree("procedures")["procedures"])
    for position, procedure in enumerate(found, 1):
        certified = weekday(rows.today - timedelta(days=dice.between(20, 120)))
        values: dict[str, object] = {
            **_both("name", procedure["name"]), **_both("goal", procedure["goal"]),
            **_both("audience", procedure["audience"]),
            **_both("certified_by", CERTIFIED_BY), "position": position, "certified_on": certified,
        }  # fmt: skip
        number = rows.add("procedure", values, born=certified)
        for place, name in enumerate(cast("list[str]", procedure["steps"]), 1):
            _step(rows, dice, number, place, name, certified)


def _step(rows: Rows, dice: Dice, procedure: int, place: int, name: str, on: date) -> None:
    step = cast("Step", sources.tree("procedures")["steps"][name])
    body = str(sources.tree("procedures")["bodies"][step["body"]]).split("|")
    wanted = [line.split("|") for line in cast("list[str]", step["requirements"])]
    statutory, promised = step["days"]
    values: dict[str, object] = {
        "procedure_id": procedure, "position": place, "block": step["block"],
        "kind": step.get("kind", "compulsory"), "body": body[0], "body_en": body[1],
        "office": body[2], "office_en": body[3],
        **_both("contact", dice.of(CONTACTS)), "phone": dice.landline(),
        **_both("hours", HOURS), "requirements": "\n".join(line[0] for line in wanted),
        "requirements_en": "\n".join(line[1] for line in wanted),
        "days_statutory": statutory, "days_promised": promised,
        "link": f"https://www.example.com/services/{name}", "recourse": RECOURSE[0],
        "recourse_en": RECOURSE[1], "certified_by": body[0],
        "certified_by_en": body[1], "certified_on": on,
        **_both("name", step["name"]), **_both("result", step["result"]),
        **_both("cost", step["cost"]), **_both("legal_basis", step["legal"]),
        **_both("more", step["more"]),
    }  # fmt: skip
    rows.add("procedure_step", values, born=on)


def _both(field: str, text: str) -> dict[str, object]:
    """A field with its English counterpart from `中文|English`."""
    chinese, _, english = text.partition("|")
    return {field: chinese, f"{field}_en": english}
