# SPDX-License-Identifier: Apache-2.0
"""Today shows what waits, leads to it, follows what is done, and says when nothing waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm.domain.contact import FollowUp
from crm.domain.office import Target
from crm.kinds.days import PartialDay
from crm.queries.today import read
from crm.storage.register import Register
from tests.builders import a, a_follow_up, a_policy, a_project, a_staff_member, an_event
from tests.ui.keys import click, press
from ui.desk.desk import Desk
from ui.desk.owner import Owner, sit_down
from ui.forms.form import RecordForm
from ui.pages.today import TodayPage
from ui.widgets.droplist import Option
from ui.widgets.empty import EmptyState

TODAY = date(2026, 6, 30)
Asked = list[tuple[str, object]]
Shown = Callable[[], TodayPage]


@pytest.fixture
def asked(desk: Desk) -> Asked:
    found: Asked = []

    def note(page: str, argument: object) -> None:
        found.append((page, argument))

    desk.asked.connect(note)
    return found


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Shown:
    """Makes the page and shows it, as the window does."""

    def show() -> TodayPage:
        page = TodayPage(desk, lambda: TODAY)
        qtbot.addWidget(page)
        desk.relay.changed.connect(page.refresh)
        page.resize(1104, 668)
        page.show()
        page.open_with(None)
        return page

    return show


@pytest.fixture
def late(store: Register) -> tuple[int, int]:
    """A late follow-up of an officer, and that officer."""
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Officer Wen")
        one = a_follow_up(unit, subject="Call Wang", due_on=TODAY - timedelta(days=3),
                          staff_id=officer.id)  # fmt: skip
        a_follow_up(unit, subject="Call Li", due_on=TODAY)
        return one.id, officer.id


def lines(page: TodayPage, code: str) -> list[str]:
    return [one.title for one in page.cards[code].items if one.isVisibleTo(page)]


def button(page: TodayPage, name: str) -> QPushButton:
    (found,) = [one for one in page.findChildren(QPushButton)
                if one.accessibleName() == name and one.isVisibleTo(page)]  # fmt: skip
    return found


def test_a_line_opens_its_record_by_the_mouse_and_by_enter(
    shown: Shown, late: tuple[int, int], asked: Asked
) -> None:
    page = shown()
    assert lines(page, "due") == ["Call Wang", "Call Li"]
    click(page.cards["due"].items[0])
    press(page.cards["due"].items[0], Qt.Key.Key_Return)
    assert asked == [("follow_up", late[0])] * 2


@pytest.mark.usefixtures("late")
def test_show_all_opens_the_list_with_the_filter_of_the_section(
    shown: Shown, store: Register, asked: Asked
) -> None:
    with store.writing("Prepared") as unit:
        a_policy(unit, expires_on=TODAY + timedelta(days=9))
    page = shown()
    button(page, "Show all: Overdue and due").click()
    button(page, "Show all: Policies that expire soon").click()
    with store.reading() as session:
        sections = read(session, today=TODAY).sections
    assert asked == [
        ("follow_ups", sections["due"].behind),
        ("county", ("policy", sections["policies"].behind)),
    ]


def test_what_is_done_goes_at_once_and_the_count_with_it(
    shown: Shown, late: tuple[int, int], store: Register
) -> None:
    page = shown()
    with store.writing("Done") as unit:
        unit.change(unit.get(FollowUp, late[0]), {"state": "done", "done_on": TODAY})
    assert lines(page, "due") == ["Call Li"]
    assert lines(page, "recent")[0] == "Done"


@pytest.mark.usefixtures("late")
def test_a_line_that_stays_keeps_the_focus_when_the_page_is_read_again(
    shown: Shown, store: Register, qtbot: QtBot
) -> None:
    page = shown()
    item = page.cards["due"].items[1]
    qtbot.waitExposed(page)
    item.setFocus()
    with store.writing("More") as unit:
        a_follow_up(unit, subject="Call Zhao", due_on=TODAY - timedelta(days=9))
    assert page.cards["due"].items[1] is item
    assert page.focusWidget() is item


def test_one_may_look_at_the_work_of_one_person_and_it_is_remembered(
    shown: Shown, late: tuple[int, int]
) -> None:
    page = shown()
    page.whose.set_option(Option(late[1], "Officer Wen"))
    page.whose.changed.emit()
    assert lines(page, "due") == ["Call Wang"]
    again = shown()
    assert again.whose.text() == "Officer Wen"
    assert lines(again, "due") == ["Call Wang"]
    again.whose.clear()
    again.whose.set_option(None)
    again.whose.changed.emit()
    assert lines(again, "due") == ["Call Wang", "Call Li"]


@pytest.mark.usefixtures("late")
def test_an_empty_section_says_what_it_is_for_and_offers_the_first_step(
    shown: Shown, asked: Asked
) -> None:
    page = shown()
    said = [
        one.text() for one in page.cards["events"].findChildren(QLabel) if one.isVisibleTo(page)
    ]
    assert "No event is planned." in said
    button(page, "New event").click()
    assert asked == [("event", None)]


def test_an_empty_store_says_what_belongs_here_and_offers_the_first_step(
    shown: Shown, asked: Asked
) -> None:
    page = shown()
    assert isinstance(page.stack.currentWidget(), EmptyState)
    button(page, "New project").click()
    button(page, "The county and the office …").click()
    assert asked == [("project", None), ("settings", "county.name")]


def test_targets_say_what_is_reached_and_the_pace_and_open_their_figure(
    shown: Shown, store: Register, asked: Asked
) -> None:
    with store.writing("Prepared") as unit:
        for _number in range(3):
            an_event(unit, state="held", starts_on=date(2026, 3, 1))
        a(unit, Target, year=2026, figure="events", number=4)
    page = shown()
    (card,) = page.targets
    assert card.text == "Events held, 3, of 4, 75.0%, 25.4 points ahead of time"
    click(card)
    assert asked == [("figures", "events")]


def test_an_unknown_figure_is_a_dash_and_has_no_pace(shown: Shown, store: Register) -> None:
    with store.writing("Prepared") as unit:
        a_project(unit, signed_on=PartialDay.of("2026-03"))
        a(unit, Target, year=2026, figure="agreed", amount=100_000_000)
    (card,) = shown().targets
    assert card.text == "Agreed investment, —, of 100"


@pytest.mark.parametrize(("width", "across"), [(1104, 3), (700, 2), (500, 1)])
def test_targets_stand_side_by_side_as_far_as_there_is_room(
    shown: Shown, store: Register, qtbot: QtBot, width: int, across: int
) -> None:
    with store.writing("Prepared") as unit:
        for figure in ("events", "signed", "started", "planned"):
            a(unit, Target, year=2026, figure=figure, number=4)
    page = shown()
    page.resize(width, 668)
    qtbot.waitUntil(lambda: len({card.x() for card in page.targets}) == across)


@pytest.mark.usefixtures("late")
def test_it_is_called_today_and_says_which_day_it_is(shown: Shown) -> None:
    page = shown()
    assert page.title == "Today"
    assert page.day.text() == "30 June 2026"


def test_what_is_not_reported_leads_to_the_sheet_with_these_projects(
    shown: Shown, store: Register, asked: Asked
) -> None:
    old = datetime(2026, 1, 5, tzinfo=UTC)
    with store.writing("Prepared") as unit:
        a_project(unit, name="Silent works", created_at=old)
    page = shown()
    card = page.cards["silent"]
    assert lines(page, "silent") == ["Silent works"]
    click(card.act)
    ((name, wanted),) = asked
    assert name == "progress"
    with store.reading() as session:
        assert wanted == read(session, today=TODAY).sections["silent"].behind


def test_it_begins_with_the_work_of_whoever_sits_here(
    shown: Shown, desk: Desk, late: tuple[int, int]
) -> None:
    sit_down(desk, Owner(late[1], "Officer Wen"))
    page = shown()
    assert lines(page, "due") == ["Call Wang"]
    page.whose.set_option(None)
    page.whose.changed.emit()
    assert lines(page, "due") == ["Call Wang", "Call Li"]
    assert lines(shown(), "due") == ["Call Wang", "Call Li"]


def test_it_turns_to_the_work_of_whoever_sits_down_while_it_is_shown(
    shown: Shown, desk: Desk, late: tuple[int, int]
) -> None:
    page = shown()
    assert lines(page, "due") == ["Call Wang", "Call Li"]
    sit_down(desk, Owner(late[1], "Officer Wen"))
    assert page.whose.text() == "Officer Wen"
    assert lines(page, "due") == ["Call Wang"]
    sit_down(desk, None)
    assert lines(page, "due") == ["Call Wang", "Call Li"]


def test_a_new_record_that_a_crash_left_is_listed_and_opened_where_it_was(
    shown: Shown, desk: Desk, asked: Asked, late: tuple[int, int], qtbot: QtBot
) -> None:
    assert late[0]
    form = RecordForm(desk, "project")
    qtbot.addWidget(form)
    form.show_view(None, {"stage": "reserve", "starts_on": None})
    form.fields.enter("name", "Tea town")
    qtbot.waitUntil(lambda: len(desk.drafts.all()) == 1)
    page = shown()
    assert page.drafts.isVisible()
    assert page.drafts.items[0].accessibleName().startswith("Tea town")
    click(page.drafts.items[0])
    assert asked == [("project", {"stage": "reserve"})]
    form.discard()
    page.refresh(None)
    assert not page.drafts.isVisible()
