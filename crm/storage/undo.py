# SPDX-License-Identifier: Apache-2.0
"""Undo is the inverse of a change set; it refuses politely when a record has moved on."""

from __future__ import annotations

from crm.domain.all_records import RECORDS
from crm.errors import Conflict, NotFound
from crm.storage import history
from crm.storage.changes import Change, Changes
from crm.storage.recording import packed, unpack_one
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from crm.words import _, tr


def undo(register: Register, set_id: int, origin: object | None = None) -> Changes:
    """Take a change set back as a new one, which can itself be undone.

    Returns the change set that was undone.

    Raises:
        NotFound: there is no such change set.
        Conflict: it was undone before, or a record was changed again since.
    """
    with register.reading() as session:
        changes = history.load(session, set_id)
        done_before = history.undone(session, set_id)
    if changes is None or not changes.complete:
        raise NotFound(
            _("There is nothing here that can be undone."),
            _("Large imports are taken back from the import page."),
        )
    if done_before:
        raise Conflict(_("This change was already undone."), _("Nothing was done."))
    title = _("Undo: {title}").format(title=changes.title)
    with register.writing(title, origin, undoes=set_id) as unit:
        for item in reversed(changes.items):
            _take_back(unit, item)
    return changes


def undo_last(register: Register, origin: object | None = None) -> Changes | None:
    """Undo the newest change of this desk; None when there is none."""
    with register.reading() as session:
        last = history.last_undoable(session, register.desk)
    return None if last is None else undo(register, last.id, origin)


def _take_back(unit: UnitOfWork, item: Change) -> None:
    kind = RECORDS[item.record]
    record = unit.any_of(kind, item.id)
    if record is None:
        raise NotFound(_("The record is not in this store."), _("Nothing was done."))
    if item.before is None:
        names = item.after.keys()
        _refuse_when_moved_on(item, packed(record, names))
        record.deleted = True
        return
    _refuse_when_moved_on(item, packed(record, item.after.keys()))
    unit.change(record, {k: unpack_one(kind, k, v) for k, v in item.before.items()})


def _refuse_when_moved_on(item: Change, current: object) -> None:
    if current != dict(item.after):
        raise Conflict(
            _("This {record} was changed again since, so the older change stays.").format(
                record=tr(RECORDS[item.record].about.word)
            ),
            _("Undo the newer change first, or edit the record."),
        )
