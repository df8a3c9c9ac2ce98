# SPDX-License-Identifier: Apache-2.0
"""What the search reads of a record: its searched fields, by their declaration."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crm.domain.all_records import RECORDS
from crm.fields import Field
from crm.kinds.base import Kind
from crm.kinds.texts import CreditCode, Phone, Text
from crm.storage.search.tokens import Manner, Piece

READ_AT_MOST = 60_000
"""Characters that are read of one record: a server takes a megabyte of tokens for a row."""

TOKENS = "1"
"""Another number whenever the same text has other tokens: every store is then read anew."""

_IDS = 32


@dataclass(frozen=True)
class Source:
    """The searched fields of one record type, and its place in the index."""

    record: str
    fields: Mapping[str, Field]
    titles: frozenset[str]

    @property
    def first(self) -> int:
        """The place before its first record."""
        return _number(self.record) << _IDS

    @property
    def last(self) -> int:
        """The place of its last possible record."""
        return self.first + (1 << _IDS) - 1

    def pieces(self, values: Mapping[str, Any]) -> list[Piece]:
        """The texts of a record, its title first, as far as they are read."""
        found: list[Piece] = []
        left = READ_AT_MOST
        for name, field in self.fields.items():
            value = values[name]
            if value is None or left <= 0:
                continue
            text = field.show(value)[:left]
            left -= len(text)
            found.append(Piece(name, text, manner(field.kind), name in self.titles))
        return found


def manner(kind: Kind[Any]) -> Manner:
    """How values of a kind are looked for."""
    if isinstance(kind, Phone | CreditCode):
        return Manner.NUMBER
    return Manner.SAID if isinstance(kind, Text) else Manner.WRITTEN


@cache
def sources() -> Mapping[str, Source]:
    """The record types that have something to be found by."""
    found = (_source(record) for record in RECORDS)
    return {source.record: source for source in found if source.fields}


def place_of(record: str, record_id: int) -> int:
    """The number of a record in the index."""
    return (_number(record) << _IDS) + record_id


def record_at(place: int) -> tuple[str, int]:
    """The record type and id of a place in the index; no type for one that is not known."""
    return _records().get(place >> _IDS, ""), place & ((1 << _IDS) - 1)


@cache
def signature() -> str:
    """What a store is marked with when its index holds just what these declarations ask for."""
    said = [TOKENS]
    for source in sources().values():
        for name, field in source.fields.items():
            rank = "title" if name in source.titles else "body"
            said.append(f"{source.record}.{name}:{manner(field.kind).value}:{rank}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _source(record: str) -> Source:
    kind = RECORDS[record]
    searched = {name: field for name, field in kind.fields().items() if field.searched}
    named = kind.about.name_field
    titles = searched.keys() & {named, f"{named}_en", "short_name"}
    ordered = {name: searched[name] for name in sorted(searched, key=lambda one: one not in titles)}
    return Source(record, ordered, frozenset(titles))


@cache
def _number(record: str) -> int:
    """A number that stays the same in every store, whatever record types there are."""
    return zlib.crc32(record.encode()) & 0x7FFF_FFFF


@cache
def _records() -> Mapping[int, str]:
    return {_number(record): record for record in RECORDS}
