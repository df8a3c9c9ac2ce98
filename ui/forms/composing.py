# SPDX-License-Identifier: Apache-2.0
"""How the form of a record is composed: which fields stand in it, in which group, beside which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crm.domain.all_records import RECORDS
from crm.fields import Field
from crm.kinds.links import Blob
from crm.kinds.texts import LongText
from crm.words import tr

BY_VERB: Mapping[str, frozenset[str]] = {"project": frozenset({"stage"})}
"""Fields that have a verb of their own once the record exists: a stage is entered by its gate."""


@dataclass(frozen=True)
class Cell:
    """What stands together: one field, or a text and its English; `wide` takes the whole line."""

    names: tuple[str, ...]
    wide: bool = False


@dataclass(frozen=True)
class Group:
    """The cells under one heading; without groups the heading is empty."""

    key: str
    title: str
    cells: tuple[Cell, ...]


def form_fields(record: str) -> dict[str, Field]:
    """The fields that a person reads or writes, by name."""
    return {
        name: field
        for name, field in RECORDS[record].fields().items()
        if not isinstance(field.kind, Blob) and (field.listed or not field.computed)
    }


def composed(record: str, names: Iterable[str] | None = None) -> list[Group]:
    """The groups of a form in their order; with `names` only these fields, in this order."""
    fields = form_fields(record)
    wanted = list(fields if names is None else names)
    titles = RECORDS[record].about.groups
    if names is not None or not titles:
        return [Group("", "", _cells(fields, wanted))]
    keys = [*titles, *sorted({one.group for one in fields.values()} - set(titles))]
    english = {one.english for one in fields.values()}
    groups: list[Group] = []
    for key in keys:
        own = [n for n in wanted if fields[n].group == key and n not in english]
        beside = [fields[n].english for n in own if fields[n].english in fields]
        if own:
            cells = _cells(fields, own + beside)
            groups.append(Group(key, tr(titles.get(key, "")), cells))
    return groups


def _cells(fields: Mapping[str, Field], names: list[str]) -> tuple[Cell, ...]:
    english = {fields[name].english for name in names}
    cells: list[Cell] = []
    for name in names:
        if name in english:
            continue
        field = fields[name]
        if field.english in names:
            cells.append(Cell((name, field.english), wide=True))
        else:
            cells.append(Cell((name,), wide=isinstance(field.kind, LongText)))
    return tuple(cells)
