# SPDX-License-Identifier: Apache-2.0
"""The views that come along: each can be asked of the store, and finds what its name says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crm.domain.all_records import PAGED
from crm.domain.contact import FollowUp
from crm.domain.cost import CostItem, CostPrice
from crm.domain.course import Problem
from crm.domain.event import Event
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.kinds.days import PartialDay
from crm.queries import doubts, listing
from crm.queries.listing import Listing
from crm.queries.progress import silent_filter
from crm.queries.views import views_of
from crm.storage.register import Register
from tests.builders import a, a_follow_up, a_policy, a_project, a_staff_member, an_event

TODAY = date(2026, 6, 30)


def found(store: Register, record: str, view: str, staff_id: int | None = None) -> list[int]:
    """The ids in a view, found by the last part of its name."""
    views = views_of(record, today=TODAY, staff_id=staff_id)
    (wanted,) = [one for one in views if one.name.split("\x04")[-1] == view]
    with store.reading() as session:
        asked = Listing(record, wanted.filter, wanted.sort)
        return list(listing.ids(session, asked, today=TODAY))


@pytest.mark.parametrize("record", PAGED)
def test_every_view_can_be_asked_of_either_engine(any_store: Register, record: str) -> None:
    views = views_of(record, today=TODAY, staff_id=1)
    assert len({one.name for one in views}) == len(views)
    with any_store.reading() as session:
        for view in views:
            asked = Listing(record, view.filter, view.sort, view.columns)
            assert not listing.ids(session, asked, today=TODAY)
            assert listing.first(session, asked, today=TODAY, limit=3) == []


def test_mine_are_those_i_answer_for_and_only_where_somebody_does(store: Register) -> None:
    with store.writing("Prepared") as unit:
        me, other = a_staff_member(unit), a_staff_member(unit)
        mine = a_project(unit, staff_id=me.id)
        a_project(unit, staff_id=other.id)
        todo = a_follow_up(unit, staff_id=me.id)
        a_follow_up(unit, staff_id=me.id, state="done")
    assert found(store, "project", "Mine", me.id) == [mine.id]
    assert found(store, "follow_up", "Mine", me.id) == [todo.id]
    assert views_of("project", today=TODAY)[0].name == "All"
    assert all("Mine" not in one.name for one in views_of("project", today=TODAY))
    assert all("Mine" not in one.name for one in views_of("policy", today=TODAY, staff_id=1))


def test_no_progress_for_a_month_is_what_today_counts(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        old = {"created_at": datetime(2026, 1, 1, tzinfo=UTC)}
        never = a_project(unit, **old)
        lately = a_project(unit, **old, last_progress_on=date(2026, 5, 30))
        a_project(unit, **old, last_progress_on=date(2026, 5, 31))
        a_project(unit, **old, stale_reason_on=date(2026, 6, 1))
        a_project(unit, created_at=datetime(2026, 6, 15, tzinfo=UTC))
    with any_store.reading() as session:
        told = listing.ids(session, Listing("project", silent_filter(TODAY)), today=TODAY)
    assert set(told) == {never.id, lately.id}
    assert set(found(any_store, "project", "No progress for a month")) == set(told)


def test_what_seems_counted_twice_stays_listed_until_it_is_mended(any_store: Register) -> None:
    def later(of: Project, **given: object) -> Project:
        return a_project(unit, previous_id=of.id, previous_kind="increment", **given)

    with any_store.writing("Prepared") as unit:
        head = a_project(unit, total_investment=80, agreed_investment=None, fixed_assets=0)
        adds = later(head, total_investment=20, agreed_investment=9, fixed_assets=5)
        whole = later(adds, total_investment=100, status="completed")
        unknown = later(adds, total_investment=None, agreed_investment=8)
        agreed = later(unknown, total_investment=None, agreed_investment=17)
        deleted = later(head, total_investment=900)
        unit.delete(deleted)
    assert found(any_store, "project", "Maybe counted twice") == [agreed.id, whole.id]
    with any_store.reading() as session:
        made = (head, adds, whole, unknown, agreed)
        told = [one.id for one in made if doubts.doubt(session, "project", one.id)]
    assert told == [whole.id, agreed.id]
    with any_store.writing("Mended") as unit:
        unit.change(unit.get(Project, whole.id), {"total_investment": 20})
    assert found(any_store, "project", "Maybe counted twice") == [agreed.id]


def test_projects_without_contact_troubled_and_signed_this_year(store: Register) -> None:
    with store.writing("Prepared") as unit:
        silent = a_project(unit, name="Silent", last_activity_on=date(2026, 5, 30))
        never = a_project(unit, name="Never")
        fresh = a_project(
            unit, last_activity_on=date(2026, 5, 31), signed_on=PartialDay(2026, 2), stage="sign"
        )
        shelved = a_project(unit, status="shelved", last_activity_on=date(2026, 6, 1))
        a(unit, Problem, project_id=fresh.id, subject="Power", state="open")
        a(unit, Problem, project_id=silent.id, subject="Road", state="closed")
    assert found(store, "project", "No contact for a month") == [silent.id, never.id]
    assert found(store, "project", "With open problems") == [fresh.id]
    assert found(store, "project", "Delayed or shelved") == [shelved.id]
    assert found(store, "project", "Signed this year") == [fresh.id]
    assert found(store, "project", "Signed") == [fresh.id]


def test_follow_ups_that_were_put_off_are_due_on_the_day_that_was_named_then(
    store: Register,
) -> None:
    def due(day: int, **over: object) -> FollowUp:
        return a_follow_up(unit, due_on=date(2026, 6, day), **over)

    with store.writing("Prepared") as unit:
        late = due(20)
        awake = due(21, snoozed_until=date(2026, 6, 29))
        back = due(22, snoozed_until=date(2026, 6, 30))
        later = due(29, snoozed_until=date(2026, 7, 2))
        due(29, snoozed_until=date(2026, 7, 9))
        due(23, state="done")
        now = due(30)
    assert found(store, "follow_up", "Overdue") == [late.id, awake.id]
    assert found(store, "follow_up", "Due today") == [back.id, now.id]
    week = [awake.id, back.id, later.id, now.id]
    assert found(store, "follow_up", "Due this week") == week


def test_events_that_go_on_are_still_coming(store: Register) -> None:
    def event(first: int, last: int | None = None, state: str = "planned") -> Event:
        ends = date(2026, 6, last) if last else None
        return an_event(unit, starts_on=date(2026, 6, first), ends_on=ends, state=state)

    with store.writing("Prepared") as unit:
        on = event(28, 30)
        today = event(30)
        event(30, state="cancelled")
        over = event(20, 22)
    assert found(store, "event", "Coming events") == [on.id, today.id]
    assert set(found(store, "event", "Past, not closed")) == {on.id, over.id}


def test_policies_that_expire_or_were_never_reviewed(store: Register) -> None:
    def policy(**over: object) -> Policy:
        given = {"review": "reviewed", "may_be_published": True}
        return a_policy(unit, **{**given, **over})

    with store.writing("Prepared") as unit:
        soon = policy(expires_on=date(2026, 7, 1))
        policy(expires_on=date(2027, 7, 1))
        over = policy(expires_on=date(2026, 6, 29))
        repealed = policy(standing="repealed", review="unreviewed")
        unknown = policy(review="unreviewed", may_be_published=None)
    assert found(store, "policy", "Expiring within 90 days") == [soon.id]
    assert set(found(store, "policy", "Expired or repealed")) == {over.id, repealed.id}
    assert found(store, "policy", "Fair competition not reviewed") == [unknown.id]
    assert found(store, "policy", "Not released for printing") == [unknown.id]


def test_a_cost_wants_a_price_and_one_that_is_sourced_fresh_and_not_to_be_checked(
    store: Register,
) -> None:
    good = {
        "low": 3, "source": "Bureau", "collected_on": date(2026, 5, 1),
        "next_check": date(2026, 12, 31),
    }  # fmt: skip

    def cost(**price: object) -> int:
        item = a(unit, CostItem, category="power", name="Power", price_unit="kWh")
        a(unit, CostPrice, cost_item_id=item.id, **{**good, **price})
        return item.id

    with store.writing("Prepared") as unit:
        cost()
        cost(next_check=None)
        old = cost(collected_on=date(2025, 5, 1))
        unsourced = cost(source=None)
        late = cost(next_check=date(2026, 6, 29))
        unknown = cost(low=None)
    renew = {old, unsourced, late}
    assert set(found(store, "cost_item", "Prices to be renewed")) == renew
    assert found(store, "cost_item", "Without a price") == [unknown]
