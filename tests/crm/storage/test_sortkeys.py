# SPDX-License-Identifier: Apache-2.0
"""Names stand in lists in the order in which they are said, on both engines, old ones too."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.records import KEY_LENGTH
from crm.queries import listing, reading
from crm.queries.listing import Listing
from crm.queries.selecting import table_of
from crm.storage import sortkeys
from crm.storage.bulk import insert_many
from crm.storage.register import Register
from crm.storage.sortkeys import key_of
from crm.storage.store import open_store
from crm.storage.undo import undo_last
from tests.builders import a_person, an_organisation, saved

STORES = Path(__file__).parents[2] / "stores"


def names(register: Register, record: str, sort: tuple[str, ...] = ()) -> list[object]:
    with register.reading() as session:
        wanted = Listing(record, sort=sort, columns=("name",))
        rows = listing.first(session, wanted, today=date(2026, 6, 1), limit=50)
    return [values[0] for _id, values in rows]


def test_people_are_listed_as_they_are_said(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name in ("张伟", "李明", "林安", "单田", "阿强", "Baker", "曾杰", "李娜", "黎明"):
            a_person(unit, name=name)
    assert names(any_store, "person") == [
        "阿强", "Baker", "黎明", "李明", "李娜", "林安", "单田", "曾杰", "张伟",
    ]  # fmt: skip
    assert names(any_store, "person", ("-name",))[0] == "张伟"


def test_organisations_are_read_as_words_and_not_as_surnames(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name in ("重庆商会", "单位食堂", "无锡商会", "3M 中国", "曾都商会"):
            an_organisation(unit, name=name)
    assert names(any_store, "organisation") == [
        "3M 中国", "曾都商会", "重庆商会", "单位食堂", "无锡商会",
    ]  # fmt: skip


def test_the_list_is_read_in_the_order_of_an_index(store: Register) -> None:
    asked = listing.ordered(Listing("person"), date(2026, 6, 1))
    said = str(asked.compile(store.reader, compile_kwargs={"literal_binds": True}))
    with store.reader.connect() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {said}")).all()
    assert [row[3] for row in plan] == ["SCAN person USING COVERING INDEX ix_person_live_name_key"]


def test_a_name_that_is_changed_or_taken_back_finds_its_new_place(any_store: Register) -> None:
    first = saved(any_store, Person(name="安娜"))
    saved(any_store, Person(name="李明"))
    with any_store.writing("Married") as unit:
        unit.get(Person, first).name = "周娜"
    assert names(any_store, "person") == ["李明", "周娜"]
    undo_last(any_store)
    assert names(any_store, "person") == ["安娜", "李明"]


def test_what_is_loaded_at_once_has_its_keys(any_store: Register) -> None:
    rows = [{"name": name} for name in ("张伟", "阿强", "李明")]
    insert_many(any_store, "Loaded", {"person": rows})
    assert names(any_store, "person") == ["阿强", "李明", "张伟"]


def test_keys_that_are_missing_are_filled(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name in ("无锡商会", "北京商会", "福州商会"):
            an_organisation(unit, name=name)
    key = table_of("organisation").c.name_key
    with any_store.writer.begin() as connection:
        kept = connection.scalars(select(key).order_by(Organisation.id)).all()
        connection.execute(text("UPDATE organisation SET name_key = ''"))
        sortkeys.fill(connection)
        assert connection.scalars(select(key).order_by(Organisation.id)).all() == kept
    assert names(any_store, "organisation") == ["北京商会", "福州商会", "无锡商会"]


def test_a_store_of_the_first_schema_is_sorted_once_it_is_opened(tmp_path: Path) -> None:
    copy = Path(shutil.copy(STORES / "0001.icr", tmp_path / "old.icr"))
    register = open_store(copy)
    with register.reading() as session:
        table = table_of("organisation")
        found = session.execute(select(table.c.name, table.c.name_key)).all()
    register.close()
    assert found
    assert [key for _name, key in found] == [key_of(name, "pinyin") for name, _key in found]


def test_history_and_forms_know_nothing_of_keys(store: Register) -> None:
    made = saved(store, Person(name="李明"))
    with store.reading() as session:
        assert "name_key" not in reading.read(session, "person", made).values


@pytest.mark.parametrize(
    ("first", "then"),
    [("李娜", "林安"), ("吕布", "马超"), ("路遥", "吕布"), ("中国", "中国（北京）"), ("a", "b")],
)
def test_one_stands_before_the_other(first: str, then: str) -> None:
    assert key_of(first, "surname") < key_of(then, "surname")


@given(st.text(max_size=60))
def test_a_key_is_short_plain_and_the_same_whatever_the_case(name: str) -> None:
    key = key_of(name, "pinyin")
    assert key.isascii()
    assert len(key) <= KEY_LENGTH
    assert key == key_of(f" {name} ", "pinyin")
