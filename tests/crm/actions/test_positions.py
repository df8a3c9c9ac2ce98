# SPDX-License-Identifier: Apache-2.0
"""Somebody who is promoted or changes jobs keeps the history of what they were."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.actions import records
from crm.domain.person import Person, Position
from crm.domain.records import today
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import an_organisation

HERE = PartialDay(today().year, today().month)
LONG_AGO = datetime(2020, 1, 15, 4, tzinfo=UTC)


@pytest.fixture
def person(any_store: Register) -> int:
    """A manager since years."""
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit)
        made = records.create(
            unit, "person", {"name": "王刚", "organisation_id": house.id, "title": "经理"}
        )
        (position,) = unit.find(Position)
        position.created_at = LONG_AGO
        return made.id


def titled(unit: UnitOfWork, person: int, title: str | None) -> list[tuple[str | None, object]]:
    records.alter(unit, unit.get(Person, person), {"title": title})
    return [(one.title, one.until) for one in unit.find(Position)]


def test_a_promotion_in_the_same_house_leaves_a_history(any_store: Register, person: int) -> None:
    with any_store.writing("Promoted") as unit:
        assert titled(unit, person, "总经理") == [("经理", HERE), ("总经理", None)]
        assert unit.find(Position)[-1].since == HERE


def test_what_was_entered_this_month_is_corrected(any_store: Register, person: int) -> None:
    with any_store.writing("Promoted") as unit:
        titled(unit, person, "总经里")
        assert titled(unit, person, "总经理") == [("经理", HERE), ("总经理", None)]


def test_a_title_that_becomes_known_or_unknown_is_no_promotion(
    any_store: Register, person: int
) -> None:
    with any_store.writing("Changed") as unit:
        assert titled(unit, person, None) == [(None, None)]
        assert titled(unit, person, "董事长") == [("董事长", None)]


def test_whoever_leaves_and_comes_back_has_three_positions(
    any_store: Register, person: int
) -> None:
    with any_store.writing("Changed") as unit:
        someone = unit.get(Person, person)
        first, other = someone.organisation_id, an_organisation(unit)
        records.alter(unit, someone, {"organisation_id": other.id})
        records.alter(unit, someone, {"organisation_id": first})
        held = unit.find(Position)
        assert [one.organisation_id for one in held] == [first, other.id, first]
        assert [one.until for one in held] == [HERE, HERE, None]
        records.alter(unit, someone, {"organisation_id": None})
        assert all(one.until == HERE for one in unit.find(Position))
