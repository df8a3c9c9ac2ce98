# SPDX-License-Identifier: Apache-2.0
"""The sheet of a period: each project once, what is reported, what was last said, who is silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from crm.domain.course import ProgressEntry
from crm.domain.project import Project
from crm.domain.rules.reporting import MONTHLY, WEEKLY, period_of
from crm.queries import progress
from crm.queries.conditions import clause
from crm.queries.filters import Condition, Filter
from crm.queries.progress import Line, Sheet
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a, a_project, a_staff_member

TODAY = date(2026, 6, 30)
LONG_AGO = datetime(2025, 1, 5, tzinfo=UTC)


def an_entry(unit: UnitOfWork, project: Project, on: str, done: str, **over: object) -> None:
    given = {"rhythm": MONTHLY, **over}
    a(unit, ProgressEntry, project_id=project.id, entered_on=date.fromisoformat(on), done=done,
      **given)  # fmt: skip


def sheet(
    store: Register, wanted: Filter | None = None, rhythm: str = MONTHLY, day: date = TODAY
) -> Sheet:
    with store.reading() as session:
        period = period_of(rhythm, day)
        return progress.sheet(session, wanted or Filter(), period=period, today=TODAY)


def lines(found: Sheet) -> dict[str, Line]:
    return {one.name: one for one in found.lines}


def test_a_line_has_the_entry_of_the_period_and_the_one_before(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, name="Tea works")
        an_entry(unit, project, "2026-04-30", "Met")
        an_entry(unit, project, "2026-05-29", "Visited", next_steps="Sign")
        an_entry(unit, project, "2026-06-10", "Signed", obstacles="Land")
        an_entry(unit, project, "2026-07-01", "Later")
    line = lines(sheet(any_store))["Tea works"]
    assert (line.told["done"], line.told["obstacles"]) == ("Signed", "Land")
    assert (line.last["done"], line.last["next_steps"]) == ("Visited", "Sign")
    assert line.last_on == date(2026, 5, 29)
    before = lines(sheet(any_store, day=date(2026, 5, 2)))["Tea works"]
    assert (before.told["done"], before.last["done"]) == ("Visited", "Met")


def test_an_entry_of_another_rhythm_is_only_what_was_last_said(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        an_entry(unit, a_project(unit, name="Tea works"), "2026-06-29", "Week", rhythm=WEEKLY)
    monthly = lines(sheet(any_store))["Tea works"]
    assert (monthly.entry_id, monthly.last["done"]) == (0, "Week")
    weekly = lines(sheet(any_store, rhythm=WEEKLY))["Tea works"]
    assert (weekly.told["done"], weekly.last["done"]) == ("Week", None)


def test_only_projects_on_the_board_that_pass_the_filter_stand_on_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        me = a_staff_member(unit)
        a_project(unit, name="Build", stage="build", staff_id=me.id)
        a_project(unit, name="Reserve", staff_id=me.id)
        a_project(unit, name="Delayed", stage="sign", status="delayed", staff_id=me.id)
        a_project(unit, name="Shelved", status="shelved", staff_id=me.id)
        a_project(unit, name="Theirs")
    mine = Filter((Condition("staff_id", "one_of", (me.id,)),))
    assert [one.name for one in sheet(any_store, mine).lines] == ["Reserve", "Delayed", "Build"]


def test_a_sheet_that_is_too_long_says_so(store: Register) -> None:
    with store.writing("Prepared") as unit:
        for _number in range(progress.MOST + 1):
            a_project(unit)
    found = sheet(store)
    assert (len(found.lines), found.more) == (progress.MOST, True)


def test_a_project_is_silent_after_a_month_without_entry_and_without_reason(
    any_store: Register,
) -> None:
    month_ago = date(2026, 5, 30)
    with any_store.writing("Prepared") as unit:

        def old(name: str, **over: object) -> None:
            a_project(unit, name=name, **{"created_at": LONG_AGO, **over})

        old("Never")
        old("Month", last_progress_on=month_ago)
        old("Delayed", status="delayed")
        old("Lately", last_progress_on=month_ago + timedelta(days=1))
        old("Explained", stale_reason_on=TODAY)
        old("Explained long ago", stale_reason_on=month_ago)
        old("Shelved", status="shelved")
        old("New", created_at=datetime(2026, 6, 20, tzinfo=UTC))
        old("Called", last_activity_on=TODAY)
    wanted = {"Never", "Month", "Delayed", "Explained long ago", "Called"}
    with any_store.reading() as session:
        found = session.scalars(select(Project.name).where(progress.silent(TODAY)))
        assert set(found) == wanted
        behind = clause("project", progress.silent_filter(TODAY), today=TODAY)
        assert set(session.scalars(select(Project.name).where(behind))) == wanted
    assert {one.name for one in sheet(any_store).lines if one.is_silent} == wanted


def test_projects_that_were_deleted_are_named(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        here, away, other = (a_project(unit, name=name) for name in ("Here", "Away", "Other"))
        unit.delete(away)
        unit.delete(other)
    with any_store.reading() as session:
        assert progress.gone(session, [here.id, away.id]) == {away.id: "Away"}
