# SPDX-License-Identifier: Apache-2.0
"""A unit of work: what an action may do between the opening and the commit of one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, insert, select
from sqlalchemy.orm import Session

from crm.domain.all_records import RECORDS
from crm.domain.attachment import BLOBS, Attachment
from crm.domain.records import Record
from crm.errors import Conflict, NotFound
from crm.storage.changes import Change
from crm.storage.making import one_at_a_time
from crm.words import _, tr

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class UnitOfWork:
    """Live records of one short transaction. Never kept: it ends with its `with` block."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.noted: list[Change] = []
        self.complete = True

    def add(self, record: R) -> R:
        """Put a new record into the store; it has its id from now on."""
        self._session.add(record)
        self._session.flush()
        return record

    def add_all(self, records: Iterable[Record]) -> None:
        """Put several new records into the store at once."""
        self._session.add_all(records)
        self._session.flush()

    def get(self, kind: type[R], record_id: int, *, version: int | None = None) -> R:
        """The live record with this id, at `version` if that is given.

        Raises:
            NotFound: it does not exist or was deleted.
            Conflict: somebody saved it since `version` was read.
        """
        record = self._session.get(kind, record_id)
        if record is None or record.deleted:
            raise NotFound(
                _("This {record} no longer exists.").format(record=tr(kind.about.word)),
                _("Somebody may have deleted it; look in the history."),
            )
        if version is not None and record.version != version:
            raise Conflict(
                _("This {record} was changed by somebody else.").format(record=tr(kind.about.word)),
                _("Read it again and repeat your change."),
            )
        return record

    def any_of(self, kind: type[R], record_id: int) -> R | None:
        """The record with this id even if it was deleted, or None."""
        return self._session.get(kind, record_id)

    def find(self, kind: type[R], *where: ColumnElement[bool]) -> Sequence[R]:
        """The live records for which every condition holds, in the order of their ids."""
        query = select(kind).where(kind.deleted.is_(False), *where).order_by(kind.id)
        return self._session.scalars(query).all()

    def read(self, query: Select[Any]) -> Sequence[Any]:
        """The rows of any select, seen inside this transaction."""
        return self._session.execute(query).all()

    def ask(self, question: Callable[[Session], T]) -> T:
        """The answer of a query function, seen inside this transaction."""
        self._session.flush()
        return question(self._session)

    def change(self, record: Record, values: Mapping[str, object]) -> None:
        """Set several fields of a live record."""
        for name, value in values.items():
            setattr(record, name, value)

    def delete(self, record: Record) -> None:
        """Delete a record with the parts and files that hang on it; an undo brings all back."""
        if record.deleted:
            return
        record.deleted = True
        for hanging in self.hanging_on(record):
            self.delete(hanging)

    def hanging_on(self, record: Record) -> Sequence[Record]:
        """The live parts of a record, and the files attached to it."""
        found: list[Record] = []
        for part in parts_of(type(record)):
            found += self.find(part, getattr(part, part.about.parent) == record.id)
        owner = Attachment.owner == record.__tablename__
        found += self.find(Attachment, owner, Attachment.owner_id == record.id)
        return found

    def keep(self, content: bytes) -> str:
        """Keep bytes under their SHA-256 (hex), which is returned; the same bytes only once."""
        digest = hashlib.sha256(content).hexdigest()
        known = self._session.scalar(select(BLOBS.c.sha256).where(BLOBS.c.sha256 == digest))
        if known is None:
            self._session.execute(
                insert(BLOBS).values(sha256=digest, size=len(content), content=content)
            )
        return digest

    def note(self, items: Iterable[Change], *, complete: bool) -> None:
        """Tell of records that were written past the session (a bulk load).

        With `complete` false more was written than is told.
        """
        self.noted.extend(items)
        self.complete = self.complete and complete

    def alone(self) -> None:
        """Go on when nobody else who asked for this is between it and the end of a transaction.

        For what must be looked for before it is made, when two offices do so at the same moment.
        """
        one_at_a_time(self._session.connection())

    def flush(self) -> None:
        """Send what is pending to the store, so that selects see it."""
        self._session.flush()


def parts_of(kind: type[Record]) -> tuple[type[Record], ...]:
    """The record types whose records hang on a record of this type."""
    return tuple(
        part
        for part in RECORDS.values()
        if part.about.parent
        and getattr(part.fields()[part.about.parent].kind, "record", "") == kind.__tablename__
    )
