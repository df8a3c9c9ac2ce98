# SPDX-License-Identifier: Apache-2.0
"""One timeline of an organisation, person, project or event, from everything that has a day.

Whatever names the record and is declared in `SOURCES` appears in it, newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.contact import ActivityPerson
from crm.domain.course import StageChange
from crm.domain.event import Event
from crm.domain.records import Record
from crm.kinds.choices import Choice
from crm.kinds.days import PartialDay
from crm.kinds.numbers import Money, money_words
from crm.queries import naming
from crm.queries.naming import Titles
from crm.words import _, tr

TIMED = ("project", "organisation", "person", "event")
"""The records that have a timeline."""

WINDOW = 30
"""How many entries are read at first, and with each “earlier ones”."""


@dataclass(frozen=True)
class Source:
    """What of a record type stands on a timeline.

    `days` are the fields of its day, the first that is known; `through` a reference whose record
    has the day instead. `title`, `detail`, `who` and `state` name fields. A state in `waiting`
    keeps a record off the timeline: it has not happened yet. `linked` says the other records it
    names, in its title.
    """

    days: tuple[str, ...]
    title: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    who: str = ""
    through: str = ""
    state: str = ""
    waiting: tuple[str, ...] = ()
    linked: bool = False


SOURCES: Mapping[str, Source] = {
    "activity": Source(
        ("happened_on",), ("kind", "subject"), ("content", "asked_for", "next_step"), "staff_id"
    ),
    "stage_change": Source(("moved_on",), (), ("reason",), "staff_id"),
    "progress_entry": Source(
        ("entered_on",), (), ("done", "next_steps", "obstacles"), "staff_id"
    ),
    "receipt": Source(("month",), ("amount",), ("origin", "note"), state="state"),
    "problem": Source(
        ("raised_on",), ("subject",), ("due_on", "solution"), "staff_id", state="state"
    ),
    "milestone": Source(("actual",), ("kind",), ("note",)),
    "library_entry": Source(("entered_on",), ("level", "number")),
    "follow_up": Source(
        ("done_on", "due_on"), ("subject",), ("result", "next_step"), "staff_id", state="state",
        waiting=("open",),
    ),
    "attendance": Source(
        ("starts_on",), (), ("interest", "asked_about", "note"), through="event_id", state="state",
        linked=True,
    ),
    "event_project": Source(("starts_on",), (), ("note",), through="event_id", linked=True),
    "position": Source(("since",), ("title",), linked=True),
    "attachment": Source(("created_at",), ("name",), ("caption", "note")),
}  # fmt: skip
"""By record type, in the order in which the kinds are offered to choose from."""

LABELLED = frozenset({"asked_for", "next_step", "next_steps", "obstacles", "due_on", "solution"})
"""Fields whose label stands before what they say."""


@dataclass(frozen=True)
class Wanted:
    """What of a timeline is shown: all unless something is said.

    `kinds` are record types, and kinds of activities like `activity.call`; `since` the first day,
    `staff_id` who did it, `with_files` leaves out what has no file.
    """

    kinds: frozenset[str] = frozenset()
    since: date | None = None
    staff_id: int | None = None
    with_files: bool = False

    def has(self, record: str) -> bool:
        """Whether anything of a record type may be shown."""
        named = any(one.partition(".")[0] == record for one in self.kinds)
        unsaid = self.staff_id is not None and not SOURCES[record].who
        return not unsaid and (named or not self.kinds)

    def talks(self) -> tuple[str, ...]:
        """The kinds of activities that alone are shown; nothing: all of them."""
        if ACTIVITY in self.kinds:
            return ()
        parts = (one.partition(".") for one in sorted(self.kinds))
        return tuple(talk for record, _dot, talk in parts if record == ACTIVITY and talk)


ACTIVITY = "activity"
EVERYTHING = Wanted()


@dataclass(frozen=True)
class Entry:
    """One entry: its record, its day (and time), what happened, who did it.

    `when` is the day as far as it is known; `about` names the other records it belongs to; `files`
    counts what is attached to it.
    """

    record: str
    id: int
    day: date
    when: str
    title: str
    detail: tuple[str, ...] = ()
    who: str = ""
    about: str = ""
    state: str = ""
    at: time | None = None
    files: int = 0

    @property
    def key(self) -> tuple[str, int]:
        """The record it tells of."""
        return self.record, self.id


@dataclass(frozen=True)
class Timeline:
    """The newest entries, and whether there are earlier ones."""

    entries: tuple[Entry, ...]
    more: bool


Found: TypeAlias = "tuple[date, time, str, Record]"


def kinds(record: str) -> tuple[str, ...]:
    """The record types that can stand on the timeline of a record type."""
    return tuple(one for one in SOURCES if _fields_naming(RECORDS[one], record))


def talks() -> Mapping[str, str]:
    """The kinds of activities as they are chosen by, with their words."""
    kind = RECORDS[ACTIVITY].fields()["kind"].kind
    options = kind.options if isinstance(kind, Choice) else ()
    return {f"{ACTIVITY}.{one.code}": tr(one.label) for one in options}


def timeline(
    session: Session,
    record: str,
    record_id: int,
    *,
    wanted: Wanted = EVERYTHING,
    limit: int = WINDOW,
) -> Timeline:
    """The newest `limit` entries of a record among those that are wanted."""
    found: list[Found] = []
    for one in kinds(record):
        if wanted.has(one):
            found += _of(session, one, (record, record_id), wanted, limit + 1)
    if wanted.since is not None:
        found = [one for one in found if one[0] >= wanted.since]
    found.sort(key=lambda one: (*one[:3], one[3].id), reverse=True)
    seen = found[:limit]
    rows = [one[3] for one in seen]
    known = naming.titles(session, naming.named(rows))
    files = _files_of(session, rows)
    entries = (_entry(one, record, record_id, known) for one in seen)
    told = (replace(one, files=files.get(one.key, 0)) for one in entries)
    return Timeline(tuple(told), len(found) > limit)


def _files_of(session: Session, rows: Sequence[Record]) -> dict[tuple[str, int], int]:
    """How many files hang on each of these records, where there are any."""
    ids = {one.id for one in rows}
    query = (
        select(Attachment.owner, Attachment.owner_id, func.count())
        .where(Attachment.deleted.is_(False), Attachment.owner_id.in_(ids))
        .group_by(Attachment.owner, Attachment.owner_id)
    )
    return {(owner, number): many for owner, number, many in session.execute(query)}


def _fields_naming(kind: type[Record], record: str) -> tuple[str, ...]:
    """The fields by which records of a type name one of another: each puts it on the timeline."""
    if kind is Attachment:
        return ("owner_id",)
    references = naming.references(kind).items()
    return tuple(name for name, target in references if target == record)


def _of(
    session: Session, name: str, owner: tuple[str, int], wanted: Wanted, limit: int
) -> Iterator[Found]:
    source, kind = SOURCES[name], RECORDS[name]
    query, day = _query(kind, source)
    query = query.where(kind.deleted.is_(False), day.is_not(None))
    query = query.where(_belongs(kind, *owner), *_narrowed(name, wanted))
    if source.waiting:
        query = query.where(getattr(kind, source.state).not_in(source.waiting))
    rows = session.execute(query.order_by(day.desc(), kind.id.desc()).limit(limit))
    for found, when in rows:
        at = getattr(found, "at_time", None) or time.min
        yield _day(when), at, name, found


def _narrowed(name: str, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What is wanted of a record type besides its days."""
    kind: Any = RECORDS[name]
    if name == ACTIVITY and wanted.talks():
        yield kind.kind.in_(wanted.talks())
    if wanted.staff_id is not None:
        yield getattr(kind, SOURCES[name].who) == wanted.staff_id
    if wanted.with_files and kind is not Attachment:
        yield exists().where(
            Attachment.owner == name, Attachment.owner_id == kind.id, ~Attachment.deleted
        )


def _query(kind: type[Record], source: Source) -> tuple[Select[Record, Any], ColumnElement[Any]]:
    """What reads the records of a source with their day, and the day to sort by."""
    if source.through:
        day: ColumnElement[Any] = getattr(Event, source.days[0])
        way = Event.id == getattr(kind, source.through)
        return select(kind, day).join(Event, and_(way, Event.deleted.is_(False))), day
    columns = [getattr(kind, name) for name in source.days]
    day = columns[0] if len(columns) == 1 else func.coalesce(*columns)
    return select(kind, day), day


def _belongs(kind: type[Record], record: str, record_id: int) -> ColumnElement[bool]:
    if kind is Attachment:
        return and_(Attachment.owner == record, Attachment.owner_id == record_id)
    where = [getattr(kind, name) == record_id for name in _fields_naming(kind, record)]
    if record == "person" and kind is RECORDS["activity"]:
        took_part = select(ActivityPerson.activity_id).where(
            ActivityPerson.person_id == record_id, ActivityPerson.deleted.is_(False)
        )
        where.append(kind.id.in_(took_part))
    return or_(*where)


def _day(value: object) -> date:
    if isinstance(value, PartialDay):
        return value.last()
    if isinstance(value, datetime):
        return value.astimezone().date()
    return cast("date", value)


def _entry(found: Found, record: str, record_id: int, known: Titles) -> Entry:
    day, at, name, row = found
    source = SOURCES[name]
    days = (getattr(row, one, None) for one in source.days)
    when = next((one for one in days if one is not None), day)
    others = _others(row, (record, record_id), known)
    return Entry(
        name,
        row.id,
        day,
        when=when.text() if isinstance(when, PartialDay) else day.isoformat(),
        title=_title(row, source, others if source.linked else (), known),
        detail=tuple(_details(row, source, known)),
        who=_said(row, source.who, known),
        about="" if source.linked else " · ".join(others),
        state=_said(row, source.state, known),
        at=at if at != time.min else None,
    )


def _said(row: Record, name: str, known: Titles) -> str:
    return naming.say(type(row), name, getattr(row, name), known) if name else ""


def _others(row: Record, owner: tuple[str, int], known: Titles) -> tuple[str, ...]:
    """What the other records are called that a record names; staff and units do not count."""
    found: list[str] = []
    for name, target in naming.references(type(row)).items():
        other = (target, getattr(row, name))
        if other[1] is not None and other != owner and target not in OFFICE:
            found.append(known.get(other, ""))
    return tuple(dict.fromkeys(one for one in found if one))


OFFICE = frozenset({"staff", "unit"})


def _title(row: Record, source: Source, others: Sequence[str], known: Titles) -> str:
    """What happened, in a line."""
    kind = type(row)
    if isinstance(row, StageChange):
        return _move(row)
    said = [_with_unit(row, name, known) for name in source.title]
    joined = " · ".join(one for one in (*said, *others) if one)
    return joined or getattr(row, "name", None) or tr(kind.about.word)


def _with_unit(row: Record, name: str, known: Titles) -> str:
    """A value with its unit; money as the language says it."""
    kind, value = type(row).fields()[name].kind, getattr(row, name)
    if isinstance(kind, Money) and isinstance(value, int):
        return money_words(value)
    said, unit = _said(row, name, known), tr(kind.unit)
    return f"{said} {unit}" if said and unit else said


def _move(row: StageChange) -> str:
    fields = StageChange.fields()
    to = fields["to_stage"].show(row.to_stage)
    if not row.from_stage:
        return _("Entered stage {stage}").format(stage=to)
    return f"{fields['from_stage'].show(row.from_stage)} → {to}"


def _details(row: Record, source: Source, known: Titles) -> Iterator[str]:
    fields = type(row).fields()
    for name in source.detail:
        said = _said(row, name, known)
        if said:
            labelled = _("{label}: {value}").format(label=fields[name].title, value=said)
            yield labelled if name in LABELLED else said
    if getattr(row, "marked", None):
        yield fields["marked"].title
