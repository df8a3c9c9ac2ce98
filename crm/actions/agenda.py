# SPDX-License-Identifier: Apache-2.0
"""The timetable of an event, written as a whole table: new lines, edited ones, emptied ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.actions import records
from crm.domain.event import AgendaItem, Event
from crm.errors import InvalidInput
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]


@dataclass(frozen=True)
class Entry:
    """A row of the table: a new line, or (with an `id`) what was edited of one; emptied: gone."""

    values: Values = field(default_factory=dict[str, object])
    id: int = 0
    version: int = 0
    originals: Values = field(default_factory=dict[str, object])
    emptied: bool = False


def write_timetable(unit: UnitOfWork, event_id: int, entries: Sequence[Entry]) -> None:
    """Write many lines of an event's timetable at once; nothing is written unless all may be.

    Raises:
        InvalidInput: `fields` says by `row:field` what stands against which of them.
        Conflict: somebody else changed the same field of one of them meanwhile.
        NotFound: the event, or one of the lines, is gone.
    """
    event = unit.get(Event, event_id)
    wrong: dict[str, str] = {}
    for at, entry in enumerate(entries):
        try:
            _write(unit, event, entry)
        except InvalidInput as error:
            said = error.fields or {"subject": str(error)}
            wrong |= {f"{at}:{name}": sentence for name, sentence in said.items()}
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), _("Nothing was saved."), fields=wrong)


def _write(unit: UnitOfWork, event: Event, entry: Entry) -> None:
    if not entry.id:
        records.make(unit, AgendaItem, {**entry.values, "event_id": event.id})
    elif entry.emptied:
        records.delete(unit, "agenda_item", [entry.id], seen=None)
    else:
        records.save(unit, "agenda_item", entry.id, entry.version, entry.values, entry.originals)
