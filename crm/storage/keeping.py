# SPDX-License-Identifier: Apache-2.0
"""Writing the history: the head and the rows of one change set, in the transaction they tell of."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from crm.domain.records import new_uuid
from crm.kinds.texts import clean
from crm.storage.changes import Change, Changes
from crm.storage.engine import APPLICATION_ID
from crm.storage.tables import AUTHOR_LENGTH, CHANGE_ROWS, CHANGE_SETS, TITLE_LENGTH


def keep_changes(session: Session, changes: Changes, *, desk: str) -> Changes:
    """Write a change set; returns it with its id, just before the commit."""
    if session.get_bind().dialect.name == "postgresql":
        # Ids are in the order of the commits, so whoever has seen one has seen all before it.
        session.execute(select(func.pg_advisory_xact_lock(APPLICATION_ID)))
    title = cut(changes.title, TITLE_LENGTH)
    author = cut(changes.author, AUTHOR_LENGTH)
    head = insert(CHANGE_SETS).values(
        uuid=new_uuid(),
        title=title,
        at=changes.at,
        author=author,
        desk=desk,
        undoes=changes.undoes,
        complete=changes.complete,
    )
    set_id = int(session.execute(head.returning(CHANGE_SETS.c.id)).scalar_one())
    if changes.items:
        session.execute(insert(CHANGE_ROWS), [_row(set_id, item) for item in changes.items])
    return replace(changes, id=set_id, title=title, author=author)


def cut(text: str, length: int) -> str:
    """Text that fits a column; a cut is seen, and what no store takes is left out."""
    plain = clean(text)
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"


def _row(set_id: int, item: Change) -> dict[str, object]:
    return {
        "set_id": set_id,
        "record": item.record,
        "record_id": item.id,
        "record_uuid": item.uuid,
        "version": item.version,
        "before": None if item.before is None else _json(item.before),
        "after": _json(item.after),
    }


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
