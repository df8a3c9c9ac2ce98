# SPDX-License-Identifier: Apache-2.0
"""Titles of many records at once."""

from __future__ import annotations

from crm.domain.course import Party
from crm.domain.event import Attendance
from crm.queries import naming
from crm.storage.portions import AT_ONCE
from crm.storage.register import Register
from tests.builders import a, a_person, a_project, an_event, an_organisation


def test_records_are_called_by_their_name_choices_in_words(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, investor = a_project(unit, name="Tea works"), an_organisation(unit)
        party = a(unit, Party, project_id=project.id, organisation_id=investor.id)
    wanted = [("project", project.id), ("party", party.id), ("person", 77)]
    with any_store.reading() as session:
        found = naming.titles(session, wanted)
    assert found == {("project", project.id): "Tea works", ("party", party.id): "Investor"}


def test_one_without_a_name_is_called_by_what_it_refers_to(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, person = an_event(unit), a_person(unit, name="Wang Fang")
        came = a(unit, Attendance, event_id=event.id, person_id=person.id)
    with any_store.reading() as session:
        assert naming.titles(session, [("attendance", came.id)]) == {
            ("attendance", came.id): "Wang Fang"
        }


def test_more_than_one_question_can_hold(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        ids = [a_person(unit, name=f"Person {n}").id for n in range(AT_ONCE + 5)]
    with any_store.reading() as session:
        assert len(naming.titles(session, [("person", one) for one in ids])) == len(ids)
