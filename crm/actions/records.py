# SPDX-License-Identifier: Apache-2.0
"""Creating, saving and deleting records of any type; every form and list writes through here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from crm.actions import consequences
from crm.domain.all_records import RECORDS
from crm.domain.records import Record, today
from crm.domain.rules import orders
from crm.errors import Conflict, FieldConflict, InvalidInput, NotFound
from crm.kinds.links import Reference
from crm.storage.changes import Seen
from crm.storage.history import fields_changed
from crm.storage.portions import portions
from crm.storage.unit import UnitOfWork
from crm.words import _, ngettext, tr

R = TypeVar("R", bound=Record)
Values = Mapping[str, object]


def check(record: str, values: Values) -> dict[str, str]:
    """What is wrong with each field, in a sentence; empty when all may be stored."""
    return _read(RECORDS[record], values)[1]


def create(unit: UnitOfWork, record: str, values: Values) -> Record:
    """Put a new record into the store; what is not given has its default, or is unknown.

    Raises:
        InvalidInput: a value cannot be stored, or one that is required is missing.
    """
    return make(unit, RECORDS[record], values)


def save(
    unit: UnitOfWork, record: str, record_id: int, version: int, values: Values, originals: Values
) -> Record:
    """Save the fields that were edited, beside what others saved since `version` was read.

    `values` holds only the edited fields, `originals` what they were when the record was read.
    What another one saved in other fields stays; the same value twice is no conflict.

    Raises:
        InvalidInput: a value cannot be stored.
        Conflict: somebody saved another value of the same field; `fields` has all of them.
        NotFound: the record was deleted meanwhile.
    """
    kind = RECORDS[record]
    found = unit.get(kind, record_id)
    taken, wrong = _read(kind, values)
    _refuse(kind, wrong)
    if found.version != version:
        _refuse_conflicts(kind, _conflicts(found, taken, originals))
    whole = consequences.completed(found, taken)
    _refuse(kind, _wrong_here(unit, kind, found, whole))
    return _write(unit, found, whole)


def overtaken(
    unit: UnitOfWork, record: str, record_id: int, version: int, values: Values, originals: Values
) -> list[FieldConflict]:
    """The conflicts in which `save` would end, for those who tell them for many records at once.

    Raises:
        NotFound: the record was deleted meanwhile.
    """
    kind = RECORDS[record]
    found = unit.get(kind, record_id)
    taken, wrong = _read(kind, values)
    return [] if wrong or found.version == version else _conflicts(found, taken, originals)


def make(unit: UnitOfWork, kind: type[R], values: Values) -> R:
    """`create` for actions that know the type of the record."""
    given = consequences.prepare(unit, kind, values)
    taken, wrong = _read(kind, {**_begun(kind), **given})
    _refuse(kind, wrong or _wrong_here(unit, kind, None, taken))
    made = unit.add(kind(**taken))
    consequences.follow(unit, made, {})
    return made


def alter(unit: UnitOfWork, found: R, values: Values) -> R:
    """Set fields of a record that was read in this unit of work, by the same rules as `save`.

    Raises:
        InvalidInput: a value cannot be stored.
    """
    kind = type(found)
    taken, wrong = _read(kind, values)
    whole = consequences.completed(found, taken)
    _refuse(kind, wrong or _wrong_here(unit, kind, found, whole))
    return _write(unit, found, whole)


def delete(unit: UnitOfWork, record: str, ids: Sequence[int], *, seen: Seen | None = None) -> None:
    """Delete records with what hangs on them; one that is gone already is passed over.

    `seen` is what was known when it was decided: nobody deletes what he has not seen.

    Raises:
        NotFound: all of them are gone.
        Conflict: somebody else changed one of them meanwhile.
        NotAllowed: one of them must stay.
    """
    kind = RECORDS[record]
    found = list(live(unit, kind, ids).values())
    if ids and not found:
        unit.get(kind, ids[0])
    refuse_unseen(unit, record, ids, seen, None)
    for one in found:
        consequences.refuse_deletion(one)
    for some in portions([one.id for one in found]):
        consequences.refuse_loss(unit, kind, some)
    for one in found:
        unit.delete(one)
    for one in found:
        consequences.follow(unit, one, {"deleted": False})


def set_many(
    unit: UnitOfWork,
    record: str,
    ids: Sequence[int],
    values: Values,
    *,
    seen: Seen | None = None,
) -> None:
    """Set fields of several records to the same values; nothing is written unless all may be.

    `seen` is what was known when it was decided: what others wrote into other fields stays.

    Raises:
        InvalidInput: a value cannot be stored in one of them.
        Conflict: somebody else changed one of these fields in one of them meanwhile.
        NotFound: one of them was deleted meanwhile.
    """
    kind = RECORDS[record]
    taken, wrong = _read(kind, values)
    _refuse(kind, wrong)
    found = list(live(unit, kind, ids).values())
    if len(found) != len(set(ids)):
        gone = len(set(ids)) - len(found)
        raise NotFound(
            ngettext(
                "{n} of these records no longer exists.",
                "{n} of these records no longer exist.",
                gone,
            ).format(n=gone),
            _("Nothing was changed; choose the records again."),
        )
    refuse_unseen(unit, record, ids, seen, taken)
    _refuse(kind, _wrong_references(unit, kind, taken))
    wholes = [consequences.completed(one, taken) for one in found]
    for one, whole in zip(found, wholes, strict=True):
        _refuse(kind, _wrong_in_this(unit, kind, one, whole))
    before = [_put(unit, one, whole) for one, whole in zip(found, wholes, strict=True)]
    unit.flush()
    for one, was in zip(found, before, strict=True):
        if was:
            consequences.follow(unit, one, was)


def live(unit: UnitOfWork, kind: type[R], ids: Iterable[int | None]) -> dict[int, R]:
    """The live records among these by id, in the order of the ids; read many at a time."""
    wanted = list(dict.fromkeys(one for one in ids if one is not None))
    found: dict[int, R] = {}
    for some in portions(wanted):
        found |= {one.id: one for one in unit.find(kind, kind.id.in_(some))}
    return {one: found[one] for one in wanted if one in found}


def refuse_unseen(
    unit: UnitOfWork,
    record: str,
    ids: Sequence[int],
    seen: Seen | None,
    names: Collection[str] | None,
) -> None:
    """Refuse to write over what others wrote into these records, or these fields of them, unseen.

    Raises:
        Conflict: somebody else changed one of them since what was `seen`.
    """
    if seen is None:
        return
    written = unit.ask(lambda session: fields_changed(session, seen, record, ids))
    clashes = sum(names is None or bool(of & set(names)) for of in written.values())
    if clashes:
        raise Conflict(
            ngettext(
                "{n} of these records was changed by somebody else just now.",
                "{n} of these records were changed by somebody else just now.",
                clashes,
            ).format(n=clashes),
            _("Nothing was changed; look at what is there now, then do it again."),
        )


def _read(kind: type[Record], values: Values) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as they may be stored, and a sentence for each that may not."""
    taken: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    fields = kind.fields()
    for name, value in values.items():
        try:
            taken[name] = fields[name].check(value)
        except InvalidInput as error:
            wrong[name] = error.sentence
    return taken, wrong


def _begun(kind: type[Record]) -> dict[str, object]:
    """What a new record begins with: its defaults, and what is required as still unknown."""
    fields = kind.fields().items()
    return {n: f.default for n, f in fields if f.required or f.default is not None}


def _wrong_here(
    unit: UnitOfWork, kind: type[Record], found: Record | None, taken: Values
) -> dict[str, str]:
    lost = _wrong_references(unit, kind, taken)
    return lost or _wrong_in_this(unit, kind, found, taken)


def _wrong_references(unit: UnitOfWork, kind: type[Record], taken: Values) -> dict[str, str]:
    """A sentence for each field that refers to a record which is not there (any more)."""
    wrong: dict[str, str] = {}
    for name, value in taken.items():
        to = kind.fields()[name].kind
        if isinstance(to, Reference) and isinstance(value, int):
            target = unit.any_of(RECORDS[to.record], value)
            if target is None or target.deleted:
                wrong[name] = _("This {record} no longer exists.").format(
                    record=tr(RECORDS[to.record].about.word)
                )
    return wrong


def _wrong_in_this(
    unit: UnitOfWork, kind: type[Record], found: Record | None, taken: Values
) -> dict[str, str]:
    """What does not fit the other values of the record, or a rule of the office."""
    names = kind.fields()
    whole = {name: taken.get(name, getattr(found, name, None)) for name in names}
    wrong = orders.wrong(kind.__tablename__, whole, names)
    wrong |= orders.ahead(kind.__tablename__, taken, names, today())
    wrong = {name: said for name, said in wrong.items() if name in taken}
    return wrong | consequences.wrong(unit, kind, found, taken)


def _refuse(kind: type[Record], wrong: Mapping[str, str]) -> None:
    """Raise what is wrong, if anything is: one sentence, or how many and where."""
    if not wrong:
        return
    first = next(iter(wrong.values()))
    labels = ", ".join(kind.fields()[name].title for name in wrong)
    sentence = first if len(wrong) == 1 else _("Please check: {fields}.").format(fields=labels)
    raise InvalidInput(sentence, _("Nothing was saved."), fields=wrong)


def _conflicts(found: Record, taken: Values, originals: Values) -> list[FieldConflict]:
    """Where somebody else saved another value of a field that is to be saved."""
    fields: list[FieldConflict] = []
    for name, mine in taken.items():
        theirs = getattr(found, name)
        original = originals.get(name)
        if theirs not in (mine, original) or (name not in originals and theirs != mine):
            fields.append(FieldConflict(name, original, mine, theirs))
    return fields


def _refuse_conflicts(kind: type[Record], fields: Sequence[FieldConflict]) -> None:
    if fields:
        labels = ", ".join(kind.fields()[one.name].title for one in fields)
        raise Conflict(
            _("Somebody else changed the same at the same time: {fields}.").format(fields=labels),
            _("Choose which of the two stays."),
            fields=tuple(fields),
        )


def _write(unit: UnitOfWork, record: R, taken: Values) -> R:
    before = _put(unit, record, taken)
    unit.flush()
    if before:
        consequences.follow(unit, record, before)
    return record


def _put(unit: UnitOfWork, record: Record, taken: Values) -> dict[str, object]:
    """Set what differs, without flushing; gives what it was before."""
    before = {n: getattr(record, n) for n, value in taken.items() if getattr(record, n) != value}
    unit.change(record, {name: taken[name] for name in before})
    return before
