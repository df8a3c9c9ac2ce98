# SPDX-License-Identifier: Apache-2.0
"""Events and follow-ups as a calendar file (RFC 5545) for phones and desktop calendars.

All of them are whole days, so no time zone is needed; the end of a day is the next one. The uid is
that of the record: who takes a newer file gets the entry changed, not a second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.contact import FollowUp
from crm.domain.event import Event
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


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar: whole days from the first to the last."""

    uid: str
    changed: datetime
    sequence: int
    first: date
    last: date
    title: str
    place: str = ""
    text: str = ""
    cancelled: bool = False


def entries(session: Session, record: str, ids: Sequence[int]) -> list[Entry]:
    """The live records with these ids as entries, in their order.

    Raises:
        KeyError: this record type has no days.
    """
    kind: type[Record] = {"event": Event, "follow_up": FollowUp}[record]
    found: dict[int, Entry] = {}
    for some in portions(ids):
        query = select(kind).where(kind.id.in_(some), kind.deleted.is_(False))
        rows = session.scalars(query).all()
        known = naming.titles(session, naming.named(rows))
        for row in rows:
            found[row.id] = _event(row) if isinstance(row, Event) else _follow_up(row, known)
    return [found[one] for one in ids if one in found]


def written(some: Iterable[Entry]) -> bytes:
    """A calendar file of some entries."""
    lines = [*HEAD]
    for one in some:
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
        text="\n".join(said), cancelled=record.state == "dropped",
    )  # fmt: skip


def _uid(record: Record) -> str:
    return f"{record.uuid}@invest-crm"


def _lines(one: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{one.changed:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.title)}",
        f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
    ]
    if one.place:
        lines.append(f"LOCATION:{_escaped(one.place)}")
    if one.text.strip():
        lines.append(f"DESCRIPTION:{_escaped(one.text.strip())}")
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    plain = re.sub(r"\r\n?", "\n", text)
    return re.sub(r"([\\;,])", r"\\\1", plain).replace("\n", "\\n")
