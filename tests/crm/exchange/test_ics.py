# SPDX-License-Identifier: Apache-2.0
"""A calendar file has every event and follow-up on its days, as RFC 5545 wants it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.ics import Entry, entries, written
from crm.storage.register import Register
from tests.builders import a_follow_up, a_person, an_event, an_organisation

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)
ENTRY = st.builds(
    Entry,
    uid=st.uuids().map(str),
    changed=st.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, UTC)),
    sequence=st.integers(1, 99),
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    last=st.just(date(2030, 6, 1)),
    title=TEXT,
    place=st.just("") | TEXT,
    text=st.just("") | st.lists(TEXT, max_size=3).map("\n".join),
)


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def value(lines: list[str], name: str) -> str:
    (found,) = [line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line)]
    return re.sub(r"\\(.)", lambda hit: "\n" if hit[1] == "n" else hit[1], found)


def test_an_event_stands_on_all_its_days(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(
            unit, name="无锡推介会, 上午", starts_on=date(2026, 6, 18), ends_on=date(2026, 6, 19),
            city="320200", venue="Lake Hotel; hall 2", organiser="County",
        )  # fmt: skip
    with any_store.reading() as session:
        lines = unfolded(written(entries(session, "event", [event.id])))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "SUMMARY:无锡推介会\\, 上午" in lines
    assert value(lines, "DTSTART") == "20260618"
    assert value(lines, "DTEND") == "20260620"
    assert value(lines, "UID") == f"{event.uuid}@invest-crm"
    assert value(lines, "LOCATION").endswith("Lake Hotel; hall 2")
    assert "Organiser: County" in value(lines, "DESCRIPTION")
    assert value(lines, "STATUS") == "CONFIRMED"


def test_a_follow_up_stands_on_the_day_that_counts_with_whom_it_is_about(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit, name="Tea Co.")
        person = a_person(unit, name="李明")
        task = a_follow_up(
            unit, subject="Call", due_on=date(2026, 6, 25), snoozed_until=date(2026, 7, 1),
            organisation_id=house.id, person_id=person.id,
        )  # fmt: skip
    with any_store.reading() as session:
        lines = unfolded(written(entries(session, "follow_up", [task.id])))
    assert value(lines, "DTSTART") == "20260701"
    assert value(lines, "DESCRIPTION") == "Organisation: Tea Co.\nPerson: 李明"


def test_what_was_called_off_says_so_and_what_was_deleted_is_left_out(store: Register) -> None:
    with store.writing("Prepared") as unit:
        off = an_event(unit, name="Off", state="cancelled")
        gone, last = an_event(unit, name="Gone"), an_event(unit, name="Last")
        unit.delete(gone)
    with store.reading() as session:
        found = entries(session, "event", [last.id, gone.id, off.id])
        assert entries(session, "event", []) == []
        with pytest.raises(KeyError):
            entries(session, "project", [1])
    assert [(one.title, one.cancelled) for one in found] == [("Last", False), ("Off", True)]


@given(some=st.lists(ENTRY, max_size=4))
def test_whatever_it_says_every_line_is_short_and_every_text_comes_back(some: list[Entry]) -> None:
    lines = unfolded(written(some))
    starts = [at for at, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    assert len(starts) == len(some)
    for at, one in zip(starts, some, strict=True):
        own = lines[at : lines.index("END:VEVENT", at)]
        assert value(own, "SUMMARY") == one.title
        assert value(own, "DTEND") == f"{one.last + timedelta(days=1):%Y%m%d}"
        if one.place:
            assert value(own, "LOCATION") == one.place
        if one.text.strip():
            assert value(own, "DESCRIPTION") == one.text.strip()
