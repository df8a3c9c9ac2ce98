# SPDX-License-Identifier: Apache-2.0
"""Guests are recognised by telephone, by name and house, and by the list; doubt is asked about."""

from __future__ import annotations

from crm.domain.event import Attendance, Event
from crm.domain.rules.guests import Guest
from crm.progress import Progress
from crm.queries.recognising import ON_THE_LIST, Recognised, recognise
from crm.storage.register import Register
from tests.builders import a, a_person, an_attendance, an_event, an_organisation


def test_how_far_it_is_is_told_guest_by_guest(store: Register) -> None:
    with store.writing("Prepared") as unit:
        event = an_event(unit)
    told: list[float] = []
    with store.reading() as session:
        guests = [Guest("王强"), Guest("李敏")]
        recognise(session, event.id, guests, Progress(lambda share, _note: told.append(share)))
    assert told == [0.5, 1.0]


def seen(store: Register, event_id: int, guest: Guest) -> Recognised:
    with store.reading() as session:
        (found,) = recognise(session, event_id, [guest])
    return found


def test_a_mobile_tells_who_it_is_however_they_are_addressed(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        known = a_person(unit, name="王强", mobile="13812345678")
        a_person(unit, name="王强", mobile="13912345678")
        row = an_attendance(unit, event, known)
    found = seen(any_store, event.id, Guest("王总", phone="13812345678"))
    assert found.person is not None
    assert (found.person.id, found.attendance_id, found.is_doubtful) == (known.id, row.id, False)


def test_the_same_mobile_under_another_name_is_asked_about(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, known = an_event(unit), a_person(unit, name="王强", mobile="13812345678")
    found = seen(any_store, event.id, Guest("李敏", phone="13812345678"))
    assert (found.person, [one.id for one in found.people]) == (None, [known.id])
    assert found.is_doubtful


def test_a_name_tells_who_it_is_together_with_the_house(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="无锡恒通商贸有限公司")
        known = a_person(unit, name="王强", organisation_id=firm.id)
        a_person(unit, name="王强")
    found = seen(any_store, event.id, Guest("王强", "无锡市恒通商贸公司"))
    assert found.person is not None
    assert found.organisation is not None
    assert (found.person.id, found.organisation.id) == (known.id, firm.id)
    alone = seen(any_store, event.id, Guest("王强"))
    assert alone.person is None
    assert len(alone.people) == 2


def test_a_name_on_the_list_of_the_event_is_enough_unless_the_house_differs(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="福州茶叶商会")
        known = a_person(unit, name="王强", organisation_id=firm.id)
        a_person(unit, name="王强")
        row = an_attendance(unit, event, known)
    found = seen(any_store, event.id, Guest("王强"))
    assert found.person is not None
    assert (found.person.why, found.attendance_id) == (ON_THE_LIST, row.id)
    elsewhere = seen(any_store, event.id, Guest("王强", "杭州下城食品集团"))
    assert elsewhere.person is None
    assert elsewhere.is_doubtful


def test_a_house_that_is_only_alike_is_asked_about(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="无锡恒通商贸有限公司")
    found = seen(any_store, event.id, Guest("赵晓东", "恒通商贸发展有限公司"))
    assert (found.organisation, [one.id for one in found.organisations]) == (None, [firm.id])
    assert found.is_doubtful


def test_who_is_new_is_no_doubt_and_a_name_on_the_list_is_found(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event: Event = an_event(unit)
        row = a(unit, Attendance, event_id=event.id, name="赵 晓东")
    found = seen(any_store, event.id, Guest("赵晓东", "全新有限公司", phone="13700001111"))
    assert (found.person, found.people, found.organisation, found.is_doubtful) == (
        None, (), None, False,
    )  # fmt: skip
    assert found.attendance_id == row.id
