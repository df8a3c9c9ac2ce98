# SPDX-License-Identifier: Apache-2.0
"""The queue: how far each open follow-up has gone up, whose it is, what closing it proposes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.actions.conventions import read_in, settle
from crm.domain.rules.following import Next
from crm.queries.queue import loads, said, waiting
from crm.storage.register import Register
from tests.builders import (
    a_follow_up,
    a_person,
    a_project,
    a_staff_member,
    an_attendance,
    an_event,
)

TODAY = date(2026, 6, 30)


def days(number: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("due", "until", "words", "voice"),
    [
        (1, None, "2026-07-01", ""),
        (0, None, "2026-06-30 · today", "warning"),
        (-1, None, "2026-06-29 · 1 day late", "warning"),
        (-3, None, "2026-06-27 · 3 days late · step 1", "warning"),
        (-5, None, "2026-06-25 · 5 days late · step 2", "danger"),
        (-20, -7, "2026-06-23 · 7 days late · step 3", "danger"),
        (-20, 0, "2026-06-30 · today", "warning"),
        (-20, 9, "2026-06-10, put off to 2026-07-09", "muted"),
    ],
)
def test_a_follow_up_says_how_late_it_is_and_how_far_it_has_gone_up(
    due: int, until: int | None, words: str, voice: str
) -> None:
    snoozed = None if until is None else days(until)
    assert said(days(due), snoozed, today=TODAY) == (words, voice)


def test_each_person_has_a_load_with_the_steps_of_the_overdue_ones(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        busy, calm = a_staff_member(unit, name="Busy"), a_staff_member(unit, name="Calm")
        for number in (-1, -2, -3, -4, -5, -6, -7, -30, 0, 5):
            a_follow_up(unit, staff_id=busy.id, due_on=days(number))
        a_follow_up(unit, staff_id=busy.id, due_on=days(-9), state="done")
        a_follow_up(unit, staff_id=calm.id, due_on=days(-9), snoozed_until=days(1))
        a_follow_up(unit, due_on=days(-3))
    with any_store.reading() as session:
        first, second, nobody = loads(session, today=TODAY)
    assert (first.name, first.open, first.steps, first.highest) == ("Busy", 10, (2, 2, 2, 2), 3)
    assert (second.name, second.open, second.overdue, second.highest) == ("Calm", 1, 0, 0)
    assert (nobody.staff_id, nobody.open, nobody.steps) == (None, 1, (0, 1, 0, 0))


def test_what_is_to_be_closed_comes_with_its_proposal_and_closed_ones_are_left_out(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        person, project = a_person(unit, name="President Li"), a_project(unit, name="Tea works")
        call = a_follow_up(unit, subject="Call", due_on=days(-5), next_step="Send the plan",
                           person_id=person.id, project_id=project.id)  # fmt: skip
        done = a_follow_up(unit, state="done")
        visit = a_follow_up(unit, subject="Visit", due_on=days(3))
        ids = [visit.id, done.id, call.id]
    with any_store.reading() as session:
        first, second = waiting(session, ids, today=TODAY)
    assert (first.subject, first.late, first.step) == ("Visit", 0, 0)
    assert (second.about, second.late, second.step) == ("President Li · Tea works", 5, 2)
    assert second.then == Next("Send the plan", date(2026, 7, 7))
    assert (first.then.sure, first.ends, second.ends) == (False, True, False)
    assert (first.later, second.later) == (date(2026, 7, 10), date(2026, 7, 7))


def test_the_chain_goes_on_by_plan_then_by_the_place_on_the_board(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        came = an_attendance(unit, event, a_person(unit), board="intends")
        thank, call = (
            a_follow_up(unit, subject=subject, due_on=days(due), attendance_id=came.id,
                        event_id=event.id, plan_step=step)
            for step, (subject, due) in enumerate([("Thank", 1), ("Call them", 3)], 1)
        )  # fmt: skip
        settle(unit, {"after.plan": "1 Thank; 4 Call; 7 Send"})
        own = a_follow_up(unit, subject="Call", due_on=days(0))
        ids = [thank.id, call.id, own.id]
    with any_store.reading() as session:
        first, last, alone = waiting(session, ids, today=TODAY)
    assert first.planned == Next("Call them", days(3))
    assert last.planned is None
    assert last.then.subject == "Agree on the day of the visit"
    assert alone.then == Next("Send", date(2026, 7, 3))
    assert [one.ends for one in (first, last, alone)] == [True, False, False]


def test_the_place_on_the_board_is_that_of_the_person_at_the_event(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, person = an_event(unit), a_person(unit)
        an_attendance(unit, event, person, board="contacted")
        call, invite = (
            a_follow_up(unit, subject=subject, event_id=event.id, person_id=person.id).id
            for subject in ("Thank", "Invite them to visit")
        )
        settle(unit, {"after.plan": "1 Call"})
    with any_store.reading() as session:
        first, second = waiting(session, [call, invite], today=TODAY)
    assert first.then.subject == "Invite them to visit"
    assert second.then.subject == "Agree on the day of the visit"


@pytest.mark.parametrize(
    ("board", "subject", "sure"),
    [
        ("contacted", "Agree on the day of the visit", True),
        ("visited", "Talk about the terms", True),
        ("declined", "Ask how things stand", False),
    ],
)
def test_after_the_last_step_of_a_plan_the_visit_is_agreed_on_unless_they_said_no(
    any_store: Register, board: str, subject: str, *, sure: bool
) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        came = an_attendance(unit, event, a_person(unit), board=board, declined_reason="Far")
        last = a_follow_up(unit, subject="Ask them over", event_id=event.id,
                           attendance_id=came.id, plan_step=4).id  # fmt: skip
    with any_store.reading() as session:
        (one,) = waiting(session, [last], today=TODAY)
    assert (one.then.subject, one.then.sure) == (subject, sure)


def test_what_is_proposed_keeps_to_the_working_days_that_were_read_in(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        call = a_follow_up(unit, due_on=TODAY, next_step="Call again").id
        read_in(unit, {days(shift): False for shift in range(1, 8)})
    with any_store.reading() as session:
        (one,) = waiting(session, [call], today=TODAY)
    assert one.then.due_on == one.later == date(2026, 7, 14)
