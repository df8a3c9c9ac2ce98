# SPDX-License-Identifier: Apache-2.0
"""Undo is the inverse of a change set; it refuses politely when a record has moved on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from crm.domain.all_records import RECORDS
from crm.domain.attachment import Attachment
from crm.domain.edition import GuideEdition
from crm.domain.lastsigns import LAST_SIGNS, latest, took_part
from crm.domain.records import Record, today
from crm.errors import Conflict, NotFound
from crm.storage import history
from crm.storage.changes import Change, Changes
from crm.storage.recording import packed, unpack_one
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from crm.words import _, tr

REPEATED: Mapping[str, frozenset[str]] = {one: frozenset(LAST_SIGNS[one]) for one in LAST_SIGNS}
"""Fields that only repeat what other records say: they move on without being somebody's change."""

TOLD_BY = frozenset({*LAST_SIGNS, "activity", "activity_person", "progress_entry"})
"""The record types of which one that comes or goes may be the latest sign of a record."""


def undo(register: Register, set_id: int, origin: object | None = None) -> Changes:
    """Take a change set back as a new one, which can itself be undone (that is redoing).

    Returns the change set that was undone.

    Raises:
        NotFound: there is no such change set.
        Conflict: it was undone before, or a record was changed again since.
    """
    with register.reading() as session:
        changes = history.load(session, set_id)
        if changes is None or not changes.complete:
            raise NotFound(
                _("There is nothing here that can be undone."),
                _("Large imports are taken back from the import page."),
            )
        first, depth = history.first_of(session, changes)
    title = _("Redo: {title}") if depth % 2 else _("Undo: {title}")
    with register.writing(title.format(title=first.title), origin, undoes=set_id) as unit:
        # Asked inside the transaction: two windows must not undo the same change.
        _refuse_when_undone(unit, set_id)
        for record in [_taken_back(unit, item) for item in reversed(changes.items)]:
            _refuse_loose_ends(unit, record)
            _repeat_last_signs(unit, record)
    return changes


def undo_last(register: Register, origin: object | None = None) -> Changes | None:
    """Undo the newest change of this desk; None when there is none."""
    with register.reading() as session:
        last = history.last_undoable(session, register.desk)
    return None if last is None else undo(register, last.id, origin)


def redo_last(register: Register, origin: object | None = None) -> Changes | None:
    """Take back the newest undo of this desk; None when there is none, or something came after."""
    with register.reading() as session:
        last = history.last_redoable(session, register.desk)
    return None if last is None else undo(register, last.id, origin)


def _refuse_when_undone(unit: UnitOfWork, set_id: int) -> None:
    if unit.ask(lambda session: history.undone(session, set_id)):
        raise Conflict(_("This change was already undone."), _("Nothing was done."))


def _taken_back(unit: UnitOfWork, item: Change) -> Record:
    kind = RECORDS[item.record]
    record = unit.any_of(kind, item.id)
    if record is None:
        raise NotFound(_("The record is not in this store."), _("Nothing was done."))
    _refuse_frozen(unit, record, item)
    if item.before is None:
        _refuse_when_moved_on(item, packed(record), item.after.keys())
        record.deleted = True
    else:
        own = item.after.keys() - REPEATED.get(item.record, frozenset())
        _refuse_when_moved_on(item, packed(record, own), own)
        unit.change(record, {k: unpack_one(kind, k, v) for k, v in item.before.items()})
    return record


def _refuse_frozen(unit: UnitOfWork, record: Record, item: Change) -> None:
    """An edition that was issued since stays as it is, and so do its pictures.

    The issue itself is taken back on its own day; from then on others rely on it.
    """
    edition: Record | None = None
    if isinstance(record, GuideEdition):
        today_only = "state" in item.after and record.issued_on == today()
        edition = None if today_only or "copies" in item.after else record
    elif isinstance(record, Attachment) and record.owner == GuideEdition.__tablename__:
        edition = unit.any_of(GuideEdition, record.owner_id)
    if isinstance(edition, GuideEdition) and edition.state == "issued":
        raise Conflict(
            _("This edition was issued and stays as it is."), _("Make a new edition instead.")
        )


def _repeat_last_signs(unit: UnitOfWork, record: Record) -> None:
    """What a record only repeats from others is what they say now, in whatever order."""
    own = record.__tablename__
    if own not in TOLD_BY:
        return
    unit.flush()
    for owner, signs in LAST_SIGNS.items():
        for number in _told_of(unit, record, owner):
            found = unit.any_of(RECORDS[owner], number)
            if found is not None:
                days = {name: unit.read(latest(owner, name, found.id))[0][0] for name in signs}
                unit.change(found, days)


def _told_of(unit: UnitOfWork, record: Record, owner: str) -> set[int]:
    """The records of a type whose latest signs a record is, or tells of."""
    own = record.__tablename__
    number = record.id if own == owner else getattr(record, f"{owner}_id", None)
    also = unit.read(took_part(record.id)) if (own, owner) == ("activity", "person") else ()
    return {one for one in (number, *(row[0] for row in also)) if isinstance(one, int)}


def _refuse_when_moved_on(
    item: Change, current: Mapping[str, object], names: Collection[str]
) -> None:
    """Refuse when one of these fields is no more what it was changed to."""
    if current != {name: item.after[name] for name in names}:
        raise Conflict(
            _("This {record} was changed again since, so the older change stays.").format(
                record=tr(RECORDS[item.record].about.word)
            ),
            _("Undo the newer change first, or edit the record."),
        )


def _refuse_loose_ends(unit: UnitOfWork, record: Record) -> None:
    """Looked at when all is taken back: parts and what they hang on come and go together."""
    if record.deleted:
        _refuse_with_parts(unit, record)
    else:
        _refuse_without_parent(unit, record)


def _refuse_with_parts(unit: UnitOfWork, record: Record) -> None:
    """What was added to a new record later would hang on nothing."""
    for hanging in unit.hanging_on(record):
        raise Conflict(
            _("{parts} were added to this {record} since, so it stays.").format(
                parts=tr(hanging.about.words), record=tr(record.about.word)
            ),
            _("Undo the newer change first, or delete the record."),
        )


def _refuse_without_parent(unit: UnitOfWork, record: Record) -> None:
    """What hung on a record that was itself deleted since cannot come back alone."""
    name = record.about.parent
    kind = getattr(record.fields()[name].kind, "record", "") if name else ""
    parent = unit.any_of(RECORDS[kind], getattr(record, name)) if kind else None
    if parent is not None and parent.deleted:
        raise Conflict(
            _("The {record} it belongs to was deleted since.").format(record=tr(parent.about.word)),
            _("Undo that deletion first."),
        )
