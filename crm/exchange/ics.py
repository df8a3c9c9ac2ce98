# SPDX-License-Identifier: Apache-2.0
"""Events and follow-ups as a calendar file (RFC 5545) for phones and desktop calendars.

Events and follow-ups are whole days; the lines of a timetable have their hours, in the time of
Beijing. Follow-ups ring on the morning of their day. The uid is that of the record, and what is
changed has a higher sequence: who takes a newer file gets the entry changed, not a second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.contact import FollowUp
from crm.domain.event import AgendaItem, Event
from crm.domain.records import Record
from crm.domain.rules.following import due
from crm.exchange.vcard import folded
from crm.queries import naming
from crm.storage.portions import portions
from crm.words import _

CALENDARS = ("event", "follow_up")
"""The record types that have days to go into a calendar."""

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Invest CRM//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH")  # fmt: skip

ZONE = "Asia/Shanghai"
CLOCK = ("BEGIN:VTIMEZONE", f"TZID:{ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000",
         "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD",
         "END:VTIMEZONE")  # fmt: skip
MORNING = "PT9H"
"""When a day rings: so long after it began."""


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar: whole days from the first to the last, or hours of the first.

    It has hours when it `begins` at one; without an end it is a moment.
    """

    uid: str
    changed: datetime
    sequence: int
    first: date
    last: date
    title: str
    place: str = ""
    text: str = ""
    cancelled: bool = False
    begins: time | None = None
    ends: time | None = None
    rings: bool = False


def entries(session: Session, record: str, ids: Sequence[int]) -> list[Entry]:
    """The live records with these ids as entries, in their order; events with their timetables.

    Raises:
        KeyError: this record type has no days.
    """
    kind: type[Record] = {"event": Event, "follow_up": FollowUp}[record]
    found: dict[int, list[Entry]] = {}
    for some in portions(ids):
        query = select(kind).where(kind.id.in_(some), kind.deleted.is_(False))
        rows = session.scalars(query).all()
        known = naming.titles(session, naming.named(rows))
        slots = _slots(session, some if kind is Event else ())
        for row in rows:
            found[row.id] = (
                [_event(row), *_timetable(row, slots.get(row.id, ()))]
                if isinstance(row, Event)
                else [_follow_up(row, known)]
            )
    return [entry for one in ids if one in found for entry in found[one]]


def written(some: Iterable[Entry]) -> bytes:
    """A calendar file of some entries."""
    those = list(some)
    lines = [*HEAD, *(CLOCK if any(one.begins for one in those) else ())]
    for one in those:
        lines += _lines(one)
    return b"".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def _event(event: Event) -> Entry:
    fields = Event.fields()
    shown = ((name, fields[name].show(getattr(event, name))) for name in ("kind", "organiser"))
    said = [
        _("{label}: {text}").format(label=fields[name].title, text=text)
        for name, text in shown
        if text
    ]
    where = (fields[name].show(getattr(event, name)) for name in ("city", "venue"))
    return Entry(
        _uid(event), event.updated_at, event.version, event.starts_on,
        max(event.ends_on or event.starts_on, event.starts_on), event.name,
        place=" ".join(one for one in where if one), text="\n".join([*said, event.summary or ""]),
        cancelled=event.state == "cancelled",
    )  # fmt: skip


def _slots(session: Session, events: Sequence[int]) -> Mapping[int, Sequence[AgendaItem]]:
    """The timetables of some events, each in its order."""
    query = (
        select(AgendaItem)
        .where(AgendaItem.event_id.in_(events), AgendaItem.deleted.is_(False))
        .order_by(AgendaItem.day, AgendaItem.starts_at, AgendaItem.id)
    )
    found: dict[int, list[AgendaItem]] = {}
    for slot in session.scalars(query):
        found.setdefault(slot.event_id, []).append(slot)
    return found


def _timetable(event: Event, slots: Sequence[AgendaItem]) -> list[Entry]:
    """The lines that have an hour, each on its day."""
    return [
        _slot(event, one, one.day or event.starts_on) for one in slots if one.starts_at is not None
    ]


def _slot(event: Event, slot: AgendaItem, day: date) -> Entry:
    begins, ends = slot.starts_at, slot.ends_at
    fields = AgendaItem.fields()
    names = ("speaker", "company", "vehicle", "duty")
    said = [
        _("{label}: {text}").format(label=fields[name].title, text=getattr(slot, name))
        for name in names
        if getattr(slot, name)
    ]
    return Entry(
        _uid(slot), max(slot.updated_at, event.updated_at), slot.version + event.version, day, day,
        _("{subject} ({event})").format(subject=slot.subject, event=event.name),
        place=slot.place or event.venue or "", text="\n".join(said),
        cancelled=event.state == "cancelled", begins=begins,
        ends=ends if begins and ends and ends > begins else None,
    )  # fmt: skip


def _follow_up(record: Record, known: naming.Titles) -> Entry:
    if not isinstance(record, FollowUp):
        raise TypeError(record)
    names = ("organisation_id", "person_id", "project_id", "event_id", "staff_id")
    fields = FollowUp.fields()
    said = [
        _("{label}: {text}").format(
            label=fields[name].title, text=naming.say(FollowUp, name, getattr(record, name), known)
        )
        for name in names
        if getattr(record, name) is not None
    ]
    day = due(record.due_on, record.snoozed_until)
    return Entry(
        _uid(record), record.updated_at, record.version, day, day, record.subject,
        text="\n".join(said), cancelled=record.state == "dropped", rings=record.state == "open",
    )  # fmt: skip


def _uid(record: Record) -> str:
    return f"{record.uuid}@invest-crm"


def _lines(one: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{one.changed:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{one.changed:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{one.sequence}",
        *_ends(one),
        f"SUMMARY:{_escaped(one.title)}",
        f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}",
        f"TRANSP:{'OPAQUE' if one.begins else 'TRANSPARENT'}",
    ]
    if one.place:
        lines.append(f"LOCATION:{_escaped(one.place)}")
    if one.text.strip():
        lines.append(f"DESCRIPTION:{_escaped(one.text.strip())}")
    if one.rings:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(one.title)}",
                  f"TRIGGER:{MORNING}", "END:VALARM"]  # fmt: skip
    return [*lines, "END:VEVENT"]


def _ends(one: Entry) -> list[str]:
    """When an entry begins and ends; the end of whole days is the day after."""
    if one.begins is None:
        return [f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
                f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}"]  # fmt: skip
    moments = [("DTSTART", one.begins), *([("DTEND", one.ends)] if one.ends else [])]
    return [f"{name};TZID={ZONE}:{one.first:%Y%m%d}T{at:%H%M%S}" for name, at in moments]


def _escaped(text: str) -> str:
    plain = re.sub(r"\r\n?", "\n", text)
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")
