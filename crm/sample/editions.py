# SPDX-License-Identifier: Apache-2.0
"""The editions of the guide, one in Chinese and one in English."""

from __future__ import annotations

from datetime import timedelta

from crm.sample import sources
from crm.sample.dice import Dice
from crm.sample.rows import Rows


def add_editions(rows: Rows) -> tuple[int, ...]:
    """An edition of the present year in each language; their ids."""
    today = rows.today
    hotline = Dice("shili hotline").landline()
    as_of = today.replace(day=1) - timedelta(days=1)
    found: list[int] = []
    for language in ("zh", "en"):
        words = sources.tree("guide")[language]
        values: dict[str, object] = {
            "title": str(words["title"]).format(year=today.year), "language": language,
            "year": today.year, "data_as_of": as_of, "state": "draft", "theme": "tea",
            "paper": "A4", "subtitle": words["subtitle"], "issuer": words["issuer"],
            "hotline": hotline, "signatory": words["signatory"],
            "message": str(words["message"]).strip(), "disclaimer": words["disclaimer"],
        }  # fmt: skip
        found.append(rows.add("guide_edition", values, born=as_of, touched=today))
    return tuple(found)
