# SPDX-License-Identifier: Apache-2.0
"""Rows on their way into the store: numbered at once, written in batches in a safe order."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import cast

from crm.domain.records import Record
from crm.sample.dice import Dice
from crm.storage.bulk import Load
from crm.storage.unit import UnitOfWork

ORDER = tuple(table.name for table in Record.metadata.sorted_tables)
"""Record types so that those come first which others refer to."""


HOURS = tuple(time(n // 2, n % 2 * 30 + 7, tzinfo=UTC) for n in range(18))
"""Moments of the office's hours, told in UTC."""


class Rows:
    """New rows with their ids and identities, kept until they are flushed."""

    def __init__(self, unit: UnitOfWork, load: Load, today: date) -> None:
        self._unit = unit
        self._kept: dict[int, str] = {}
        self.today = today
        self.number = 0
        self._load = load
        self._dice = Dice("identities")
        self._count = 0
        self._next: dict[str, int] = {}
        self._waiting: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(
        self,
        record: str,
        values: dict[str, object],
        *,
        born: date | None = None,
        touched: date | None = None,
    ) -> int:
        """Take a row of a record type; its id. It was entered on `born`, saved on `touched`."""
        number = self._next.get(record) or self._load.next_ids(record, 0).start
        self._next[record] = number + 1
        values["id"] = number
        self._count += 1
        values["uuid"] = self._dice.uuid(self._count)
        made = self._moment(born or self.today)
        values["created_at"] = made
        values["updated_at"] = made if touched is None else max(made, self._moment(touched))
        self._waiting[record].append(values)
        return number

    def keep(self, content: bytes) -> str:
        """Keep a file's bytes; their SHA-256. The same object is looked up only once."""
        digest = self._kept.get(id(content))
        if digest is None:
            digest = self._kept[id(content)] = self._unit.keep(content)
        return digest

    def touch(self, values: dict[str, object], on: date) -> None:
        """Say that a row that waits was saved last on a day later than the one it was made on."""
        if on > cast("datetime", values["created_at"]).date():
            values["updated_at"] = self._moment(on)

    def note_contacts(self) -> None:
        """Say of each organisation and person that waits when somebody spoke to them last."""
        days = {one["id"]: one["happened_on"] for one in self._waiting["activity"]}
        for record in ("organisation", "person"):
            last: dict[object, date] = {}
            said = [(one[f"{record}_id"], one["id"]) for one in self._waiting["activity"]]
            if record == "person":
                together = self._waiting["activity_person"]
                said += [(one["person_id"], one["activity_id"]) for one in together]
            for number, activity in said:
                day = cast("date", days[activity])
                last[number] = max(day, last.get(number, day))
            for values in self._waiting[record]:
                values["last_activity_on"] = last.get(values["id"])

    def flush(self) -> None:
        """Write all rows that wait."""
        for record in ORDER:
            waiting = self._waiting.pop(record, None)
            if waiting:
                self._load.insert(record, waiting)
                self.number += len(waiting)

    def _moment(self, day: date) -> datetime:
        """A moment of the office's hours of a day, told in UTC."""
        if day >= self.today:
            return datetime.combine(self.today, time(0, 30), UTC)
        return datetime.combine(day, self._dice.of(HOURS))
