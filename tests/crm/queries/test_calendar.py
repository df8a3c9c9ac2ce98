# SPDX-License-Identifier: Apache-2.0
"""A calendar shows what is on between two days and passes the filter of the list."""

from __future__ import annotations

from datetime import date

from crm.queries.calendar import events_between, expos_again
from crm.queries.filters import Condition, Filter
from crm.storage.register import Register
from tests.builders import an_event

JUNE = date(2026, 6, 1), date(2026, 6, 30)


def test_events_of_a_month_are_those_that_are_on_in_it(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        for name, first, last in (
            ("Before", date(2026, 5, 20), date(2026, 5, 31)),
            ("Into", date(2026, 5, 30), date(2026, 6, 2)),
            ("Inside", date(2026, 6, 18), None),
            ("After", date(2026, 7, 1), None),
            ("Long over", date(2025, 1, 1), date(2026, 12, 31)),
        ):
            an_event(unit, name=name, starts_on=first, ends_on=last, kind="expo", city="320200")
        unit.delete(an_event(unit, starts_on=date(2026, 6, 3)))
    with any_store.reading() as session:
        found = events_between(session, Filter(), *JUNE, today=JUNE[0])
    assert [(one.name, one.last) for one in found] == [
        ("Into", date(2026, 6, 2)), ("Inside", date(2026, 6, 18)),
    ]  # fmt: skip
    assert found[0].is_expo
    assert found[0].city


def test_the_calendar_shows_what_the_filter_of_the_list_lets_through(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        an_event(unit, name="Tea expo", kind="expo")
        an_event(unit, name="Roadshow")
    wanted = Filter((Condition("kind", "one_of", ("expo",)),))
    with any_store.reading() as session:
        found = events_between(session, wanted, *JUNE, today=JUNE[0])
    assert [one.name for one in found] == ["Tea expo"]


def test_the_expos_of_the_year_before_are_proposed_unless_they_are_entered(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        tea = an_event(unit, name="茶博会（2026）", kind="expo", starts_on=date(2026, 4, 23),
                       ends_on=date(2026, 4, 27))  # fmt: skip
        an_event(unit, name="食博会（2026）", kind="expo", starts_on=date(2026, 7, 15))
        an_event(unit, name="食博会（2027）", kind="expo", starts_on=date(2027, 7, 20))
        an_event(unit, name="Off", kind="expo", starts_on=date(2026, 8, 1), state="cancelled")
        an_event(unit, name="Roadshow", starts_on=date(2026, 5, 1))
        an_event(unit, name="Older", kind="expo", starts_on=date(2025, 5, 1))
    with any_store.reading() as session:
        (found,) = expos_again(session, 2027)
    assert (found.event_id, found.name) == (tea.id, "茶博会（2027）")
    assert (found.starts_on, found.ends_on) == (date(2027, 4, 22), date(2027, 4, 26))
