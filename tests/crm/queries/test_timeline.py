# SPDX-License-Identifier: Apache-2.0
"""The timeline: everything with a day, newest first, in windows, by kind."""

from __future__ import annotations

from datetime import date, time

import pytest

from crm.domain.contact import ActivityPerson
from crm.domain.course import Milestone, Problem, ProgressEntry, StageChange
from crm.domain.project import Project
from crm.domain.records import Record
from crm.kinds.days import PartialDay
from crm.queries import timeline
from crm.queries.timeline import EVERYTHING, SOURCES, TIMED, WINDOW, Timeline, Wanted
from crm.storage.register import Register
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_project,
    a_receipt,
    a_staff_member,
    an_activity,
    an_attachment,
    an_attendance,
    an_event,
    an_organisation,
)


def read(
    store: Register, record: Record, *, wanted: Wanted = EVERYTHING, limit: int = WINDOW
) -> Timeline:
    with store.reading() as session:
        name = record.__tablename__
        return timeline.timeline(session, name, record.id, wanted=wanted, limit=limit)


def a_full_project(store: Register) -> Project:
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        project = a_project(unit, name="Tea works")
        an_activity(
            unit, project_id=project.id, happened_on=date(2026, 6, 20), subject="Price of land",
            content="They ask for more.", asked_for="40 mu", staff_id=officer.id,
        )  # fmt: skip
        a(unit, StageChange, project_id=project.id, from_stage="reserve", to_stage="advance",
          moved_on=date(2026, 6, 10), reason="Ready", marked=True)  # fmt: skip
        a(unit, ProgressEntry, project_id=project.id, entered_on=date(2026, 6, 12), done="Survey")
        a(unit, Problem, project_id=project.id, subject="No power", raised_on=date(2026, 6, 11))
        a(unit, Milestone, project_id=project.id, kind="filed", actual=PartialDay.of("2026-06"))
        a_receipt(unit, project, month=PartialDay.of("2026-05"), amount=8_510_000)
        return project


def test_everything_with_a_day_stands_in_it_newest_first(any_store: Register) -> None:
    project = a_full_project(any_store)
    found = [(one.record, one.when) for one in read(any_store, project).entries]
    assert found == [
        ("milestone", "2026-06"),
        ("activity", "2026-06-20"),
        ("progress_entry", "2026-06-12"),
        ("problem", "2026-06-11"),
        ("stage_change", "2026-06-10"),
        ("receipt", "2026-05"),
    ]


def test_each_entry_says_what_happened_in_words(any_store: Register) -> None:
    entries = {one.record: one for one in read(any_store, a_full_project(any_store)).entries}
    assert entries["activity"].title == "Call · Price of land"
    assert entries["activity"].detail == ("They ask for more.", "What they asked for: 40 mu")
    assert entries["activity"].who == "Officer Wen"
    assert entries["stage_change"].title == "Reserved → Advancing"
    assert entries["stage_change"].detail == ("Ready", "Backward, skipping or incomplete")
    assert entries["receipt"].title == "CNY 8.51 million"
    assert entries["receipt"].state == "Draft"
    assert entries["milestone"].title == "Project filed"


def test_a_window_says_whether_there_are_earlier_ones(any_store: Register) -> None:
    project = a_full_project(any_store)
    first = read(any_store, project, limit=4)
    assert len(first.entries) == 4
    assert first.more
    whole = read(any_store, project, limit=6)
    assert whole.entries[:4] == first.entries
    assert not whole.more


def test_kinds_can_be_chosen(any_store: Register) -> None:
    wanted = Wanted(frozenset({"receipt", "problem"}))
    found = read(any_store, a_full_project(any_store), wanted=wanted)
    assert [one.record for one in found.entries] == ["problem", "receipt"]


def test_calls_and_visits_are_chosen_by_their_kind_who_since_when_and_with_files(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        me = a_staff_member(unit)
        links: dict[str, Record] = {
            "project": a_project(unit), "organisation": an_organisation(unit),
            "person": a_person(unit), "event": an_event(unit),
        }  # fmt: skip
        ids = {f"{name}_id": one.id for name, one in links.items()}
        for number, kind in enumerate(("call", "visit", "meeting")):
            last = an_activity(
                unit, kind=kind, subject=kind, happened_on=date(2026, 6, 10 + number),
                staff_id=me.id if kind != "visit" else None, **ids,
            )  # fmt: skip
            if kind == "meeting":
                an_attachment(unit, last)
        a(unit, Problem, project_id=ids["project_id"], subject="No power", staff_id=me.id,
          raised_on=date(2026, 6, 9))  # fmt: skip

    def told(wanted: Wanted, record: str) -> list[str]:
        return [one.title.rpartition(" · ")[2]
                for one in read(any_store, links[record], wanted=wanted).entries]  # fmt: skip

    for record in TIMED:
        assert told(Wanted(frozenset({"activity.call", "activity.visit"})), record) == [
            "visit", "call"
        ]  # fmt: skip
        assert told(Wanted(frozenset({"activity", "activity.call"})), record)[0] == "meeting"
        assert told(Wanted(since=date(2026, 6, 11)), record) == ["meeting", "visit"]
        assert told(Wanted(with_files=True), record) == ["meeting"]
    assert told(Wanted(staff_id=me.id), "project") == ["meeting", "call", "No power"]
    both = Wanted(frozenset({"problem", "activity.meeting"}))
    assert told(both, "project") == ["meeting", "No power"]
    newest = read(any_store, links["person"]).entries[0]
    assert (newest.files, set(timeline.talks())) == (1, {
        f"activity.{one}" for one in ("call", "visit", "meeting", "wechat", "email", "reception")
    })  # fmt: skip


def test_two_of_one_day_go_by_their_time(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        for hour in (9, 16, 11):
            an_activity(unit, project_id=project.id, subject=f"At {hour}", at_time=time(hour))
    titles = [one.title for one in read(any_store, project).entries]
    assert titles == ["Call · At 16", "Call · At 11", "Call · At 9"]


def test_what_is_still_to_be_done_has_not_happened(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_follow_up(unit, project_id=project.id, subject="Open one")
        a_follow_up(
            unit, project_id=project.id, subject="Done one", state="done", done_on=date(2026, 6, 21)
        )
    entries = read(any_store, project).entries
    assert [(one.title, one.when) for one in entries] == [("Done one", "2026-06-21")]


def test_deleted_records_are_left_out(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        unit.delete(an_activity(unit, project_id=project.id))
    assert read(any_store, project).entries == ()


def test_a_person_sees_the_meetings_they_took_part_in(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        person, project = a_person(unit), a_project(unit, name="Tea works")
        meeting = an_activity(unit, project_id=project.id, subject="Round table", kind="meeting")
        a(unit, ActivityPerson, activity_id=meeting.id, person_id=person.id)
    (entry,) = read(any_store, person).entries
    assert entry.title == "Meeting · Round table"
    assert entry.about == "Tea works"


def test_an_attendance_has_the_day_of_its_event(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, name="Wuxi roadshow", starts_on=date(2026, 6, 18))
        person = a_person(unit, name="Wang Fang")
        an_attendance(unit, event, person, state="attended", interest="a")
    (of_person,) = read(any_store, person).entries
    assert (of_person.when, of_person.title) == ("2026-06-18", "Wuxi roadshow")
    assert of_person.state == "Attended"
    (of_event,) = read(any_store, event).entries
    assert of_event.title == "Wang Fang"


def test_files_stand_on_the_day_they_were_added(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        added = an_attachment(unit, project, name="Agreement.pdf")
    (entry,) = read(any_store, project).entries
    assert (entry.record, entry.title) == ("attachment", "Agreement.pdf")
    assert entry.day == added.created_at.astimezone().date()


@pytest.mark.parametrize("record", TIMED)
def test_every_timeline_has_activities_and_follow_ups(record: str) -> None:
    assert {"activity", "follow_up"} <= set(timeline.kinds(record)) <= set(SOURCES)
