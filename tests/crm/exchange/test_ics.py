# SPDX-License-Identifier: Apache-2.0
"""A calendar file has every event and follow-up on its days, as RFC 5545 wants it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.event import AgendaItem, Event
from crm.exchange.ics import Entry, entries, written
from crm.storage.register import Register
from tests.builders import a, a_follow_up, a_person, an_event, an_organisation

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
    begins=st.none() | st.times(),
    rings=st.booleans(),
)


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


PARTS = {"VCALENDAR": {"VTIMEZONE", "VEVENT"}, "VTIMEZONE": {"STANDARD"}, "VEVENT": {"VALARM"}}
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP",
        "LOCATION", "DESCRIPTION", "LAST-MODIFIED")  # fmt: skip
LINE = re.compile(r"(?P<name>[A-Z][A-Z-]*)(?P<said>(?:;[A-Z-]+=[^;:\",]+)*):(?P<value>.*)")
Part = dict[str, list[tuple[str, str]]]


def parsed(data: bytes) -> list[Part]:
    """The entries of a calendar file, read as strictly as RFC 5545 is written."""
    found: list[Part] = []
    zones: set[str] = set()
    open_parts: list[tuple[str, Part]] = []
    for line in unfolded(data):
        said = LINE.fullmatch(line)
        assert said is not None, line
        name, told, text = said["name"], said["said"], said["value"]
        if name == "BEGIN":
            allowed = PARTS.get(open_parts[-1][0], set()) if open_parts else {"VCALENDAR"}
            assert text in allowed
            open_parts.append((text, {}))
        elif name == "END":
            kind, part = open_parts.pop()
            assert kind == text
            if kind == "VTIMEZONE":
                zones.add(part["TZID"][0][1])
            if kind == "VEVENT":
                checked(part, zones)
                found.append(part)
        else:
            open_parts[-1][1].setdefault(name, []).append((told, text))
    assert not open_parts
    return found


def checked(entry: Part, zones: set[str]) -> None:
    """What an entry must have, once, and in a form that calendars take."""
    assert all(len(entry.get(name, [0])) == 1 for name in ONCE)
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"} <= set(entry)
    assert re.fullmatch(r"\d{8}T\d{6}Z", entry["DTSTAMP"][0][1])
    said, begins = entry["DTSTART"][0]
    whole = said == ";VALUE=DATE"
    assert re.fullmatch(r"\d{8}" if whole else r"\d{8}T\d{6}", begins)
    assert whole or said.removeprefix(";TZID=") in zones
    if "DTEND" in entry:
        assert entry["DTEND"][0][0] == said
        assert entry["DTEND"][0][1] > begins
    for text in (entry.get(name, [("", "")])[0][1] for name in ("SUMMARY", "LOCATION")):
        assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", text)


def uids(parts: list[Part]) -> list[str]:
    return [part["UID"][0][1] for part in parts]


def test_the_timetable_of_an_event_stands_at_its_hours(any_store: Register) -> None:
    first = date(2026, 6, 18)
    with any_store.writing("Prepared") as unit:
        event = an_event(unit, name="推介会", starts_on=first, venue="Lake Hotel")
        hours = [
            a(unit, AgendaItem, event_id=event.id, subject="Drive", starts_at=time(14, 0),
              day=first + timedelta(days=1), vehicle="Bus; 2", place="Park"),
            a(unit, AgendaItem, event_id=event.id, subject="Sign in", starts_at=time(9, 0),
              ends_at=time(9, 30), day=first),
            a(unit, AgendaItem, event_id=event.id, subject="Some time", day=first),
        ]  # fmt: skip
    with any_store.reading() as session:
        parts = parsed(written(entries(session, "event", [event.id])))
    assert uids(parts) == [f"{one.uuid}@invest-crm" for one in (event, hours[1], hours[0])]
    zone = ";TZID=Asia/Shanghai"
    assert parts[1]["DTSTART"] == [(zone, "20260618T090000")]
    assert parts[1]["DTEND"] == [(zone, "20260618T093000")]
    assert parts[1]["LOCATION"] == [("", "Lake Hotel")]
    assert parts[2]["DTSTART"] == [(zone, "20260619T140000")]
    assert "DTEND" not in parts[2]
    assert parts[2]["DESCRIPTION"] == [("", "Vehicle: Bus\\; 2")]


def test_a_second_file_changes_the_entries_of_the_first(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        slot = a(unit, AgendaItem, event_id=event.id, subject="Talks", starts_at=time(9, 0))
    with any_store.reading() as session:
        before = parsed(written(entries(session, "event", [event.id])))
    with any_store.writing("Later") as unit:
        unit.change(unit.get(AgendaItem, slot.id), {"starts_at": time(10, 0)})
    with any_store.writing("Called off") as unit:
        unit.change(unit.get(Event, event.id), {"state": "cancelled"})
    with any_store.reading() as session:
        after = parsed(written(entries(session, "event", [event.id])))
    assert uids(before) == uids(after)
    for one, other in zip(before, after, strict=True):
        assert int(other["SEQUENCE"][0][1]) > int(one["SEQUENCE"][0][1])
        assert other["STATUS"][0][1] == "CANCELLED"


def test_an_open_follow_up_rings_on_its_morning_and_a_closed_one_is_silent(
    store: Register,
) -> None:
    with store.writing("Prepared") as unit:
        opened, done = a_follow_up(unit, subject="Call, please"), a_follow_up(unit, state="done")
    with store.reading() as session:
        data = written(entries(session, "follow_up", [opened.id, done.id]))
    assert len(parsed(data)) == 2
    lines = unfolded(data)
    alarm = lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM")]
    assert alarm[1:] == ["ACTION:DISPLAY", "DESCRIPTION:Call\\, please", "TRIGGER:PT9H"]
    assert lines.count("BEGIN:VALARM") == 1


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
        (part,) = parsed(written(entries(session, "follow_up", [task.id])))
    assert part["DTSTART"] == [(";VALUE=DATE", "20260701")]
    assert part["DESCRIPTION"] == [("", "Organisation: Tea Co.\\nPerson: 李明")]


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
    parsed(written(some))
    lines = unfolded(written(some))
    starts = [at for at, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    assert len(starts) == len(some)
    for at, one in zip(starts, some, strict=True):
        own = lines[at : lines.index("END:VEVENT", at)]
        if one.rings:
            own = own[: own.index("BEGIN:VALARM")]
        assert value(own, "SUMMARY") == one.title
        if one.begins is None:
            assert value(own, "DTEND") == f"{one.last + timedelta(days=1):%Y%m%d}"
        if one.place:
            assert value(own, "LOCATION") == one.place
        if one.text.strip():
            assert value(own, "DESCRIPTION") == one.text.strip()
