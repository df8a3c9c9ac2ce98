# SPDX-License-Identifier: Apache-2.0
"""The usual catalogue: items of costs and of the overview, with units and without any number."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from crm import places
from crm.actions import records
from crm.domain.cost import CostItem
from crm.domain.county import OverviewItem
from crm.errors import NotFound
from crm.storage.unit import UnitOfWork
from crm.words import _

STEP = 10
"""The distance of two places in the order, so that something fits between them."""

_FILES: Mapping[str, tuple[str, type[CostItem | OverviewItem], tuple[str, ...]]] = {
    "cost_item": ("costs", CostItem, ("category", "name", "specification")),
    "overview_item": ("overview", OverviewItem, ("section", "label")),
}
_NAMES = {"unit": {"cost_item": "price_unit"}, "unit_en": {"cost_item": "price_unit_en"}}

OFFERED = frozenset(_FILES)
"""The records for which there is a usual catalogue."""


def add_usual(unit: UnitOfWork, record: str) -> int:
    """Add the usual items that are not there yet, behind those that are; how many were added.

    An item is there when one stands in the same category (section) under the same name.

    Raises:
        NotFound: there is no catalogue for this kind of record.
    """
    if record not in _FILES:
        raise NotFound(_("There is no usual catalogue for this list."), _("Add the items by hand."))
    _file, kind, key = _FILES[record]
    there = unit.find(kind)
    known = {tuple(getattr(one, name) or "" for name in key) for one in there}
    last = max((one.position or 0 for one in there), default=0)
    added = 0
    values: dict[str, object]
    for values in _usual(record):
        if tuple(values[name] or "" for name in key) in known:
            continue
        added += 1
        records.create(unit, record, values | {"position": last + added * STEP})
    return added


def _usual(record: str) -> Iterator[dict[str, object]]:
    file = places.resources() / "catalogue" / f"{_FILES[record][0]}.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t"):
            yield {
                _NAMES.get(name, {}).get(record, name): text or None for name, text in line.items()
            }
