# SPDX-License-Identifier: Apache-2.0
"""Pasted rows become records in one step, known costs get prices; nothing is half-written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm.actions.pasting import Pasted, enter
from crm.domain.cost import CostItem, CostPrice
from crm.domain.county import OverviewItem, RegisterEntry
from crm.errors import InvalidInput
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a

POWER = {"category": "power", "name": "工业用电", "specification": "10kV", "price_unit": "元/度"}
WATER = {"category": "water", "name": "工业用水", "price_unit": "元/吨"}
CHEAP = {"low": Decimal("0.5"), "effective_from": date(2026, 1, 1), "source": "供电局"}


def prices(store: Register) -> list[tuple[str, Decimal | None]]:
    with store.writing("Look") as unit:
        names = {one.id: one.name for one in unit.find(CostItem)}
        return [(names[one.cost_item_id], one.low) for one in unit.find(CostPrice)]


def test_a_known_cost_gets_a_price_and_an_unknown_one_is_made_with_it(any_store: Register) -> None:
    with any_store.writing("Before") as unit:
        a(unit, CostItem, **POWER, position=30)
    with any_store.writing("Pasted") as unit:
        assert enter(unit, "cost_item", [
            {**POWER, **CHEAP}, {**WATER, "high": Decimal(3)}, {**WATER, "low": Decimal(2)},
        ]) == Pasted(1, 3)  # fmt: skip
    assert prices(any_store) == [
        ("工业用电", Decimal("0.5")), ("工业用水", None), ("工业用水", Decimal(2)),
    ]  # fmt: skip
    with any_store.writing("Look") as unit:
        assert [one.name for one in unit.find(CostItem)] == ["工业用电", "工业用水"]
        assert (
            max(one.position or 0 for one in unit.find(CostItem, CostItem.name == "工业用水")) > 30
        )
    undo_last(any_store)
    assert prices(any_store) == []


def test_another_specification_is_another_cost(any_store: Register) -> None:
    with any_store.writing("Pasted") as unit:
        high = {**POWER, "specification": "35kV"}
        assert enter(unit, "cost_item", [{**POWER, **CHEAP}, {**high, **CHEAP}]) == Pasted(2, 2)


def test_a_deleted_cost_is_not_added_to(any_store: Register) -> None:
    with any_store.writing("Pasted") as unit:
        enter(unit, "cost_item", [{**POWER, **CHEAP}])
    undo_last(any_store)
    with any_store.writing("Again") as unit:
        assert enter(unit, "cost_item", [{**POWER, **CHEAP}]) == Pasted(1, 1)


def test_overview_and_register_rows_are_made_behind_those_that_are_there(
    any_store: Register,
) -> None:
    with any_store.writing("Pasted") as unit:
        section = "resources"
        a(unit, OverviewItem, section=section, label="面积", position=500)
        rows = [{"section": section, "label": name} for name in ("林地", "水域")]
        assert enter(unit, "overview_item", rows) == Pasted(2, 0)
        made = {one.label: one.position or 0 for one in unit.find(OverviewItem)}
        assert 500 < made["林地"] < made["水域"]
        assert enter(unit, "register_entry", [{"kind": "park", "name": "产业园"}]) == Pasted(1, 0)
        (park,) = unit.find(RegisterEntry)
        assert park.name == "产业园"


def test_a_wrong_row_is_told_by_its_place_and_nothing_is_written(any_store: Register) -> None:
    rows = [{**POWER, **CHEAP}, {"category": "water", **CHEAP}, {**WATER, "source": "水司"}]
    with pytest.raises(InvalidInput) as refused, any_store.writing("Pasted") as unit:
        enter(unit, "cost_item", rows)
    assert refused.value.fields.keys() == {"1:name", "1:price_unit", "2:low"}
    assert prices(any_store) == []
    with any_store.writing("Look") as unit:
        assert unit.find(CostItem) == []


def test_a_price_in_another_unit_does_not_join_the_series(any_store: Register) -> None:
    rows = [{**POWER, **CHEAP}, {**POWER, **CHEAP, "price_unit": "元/千瓦"}, POWER]
    with pytest.raises(InvalidInput) as refused, any_store.writing("Pasted") as unit:
        enter(unit, "cost_item", rows)
    assert refused.value.fields.keys() == {"1:price_unit", "2:low"}
    assert "元/度" in refused.value.fields["1:price_unit"]


def test_what_is_there_just_so_is_not_entered_again(any_store: Register) -> None:
    costs = [{**POWER, **CHEAP}, {**WATER, "low": Decimal(2)}]
    facts = [{"section": "resources", "label": "林地", "value": Decimal(5), "year": 2025}]
    with any_store.writing("Pasted") as unit:
        assert enter(unit, "cost_item", [*costs, costs[0]]) == Pasted(2, 2, 1)
        assert enter(unit, "overview_item", facts) == Pasted(1)
    dearer = {**POWER, **CHEAP, "low": Decimal("0.6")}
    with any_store.writing("Again") as unit:
        assert enter(unit, "cost_item", [*costs, dearer]) == Pasted(0, 1, 2)
        assert enter(unit, "overview_item", [*facts, {**facts[0], "year": 2026}]) == Pasted(1, 0, 1)
    assert [low for _name, low in prices(any_store)] == [Decimal("0.5"), Decimal(2), Decimal("0.6")]
