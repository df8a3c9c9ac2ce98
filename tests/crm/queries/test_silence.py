# SPDX-License-Identifier: Apache-2.0
"""Whom nobody has spoken to for long, the longest silence first, and the list behind it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from crm.actions import records
from crm.domain.all_records import RECORDS
from crm.queries.conditions import clause
from crm.queries.silence import Silence, read, silent_filter
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a_person, a_project, a_staff_member, an_organisation

TODAY = date(2026, 6, 30)
AFTER = {"organisation": 90, "person": 90, "project": 60}


def days(number: int) -> date:
    return TODAY - timedelta(days=number)


def spoken(unit: UnitOfWork, **values: object) -> int:
    return records.create(unit, "activity", {"subject": "Call", **values}).id


def looked(store: Register, staff_id: int | None = None, after: dict[str, int] = AFTER) -> Silence:
    with store.reading() as session:
        return read(session, today=TODAY, after=after, staff_id=staff_id)


def listed(store: Register, record: str, number: int) -> int:
    """How many rows the list behind it has."""
    kind = RECORDS[record]
    wanted = silent_filter(record, number, today=TODAY, staff_id=None)
    with store.reading() as session:
        where = clause(record, wanted, today=TODAY), ~kind.deleted
        return session.scalar(select(func.count(kind.id)).where(*where)) or 0


def test_who_was_spoken_to_before_and_not_for_long_is_told(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name, said in (
            ("Quiet Works", (200, 90)),
            ("Fresh Works", (200, 89)),
            ("Lost Works", (400,)),
            ("Never Works", ()),
        ):
            firm = an_organisation(unit, name=name)
            for number in said:
                spoken(unit, organisation_id=firm.id, happened_on=days(number))
        person = a_person(unit, name="President Li")
        spoken(unit, person_id=person.id, happened_on=days(120))
        a_project(unit, name="Tea works", last_activity_on=days(61))
        a_project(unit, name="Fig works", last_activity_on=days(61), status="terminated")
        a_project(unit, name="New works", last_activity_on=days(59))
    found = looked(any_store)
    assert [(one.title, one.days) for one in found.rows] == [
        ("President Li", 120), ("Quiet Works", 90), ("Tea works", 61)
    ]  # fmt: skip
    assert found.count == 3
    assert [listed(any_store, record, number) for record, number in AFTER.items()] == [1, 1, 1]


def test_a_deleted_contact_is_none_and_a_type_that_is_not_watched_is_left_out(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        firm = an_organisation(unit)
        spoken(unit, organisation_id=firm.id, happened_on=days(100))
        gone = spoken(unit, organisation_id=firm.id, happened_on=days(1))
        records.delete(unit, "activity", [gone])
    assert looked(any_store).count == 1
    assert looked(any_store, after={"person": 90}) == Silence(0, ())


def test_one_sees_those_one_answers_for_and_the_list_of_the_most(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        me = a_staff_member(unit)
        for owner in (me.id, None):
            firm = an_organisation(unit, staff_id=owner)
            spoken(unit, organisation_id=firm.id, happened_on=days(100))
        a_project(unit, last_activity_on=days(61))
    assert looked(any_store, me.id).count == 1
    found = looked(any_store)
    assert (found.count, found.record) == (3, "organisation")
