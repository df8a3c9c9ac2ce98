# SPDX-License-Identifier: Apache-2.0
"""Two names of one house are recognised; two houses of one trade are not taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.sameness import ENOUGH, alike, core, organisations, parted, people

NAME = st.text("湖北恩施武汉富硒茶业食品商会ab 3", max_size=14)
FACTS = st.fixed_dictionaries(
    {
        "name": NAME,
        "short_name": st.none() | NAME,
        "credit_code": st.sampled_from([None, "A", "B"]),
        "phone": st.sampled_from([None, "0719-5550100", "07195550100", "110"]),
    }
)
PERSON = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["李明", "李 明", "Li Ming", ""]),
        "mobile": st.sampled_from([None, "13812345678", "13900000000"]),
        "mobile2": st.sampled_from([None, "13812345678"]),
        "organisation_id": st.sampled_from([None, 1, 2]),
    }
)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("湖北恩施富硒茶业有限公司", "富硒茶业"),
        ("恩施州富硒茶业有限责任公司", "富硒茶业"),
        ("恩施土家族苗族自治州富硒茶业集团股份有限公司", "富硒茶业"),
        ("富硒茶业（武汉）有限公司", "富硒茶业武汉"),
        ("江苏省无锡市商会", "无锡商会"),
        ("无锡商会", "无锡商会"),
        ("上海", "上海"),
        ("有限公司", "有限公司"),
        ("Green Leaf Co., Ltd.", "green leaf"),
        ("ＧＲＥＥＮ　ＬＥＡＦ LIMITED", "green leaf"),
        ("", ""),
    ],
)
def test_only_what_tells_a_house_apart_is_compared(name: str, bare: str) -> None:
    assert core(name) == bare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("湖北恩施富硒茶业有限公司", "恩施富硒茶业有限责任公司"),
        ("恩施富硒茶业有限公司", "富硒茶业"),
        ("富硒茶业有限公司", "富锡茶业有限公司"),
        ("无锡市商会", "江苏省无锡商会"),
        ("Green Leaf Co., Ltd.", "Green Leaf"),
        ("长江食品工业集团", "长江食品工业股份有限公司"),
    ],
)
def test_two_ways_to_write_one_house_are_recognised(one: str, other: str) -> None:
    assert organisations({"name": one}, {"name": other}) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("无锡商会", "杭州商会"),
        ("武汉东湖饮料有限公司", "武汉南湖食品有限公司"),
        ("湖北有限公司", "湖南有限公司"),
        ("Green Leaf", "Blue Stone"),
        ("峤果丰茶叶贸易有限公司", "骁川丰茶叶贸易有限公司"),
    ],
)
def test_two_houses_stay_two(one: str, other: str) -> None:
    assert organisations({"name": one}, {"name": other}) is None


def test_a_licence_says_more_than_a_name() -> None:
    here, there = {"name": "东湖", "credit_code": "A"}, {"name": "Lake", "credit_code": "A"}
    found = organisations(here, there)
    assert found is not None
    assert (found.score, found.reason) == (1.0, "the same credit code")
    one, other = {"name": "富硒茶业", "credit_code": "A"}, {"name": "富锡茶业", "credit_code": "B"}
    assert organisations(one, other) is None


def test_a_mobile_says_more_than_a_name() -> None:
    found = people({"name": "李明", "mobile": "13812345678"}, {"mobile2": "138 1234 5678"})
    assert found is not None
    assert found.reason == "the same mobile"
    assert people({"name": "李明"}, {"name": "李鸣"}) is None
    house = people({"name": "李明", "organisation_id": 1}, {"name": "李 明", "organisation_id": 1})
    namesake = people({"name": "李明", "organisation_id": 1}, {"name": "李明"})
    assert house is not None
    assert namesake is not None
    assert house.score > namesake.score


@given(a=FACTS, b=FACTS)
def test_likeness_goes_both_ways_and_is_never_doubtful_itself(
    a: dict[str, object], b: dict[str, object]
) -> None:
    found = organisations(a, b)
    assert found == organisations(b, a)
    assert found is None or ENOUGH <= found.score <= 1
    itself = organisations(a, a)
    named = parted(str(a["name"])).core or a["credit_code"]
    assert itself is not None or not named
    if itself is not None and named:
        assert itself.score == 1


@given(a=PERSON, b=PERSON)
def test_people_are_alike_both_ways(a: dict[str, object], b: dict[str, object]) -> None:
    assert people(a, b) == people(b, a)


@given(a=NAME, b=NAME)
def test_texts_are_alike_between_not_at_all_and_wholly(a: str, b: str) -> None:
    assert 0 <= alike(a, b) == alike(b, a) <= 1
    assert alike(a, a) == 1
    assert (alike(a, b) == 1) == (a == b)
