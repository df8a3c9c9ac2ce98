# SPDX-License-Identifier: Apache-2.0
"""What holds for every kind: it reads what it shows, keeps what it packs, refuses in words."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select

from crm.errors import InvalidInput
from crm.kinds.registry import KINDS
from crm.storage.register import Register
from crm.words import LANGUAGES, speaking
from tests.crm.kinds.values import CASES, Case

EACH = [pytest.param(case, id=kind.__name__) for kind, case in CASES.items()]
each_case = pytest.mark.parametrize("case", EACH)
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_every_kind_is_tried() -> None:
    assert CASES.keys() == set(KINDS)
    assert all(type(case.kind) is kind for kind, case in CASES.items())


@pytest.mark.parametrize("spoken", LANGUAGES)
@each_case
@given(data=st.data())
def test_it_reads_what_it_shows(case: Case, spoken: str, data: st.DataObject) -> None:
    value = data.draw(case.values)
    with speaking(spoken):
        assert case.kind.parse(case.kind.show(value)) == value


@each_case
@given(data=st.data())
def test_history_gives_back_what_it_was_given(case: Case, data: st.DataObject) -> None:
    value = data.draw(case.values)
    assert case.kind.unpack(json.loads(json.dumps(case.kind.pack(value)))) == value


@each_case
@given(data=st.data())
def test_a_value_it_may_hold_is_taken_as_it_is(case: Case, data: st.DataObject) -> None:
    value = data.draw(case.values)
    assert case.kind.take(value) == value
    assert isinstance(case.kind.doubt(value), str)


@pytest.mark.parametrize("spoken", LANGUAGES)
@each_case
def test_what_it_refuses_gets_a_sentence_and_a_way_on(case: Case, spoken: str) -> None:
    for text in case.refused:
        with speaking(spoken), pytest.raises(InvalidInput) as refused:
            case.kind.parse(text)
        assert refused.value.sentence, text
        assert refused.value.next_step, text


@each_case
@given(text=st.text(max_size=30))
def test_any_text_is_read_or_refused_and_never_breaks_it(case: Case, text: str) -> None:
    try:
        value = case.kind.parse(text)
    except InvalidInput:
        return
    if value not in ("", ()):
        assert case.kind.parse(case.kind.show(value)) == value


@pytest.fixture
def connection(any_store: Register) -> Generator[Connection]:
    """A connection whose tables are gone afterwards."""
    with any_store.writer.connect() as found:
        yield found
        found.rollback()


@each_case
@FEW
@given(data=st.data())
def test_a_store_gives_back_what_it_keeps_and_sorts_as_promised(
    connection: Connection, case: Case, data: st.DataObject
) -> None:
    values = data.draw(st.lists(case.values, min_size=1, max_size=8))
    kept = _kept(connection, case, values)
    assert sorted(kept) == sorted(values)
    if case.ordered:
        assert kept == sorted(values)


def _kept(connection: Connection, case: Case, values: list[Any]) -> list[Any]:
    """The values read back from a table of their own, in the order of the store."""
    column = Column("value", case.kind.column_type())
    table = Table("tried", MetaData(), Column("id", Integer, primary_key=True), column)
    table.create(connection)
    connection.execute(insert(table), [{"value": value} for value in values])
    found = list(connection.scalars(select(column).order_by(column, table.c.id)))
    table.drop(connection)
    return found
