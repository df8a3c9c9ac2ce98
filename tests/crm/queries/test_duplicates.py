# SPDX-License-Identifier: Apache-2.0
"""Whoever is here already is found while the name is typed, and by an index."""

from __future__ import annotations

import pytest

from crm.queries.duplicates import Twin, twins
from crm.storage.bulk import insert_many
from crm.storage.register import Register
from tests.builders import a_person, an_organisation

CODE = "91420000MA4K2R7X0T"


def look(register: Register, record: str, but: int = 0, **values: object) -> list[Twin]:
    with register.reading() as session:
        return twins(session, record, values, but=but)


@pytest.fixture
def known(any_store: Register) -> Register:
    """A store with a tea company, two chambers and two people."""
    with any_store.writing("Prepared") as unit:
        tea = an_organisation(unit, name="湖北恩施富硒茶业有限公司", short_name="恩施富硒",
                              credit_code=CODE, phone="0718-5550100")  # fmt: skip
        an_organisation(unit, name="无锡商会", type="chamber")
        an_organisation(unit, name="杭州商会", type="chamber")
        an_organisation(unit, name="Green Leaf Beverages Co., Ltd.")
        a_person(unit, name="李明", mobile="13812345678", organisation_id=tea.id, title="总经理")
        a_person(unit, name="李明", wechat="liming_1990")
        unit.delete(an_organisation(unit, name="富硒茶业"))
    return any_store


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("恩施富硒茶业", "湖北恩施富硒茶业有限公司"),
        ("恩施富锡茶业有限公司", "湖北恩施富硒茶业有限公司"),
        ("恩施富硒", "湖北恩施富硒茶业有限公司"),
        ("无锡市商会", "无锡商会"),
        ("green leaf beverages", "Green Leaf Beverages Co., Ltd."),
        ("Green Leef Beverages", "Green Leaf Beverages Co., Ltd."),
    ],
)
def test_an_organisation_is_found_by_a_name_like_its_own(
    known: Register, typed: str, there: str
) -> None:
    assert [one.title for one in look(known, "organisation", name=typed)] == [there]


def test_a_licence_and_a_telephone_tell_of_twins_whatever_they_are_called(known: Register) -> None:
    (by_code,) = look(known, "organisation", name="Else", credit_code=CODE)
    assert by_code.likeness.reason == "the same credit code"
    (by_phone,) = look(known, "organisation", name="Else", phone="07185550100")
    assert by_phone.likeness.reason == "the same telephone"
    assert by_phone.hint.startswith("Enterprise")


def test_nothing_is_said_of_the_record_itself_or_before_a_name_is_typed(known: Register) -> None:
    (found,) = look(known, "organisation", name="无锡商会")
    assert look(known, "organisation", but=found.id, name="无锡商会") == []
    assert look(known, "organisation") == []
    assert look(known, "organisation", name="·") == []
    assert look(known, "organisation", name="茶") == []


def test_people_are_found_by_name_number_and_wechat(known: Register) -> None:
    first, second = look(known, "person", name="李明", organisation_id=1)
    assert (first.hint, first.likeness.reason) == (
        "湖北恩施富硒茶业有限公司 · 总经理", "the same name in the same organisation",
    )  # fmt: skip
    assert second.likeness.reason == "the same name"
    (by_number,) = look(known, "person", name="李先生", mobile="13812345678")
    assert by_number.id == first.id
    (by_wechat,) = look(known, "person", name="Li", wechat="liming_1990")
    assert by_wechat.id == second.id


def test_the_one_of_the_same_name_is_found_among_thousands_alike(store: Register) -> None:
    rows = [{"name": f"恩施富硒{number:04}号茶业有限公司"} for number in range(3000)]
    insert_many(store, "Loaded", {"organisation": rows})
    found = look(store, "organisation", name="恩施富硒1234号茶业")
    assert found[0].title == "恩施富硒1234号茶业有限公司"
    assert found[0].likeness.score == 1
    assert 1 < len(found) <= 5
