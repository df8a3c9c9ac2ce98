# SPDX-License-Identifier: Apache-2.0
"""The usual catalogue fills an empty list, adds only what is missing, and holds no number."""

from __future__ import annotations

import pytest

from crm.actions.catalogue import OFFERED, add_usual
from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem
from crm.errors import NotFound
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a


def test_every_category_has_items_with_units_and_no_price(store: Register) -> None:
    with store.writing("Usual") as unit:
        added = add_usual(unit, "cost_item")
        items = unit.find(CostItem)
        assert len(items) == added > 30
        assert {one.category for one in items} == {
            "land", "water", "power", "gas", "labour", "logistics", "construction", "tax",
            "finance",
        }  # fmt: skip
        assert all(one.price_unit and one.name_en for one in items)
        assert unit.find(CostPrice) == []


def test_the_overview_gets_labels_without_figures_or_sources(store: Register) -> None:
    with store.writing("Usual") as unit:
        add_usual(unit, "overview_item")
        items = unit.find(OverviewItem)
    assert len(items) > 30
    assert not any(one.value or one.text or one.source or one.year for one in items)
    places = [one.position or 0 for one in items]
    assert places == sorted(set(places))


def test_what_is_there_is_neither_doubled_nor_changed(store: Register) -> None:
    with store.writing("Own") as unit:
        a(
            unit, CostItem, category="water", name="工业用水", specification="含污水处理费",
            price_unit="元/立方米", position=70,
        )  # fmt: skip
        whole = add_usual(unit, "cost_item") + 1
    with store.writing("Again") as unit:
        assert add_usual(unit, "cost_item") == 0
        items = unit.find(CostItem)
        (water,) = [one for one in items if one.specification == "含污水处理费"]
    assert len(items) == whole
    assert water.price_unit == "元/立方米"
    assert min(one.position or 0 for one in items if one is not water) > 70


def test_one_undo_takes_all_of_it_back(store: Register) -> None:
    with store.writing("Usual") as unit:
        add_usual(unit, "overview_item")
    undo_last(store)
    with store.writing("Look") as unit:
        assert unit.find(OverviewItem) == []


def test_only_some_lists_have_a_catalogue(store: Register) -> None:
    assert {"cost_item", "overview_item"} == OFFERED
    with store.writing("Usual") as unit, pytest.raises(NotFound, match="no usual catalogue"):
        add_usual(unit, "project")
