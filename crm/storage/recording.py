# SPDX-License-Identifier: Apache-2.0
"""Watches a session and notes before and after of every record it writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from crm.domain.records import Record
from crm.kinds.base import Json
from crm.storage.changes import Change

Noted = dict[str, Json]


class Recorder:
    """Collects the changes of one session over all its flushes."""

    def __init__(self, session: Session) -> None:
        self._before: dict[tuple[str, int], Noted | None] = {}
        self._records: dict[tuple[str, int], Record] = {}
        event.listen(session, "after_flush", self._note)

    @property
    def records(self) -> tuple[Record, ...]:
        """The records written so far, in the order of their first writing."""
        return tuple(self._records.values())

    def changes(self) -> tuple[Change, ...]:
        """What has happened since the session began; call it after the last flush."""
        found = (self._change(key, record) for key, record in self._records.items())
        return tuple(change for change in found if change is not None)

    def _note(self, session: Session, _context: UOWTransaction) -> None:
        for record in session.new:
            if isinstance(record, Record):
                key = _key(record)
                self._before[key] = None
                self._records[key] = record
        for record in session.dirty:
            if isinstance(record, Record) and session.is_modified(record):
                self._note_edit(record)

    def _note_edit(self, record: Record) -> None:
        key = _key(record)
        known = self._before.setdefault(key, {})
        self._records[key] = record
        if known is None:
            return
        for name, value in _replaced(record).items():
            known.setdefault(name, value)

    def _change(self, key: tuple[str, int], record: Record) -> Change | None:
        before = self._before[key]
        after = packed(record, None if before is None else before.keys())
        if before is not None:
            before = {name: value for name, value in before.items() if after[name] != value}
            after = {name: after[name] for name in before}
            if not before:
                return None
        return Change(*key, record.uuid, record.version, before, after)


def _key(record: Record) -> tuple[str, int]:
    return record.__tablename__, record.id


def _replaced(record: Record) -> Noted:
    """The values that the pending flush of a record replaces."""
    state = inspect(record)
    out: Noted = {}
    for name in recorded_names(type(record)):
        history = state.attrs[name].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            out[name] = pack_one(type(record), name, old)
    return out


def recorded_names(record: type[Record]) -> tuple[str, ...]:
    """The names of a record type that history keeps: its fields and whether it is deleted."""
    return (*record.fields(), "deleted")


def pack_one(record: type[Record], name: str, value: object) -> Json:
    """One value in the form history keeps it."""
    if value is None or name == "deleted":
        return cast("Json", value)
    return record.fields()[name].kind.pack(value)


def unpack_one(record: type[Record], name: str, value: Json) -> object:
    """One value of history as the record holds it."""
    if value is None or name == "deleted":
        return value
    return record.fields()[name].kind.unpack(value)


def packed(record: Record, names: Iterable[str] | None = None) -> Noted:
    """The values of a record (all recorded ones, or only `names`) as history keeps them.

    A new record's unknown values are left out.
    """
    kind = type(record)
    wanted = recorded_names(kind) if names is None else tuple(names)
    out = {name: pack_one(kind, name, getattr(record, name)) for name in wanted}
    return {k: v for k, v in out.items() if v is not None} if names is None else out
