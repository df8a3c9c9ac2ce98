# SPDX-License-Identifier: Apache-2.0
"""Two records become one with all that hung on both, in one step that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crm.actions import records
from crm.actions.merging import MERGED, Side, merge, references_to
from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.contact import Activity, ActivityPerson, FollowUp
from crm.domain.course import Party
from crm.domain.event import Attendance, AttendanceProject
from crm.domain.organisation import Membership, Organisation
from crm.domain.person import Person, Position
from crm.domain.receipt import Receipt
from crm.domain.records import Record
from crm.errors import Conflict, InvalidInput, NotAllowed, NotFound
from crm.kinds.days import PartialDay
from crm.queries.merging import side_by_side
from crm.storage.history import recent
from crm.storage.recording import packed
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_project,
    a_receipt,
    an_activity,
    an_attachment,
    an_attendance,
    an_event,
    an_organisation,
)

CALLED = date(2026, 6, 20)
R = TypeVar("R", bound=Record)


def live(register: Register, kind: type[R]) -> list[R]:
    with register.reading() as session:
        return list(session.scalars(select(kind).where(kind.deleted.is_(False)).order_by(kind.id)))


def everything(register: Register) -> dict[tuple[str, int], Mapping[str, object]]:
    with register.reading() as session:
        return {
            (name, one.id): packed(one)
            for name, kind in RECORDS.items()
            for one in session.scalars(select(kind))
        }


def merged(register: Register, record: str, stays: int, goes: int, **values: object) -> None:
    with register.reading() as session:
        seen = side_by_side(session, record, (stays, goes))
    sides = [Side(view.id, view.version) for view in seen.views]
    with register.writing("Merged") as unit:
        merge(unit, record, sides[0], sides[1], values)


def two_houses(register: Register) -> tuple[int, int]:
    """Two organisations, with something of everything on the second."""
    with register.writing("Prepared") as unit:
        kept, gone = an_organisation(unit, name="Tea"), an_organisation(unit, name="Tea Co.")
        person = a_person(unit, organisation_id=gone.id)
        a(unit, Position, person_id=person.id, organisation_id=gone.id, title="Director")
        chamber = an_organisation(unit, type="chamber")
        for member in (kept, gone):
            a(unit, Membership, chamber_id=chamber.id, member_id=member.id)
        a(unit, Membership, chamber_id=kept.id, member_id=gone.id)
        project, event = a_project(unit), an_event(unit, host_id=gone.id)
        a(unit, Party, project_id=project.id, organisation_id=kept.id)
        a(unit, Party, project_id=project.id, organisation_id=gone.id, share=40)
        a(unit, Party, project_id=project.id, organisation_id=gone.id, role="partner")
        an_attendance(unit, event, person, organisation_id=gone.id)
        records.create(unit, "activity", {
            "subject": "Call", "happened_on": CALLED, "organisation_id": gone.id
        })  # fmt: skip
        a_follow_up(unit, organisation_id=gone.id)
        an_organisation(unit, parent_id=gone.id)
        same = an_attachment(unit, gone)
        an_attachment(unit, kept, sha256=same.sha256)
        an_attachment(unit, gone, name="other.txt")
        return kept.id, gone.id


def test_everything_moves_and_nothing_is_there_twice(any_store: Register) -> None:
    kept, gone = two_houses(any_store)
    merged(any_store, "organisation", kept, gone, name="Tea Company")
    houses = live(any_store, Organisation)
    assert [one.id for one in houses if one.id in {kept, gone}] == [kept]
    assert houses[0].name == "Tea Company"
    assert [one.parent_id for one in houses[1:]] == [None, kept]
    assert [one.organisation_id for one in live(any_store, Person)] == [kept]
    assert [one.organisation_id for one in live(any_store, Position)] == [kept]
    (membership,) = live(any_store, Membership)
    assert membership.member_id == kept
    parties = live(any_store, Party)
    assert [(one.organisation_id, one.role) for one in parties] == [
        (kept, "investor"), (kept, "partner"),
    ]  # fmt: skip
    assert parties[0].share == 40
    assert [one.organisation_id for one in live(any_store, Attendance)] == [kept]
    assert [one.organisation_id for one in live(any_store, Activity)] == [kept]
    assert houses[0].last_activity_on == CALLED
    assert [one.organisation_id for one in live(any_store, FollowUp)] == [kept]
    assert [one.owner_id for one in live(any_store, Attachment)] == [kept, kept]


@pytest.mark.parametrize("record", MERGED)
def test_no_live_record_names_the_one_that_is_gone(store: Register, record: str) -> None:
    kept, gone = two_houses(store)
    if record == "person":
        with store.writing("Prepared") as unit:
            kept = live(store, Person)[0].id
            gone = a_person(unit, name="Li").id
            event = an_event(unit)
            for who in (kept, gone):
                an_attendance(unit, event, unit.get(Person, who))
    merged(store, record, kept, gone)
    for kind, name in references_to(record):
        assert [one for one in live(store, kind) if getattr(one, name) == gone] == []


def test_one_undo_brings_both_back_as_they_were(any_store: Register) -> None:
    kept, gone = two_houses(any_store)
    before = everything(any_store)
    merged(any_store, "organisation", kept, gone, name="Tea Company")
    with any_store.reading() as session:
        assert recent(session)[0].title == "Merged"
    undo_last(any_store)
    assert everything(any_store) == before


def test_two_attendances_of_one_person_become_one_that_came_further(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        kept, gone = a_person(unit, name="李明"), a_person(unit, name="李明")
        event, project = an_event(unit), a_project(unit)
        stays = an_attendance(unit, event, kept, state="invited", board="contacted")
        goes = an_attendance(unit, event, gone, state="attended", interest="a")
        a(unit, AttendanceProject, attendance_id=goes.id, project_id=project.id)
        a_follow_up(unit, attendance_id=goes.id, person_id=gone.id)
        activity = an_activity(unit)
        for person in (kept, gone):
            a(unit, ActivityPerson, activity_id=activity.id, person_id=person.id)
    merged(any_store, "person", kept.id, gone.id)
    (attendance,) = live(any_store, Attendance)
    assert (attendance.id, attendance.state) == (stays.id, "attended")
    assert (attendance.board, attendance.interest) == ("contacted", "a")
    assert [one.attendance_id for one in live(any_store, AttendanceProject)] == [stays.id]
    (follow_up,) = live(any_store, FollowUp)
    assert (follow_up.attendance_id, follow_up.person_id) == (stays.id, kept.id)
    assert [one.person_id for one in live(any_store, ActivityPerson)] == [kept.id]


def test_the_positions_of_both_are_one_history(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        old, new = an_organisation(unit), an_organisation(unit)
        kept = records.create(unit, "person", {"name": "李明", "organisation_id": old.id})
        gone = records.create(unit, "person", {"name": "李明", "organisation_id": new.id})
    merged(any_store, "person", kept.id, gone.id, organisation_id=new.id)
    positions = live(any_store, Position)
    assert [(one.person_id, one.organisation_id) for one in positions] == [
        (kept.id, old.id), (kept.id, new.id),
    ]  # fmt: skip
    assert positions[0].until is not None
    assert positions[1].until is None


def test_drafts_of_receipts_come_from_the_place_that_was_chosen(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        records.create(unit, "store_setting", {"key": "county.place", "value": '"420529"'})
        kept = an_organisation(unit, place="420100")
        gone = an_organisation(unit, place="330100")
        project = a_project(unit)
        a(unit, Party, project_id=project.id, organisation_id=gone.id)
        for month, state in (("2026-04", "reported"), ("2026-05", "draft")):
            a_receipt(unit, project, place="330100", month=PartialDay.of(month), state=state)
    merged(any_store, "organisation", kept.id, gone.id)
    assert [(one.place, one.origin) for one in live(any_store, Receipt)] == [
        ("330100", "in_country"), ("420100", "in_province"),
    ]  # fmt: skip


@pytest.mark.parametrize("changed", [0, 1])
def test_a_colleague_who_changed_either_is_not_overwritten(
    any_store: Register, changed: int
) -> None:
    ids = two_houses(any_store)
    with any_store.writing("Colleague") as unit:
        unit.change(unit.get(Organisation, ids[changed]), {"short_name": "T"})
    before = everything(any_store)
    with pytest.raises(Conflict), any_store.writing("Merged") as unit:
        merge(unit, "organisation", Side(ids[0], 1), Side(ids[1], 1), {})
    assert everything(any_store) == before


def test_what_cannot_be_merged_is_refused(store: Register) -> None:
    kept, gone = two_houses(store)
    for record, goes in (("organisation", kept), ("project", gone)):
        with pytest.raises(NotAllowed), store.writing("Merged") as unit:
            merge(unit, record, Side(kept, 1), Side(goes, 1), {})
    with pytest.raises(InvalidInput), store.writing("Merged") as unit:
        merge(unit, "organisation", Side(kept, 1), Side(gone, 2), {"name": ""})
    with store.writing("Deleted") as unit:
        unit.delete(unit.get(Organisation, gone))
    with pytest.raises(NotFound), store.writing("Merged") as unit:
        merge(unit, "organisation", Side(kept, 1), Side(gone, 3), {})


def test_an_organisation_is_never_its_own_parent(store: Register) -> None:
    with store.writing("Prepared") as unit:
        kept = an_organisation(unit)
        gone = an_organisation(unit, parent_id=kept.id)
        unit.change(kept, {"parent_id": gone.id})
    with store.writing("Merged") as unit:
        made = merge(unit, "organisation", Side(kept.id, 2), Side(gone.id, 1),
                     {"parent_id": kept.id})  # fmt: skip
        assert getattr(made, "parent_id") is None  # noqa: B009 - a field of one record type


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    links=st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2])), max_size=7)
)
def test_however_houses_are_linked_undo_restores_all(
    store: Register, links: list[tuple[int, int]]
) -> None:
    with store.writing("Prepared") as unit:
        houses = [an_organisation(unit) for _at in range(3)]
        for chamber, member in links:
            a(unit, Membership, chamber_id=houses[chamber].id, member_id=houses[member].id)
    before = everything(store)
    merged(store, "organisation", houses[0].id, houses[1].id)
    of = {(one.chamber_id, one.member_id) for one in live(store, Membership)}
    assert not any(houses[1].id in pair for pair in of)
    undo_last(store)
    assert everything(store) == before
