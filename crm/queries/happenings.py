# SPDX-License-Identifier: Apache-2.0
"""The history of one record in words: who changed what from what to what, and its parts with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.records import Record
from crm.domain.rules.cropping import WHOLE, read_window
from crm.domain.rules.milestones import SLOTS
from crm.domain.rules.pictures import PLACES
from crm.domain.rules.plan import TITLES, read_plan
from crm.kinds.base import Json
from crm.kinds.links import Reference
from crm.queries import naming
from crm.queries.naming import Titles
from crm.storage import history
from crm.storage.changes import Change, Changes, Packed
from crm.storage.recording import unpack_one
from crm.storage.unit import parts_of
from crm.words import _, tr

WINDOW = 30
"""How many happenings are read at first, and with each “earlier ones”."""


@dataclass(frozen=True)
class Line:
    """One field: its title, what it was and what it became, in words; nothing for unknown."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Deed:
    """What happened to one record: `what` is made, changed, deleted or restored.

    `title` names a part; it is empty for the record whose history this is.
    """

    record: str
    id: int
    what: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Happening:
    """One change set, as far as it touched the record and its parts.

    `others` counts the other records that were changed with it; `undoable` says whether it can
    be asked to be taken back.
    """

    set_id: int
    at: datetime
    who: str
    title: str
    deeds: tuple[Deed, ...]
    others: int
    undone: bool
    undoable: bool


@dataclass(frozen=True)
class History:
    """The newest happenings, whether there are earlier ones, and when the record was made."""

    happenings: tuple[Happening, ...]
    more: bool
    made_at: datetime | None


def history_of(session: Session, record: str, record_id: int, *, limit: int = WINDOW) -> History:
    """The newest happenings of a record and of what hangs on it."""
    kind = RECORDS[record]
    family = _family(session, kind, record_id)
    sets = history.of_records(session, family, limit=limit + 1)
    own = {(name, one) for name, ids in family.items() for one in ids}
    seen = sets[:limit]
    known = naming.titles(session, set(_named(seen, own)))
    made = session.scalar(select(kind.created_at).where(kind.id == record_id))
    return History(
        tuple(_happening(session, one, (record, record_id), own, known) for one in seen),
        len(sets) > limit,
        made,
    )


def _family(session: Session, kind: type[Record], record_id: int) -> dict[str, list[int]]:
    """The record and its parts by type, deleted ones too."""
    found = {kind.__tablename__: [record_id]}
    for part in parts_of(kind):
        where = getattr(part, part.about.parent) == record_id
        found.setdefault(part.__tablename__, []).extend(
            session.scalars(select(part.id).where(where))
        )
    files = select(Attachment.id).where(
        Attachment.owner == kind.__tablename__, Attachment.owner_id == record_id
    )
    found["attachment"] = [*found.get("attachment", []), *session.scalars(files)]
    return {name: ids for name, ids in found.items() if ids}


def _named(sets: list[Changes], own: set[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """What must be called by name: the records themselves, and those their values refer to."""
    for changes in sets:
        for item in changes.items:
            if (item.record, item.id) not in own:
                continue
            yield item.record, item.id
            fields = RECORDS[item.record].fields()
            for values in (item.before or {}, item.after):
                for name, value in values.items():
                    kind = fields[name].kind if name in fields else None
                    if isinstance(kind, Reference) and isinstance(value, int):
                        yield kind.record, value


def _happening(
    session: Session,
    changes: Changes,
    owner: tuple[str, int],
    own: set[tuple[str, int]],
    known: Titles,
) -> Happening:
    items = [one for one in changes.items if (one.record, one.id) in own]
    deeds = [_deed(one, owner, known) for one in items]
    undone = history.undone(session, changes.id)
    return Happening(
        changes.id,
        changes.at,
        changes.author,
        changes.title,
        tuple(one for one in deeds if one.lines or one.what != "changed"),
        len(changes.items) - len(items),
        undone,
        changes.complete and not undone,
    )


def _deed(change: Change, owner: tuple[str, int], known: Titles) -> Deed:
    here = (change.record, change.id)
    what = (
        "made" if change.created
        else "deleted" if change.deleted
        else "restored" if change.restored
        else "changed"
    )  # fmt: skip
    lines = tuple(_lines(change, known)) if what in {"made", "changed"} else ()
    title = "" if here == owner else _part(here, known)
    return Deed(change.record, change.id, what, title, lines)


def _part(here: tuple[str, int], known: Titles) -> str:
    word, title = tr(RECORDS[here[0]].about.word), known.get(here, "")
    return _("{label}: {value}").format(label=word, value=title) if title else word


def _lines(change: Change, known: Titles) -> Iterator[Line]:
    kind = RECORDS[change.record]
    before: Packed = change.before or {}
    for name, field in kind.fields().items():
        if name not in change.after or name in {kind.about.parent, *UNTOLD}:
            continue
        old, new = (_say(kind, name, values.get(name), known) for values in (before, change.after))
        if old != new:
            yield Line(field.title, old, new)


UNTOLD = frozenset(
    {"last_activity_on", "last_progress_on", "owner", "owner_id", "sha256", "snapshot_sha256"}
)
"""Fields that only repeat what another record says, or say nothing to a person."""


def _say(kind: type[Record], name: str, packed: Json, known: Titles) -> str:
    value, said = unpack_one(kind, name, packed), _IN_WORDS.get((kind.__tablename__, name))
    if said is not None and isinstance(value, str):
        return said(value)
    return naming.say(kind, name, value, known)


def _of_plan(kept: str) -> str:
    """The chapters of an edition, and how much of it was decided by hand."""
    plan = read_plan(kept)
    counted = (
        (_("printed all the same: {n}"), len(plan.let_in)),
        (_("left out: {n}"), len(plan.kept_out)),
        (_("by conditions: {n}"), len(plan.filters)),
        (_("in an order of its own: {n}"), len(plan.orders)),
    )
    chapters = _(", ").join(tr(TITLES[code]) for code in plan.chapters)
    return " · ".join((chapters, *(said.format(n=n) for said, n in counted if n)))


def _of_part(kept: str) -> str:
    """How much of a picture is printed."""
    window = read_window(kept)
    if window is None:
        return ""
    wide, high = (round(one * 100 / WHOLE) for one in (window.width, window.height))
    return _("{width} % × {height} % of it").format(width=wide, height=high)


def _of_place(slot: str) -> str:
    """What a file is evidence for, or where a picture is printed."""
    return tr(_USES.get(slot, slot))


_USES = {**SLOTS, **{slot: label for own in PLACES.values() for slot, label in own.items()}}


_IN_WORDS: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("guide_edition", "chapters"): _of_plan,
    ("attachment", "crop"): _of_part,
    ("attachment", "slot"): _of_place,
}
"""Fields that keep more than one thing, or a code."""


def deletion(session: Session, record: str, record_id: int) -> int:
    """The change set that deleted a record and can be undone; 0 when there is none."""
    for changes in history.of_records(session, {record: [record_id]}):
        for item in changes.items:
            if (item.record, item.id) == (record, record_id) and item.deleted:
                open_one = changes.complete and not history.undone(session, changes.id)
                return changes.id if open_one else 0
    return 0
