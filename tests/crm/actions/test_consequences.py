# SPDX-License-Identifier: Apache-2.0
"""What follows from writing an activity: organisations and people know their last contact."""

from __future__ import annotations

from datetime import date, timedelta

from crm.actions import records
from crm.actions.contacts import add_activity
from crm.domain.contact import Activity, ActivityPerson
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_person, an_organisation

DAY = date(2026, 6, 18)


def test_organisations_and_people_keep_when_somebody_spoke_to_them_last(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        firm, person = an_organisation(unit), a_person(unit)
        links: dict[str, object] = {"organisation_id": firm.id, "person_id": person.id}
        for day in (DAY, DAY - timedelta(days=9)):
            records.create(unit, "activity", {"subject": "Call", "happened_on": day, **links})
        assert (firm.last_activity_on, person.last_activity_on) == (DAY, DAY)
    with any_store.writing("Later") as unit:
        later = DAY + timedelta(days=1)
        call = records.create(unit, "activity", {"subject": "Call", "happened_on": later, **links})
        assert unit.get(Organisation, firm.id).last_activity_on == later
        records.alter(unit, call, {"person_id": None})
        assert unit.get(Person, person.id).last_activity_on == DAY
    undo_last(any_store)
    with any_store.reading() as session:
        assert session.get_one(Organisation, firm.id).last_activity_on == DAY


def test_whoever_took_part_was_spoken_to_as_well(any_store: Register) -> None:
    def last() -> date | None:
        with any_store.reading() as session:
            return session.get_one(Person, other).last_activity_on

    with any_store.writing("Meeting") as unit:
        first, other = a_person(unit).id, a_person(unit).id
        values: dict[str, object] = {"subject": "Talk", "happened_on": DAY, "person_id": first}
        call = add_activity(unit, values, others=[other]).id
    assert last() == DAY
    with any_store.writing("Another day") as unit:
        records.alter(unit, unit.get(Activity, call), {"happened_on": DAY - timedelta(days=3)})
    assert last() == DAY - timedelta(days=3)
    undo_last(any_store)
    assert last() == DAY
    with any_store.writing("Not there") as unit:
        (part,) = unit.find(ActivityPerson, ActivityPerson.activity_id == call)
        records.delete(unit, "activity_person", [part.id])
    assert last() is None
    undo_last(any_store)
    assert last() == DAY
    with any_store.writing("Never held") as unit:
        records.delete(unit, "activity", [call])
    assert last() is None
    undo_last(any_store)
    assert last() == DAY
