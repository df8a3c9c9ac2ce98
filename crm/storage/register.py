# SPDX-License-Identifier: Apache-2.0
"""The register: the one door to the records. Opens short sessions and tells what changed."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.domain.records import Record, new_uuid, now
from crm.errors import Conflict
from crm.storage.changes import Change, Changes
from crm.storage.recording import Recorder
from crm.storage.tables import CHANGE_ROWS, CHANGE_SETS
from crm.storage.troubles import trouble_of
from crm.storage.unit import UnitOfWork
from crm.words import _

Listener = Callable[[Changes], None]
Follower = Callable[[Session, Sequence[Record]], None]
"""Work done inside every writing transaction with the records it wrote (the search index)."""


class Register:
    """The records of one store.

    Reading and writing use engines of their own: a writer begins with `BEGIN IMMEDIATE`, so that
    two processes never lose each other's update; readers never wait.
    """

    def __init__(
        self, writer: Engine, reader: Engine, *, followers: Sequence[Follower] = ()
    ) -> None:
        self.writer = writer
        self.reader = reader
        self.author = ""
        self.desk = str(uuid4())
        self._followers = tuple(followers)
        self._listeners: list[Listener] = []
        self._door = threading.RLock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every committed change, in the thread that wrote it.

        Returns a function that ends the subscription.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking only: what it would write is rolled back.

        Raises:
            StorageTrouble: the store cannot be read.
        """
        try:
            with Session(self.reader) as session:
                yield session
        except DBAPIError as error:
            raise trouble_of(error) from error

    @contextmanager
    def writing(
        self, title: str, origin: object | None = None, *, undoes: int | None = None
    ) -> Iterator[UnitOfWork]:
        """A unit of work that commits once when the block ends, or rolls back whole.

        `title` is what the user knows the change by (shown beside Undo and in the history).

        Raises:
            Conflict: somebody else saved one of the records meanwhile.
            StorageTrouble: the store cannot be written (locked, full, gone …).
        """
        with self._door:
            changes = None
            try:
                with Session(self.writer, expire_on_commit=False) as session:
                    recorder = Recorder(session)
                    yield UnitOfWork(session)
                    session.flush()
                    changes = self._keep(session, recorder, title, undoes)
                    session.commit()
            except StaleDataError as error:
                raise Conflict(
                    _("A record was changed by somebody else at the same moment."),
                    _("Read it again and repeat your change."),
                ) from error
            except DBAPIError as error:
                raise trouble_of(error) from error
        if changes is not None:
            self.tell(changes, origin)

    def tell(self, changes: Changes, origin: object | None = None) -> None:
        """Pass changes on to everybody who listens."""
        told = Changes(**{**vars(changes), "origin": origin})
        for listener in tuple(self._listeners):
            listener(told)

    def close(self) -> None:
        """Give the connections back; the register cannot be used afterwards."""
        self._listeners.clear()
        self.writer.dispose()
        self.reader.dispose()

    def _keep(
        self, session: Session, recorder: Recorder, title: str, undoes: int | None
    ) -> Changes | None:
        items = recorder.changes()
        if not items:
            return None
        for follower in self._followers:
            follower(session, recorder.records)
        moment = now()
        set_id = write_set(
            session, title=title, at=moment, author=self.author, desk=self.desk, undoes=undoes
        )
        session.execute(insert(CHANGE_ROWS), [_row(set_id, item) for item in items])
        return Changes(set_id, title, moment, self.author, items, undoes=undoes)


def write_set(session: Session, **values: object) -> int:
    """Write the head of a change set and return its id."""
    result = session.execute(
        insert(CHANGE_SETS).values(uuid=new_uuid(), **values).returning(CHANGE_SETS.c.id)
    )
    return int(result.scalar_one())


def _row(set_id: int, item: Change) -> dict[str, object]:
    return {
        "set_id": set_id,
        "record": item.record,
        "record_id": item.id,
        "record_uuid": item.uuid,
        "version": item.version,
        "before": None if item.before is None else _json(item.before),
        "after": _json(item.after),
    }


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
