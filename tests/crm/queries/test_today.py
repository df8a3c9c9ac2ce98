# SPDX-License-Identifier: Apache-2.0
"""What the day asks for: each section holds what waits, in its order, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from crm.domain.all_records import RECORDS
from crm.domain.course import Problem
from crm.domain.office import Target
from crm.domain.project import Project
from crm.queries.conditions import clause
from crm.queries.today import LINES, Section, Today, read
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_policy,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
)

TODAY = date(2026, 6, 30)


def days(number: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=number)


def looked(store: Register, staff_id: int | None = None) -> Today:
    with store.reading() as session:
        return read(session, today=TODAY, staff_id=staff_id)


def section(store: Register, code: str, staff_id: int | None = None) -> Section:
    return looked(store, staff_id).sections[code]


def titles(found: Section) -> list[str]:
    return [line.title for line in found.lines]


def behind(store: Register, found: Section) -> int:
    """How many rows the list behind a section has."""
    assert found.behind is not None
    kind = RECORDS[found.record]
    with store.reading() as session:
        passes = clause(found.record, found.behind, today=TODAY)
        return session.scalar(select(func.count(kind.id)).where(passes)) or 0


def moving(unit: UnitOfWork, name: str, **over: object) -> Project:
    """A project in negotiation that was worked on yesterday."""
    given = {"stage": "negotiate", "stage_since": days(-200), "last_activity_on": days(-1)}
    return a_project(unit, name=name, **{**given, **over})


def test_what_is_late_comes_first_and_what_is_put_off_waits(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_follow_up(unit, subject="Today", due_on=TODAY)
        a_follow_up(unit, subject="Late", due_on=days(-3))
        a_follow_up(unit, subject="Tomorrow", due_on=days(1))
        a_follow_up(unit, subject="Done", due_on=days(-3), state="done")
        a_follow_up(unit, subject="Put off", due_on=days(-9), snoozed_until=days(4))
        a_follow_up(unit, subject="Back", due_on=days(-2), snoozed_until=TODAY)
    found = section(any_store, "due")
    assert titles(found) == ["Late", "Today", "Back"]
    assert [line.when for line in found.lines] == ["3 days late", "today", "today"]
    assert found.count == behind(any_store, found) == 3


def test_only_the_first_lines_are_shown_and_all_are_counted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for number in range(LINES + 3):
            a_follow_up(unit, due_on=days(-number))
    found = section(any_store, "due")
    assert (len(found.lines), found.count) == (LINES, LINES + 3)


def test_a_line_says_whom_it_is_about(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        person = a_person(unit, name="President Li")
        project = a_project(unit, name="Tea works")
        a_follow_up(unit, due_on=TODAY, person_id=person.id, project_id=project.id)
    assert section(any_store, "due").lines[0].detail == "President Li · Tea works"


def test_one_sees_only_what_one_answers_for(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        me, other = a_staff_member(unit), a_staff_member(unit)
        a_follow_up(unit, subject="Mine", due_on=TODAY, staff_id=me.id)
        a_follow_up(unit, subject="Theirs", due_on=TODAY, staff_id=other.id)
        moving(unit, "My works", last_activity_on=days(-90), staff_id=me.id)
        moving(unit, "Their works", last_activity_on=days(-90), staff_id=other.id)
    assert titles(section(any_store, "due", me.id)) == ["Mine"]
    found = section(any_store, "stale", me.id)
    assert titles(found) == ["My works"]
    assert behind(any_store, found) == 1


def test_attendees_wait_under_their_event_until_they_are_followed_up(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        held = an_event(unit, name="Roadshow", state="held", starts_on=days(-9))
        coming = an_event(unit, name="Expo", starts_on=days(9))
        for over in ({}, {}, {"followed_up_on": days(-1)}, {"board": "declined"}):
            an_attendance(unit, held, a_person(unit), state="attended", **over)
        an_attendance(unit, held, a_person(unit), state="absent")
        an_attendance(unit, coming, a_person(unit), state="attended")
    found = section(any_store, "attendees")
    assert (found.count, titles(found)) == (2, ["Roadshow"])
    assert (found.lines[0].when, found.lines[0].record) == ("2 attendees", "event_desk")


def test_a_project_stands_still_when_no_sign_of_life_is_new_enough(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        moving(unit, "Moves")
        moving(unit, "Quiet", last_activity_on=days(-30))
        moving(unit, "Reported", last_activity_on=days(-90), last_progress_on=days(-5))
        moving(unit, "Explained", last_activity_on=days(-90), stale_reason_on=days(-5))
        moving(unit, "Shelved", last_activity_on=days(-90), status="shelved")
        moving(unit, "New here", stage_since=days(-2), last_activity_on=None)
        moving(unit, "In reserve", stage="reserve", last_activity_on=days(-60))
        old = datetime(2026, 1, 5, tzinfo=UTC)
        moving(unit, "Forgotten", stage_since=None, last_activity_on=None, created_at=old)
    found = section(any_store, "stale")
    assert sorted(titles(found)) == ["Forgotten", "Quiet"]
    assert found.count == behind(any_store, found) == 2


def test_a_stale_line_says_for_how_long_and_what_is_lacking(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        moving(unit, "Quiet", last_activity_on=days(-44), signed_on=None)
    (line,) = section(any_store, "stale").lines
    assert line.when == "quiet for 44 days"
    assert "for Signed lacks" in line.detail
    assert "Lead official" in line.detail


def test_projects_that_lack_little_are_close_to_the_next_stage(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        officer = a_staff_member(unit)
        given = {"stage": "reserve", "target_note": "A brewery", "staff_id": officer.id}
        moving(unit, "Ready", **given)
        moving(unit, "Nearly", **{**given, "last_activity_on": None})
        moving(unit, "Far")
    found = section(any_store, "ready")
    assert titles(found) == ["Ready", "Nearly"]
    assert found.lines[0].detail == "Nothing is lacking"
    assert found.lines[1].when == "→ Advancing"


def test_open_problems_past_their_deadline_lead_to_the_ledger(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, name="Tea works")

        def add(subject: str, **over: object) -> None:
            a(unit, Problem, project_id=project.id, subject=subject, **over)

        add("No power", due_on=days(-2))
        add("Solved", due_on=days(-2), state="closed")
        add("Not yet", due_on=TODAY)
    found = section(any_store, "problems")
    assert (titles(found), found.count) == (["No power"], 1)
    assert (found.lines[0].record, found.lines[0].detail) == ("problem", "Tea works")
    assert behind(any_store, found) == 1


def test_a_project_of_which_nothing_was_reported_for_a_month_asks_for_it(
    any_store: Register,
) -> None:
    old = datetime(2026, 1, 5, tzinfo=UTC)
    with any_store.writing("Prepared") as unit:
        moving(unit, "Silent", created_at=old, last_progress_on=days(-40))
        moving(unit, "Never", created_at=old, total_investment=1)
        moving(unit, "Reported", created_at=old, last_progress_on=days(-3))
        moving(unit, "Explained", created_at=old, stale_reason_on=days(-3))
    found = section(any_store, "silent")
    assert titles(found) == ["Silent", "Never"]
    assert [line.when for line in found.lines] == ["silent for 40 days", "never reported"]
    assert found.count == behind(any_store, found) == 2


def test_policies_expire_soon_within_ninety_days(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        a_policy(unit, title="Soon", expires_on=days(90))
        a_policy(unit, title="Later", expires_on=days(91))
        a_policy(unit, title="Over", expires_on=days(-1))
        a_policy(unit, title="Repealed", expires_on=days(9), standing="repealed")
    found = section(any_store, "policies")
    assert titles(found) == ["Soon"]
    assert behind(any_store, found) == found.count == 1


def test_the_next_events_are_those_that_are_not_over(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        an_event(unit, name="Going on", starts_on=days(-1), ends_on=days(1))
        an_event(unit, name="Next week", starts_on=days(7))
        an_event(unit, name="Past", starts_on=days(-1))
        an_event(unit, name="Called off", starts_on=days(2), state="cancelled")
    found = section(any_store, "events")
    assert titles(found) == ["Going on", "Next week"]
    assert [line.when for line in found.lines] == ["today", "in 7 days"]
    assert behind(any_store, found) == 2


def test_the_newest_changes_lead_to_what_they_changed(any_store: Register) -> None:
    any_store.author = "Li"
    with any_store.writing("Enter a project") as unit:
        project = a_project(unit)
    with any_store.writing("Set a target") as unit:
        a(unit, Target, year=2026, figure="funds", amount=1)
    newest, before = section(any_store, "recent").lines
    assert (newest.title, newest.record, newest.detail) == ("Set a target", "target", "Li")
    assert (before.record, before.id) == ("project", project.id)


@pytest.mark.parametrize("record", ["project", "follow_up", "event", "policy"])
def test_what_is_deleted_asks_for_nothing(any_store: Register, record: str) -> None:
    with any_store.writing("Prepared") as unit:
        moving(unit, "Quiet", last_activity_on=days(-90))
        a_follow_up(unit, due_on=days(-3))
        an_event(unit, starts_on=days(3))
        a_policy(unit, expires_on=days(3))
    code = {"project": "stale", "follow_up": "due", "event": "events", "policy": "policies"}[record]
    assert section(any_store, code).count == 1
    with any_store.writing("Deleted") as unit:
        for one in unit.find(RECORDS[record]):
            unit.delete(one)
    assert section(any_store, code).count == 0


def test_an_empty_store_asks_for_nothing(any_store: Register) -> None:
    found = looked(any_store)
    assert found.standings == ()
    assert all(one.count == 0 for one in found.sections.values())
