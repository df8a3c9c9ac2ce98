# SPDX-License-Identifier: Apache-2.0
"""The office's settings: settled in the store, read with what is usual for the rest, undone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import select

from crm.actions.conventions import forget_days, read_in, settle
from crm.domain.conventions import Conventions
from crm.domain.office import StoreSetting
from crm.domain.rules.counting import USUAL
from crm.domain.rules.staleness import STALE_AFTER
from crm.errors import Conflict, InvalidInput, StorageTrouble
from crm.queries.conventions import conventions
from crm.sample.county import build
from crm.storage.register import Register
from crm.storage.undo import undo_last
from crm.storage.unit import UnitOfWork

T = TypeVar("T")


def read(register: Register) -> Conventions:
    with register.reading() as session:
        return conventions(session)


def settled(register: Register, **values: object) -> Conventions:
    with register.writing("Settings") as unit:
        settle(unit, {key.replace("__", "."): value for key, value in values.items()})
    return read(register)


def test_an_untouched_store_counts_as_usual(store: Register) -> None:
    found = read(store)
    assert (found.counting, found.stale_after) == (USUAL, STALE_AFTER)
    assert (found.place, found.largest_file, found.is_sample) == (None, 20_000_000, False)


def test_what_is_settled_is_read_and_the_rest_stays(any_store: Register) -> None:
    found = settled(any_store, count__least=5_000_000, count__abroad=False, stale__sign=10)
    assert found.counting.least == 5_000_000
    assert found.counting.outside == ("in_country",)
    assert found.stale_after == {**STALE_AFTER, "sign": 10}
    assert settled(any_store, count__least=0).counting.abroad_is_outside is False


def test_settling_the_same_again_keeps_one_row(store: Register) -> None:
    settled(store, county__place="420528")
    assert settled(store, county__place="420500").place == "420500"
    undo_last(store)
    assert read(store).place == "420528"


def test_nothing_is_settled_when_one_value_is_wrong(store: Register) -> None:
    with pytest.raises(InvalidInput) as told:
        settled(store, county__name="Tea County", files__limit=0)
    assert set(told.value.fields) == {"files.limit"}
    assert read(store).values["county.name"] is None


def test_the_sample_county_says_what_it_is(store: Register) -> None:
    build(store, today=date(2026, 6, 30))
    found = read(store)
    assert (found.is_sample, found.place) == (True, "429901")


def test_what_a_colleague_settled_is_not_written_over_unseen(
    any_store: Register, other_window: Register
) -> None:
    seen = any_store.seen
    with other_window.writing("Colleague") as unit:
        settle(unit, {"stale.sign": 10})
    with pytest.raises(Conflict), any_store.writing("Mine") as unit:
        settle(unit, {"stale.sign": 20}, seen=seen)
    with any_store.writing("Mine") as unit:
        settle(unit, {"stale.build": 20}, seen=seen)
    assert read(any_store).stale_after["sign"] == 10


def test_days_that_are_read_in_add_up_until_they_are_forgotten(any_store: Register) -> None:
    festival, sunday, later = date(2027, 8, 19), date(2027, 8, 22), date(2027, 10, 1)
    with any_store.writing("Notice") as unit:
        read_in(unit, {festival: False, sunday: False})
    with any_store.writing("Correction") as unit:
        read_in(unit, {sunday: True, later: False})
    assert read(any_store).workdays.added == {festival: False, sunday: True, later: False}
    with any_store.writing("Forgotten") as unit:
        forget_days(unit)
    assert not read(any_store).workdays.added
    undo_last(any_store)
    assert read(any_store).workdays.read_in == (2027,)


def at_once(
    offices: Sequence[Register], deed: Callable[[UnitOfWork, T], None], given: Sequence[T]
) -> None:
    """Do something in several offices at the same moment, in each with something else."""
    ready = threading.Barrier(len(offices))

    def work(office: Register, one: T) -> None:
        ready.wait()
        with office.writing("At once") as unit:
            deed(unit, one)

    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(offices, given, strict=True)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_two_offices_that_read_in_days_at_the_same_moment_lose_none(
    any_store: Register, other_window: Register
) -> None:
    def read_one(unit: UnitOfWork, day: date) -> None:
        read_in(unit, {day: False})

    for year in range(2027, 2032):
        days = (date(year, 1, 1), date(year, 10, 1))
        at_once((any_store, other_window), read_one, days)
        assert read(any_store).workdays.added.keys() >= {*days}


def test_two_offices_that_settle_the_same_at_the_same_moment_make_one_row(
    any_store: Register, other_window: Register
) -> None:
    def settle_in(unit: UnitOfWork, place: str) -> None:
        settle(unit, {"county.place": place})

    at_once((any_store, other_window), settle_in, ("420528", "420500"))
    with any_store.reading() as session:
        (row,) = session.scalars(select(StoreSetting))
    assert row.version == 2
    assert read(any_store).place in {"420528", "420500"}


def test_a_key_has_one_row_whoever_writes_it(any_store: Register) -> None:
    settled(any_store, county__place="420528")
    with pytest.raises(StorageTrouble), any_store.writing("Past the settings") as unit:
        unit.add(StoreSetting(key="county.place", value='"420500"'))
