# SPDX-License-Identifier: Apache-2.0
"""What follows from writing an activity: organisations and people know their last contact."""

from __future__ import annotations

from datetime import date, timedelta

from crm.actions import records
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
