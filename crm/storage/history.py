# SPDX-License-Identifier: Apache-2.0
"""Reading what happened: the change sets of the store, and those of one record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from crm.domain.records import Record
from crm.storage.changes import Change, Changes, Packed, Seen
from crm.storage.tables import CHANGE_ROWS, CHANGE_SETS


def latest_set_id(session: Session) -> int:
    """The id of the newest change set, 0 in a store nobody has written to."""
    return int(session.scalar(select(func.max(CHANGE_SETS.c.id))) or 0)


def load(session: Session, set_id: int) -> Changes | None:
    """One change set with all its items, or None."""
    found = _sets(session, select(CHANGE_SETS).where(CHANGE_SETS.c.id == set_id))
    return found[0] if found else None


def since(
    session: Session,
    set_id: int,
    *,
    limit: int = 200,
    not_by: str | None = None,
    up_to: int | None = None,
) -> list[Changes]:
    """The change sets after `set_id`, oldest first, without those of the desk `not_by`."""
    query = select(CHANGE_SETS).where(CHANGE_SETS.c.id > set_id)
    if not_by is not None:
        query = query.where(CHANGE_SETS.c.desk != not_by)
    if up_to is not None:
        query = query.where(CHANGE_SETS.c.id <= up_to)
    return _sets(session, query.order_by(CHANGE_SETS.c.id).limit(limit))


def fields_changed(
    session: Session, seen: Seen, record: str, ids: Sequence[int]
) -> dict[int, set[str]]:
    """Which fields of these records others have written after what was seen, by id."""
    query = (
        select(CHANGE_ROWS.c.record_id, CHANGE_ROWS.c.before, CHANGE_ROWS.c.after)
        .join(CHANGE_SETS, CHANGE_SETS.c.id == CHANGE_ROWS.c.set_id)
        .where(
            CHANGE_SETS.c.id > seen.set_id, CHANGE_SETS.c.desk != seen.desk,
            CHANGE_ROWS.c.record == record,
        )
    )  # fmt: skip
    wanted = set(ids)
    found: dict[int, set[str]] = {}
    for record_id, before, after in session.execute(query):
        if record_id in wanted:
            names = found.setdefault(record_id, set())
            names.update(json.loads(after), json.loads(before) if before else ())
    return found


def recent(session: Session, *, limit: int = 50) -> Sequence[Changes]:
    """The newest change sets of the store, newest first."""
    return _sets(session, select(CHANGE_SETS).order_by(CHANGE_SETS.c.id.desc()).limit(limit))


def of_record(
    session: Session, record: type[Record], record_id: int, *, limit: int = 200
) -> Sequence[Changes]:
    """The change sets that touched one record, newest first; items of other records too."""
    ids = (
        select(CHANGE_ROWS.c.set_id)
        .where(CHANGE_ROWS.c.record == record.__tablename__, CHANGE_ROWS.c.record_id == record_id)
        .order_by(CHANGE_ROWS.c.set_id.desc())
        .limit(limit)
    )
    query = select(CHANGE_SETS).where(CHANGE_SETS.c.id.in_(ids)).order_by(CHANGE_SETS.c.id.desc())
    return _sets(session, query)


def of_records(
    session: Session, wanted: Mapping[str, Sequence[int]], *, limit: int = 200
) -> list[Changes]:
    """The change sets that touched any of these records (ids by type), newest first."""
    touched = [
        and_(CHANGE_ROWS.c.record == record, CHANGE_ROWS.c.record_id.in_(list(ids)))
        for record, ids in wanted.items()
    ]
    ids = (
        select(CHANGE_ROWS.c.set_id)
        .where(or_(*touched))
        .distinct()
        .order_by(CHANGE_ROWS.c.set_id.desc())
        .limit(limit)
    )
    query = select(CHANGE_SETS).where(CHANGE_SETS.c.id.in_(ids)).order_by(CHANGE_SETS.c.id.desc())
    return _sets(session, query)


def undone(session: Session, set_id: int) -> bool:
    """Whether a change set was undone, and the undo itself was not undone again."""
    query = select(CHANGE_SETS.c.id).where(CHANGE_SETS.c.undoes == set_id)
    return any(not undone(session, int(i)) for i in session.scalars(query))


def first_of(session: Session, changes: Changes) -> tuple[Changes, int]:
    """The change set at the bottom of a chain of undoing, and how many undo it in turn."""
    depth = 0
    while changes.undoes is not None:
        below = load(session, changes.undoes)
        if below is None:
            break
        changes, depth = below, depth + 1
    return changes, depth


def last_undoable(session: Session, desk: str) -> Changes | None:
    """The newest change set of this desk that can still be undone, or None."""
    query = (
        select(CHANGE_SETS.c.id)
        .where(CHANGE_SETS.c.desk == desk, CHANGE_SETS.c.undoes.is_(None), CHANGE_SETS.c.complete)
        .order_by(CHANGE_SETS.c.id.desc())
        .limit(100)
    )
    ids = (int(i) for i in session.scalars(query).all())
    found = next((i for i in ids if not undone(session, i)), None)
    return None if found is None else load(session, found)


def last_redoable(session: Session, desk: str) -> Changes | None:
    """The newest undo of this desk that can be taken back: nothing else was done since."""
    query = (
        select(CHANGE_SETS.c.id, CHANGE_SETS.c.undoes)
        .where(CHANGE_SETS.c.desk == desk)
        .order_by(CHANGE_SETS.c.id.desc())
        .limit(100)
    )
    for row in session.execute(query).all():
        if row.undoes is None:
            return None
        changes = load(session, int(row.id))
        if changes is not None and _is_open_undo(session, changes):
            return changes
    return None


def _is_open_undo(session: Session, changes: Changes) -> bool:
    _first, depth = first_of(session, changes)
    return depth % 2 == 1 and not undone(session, changes.id)


def _sets(session: Session, query: Select[Any]) -> list[Changes]:
    heads = session.execute(query).all()
    items: dict[int, list[Change]] = {int(head.id): [] for head in heads}
    rows = session.execute(
        select(CHANGE_ROWS).where(CHANGE_ROWS.c.set_id.in_(items)).order_by(CHANGE_ROWS.c.id)
    )
    for row in rows:
        items[int(row.set_id)].append(_change(row))
    return [_changes(head, items[int(head.id)]) for head in heads]


def _changes(head: Row[Any], items: list[Change]) -> Changes:
    return Changes(
        id=int(head.id),
        title=str(head.title),
        at=head.at,
        author=str(head.author),
        items=tuple(items),
        undoes=head.undoes,
        complete=bool(head.complete),
    )


def _change(row: Row[Any]) -> Change:
    before = None if row.before is None else cast("Packed", json.loads(row.before))
    return Change(
        record=str(row.record),
        id=int(row.record_id),
        uuid=str(row.record_uuid),
        version=int(row.version),
        before=before,
        after=cast("Packed", json.loads(row.after)),
    )
