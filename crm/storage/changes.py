# SPDX-License-Identifier: Apache-2.0
"""What a unit of work did: one value for the audit trail, undo, screen refresh and merging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crm.domain.records import Record
from crm.kinds.base import Json

Packed = Mapping[str, Json]
"""Values of a record's fields in the form history keeps them (`Kind.pack`)."""


@dataclass(frozen=True)
class Change:
    """What happened to one record; `before` and `after` hold only the values that differ.

    A new record has `before` None. Deleting is a change of `deleted` from false to true.
    """

    record: str
    id: int
    uuid: str
    version: int
    before: Packed | None
    after: Packed

    @property
    def created(self) -> bool:
        """The record did not exist before."""
        return self.before is None

    @property
    def deleted(self) -> bool:
        """The record was deleted by this change."""
        return self.before is not None and self.after.get("deleted") is True

    @property
    def restored(self) -> bool:
        """The record was brought back by this change."""
        return self.before is not None and self.after.get("deleted") is False


@dataclass(frozen=True)
class Seen:
    """What a desk knew at a moment: what others committed up to a change set, and all its own."""

    set_id: int
    desk: str


@dataclass(frozen=True)
class Changes:
    """Everything one committed unit of work did, under the name the user knows it by.

    `origin` is whoever asked for it in this process (a page that need not refresh itself);
    changes of other windows and other PCs arrive with `foreign` true. `complete` is false when
    more was done than is listed (a bulk import): listeners then refresh everything.
    """

    id: int
    title: str
    at: datetime
    author: str
    items: tuple[Change, ...]
    origin: object | None = field(default=None, compare=False)
    foreign: bool = False
    undoes: int | None = None
    complete: bool = True

    def touches(self, *records: type[Record]) -> bool:
        """Whether a record of one of these types was changed."""
        names = {record.__tablename__ for record in records}
        return not self.complete or any(item.record in names for item in self.items)

    def ids(self, record: type[Record]) -> frozenset[int]:
        """The ids of the changed records of one type."""
        return frozenset(i.id for i in self.items if i.record == record.__tablename__)
