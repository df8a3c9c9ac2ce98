# SPDX-License-Identifier: Apache-2.0
"""Signing in makes who is missing, once, and everybody of the list has attended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.actions import guests
from crm.actions.guests import Arrival
from crm.domain.event import Attendance, Event
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.records import today
from crm.domain.rules.guests import Guest
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a, a_person, a_staff_member, an_attendance, an_event, an_organisation


def test_who_is_missing_is_made_with_their_house_and_attended(any_store: Register) -> None:
    with any_store.writing("Sign in") as unit:
        officer = a_staff_member(unit)
        event = an_event(unit, name="Wuxi", staff_id=officer.id)
        arrived = guests.sign_in(unit, event.id, [
            Arrival(Guest("王强", "恒通公司", "总经理", "13812345678", "0510-85551234", "Tea")),
            Arrival(Guest("李敏", "恒通公司", phone="13912345678")),
        ])  # fmt: skip
        assert (len(arrived.people), len(arrived.organisations)) == (2, 1)
        (firm,) = unit.find(Organisation)
        first, second = unit.find(Person)
        assert (firm.name, firm.source, firm.staff_id) == ("恒通公司", "Wuxi", officer.id)
        assert (first.name, first.title, first.mobile, first.phone) == (
            "王强", "总经理", "13812345678", "0510-85551234",
        )  # fmt: skip
        assert {first.organisation_id, second.organisation_id} == {firm.id}
        rows = unit.find(Attendance)
        assert [(one.person_id, one.organisation_id, one.state, one.note) for one in rows] == [
            (first.id, firm.id, "attended", "Tea"), (second.id, firm.id, "attended", None),
        ]  # fmt: skip


def test_who_is_known_is_completed_and_keeps_what_is_known(any_store: Register) -> None:
    with any_store.writing("Sign in") as unit:
        event, firm = an_event(unit), an_organisation(unit)
        known = a_person(unit, name="王强", title="经理", phone="0510-85551234")
        row = an_attendance(unit, event, known)
        guest = Guest("王总", firm.name, "总经理", "13812345678", "0510-85551234")
        arrived = guests.sign_in(unit, event.id, [
            Arrival(guest, known.id, firm.id), Arrival(guest, known.id, firm.id),
        ])  # fmt: skip
        assert arrived.attendances == [row.id]
        assert (arrived.people, arrived.organisations) == ([], [])
        assert (known.name, known.title, known.mobile) == ("王强", "经理", "13812345678")
        assert (known.organisation_id, known.mobile2) == (firm.id, None)
        assert (row.state, row.organisation_id) == ("attended", firm.id)


def test_a_house_that_was_invited_and_a_name_that_signed_in_are_not_doubled(
    any_store: Register,
) -> None:
    with any_store.writing("Sign in") as unit:
        event, firm = an_event(unit), an_organisation(unit)
        house = a(unit, Attendance, event_id=event.id, organisation_id=firm.id)
        named = a(unit, Attendance, event_id=event.id, name="王强")
        arrived = guests.sign_in(unit, event.id, [
            Arrival(Guest("", firm.name), organisation_id=firm.id),
            Arrival(Guest("王强"), attendance_id=named.id),
        ])  # fmt: skip
        assert arrived.attendances == [house.id, named.id]
        assert (house.state, house.person_id) == ("attended", None)
        assert named.person_id == arrived.people[0]


def test_a_house_of_exactly_this_name_is_not_made_again(any_store: Register) -> None:
    with any_store.writing("Sign in") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="恒通公司")
        arrived = guests.sign_in(unit, event.id, [Arrival(Guest("王强", "恒通公司"))])
        (row,) = unit.find(Attendance)
        assert (arrived.organisations, row.organisation_id) == ([], firm.id)


def test_one_undo_takes_the_whole_list_back(any_store: Register) -> None:
    with any_store.writing("Event") as unit:
        event = an_event(unit)
    with any_store.writing("Sign in", None) as unit:
        list_ = [Arrival(Guest(f"Guest {at}", f"Firm {at % 3}")) for at in range(12)]
        arrived = guests.sign_in(unit, event.id, list_)
        assert (len(arrived.people), len(arrived.organisations)) == (12, 3)
    undo_last(any_store)
    with any_store.writing("Look") as unit:
        assert not unit.find(Person)
        assert not unit.find(Organisation)
        assert not unit.find(Attendance)


@pytest.mark.parametrize(
    ("state", "days", "then"),
    [
        ("planned", 0, "held"),
        ("preparing", -3, "held"),
        ("planned", 1, "planned"),
        ("cancelled", -3, "cancelled"),
    ],
)
def test_an_event_that_has_begun_was_held_when_somebody_came(
    store: Register, state: str, days: int, then: str
) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit, state=state, starts_on=today() + timedelta(days=days)).id
    with store.writing("Nobody") as unit:
        assert not guests.sign_in(unit, event, []).held
        assert unit.get(Event, event).state == state
    with store.writing("Signed in") as unit:
        arrived = guests.sign_in(unit, event, [Arrival(Guest("钱伟", "恒通公司"))])
        assert (unit.get(Event, event).state, arrived.held) == (then, then != state)
    undo_last(store)
    with store.writing("Look") as unit:
        assert unit.get(Event, event).state == state


def test_how_a_guest_is_addressed_is_no_part_of_their_name(store: Register) -> None:
    with store.writing("Signed in") as unit:
        event, known = an_event(unit), a_person(unit, name="李敏")
        guests.sign_in(unit, event.id, [
            Arrival(Guest("王强先生", "恒通公司")), Arrival(Guest("李敏女士"), known.id),
        ])  # fmt: skip
        assert (known.name, known.address_form) == ("李敏", "李女士")
        (made,) = unit.find(Person, Person.id != known.id)
        assert (made.name, made.address_form) == ("王强", "王先生")
        assert {one.name for one in unit.find(Attendance)} == {"王强", "李敏"}
