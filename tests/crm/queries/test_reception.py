# SPDX-License-Identifier: Apache-2.0
"""What the windows of a visit begin with is read in the order in which it is looked at."""

from __future__ import annotations

from datetime import date, time

import pytest

from crm.domain.event import AgendaItem, Attendance
from crm.domain.rules.workdays import built_in
from crm.errors import NotFound
from crm.queries.reception import timetable, visitors
from crm.storage.register import Register
from tests.builders import a, a_person, a_staff_member, an_attendance, an_event, an_organisation

TODAY = date(2026, 6, 30)


def test_the_timetable_goes_by_day_and_hour(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, ends_on=date(2026, 6, 19))
        for day, hour in ((19, 9), (18, 14), (18, 9)):
            a(unit, AgendaItem, event_id=event.id, day=date(2026, 6, day), starts_at=time(hour),
              subject=f"{day} {hour}", vehicle="Coach")  # fmt: skip
    with any_store.reading() as session:
        found = timetable(session, event.id)
    assert [one.values["subject"] for one in found.slots] == ["18 9", "18 14", "19 9"]
    assert (found.starts_on, found.ends_on) == (date(2026, 6, 18), date(2026, 6, 19))
    assert found.slots[0].values["vehicle"] == "Coach"


def test_who_came_stands_before_who_was_only_invited(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Zhao")
        firm = an_organisation(unit, name="Hengtong Trading", short_name="Hengtong")
        event = an_event(unit, staff_id=officer.id)
        an_attendance(unit, event, a_person(unit, name="Invited"))
        an_attendance(
            unit, event, a_person(unit, name="Wang"), organisation_id=firm.id, state="attended",
            interest="a",
        )  # fmt: skip
        a(unit, Attendance, event_id=event.id, name="As signed", state="attended")
    with any_store.reading() as session:
        found = visitors(session, event.id, today=TODAY)
    assert {(one.name, one.house, one.interest) for one in found.guests if one.came} == {
        ("Wang", "Hengtong", "a"), ("As signed", "", ""),
    }  # fmt: skip
    assert found.guests[-1].name == "Invited"
    assert (found.staff_id, found.staff) == (officer.id, "Zhao")


def test_a_follow_up_in_a_year_whose_holidays_nobody_knows_is_doubted(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit).id
    last = built_in()[1]
    with any_store.reading() as session:
        assert not visitors(session, event, today=date(last, 6, 30)).doubt
        doubt = visitors(session, event, today=date(last, 12, 31)).doubt
    assert f"The holidays of {last + 1} are not known yet" in doubt


def test_an_event_that_is_gone_is_said_to_be(any_store: Register) -> None:
    with any_store.reading() as session:
        with pytest.raises(NotFound):
            timetable(session, 99)
        with pytest.raises(NotFound):
            visitors(session, 99, today=TODAY)
