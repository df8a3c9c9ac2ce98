# SPDX-License-Identifier: Apache-2.0
"""Issued editions of the guide: the frozen file, the data behind it, and what differs by now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.attachment import BLOBS
from crm.domain.edition import GuideEdition
from crm.domain.rules.plan import Key
from crm.errors import InvalidInput, NotFound
from crm.kinds.base import Json
from crm.queries.guide import GuideData, Row, whole_of
from crm.words import _

_UNPRINTED = frozenset({"chapters", "state", "issued_on", "sha256", "snapshot_sha256", "pages"})
"""Fields of an edition that say nothing of its content."""
_PRINTED = "printed"
"""Where a snapshot keeps which records are in the edition; no record is called so."""
_ACCEPTED = "accepted"
"""Where a snapshot keeps what was decided when it was issued; no record is called so."""


@dataclass(frozen=True)
class Difference:
    """A record that is another one since the edition was issued; `how` is new, changed or gone."""

    record: str
    id: int
    title: str
    how: str
    fields: tuple[str, ...] = ()
    whole: Key | None = None
    values: tuple[tuple[str, str], ...] = ()
    """What each of `fields` was and is, as it is shown."""

    @property
    def on(self) -> Key:
        """The record whose page shows it: a part has none of its own."""
        return self.whole or (self.record, self.id)


@dataclass(frozen=True)
class Edition:
    """An edition as the desk lists it: what it is called, and the version it was read at."""

    id: int
    version: int
    title: str
    language: str
    year: int
    issued: bool


def listed(session: Session) -> tuple[Edition, ...]:
    """The editions, drafts first, then the newest year."""
    one = GuideEdition
    query = (
        select(one.id, one.version, one.title, one.language, one.year, one.state)
        .where(one.deleted.is_(False))
        .order_by(one.state, one.year.desc(), one.id.desc())
    )
    return tuple(
        Edition(row.id, row.version, row.title, row.language, row.year, row.state == "issued")
        for row in session.execute(query)
    )


def version_of(session: Session, edition_id: int) -> int:
    """The version that an edition has now; 0 when it is gone."""
    here = GuideEdition.id == edition_id, GuideEdition.deleted.is_(False)
    return session.scalar(select(GuideEdition.version).where(*here)) or 0


def content(session: Session, sha256: str) -> bytes:
    """The bytes that are kept under a hash.

    Raises:
        NotFound: they are not in the store.
    """
    found = session.scalar(select(BLOBS.c.content).where(BLOBS.c.sha256 == sha256))
    if found is None:
        raise NotFound(
            _("The file of this edition is not in the store."),
            _("Look for it in a backup."),
        )
    return bytes(found)


@dataclass(frozen=True)
class Accepted:
    """Who issued an edition although something was to be said of it: what, when and why."""

    who: str
    on: date
    why: str
    findings: tuple[tuple[str, int, str, str], ...]
    """By record: its type, its id, what it is called, and what was to be said of it."""


def snapshot(
    data: GuideData, accepted: Accepted | None = None, printed: Iterable[Row] = ()
) -> bytes:
    """The data of an edition as bytes that can be compared with later ones.

    `printed` are the rows that are in it: others stood by and were left out.
    """
    kept: dict[str, object] = {f"{row.record}-{row.id}": _packed(row) for row in rows_of(data)}
    kept[_PRINTED] = sorted((row.record, row.id) for row in printed)
    if accepted is not None:
        kept[_ACCEPTED] = {**asdict(accepted), "on": accepted.on.isoformat()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()


def accepted(kept: bytes) -> Accepted | None:
    """What was decided when the edition of a snapshot was issued; None: there was nothing."""
    said = cast("dict[str, Any]", json.loads(kept)).get(_ACCEPTED)
    if said is None:
        return None
    findings = tuple(
        (str(r), int(n), str(title), str(one)) for r, n, title, one in said["findings"]
    )
    day = date.fromisoformat(said["on"])
    return Accepted(str(said["who"]), day, str(said["why"]), findings)


def printed(kept: bytes) -> frozenset[Key]:
    """The records that are in the edition of a snapshot; none of one that is older than this."""
    said = cast("dict[str, Any]", json.loads(kept)).get(_PRINTED, ())
    return frozenset((str(record), int(number)) for record, number in said)


def differences(kept: bytes, data: GuideData) -> tuple[Difference, ...]:
    """What is new, changed or gone against a snapshot, in the order of the guide."""
    before = cast("dict[str, dict[str, Any]]", json.loads(kept))
    for name in (_ACCEPTED, _PRINTED):
        before.pop(name, None)
    found: list[Difference] = []
    for row in rows_of(data):
        old = before.pop(f"{row.record}-{row.id}", None)
        now = _packed(row)
        if old is None:
            found.append(
                Difference(row.record, row.id, _title(row.record, now), "new", (), whole_of(row))
            )
        elif changed := _changed(row.record, old, now):
            title, values = _title(row.record, now), _values(row.record, changed, old, now)
            found.append(
                Difference(row.record, row.id, title, "changed", changed, whole_of(row), values)
            )
    for key, old in before.items():
        record, number = _key(key)
        found.append(Difference(record, number, _title(record, old), "gone"))
    return tuple(found)


def rows_of(data: GuideData) -> Iterator[Row]:
    """Every record that a guide is made from."""
    yield data.edition
    yield from data.overview
    yield from data.register
    for policy in data.policies:
        yield policy.policy
        yield from policy.articles
    for cost in data.costs:
        yield cost.item
        if cost.price is not None:
            yield cost.price
    for procedure in data.procedures:
        yield procedure.procedure
        yield from procedure.steps
    for project in data.projects:
        yield project.project


def marks_of(data: GuideData, keys: Collection[Key]) -> dict[Key, str]:
    """A mark of what each of these records and its parts say: another one when they change."""
    said: dict[Key, list[str]] = {key: [] for key in keys}
    for row in (*rows_of(data), *data.unreleased) if keys else ():
        key = whole_of(row) or (row.record, row.id)
        if key in said:
            packed = {**_said(row), "row": [row.record, row.id]}
            said[key].append(json.dumps(packed, ensure_ascii=False, sort_keys=True))
    marks = {key: "\n".join(texts).encode() for key, texts in said.items()}
    return {key: hashlib.sha256(mark).hexdigest()[:16] for key, mark in marks.items()}


def _said(row: Row) -> Mapping[str, object]:
    """What somebody entered; a field that begins to exist, or follows from others, says nothing."""
    fields = RECORDS[row.record].fields()
    packed = _packed(row).items()
    return {name: said for name, said in packed if said is not None and not fields[name].computed}


def _packed(row: Row) -> Mapping[str, object]:
    fields = RECORDS[row.record].fields()
    return {
        name: None if value is None else fields[name].kind.pack(value)
        for name, value in row.values.items()
        if row.record != "guide_edition" or name not in _UNPRINTED
    }


def _changed(record: str, old: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that say something else; one that is younger than `old` began with its default."""
    fields = RECORDS[record].fields()

    def was(name: str) -> object:
        if name in old:
            return old[name]
        spec = fields[name]
        return None if spec.default is None else spec.kind.pack(spec.default)

    return tuple(
        name
        for name, value in now.items()
        if value != was(name) and (name in old or value is not None)
    )


def _values(
    record: str, names: Sequence[str], old: Mapping[str, object], now: Mapping[str, object]
) -> tuple[tuple[str, str], ...]:
    return tuple((_shown(record, n, old.get(n)), _shown(record, n, now.get(n))) for n in names)


def _shown(record: str, name: str, packed: object) -> str:
    """A kept value as people read it; one that the field no longer takes as it was kept."""
    spec = RECORDS[record].fields()[name]
    try:
        return spec.show(None if packed is None else spec.kind.unpack(cast("Json", packed)))
    except (ValueError, TypeError, InvalidInput):
        return str(packed)


def _title(record: str, packed: Mapping[str, object]) -> str:
    return str(packed.get(RECORDS[record].about.name_field) or "")


def _key(text: str) -> Key:
    record, _dash, number = text.rpartition("-")
    return record, int(number)
