# SPDX-License-Identifier: Apache-2.0
"""What refers to a record: counted by type, without its own parts and what is deleted."""

from __future__ import annotations

from crm.domain.course import Milestone
from crm.domain.project import Project
from crm.queries.referring import referring, referring_words
from crm.storage.register import Register
from tests.builders import a, a_project, a_staff_member


def test_others_are_counted_by_type_without_parts_and_deleted_ones(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        officer, other = a_staff_member(unit, name="Wen"), a_staff_member(unit, name="Li")
        first = a_project(unit, name="First", staff_id=officer.id)
        second = a_project(unit, name="Second", staff_id=officer.id, previous_id=first.id)
        gone = a_project(unit, name="Gone", staff_id=officer.id)
        a(unit, Milestone, project_id=first.id, kind="filed")
        unit.flush()
        unit.delete(unit.get(Project, gone.id))
    with any_store.reading() as session:
        assert referring(session, "staff", [officer.id, other.id]) == {"project": 2}
        assert referring(session, "project", [first.id]) == {"project": 1}
        assert referring(session, "project", [first.id, second.id]) == {}
        assert referring(session, "staff", [other.id]) == {}


def test_it_is_said_in_a_sentence() -> None:
    assert referring_words({}) == ""
    assert referring_words({"project": 2, "event": 1}) == (
        "Still referred to by: Project × 2, Event × 1."
    )
