# SPDX-License-Identifier: Apache-2.0
"""Merging two records that are one: the chosen values stay, everything else moves, one is deleted.

All of it is one unit of work, so one Undo brings both back as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.actions import consequences, records, standing
from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.choices import ATTENDANCE_STATES
from crm.domain.course import Party
from crm.domain.organisation import Organisation
from crm.domain.receipt import Receipt
from crm.domain.records import Record
from crm.domain.rules import receipts
from crm.domain.rules.following import further
from crm.errors import NotAllowed
from crm.kinds.links import Reference
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]

MERGED = ("organisation", "person")
"""The record types of which two may be one."""

ONCE: Mapping[str, tuple[str, ...]] = {
    "membership": ("chamber_id", "member_id"),
    "party": ("project_id", "organisation_id", "role"),
    "attendance": ("event_id", "person_id"),
    "attendance_project": ("attendance_id", "project_id"),
    "activity_person": ("activity_id", "person_id"),
    "position": ("person_id", "organisation_id", "title", "until"),
}
"""Links that say the same when these fields are equal: one of the two is enough."""

_MAY_BE_UNKNOWN = frozenset({"title", "until"})
_STATES = tuple(option.code for option in ATTENDANCE_STATES)


@dataclass(frozen=True)
class Side:
    """A record as it was seen: its id and the version that was shown."""

    id: int
    version: int


def merge(unit: UnitOfWork, record: str, stays: Side, goes: Side, values: Values) -> Record:
    """Make one record of two: `stays` with the chosen values, and with all that hung on `goes`.

    Raises:
        Conflict: somebody changed one of them since it was shown.
        NotFound: one of them is gone.
        InvalidInput: a value cannot be stored.
        NotAllowed: it is one record, or one of a type that is not merged.
    """
    if record not in MERGED or stays.id == goes.id:
        raise NotAllowed(_("Only two different records can be merged."), _("Choose two of them."))
    kind = RECORDS[record]
    kept = unit.get(kind, stays.id, version=stays.version)
    gone = unit.get(kind, goes.id, version=goes.version)
    projects = _projects_of(unit, gone)
    _absorb(unit, kept, gone)
    records.alter(unit, kept, {name: _not_itself(kind, name, one, stays, goes)
                               for name, one in values.items()})  # fmt: skip
    consequences.repeat_last_sign(unit, kept, "last_activity_on")
    if isinstance(kept, Organisation) and isinstance(gone, Organisation):
        _places_follow(unit, projects, gone.place, kept.place)
    return kept


def references_to(record: str) -> Iterator[tuple[type[Record], str]]:
    """The fields of all record types that name a record of this one."""
    for kind in RECORDS.values():
        for name in _names(kind, record):
            yield kind, name


def _not_itself(kind: type[Record], name: str, value: object, stays: Side, goes: Side) -> object:
    """A record that would refer to itself or to what goes refers to nothing."""
    to = kind.fields()[name].kind
    itself = isinstance(to, Reference) and to.record == kind.__tablename__
    return None if itself and value in {stays.id, goes.id} else value


def _absorb(unit: UnitOfWork, kept: Record, gone: Record) -> None:
    """Let everything that names `gone` name `kept`, and delete `gone`."""
    for kind, name in references_to(kept.__tablename__):
        for one in unit.find(kind, getattr(kind, name) == gone.id):
            if one is not gone:
                unit.change(one, {name: kept.id})
        unit.flush()
        _tidy(unit, kind, name, kept)
    _move_files(unit, kept, gone)
    unit.delete(gone)
    unit.flush()


def _tidy(unit: UnitOfWork, kind: type[Record], name: str, kept: Record) -> None:
    """Take away links that lead back to the record itself, and those that are there twice."""
    pairs = ONCE.get(kind.__tablename__, ())
    itself = [other for other in _names(kind, kept.__tablename__) if other != name]
    first: dict[tuple[object, ...], Record] = {}
    for one in unit.find(kind, getattr(kind, name) == kept.id):
        if one is kept:
            unit.change(kept, {name: None})
        elif pairs and any(getattr(one, other) == kept.id for other in itself):
            unit.delete(one)
        elif pairs:
            key = tuple(getattr(one, field) for field in pairs)
            whole = all(
                v is not None or f in _MAY_BE_UNKNOWN for f, v in zip(pairs, key, strict=True)
            )
            same = first.setdefault(key, one) if whole else one
            if same is not one:
                _fold(unit, same, one)


def _names(kind: type[Record], record: str) -> Iterator[str]:
    """The fields of a record type that name a record of another one."""
    for name, field in kind.fields().items():
        if isinstance(field.kind, Reference) and field.kind.record == record:
            yield name


def _fold(unit: UnitOfWork, kept: Record, twice: Record) -> None:
    """Make one link of two: what only the second knows is kept, what hangs on it moves."""
    filled: dict[str, object] = {}
    for name in type(kept).fields():
        mine, other = getattr(kept, name), getattr(twice, name)
        if mine is None and other is not None:
            filled[name] = other
        elif name in _FURTHER and mine != other and other is not None:
            filled[name] = _FURTHER[name](mine, other)
    unit.change(kept, filled)
    _absorb(unit, kept, twice)


def _further_state(mine: str, other: str) -> str:
    return max(mine, other, key=_STATES.index)


_FURTHER: Mapping[str, Callable[[Any, Any], Any]] = {"state": _further_state, "board": further}
"""Where two attendances differ, the one that came further counts."""


def _move_files(unit: UnitOfWork, kept: Record, gone: Record) -> None:
    """The files go along, but for those that are there already."""
    owned = Attachment.owner == kept.__tablename__
    here = {one.sha256 for one in unit.find(Attachment, owned, Attachment.owner_id == kept.id)}
    for one in unit.find(Attachment, owned, Attachment.owner_id == gone.id):
        if one.sha256 not in here:
            unit.change(one, {"owner_id": kept.id})
    unit.flush()


def _projects_of(unit: UnitOfWork, gone: Record) -> Sequence[int]:
    """The projects whose money came from an organisation that goes."""
    if not isinstance(gone, Organisation):
        return ()
    mine = Party.organisation_id == gone.id, Party.role == "investor"
    return [party.project_id for party in unit.find(Party, *mine)]


def _places_follow(
    unit: UnitOfWork, projects: Sequence[int], old: str | None, new: str | None
) -> None:
    """Receipts that are not reported yet come from the place that was chosen."""
    origin = receipts.origin_of(new, standing.own_place(unit))
    if origin is None or old is None or old == new:
        return
    for project_id in projects:
        mine = Receipt.project_id == project_id, Receipt.place == old
        for receipt in unit.find(Receipt, *mine, Receipt.origin_reason.is_(None)):
            if not receipts.is_locked([receipt.state]):
                unit.change(receipt, {"place": new, "origin": origin})
