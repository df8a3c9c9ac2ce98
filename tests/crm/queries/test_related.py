# SPDX-License-Identifier: Apache-2.0
"""Lists beside a record: found from references, counted, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm.domain.all_records import PAGED, RECORDS
from crm.domain.course import Party
from crm.domain.organisation import Membership
from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.queries import related
from crm.queries.related import ELSEWHERE, Related
from crm.storage.register import Register
from tests.builders import (
    a,
    a_person,
    a_project,
    a_receipt,
    an_attendance,
    an_event,
    an_organisation,
)


def of(record: str, key: str) -> Related:
    return next(one for one in related.related(record) if one.key == key)


def test_every_part_of_a_paged_record_has_a_list_or_stands_on_the_timeline() -> None:
    for kind in RECORDS.values():
        parent = kind.about.parent
        if not parent or kind.__tablename__ in ELSEWHERE:
            continue
        owner = getattr(kind.fields()[parent].kind, "record", "")
        if owner in PAGED:
            assert of(owner, f"{kind.__tablename__}.{parent}").part


def test_the_lists_of_a_project_come_in_their_order() -> None:
    keys = [one.record for one in related.related("project")]
    assert keys[:4] == ["party", "milestone", "receipt", "progress_entry"]
    assert "stage_change" not in keys


def test_the_same_record_in_two_roles_has_two_names() -> None:
    labels = {one.key: one.label for one in related.related("organisation")}
    assert labels["membership.chamber_id"] == "Members"
    assert labels["membership.member_id"] == "Member of"


@pytest.mark.parametrize("record", PAGED)
def test_no_two_lists_of_a_record_have_the_same_name(record: str) -> None:
    labels = [one.label for one in related.related(record)]
    assert len(labels) == len(set(labels))


def test_a_list_has_no_column_for_its_owner_but_one_for_what_its_records_hang_on() -> None:
    assert "event_id" not in of("event", "attendance.event_id").columns
    assert of("policy", "project_policy.policy_id").columns[0] == "project_id"


def test_rows_are_in_words_and_name_what_they_link_to(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, investor = a_project(unit), an_organisation(unit, name="Brook Tea")
        a(unit, Party, project_id=project.id, organisation_id=investor.id, share=Decimal(60))
    party = of("project", "party.project_id")
    with any_store.reading() as session:
        (row,) = related.rows(session, party, project.id).rows
    assert party.columns[:3] == ("organisation_id", "role", "share")
    assert row.cells[:3] == ("Brook Tea", "Investor", "60")
    assert row.target == ("organisation", investor.id)


def test_the_rows_come_in_the_order_of_their_record(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        for month in ("2026-03", "2026-05", "2026-04"):
            a_receipt(unit, project, month=PartialDay.of(month))
    with any_store.reading() as session:
        found = related.rows(session, of("project", "receipt.project_id"), project.id)
    assert [one.cells[0] for one in found.rows] == ["2026-05", "2026-04", "2026-03"]


def test_an_attendee_without_a_card_is_named_as_signed_in(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        an_attendance(unit, event, a_person(unit), person_id=None, name="Mr Wang")
    with any_store.reading() as session:
        (row,) = related.rows(session, of("event", "attendance.event_id"), event.id).rows
    assert row.cells[0] == "Mr Wang"
    assert row.target is None


def test_lists_are_counted_without_what_was_deleted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        chamber, member, other = (an_organisation(unit) for _ in range(3))
        a(unit, Membership, chamber_id=chamber.id, member_id=member.id)
        unit.delete(a(unit, Membership, chamber_id=chamber.id, member_id=other.id))
    with any_store.reading() as session:
        of_chamber = related.counts(session, "organisation", chamber.id)
        of_member = related.counts(session, "organisation", member.id)
    assert of_chamber["membership.chamber_id"] == 1
    assert (of_member["membership.chamber_id"], of_member["membership.member_id"]) == (0, 1)


def test_a_long_list_says_how_many_there_are(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        first = a_project(unit)
        unit.add_all([Project(name=f"Phase {n}", previous_id=first.id) for n in range(5)])
    with any_store.reading() as session:
        found = related.rows(session, of("project", "project.previous_id"), first.id, limit=3)
    assert (len(found.rows), found.total) == (3, 5)
