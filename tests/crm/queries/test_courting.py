# SPDX-License-Identifier: Apache-2.0
"""The roadshow board: who came stands in a column, the keenest first, with who waits counted."""

from __future__ import annotations

from datetime import date, timedelta

from crm.domain.rules.following import BOARD
from crm.queries.courting import Courting, Guest, cards, read
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import a_person, an_attendance, an_event, an_organisation

TODAY = date(2026, 6, 30)


def board(store: Register, *conditions: Condition) -> Courting:
    with store.reading() as session:
        return read(session, Filter(conditions), today=TODAY)


def card(store: Register, record_id: int) -> Guest:
    with store.reading() as session:
        return cards(session, [record_id], today=TODAY)[record_id]


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def test_who_came_or_has_moved_on_stands_in_a_column(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, starts_on=days(-9))
        gone = an_event(unit, state="cancelled")

        def guest(**over: object) -> int:
            return an_attendance(unit, event, a_person(unit), **over).id

        weak, strong = guest(state="attended", interest="c"), guest(state="attended", interest="a")
        guest(state="invited")
        visited = guest(state="replied", board="visited")
        unknown = guest(state="attended", board=None, followed_up_on=days(-1))
        an_attendance(unit, gone, a_person(unit), state="attended")
    found = board(any_store)
    assert [one.place for one in found.columns] == list(BOARD)
    first, by_place = found.columns[0], {one.place: one for one in found.columns}
    assert list(first.ids) == [strong, weak, unknown]
    assert (first.keen, first.waiting) == (1, 2)
    assert list(by_place["visited"].ids) == [visited]


def test_one_event_has_its_own_board(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        one, other = an_event(unit), an_event(unit)
        mine = an_attendance(unit, one, a_person(unit), state="attended")
        an_attendance(unit, other, a_person(unit), state="attended")
        event_id = one.id
    found = board(any_store, Condition("event_id", "one_of", (event_id,)))
    assert list(found.columns[0].ids) == [mine.id]


def test_a_card_says_who_from_where_and_how_long_it_is_waited(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm = an_organisation(unit, name="Wuxi Chamber of Commerce", short_name="Wuxi Chamber")
        event = an_event(unit, name="Roadshow in Wuxi", starts_on=days(-6), ends_on=days(-4))
        person = a_person(unit, name="President Li")
        guest = an_attendance(unit, event, person, state="attended", organisation_id=firm.id)
        nameless = an_attendance(unit, event, a_person(unit), person_id=None, name="Wang",
                                 state="attended", followed_up_on=days(-2))  # fmt: skip
        declined = an_attendance(unit, event, a_person(unit), state="attended", board="declined",
                                 declined_reason="Too far")  # fmt: skip
    found = card(any_store, guest.id)
    said = (found.name, found.organisation, found.event)
    assert said == ("President Li", "Wuxi Chamber", "Roadshow in Wuxi")
    assert (found.days, found.spoken_to, found.light) == (4, False, "danger")
    found = card(any_store, nameless.id)
    assert (found.name, found.days, found.spoken_to, found.light) == ("Wang", 2, True, "good")
    found = card(any_store, declined.id)
    assert (found.light, found.reason) == ("good", "Too far")
