# SPDX-License-Identifier: Apache-2.0
"""Where the county's resources lie, as the guide draws it."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.blocks import Press
from crm.documents.engine.page import Page, Section
from crm.documents.engine.style import A4, look
from crm.documents.guide.resources import Resource, ResourceMap
from crm.queries.guide import GuideData
from tests.crm.documents.guide.office import data, with_values
from tests.crm.documents.guide.test_chapters import read

TEXTS = st.text(max_size=30)
WIDTH = 453.0
RESOURCES = st.builds(
    Resource, TEXTS, TEXTS, st.floats(0, 1), st.booleans(), st.none() | st.floats(0, 3000),
    st.none() | st.integers(0, 359), st.lists(TEXTS, max_size=4).map(tuple),
)  # fmt: skip


def drawn(resources: list[Resource], centre: str = "县") -> Page:
    press, page, block = Press(look("tea")), Page(A4, Section(), 0), ResourceMap(centre, resources)
    assert block.height(press, WIDTH) > 0
    block.draw(press, page, 70, 780, WIDTH)
    return page


@given(st.lists(RESOURCES, max_size=18))
def test_any_resources_can_be_drawn(resources: list[Resource]) -> None:
    drawn(resources)


def test_the_area_of_a_disc_is_that_of_the_land() -> None:
    whole, half = Resource("大", "", 1.0), Resource("小", "", 0.5)
    assert half.radius == pytest.approx(whole.radius / math.sqrt(2))


def test_a_map_is_drawn_when_it_is_known_where_two_lie_else_a_grid_of_towns() -> None:
    near = Resource("茶", "", 1.0, km=20, bearing=0, towns=("茶岩镇",))
    far = Resource("柑橘", "", 0.5, km=40, bearing=90, towns=("柑坪镇",))
    assert ResourceMap("县", [near, far]).drawn_to_scale
    assert not ResourceMap("县", [near, replace(far, bearing=None)]).drawn_to_scale
    unplaced = replace(near, km=None)
    assert ResourceMap("县", [unplaced, replace(far, bearing=None)]).told
    assert not ResourceMap("县", [unplaced]).told
    assert not ResourceMap("县", [Resource("茶", "")]).told


def placed(given: GuideData) -> GuideData:
    """The county with directions of its bases and parks."""
    register = [
        with_values(row, distance_km=Decimal(12), bearing=row.id % 360)
        if row["kind"] in {"base", "park"}
        else row
        for row in given.register
    ]
    return replace(given, register=tuple(register))


def test_the_guide_shows_where_bases_and_parks_lie(tmp_path: Path) -> None:
    grid = read(data(), tmp_path)
    assert "1.4资源分布图" in grid
    assert "圆形为原料基地，方形为产业园区。" in grid
    mapped = read(placed(data()), tmp_path)
    assert "10km" in mapped
    assert "按比例绘制" in mapped


def test_without_places_and_towns_there_is_no_map(tmp_path: Path) -> None:
    bare = [with_values(row, towns=None, towns_en=None) for row in data().register]
    assert "资源分布图" not in read(replace(data(), register=tuple(bare)), tmp_path)
