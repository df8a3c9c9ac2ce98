# SPDX-License-Identifier: Apache-2.0
"""The day that counts is the same for the rule and for the store, whatever was put off."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from sqlalchemy import select

from crm.domain.contact import FollowUp
from crm.domain.dueness import counts_by, counts_from, counts_on, waits
from crm.domain.event import Attendance
from crm.domain.rules.following import BOARD, due, is_waited_for
from crm.storage.register import Register
from tests.builders import a_follow_up, a_person, an_attendance, an_event

TODAY = date(2026, 6, 30)
DAYS = [TODAY + timedelta(days=one) for one in (-2, 0, 1)]


def test_who_waits_is_said_by_the_rule(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        for board, day in product([None, *BOARD], [None, TODAY]):
            an_attendance(
                unit, event, a_person(unit), state="attended", board=board, followed_up_on=day
            )
        an_attendance(unit, event, a_person(unit), state="invited")
    query = select(Attendance.state, Attendance.board, Attendance.followed_up_on, waits())
    with any_store.reading() as session:
        rows = session.execute(query).all()
    assert len(rows) == 2 * (len(BOARD) + 1) + 1
    for state, board, day, waiting in rows:
        assert bool(waiting) == (state == "attended" and is_waited_for(board, day))


def test_the_day_that_counts_is_that_of_the_rule(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for first, until in product(DAYS, [None, *DAYS]):
            a_follow_up(unit, due_on=first, snoozed_until=until)
    query = select(
        FollowUp.due_on, FollowUp.snoozed_until, counts_on(), counts_by(TODAY), counts_from(TODAY)
    )
    with any_store.reading() as session:
        rows = session.execute(query).all()
    assert len(rows) == len(DAYS) * (len(DAYS) + 1)
    for first, until, day, by_today, from_today in rows:
        assert day == due(first, until)
        assert bool(by_today) == (day <= TODAY)
        assert bool(from_today) == (day >= TODAY)
