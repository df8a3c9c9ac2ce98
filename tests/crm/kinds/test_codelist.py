# SPDX-License-Identifier: Apache-2.0
"""The public lists of places and industries: every name stands for one code in both languages."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator

import pytest

from crm.errors import InvalidInput
from crm.kinds import codelist
from crm.kinds.industries import FILES as INDUSTRIES
from crm.kinds.industries import Industry
from crm.kinds.industries import names as industries
from crm.kinds.places import FILES as PLACES
from crm.kinds.places import Place
from crm.kinds.places import names as places
from crm.places import resources
from crm.words import LANGUAGES, speaking


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_place_and_industry_is_found_by_its_code_and_by_its_full_name(spoken: str) -> None:
    with speaking(spoken):
        for kind, names in ((Place(), places()), (Industry(), industries())):
            for code, name in names.items():
                assert kind.parse(name) == code
                assert kind.parse(f" {code} ") == code
                assert kind.show(code) == name


def test_a_name_is_understood_whatever_language_is_spoken() -> None:
    with speaking("en"):
        assert Place().parse("江苏省无锡市") == "320200"
        assert Industry().parse("食品制造业") == "C14"
    with speaking("zh_CN"):
        assert Place().parse("wuxi, jiangsu") == "320200"
        assert Place().parse("中国香港") == "HK"


@pytest.mark.parametrize("kind", [Place(), Industry()])
def test_what_is_in_no_list_is_refused_with_a_way_on(kind: Place | Industry) -> None:
    with pytest.raises(InvalidInput) as refused:
        kind.parse("Atlantis")
    assert refused.value.next_step


def test_the_list_of_places_reaches_down_to_counties_and_over_the_border() -> None:
    known = places()
    assert len([code for code in known if code.isdigit() and not code.endswith("00")]) > 2800
    assert {"HK", "MO", "TW", "SG", "JP"} < set(known)


def test_the_industries_are_the_sections_and_divisions_of_the_standard() -> None:
    known = industries()
    assert "".join(code for code in known if len(code) == 1) == "ABCDEFGHIJKLMNOPQRST"
    divisions = [code for code in known if len(code) == 3]
    assert [code[1:] for code in divisions] == [f"{n:02}" for n in range(1, 98)]
    assert known["C15"] != known["C"]


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wx", "320200"), ("wuxi", "320200"), ("无锡", "320200"), ("320200", "320200"),
        ("cq", "500000"), ("xi'an", "610100"), ("luliang", "141100"), ("lvliang", "141100"),
        ("chaoyang", "211300"), ("rb", "JP"), ("japan", "JP"), ("jp", "JP"), ("xisha", "320205"),
    ],
)  # fmt: skip
def test_a_place_is_found_as_it_is_said_or_written(spoken: str, typed: str, first: str) -> None:
    with speaking(spoken):
        assert codelist.meant(typed, *PLACES)[0] == first


@pytest.mark.parametrize(("typed", "first"), [("shipin", "C14"), ("spzz", "C14"), ("farm", "A01")])
def test_an_industry_is_found_so_too(typed: str, first: str) -> None:
    assert codelist.meant(typed, *INDUSTRIES)[0] == first


def test_what_lies_in_a_place_is_found_after_it_and_nothing_asked_for_is_everything() -> None:
    found = codelist.meant("wuxi", *PLACES)
    assert set(found) > {"320200", "320205", "320281"}
    assert codelist.meant("qqq", *PLACES) == []
    assert codelist.meant(" ", *PLACES) == list(places())


def test_the_pinyin_that_came_along_is_that_of_the_lists() -> None:
    lines: Callable[[], Iterator[str]] = runpy.run_path(str(resources() / "spoken.py"))["lines"]
    kept = (resources() / codelist.SPOKEN).read_text("utf-8").splitlines()
    assert kept == list(lines())
