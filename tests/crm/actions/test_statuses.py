# SPDX-License-Identifier: Apache-2.0
"""The status of a project: what each asks for, on its page, in the form and for several at once."""

from __future__ import annotations

from datetime import date

import pytest

from crm.actions import projects, records
from crm.domain.project import Project
from crm.domain.records import today
from crm.errors import Conflict, InvalidInput
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import (
    a_project,
)

DAY = date(2026, 6, 18)


@pytest.mark.parametrize(
    ("status", "given", "wanted"),
    [
        ("shelved", {}, {"status_reason", "shelved_until"}),
        ("terminated", {"reason": "Too small"}, {"lost_to"}),
        ("delayed", {"reason": "Land"}, set[str]()),
        ("normal", {}, set[str]()),
    ],
)
def test_a_status_asks_for_what_it_needs(
    store: Register, status: str, given: dict[str, str], wanted: set[str]
) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        if not wanted:
            projects.set_status(unit, project.id, status, on=DAY, reason=given.get("reason", ""))
            assert (project.status, project.status_on) == (status, DAY)
            return
        with pytest.raises(InvalidInput) as refused:
            projects.set_status(unit, project.id, status, on=DAY, reason=given.get("reason", ""))
        assert refused.value.fields.keys() == wanted


def test_back_to_normal_what_belonged_to_the_other_status_is_gone(store: Register) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        until = date(2026, 12, 1)
        projects.set_status(
            unit, project.id, "shelved", on=DAY, reason="No land", shelved_until=until
        )
        projects.set_status(unit, project.id, "normal", on=DAY)
        assert (project.status_reason, project.shelved_until) == (None, None)


def test_the_form_meets_the_same_rules_of_a_status(any_store: Register) -> None:
    with any_store.writing("Status") as unit:
        project = a_project(unit)
        records.alter(unit, project, {"status": "delayed", "status_reason": "No land"})
        assert project.status_on == today()
        records.alter(unit, project, {"status": "normal"})
        assert project.status_reason is None
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, project, {"status": "terminated"})
        assert refused.value.fields.keys() == {"status_reason", "lost_to"}


@pytest.mark.parametrize("emptied", ["status_reason", "lost_to", "status_on"])
def test_what_a_status_needs_cannot_be_emptied_later(store: Register, emptied: str) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        projects.set_status(
            unit, project.id, "terminated", on=DAY, reason="Too far", lost_to="Next county"
        )
        with pytest.raises(InvalidInput) as refused:
            records.alter(unit, project, {emptied: None})
        assert refused.value.fields.keys() == {emptied}


def test_an_old_record_that_lacks_something_can_be_edited_elsewhere(store: Register) -> None:
    with store.writing("Old") as unit:
        project = a_project(unit, status="terminated", status_on=DAY)
        records.alter(unit, project, {"note": "Kept for the file"})
        assert project.note == "Kept for the file"


def test_a_status_does_not_begin_ahead_nor_end_before_it_begins(store: Register) -> None:
    with store.writing("Status") as unit:
        project = a_project(unit)
        with pytest.raises(InvalidInput) as refused:
            projects.set_status(unit, project.id, "completed", on=date(2999, 1, 1))
        assert refused.value.fields.keys() == {"status_on"}
        with pytest.raises(InvalidInput) as refused:
            projects.set_status(
                unit, project.id, "shelved", on=DAY, reason="No land",
                shelved_until=date(2026, 6, 1),
            )  # fmt: skip
        assert "shelved_until" in refused.value.fields


def test_several_projects_get_a_status_at_once_or_none_does(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        ids = [a_project(unit).id for _number in range(3)]
    with any_store.writing("Status") as unit:
        projects.set_status(unit, ids, "delayed", on=DAY, reason="Rain")
    undo_last(any_store)
    with any_store.reading() as session:
        assert {session.get_one(Project, one).status for one in ids} == {"normal"}
    with pytest.raises(InvalidInput), any_store.writing("Status") as unit:
        projects.set_status(unit, ids, "delayed", on=DAY)


def test_a_status_decided_on_what_is_no_longer_so_is_refused(
    any_store: Register, other_window: Register
) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit).id
    seen = any_store.seen
    with other_window.writing("Colleague") as unit:
        projects.set_status(unit, project, "delayed", on=DAY, reason="Rain")
    with pytest.raises(Conflict), any_store.writing("Mine") as unit:
        projects.set_status(unit, project, "normal", on=DAY, seen=seen)
