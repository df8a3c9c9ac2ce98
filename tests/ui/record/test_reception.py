# SPDX-License-Identifier: Apache-2.0
"""A project begins with the guests that are chosen, through one small window."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget

from crm.domain.course import Party
from crm.domain.event import Attendance
from crm.domain.project import Project
from crm.queries.reception import Guest, Visitors
from crm.queries.related import related
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_person, a_staff_member, an_attendance, an_event, an_organisation
from ui.desk.desk import Desk
from ui.record import gatherings
from ui.record.reception import BeginDialog, begin, proposed
from ui.record.relatedlist import RelatedList

TODAY = date(2026, 6, 30)


@pytest.fixture
def event_id(store: Register) -> int:
    """A visit of two people of one firm, and somebody of another one who was only invited."""
    with store.writing("Prepared") as unit:
        officer = a_staff_member(unit, name="Zhao")
        event = an_event(
            unit, name="Visit of the drinks", kind="inbound", starts_on=date(2026, 6, 18),
            staff_id=officer.id,
        )  # fmt: skip
        firm = an_organisation(unit, name="Drinks", short_name="Drinks")
        for name in ("Wang", "Li"):
            person = a_person(unit, name=name, organisation_id=firm.id)
            an_attendance(unit, event, person, organisation_id=firm.id, state="attended")
        an_attendance(unit, event, a_person(unit, name="Chen"))
        return event.id


def opened(ground: QWidget) -> BeginDialog:
    dialog = ground.findChild(BeginDialog)
    assert isinstance(dialog, BeginDialog)
    return dialog


def projects(store: Register) -> list[Project]:
    with store.writing("Look") as unit:
        return list(unit.find(Project))


def test_all_of_one_house_are_proposed_and_the_project_opens(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    went: list[tuple[str, object]] = []

    def note(page: str, argument: object) -> None:
        went.append((page, argument))

    desk.asked.connect(note)
    gatherings.offered(desk, "event", event_id, lambda: TODAY, ground)["record.begin"]()
    dialog = opened(ground)
    labels = [one.label for one in dialog.guests.options()]
    assert sorted(labels) == ["Li · Drinks", "Wang · Drinks"]
    assert dialog.rows.editors["name"].valid() == "Drinks project"
    dialog.rows.editors["total_investment"].set_value(50_000_000)
    dialog.accept()
    (made,) = projects(store)
    assert (made.name, made.total_investment, made.source_event_id) == (
        "Drinks project", 50_000_000, event_id,
    )  # fmt: skip
    assert went == [("project", made.id)]
    undo_last(store)
    assert projects(store) == []


def test_the_chosen_rows_of_the_list_are_those_it_begins_with(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    of = next(one for one in related("event") if one.key == "attendance.event_id")
    made = RelatedList(desk, of, ground)
    made.show_record(event_id)
    made.show()
    made.table.selectRow(1)
    chosen = made.chosen
    made.begin_button.click()
    dialog = opened(ground)
    assert dialog.guests.value() == chosen
    dialog.rows.editors["name"].set_value("Tea")
    dialog.accept()
    with store.writing("Look") as unit:
        (row,) = unit.find(Attendance, Attendance.board == "negotiating")
        assert [row.id] == chosen
        assert len(unit.find(Party)) == (1 if row.organisation_id else 0)


def test_nothing_begins_without_a_guest_or_a_name(
    desk: Desk, store: Register, event_id: int, ground: QWidget
) -> None:
    begin(desk, event_id, (), ground)
    dialog = opened(ground)
    dialog.guests.set_options([])
    dialog.accept()
    assert projects(store) == []
    dialog.rows.editors["name"].set_value("")
    dialog.accept()
    assert "empty" in dialog.rows.rows["name"].message
    assert projects(store) == []


def test_a_draft_puts_the_guests_back_who_are_still_there(
    desk: Desk, event_id: int, ground: QWidget
) -> None:
    begin(desk, event_id, (), ground)
    dialog = opened(ground)
    held = dialog.held()
    dialog.guests.set_options([])
    dialog.put_back({**held, "guests": [*dialog.guests.value(), *_ids(held), 999]})
    assert dialog.guests.value() == _ids(held)
    assert len(_ids(held)) == 2


@pytest.mark.parametrize(
    ("guests", "wanted"),
    [
        ([], []),
        ([Guest(1, "a", "Tea", came=True, interest="")], [1]),
        ([Guest(1, "a", "Tea", came=False, interest="a")], []),
        (
            [
                Guest(1, "a", "Tea", came=True, interest="a"),
                Guest(2, "b", "Bank", came=True, interest="c"),
            ],
            [1],
        ),
        (
            [
                Guest(1, "a", "Tea", came=True, interest="a"),
                Guest(2, "b", "Bank", came=True, interest="b"),
            ],
            [],
        ),
    ],
)
def test_who_is_proposed_is_of_one_house(guests: list[Guest], wanted: list[int]) -> None:
    assert proposed(Visitors(1, "Visit", None, "", tuple(guests))) == wanted


def _ids(held: dict[str, object]) -> list[object]:
    return list(cast("list[object]", held["guests"]))
