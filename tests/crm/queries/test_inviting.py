# SPDX-License-Identifier: Apache-2.0
"""Before anybody is invited it is known whom a filter invites, and who is left out and why."""

from __future__ import annotations

from datetime import date

from crm.domain.event import Attendance
from crm.queries.filters import Condition, Filter
from crm.queries.inviting import Invitees, invitees
from crm.storage.register import Register
from tests.builders import a, a_person, an_activity, an_attendance, an_event, an_organisation

TODAY = date(2026, 6, 30)


def asked(
    store: Register, event_id: int, record: str, *, everybody: bool = False, name: str = ""
) -> Invitees:
    wanted = Filter((Condition("name", "contains", name),) if name else ())
    with store.reading() as session:
        return invitees(session, event_id, record, wanted, everybody=everybody, today=TODAY)


def test_of_each_house_the_one_who_was_spoken_to_last_is_invited(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, firm = an_event(unit), an_organisation(unit, name="Tea", short_name="T")
        first, second, third = (a_person(unit, name=n, organisation_id=firm.id) for n in "abc")
        an_activity(unit, person_id=first.id, happened_on=date(2026, 1, 1))
        an_activity(unit, person_id=second.id, happened_on=date(2026, 3, 1))
        bare = an_organisation(unit, name="Bare")
    one = asked(any_store, event.id, "organisation")
    assert (one.people, one.organisations, one.many) == ((second.id,), (bare.id,), 2)
    assert one.names == ("b (T)", "Bare")
    every = asked(any_store, event.id, "organisation", everybody=True)
    assert set(every.people) == {first.id, second.id, third.id}


def test_who_wants_no_contact_and_who_is_invited_already_are_told_and_left_out(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        quiet = an_organisation(unit, name="Quiet", do_not_contact=True)
        a_person(unit, name="Of the quiet", organisation_id=quiet.id)
        firm = an_organisation(unit, name="Firm")
        a_person(unit, name="Silent", organisation_id=firm.id, do_not_contact=True)
        willing = a_person(unit, name="Willing", organisation_id=firm.id)
        listed = an_organisation(unit, name="Listed")
        an_attendance(unit, event, a_person(unit, name="There", organisation_id=listed.id))
        a(unit, Attendance, event_id=event.id,
          organisation_id=an_organisation(unit, name="House").id)  # fmt: skip
    houses = asked(any_store, event.id, "organisation")
    assert (houses.people, houses.organisations) == ((willing.id,), ())
    assert (houses.already, houses.silent) == (2, ("Quiet",))
    people = asked(any_store, event.id, "person")
    assert people.people == (willing.id,)
    assert (people.already, set(people.silent)) == (1, {"Of the quiet", "Silent"})


def test_only_what_the_filter_lets_through_is_invited(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, wang = an_event(unit), a_person(unit, name="Wang")
        a_person(unit, name="Li")
    assert asked(any_store, event.id, "person", name="Wang").people == (wang.id,)
