# SPDX-License-Identifier: Apache-2.0
"""The register: the one door to the records. Opens short sessions and tells what changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from crm.domain.records import Record, now
from crm.errors import Conflict
from crm.storage import history, sortkeys, troubles
from crm.storage.changes import Changes, Seen
from crm.storage.keeping import keep_changes
from crm.storage.recording import Recorder
from crm.storage.unit import UnitOfWork
from crm.storage.watching import Watch
from crm.words import _

Listener = Callable[[Changes], None]
Follower = Callable[[Session, Sequence[Record]], None]
"""Work done inside every writing transaction with the records it wrote (the search index)."""

CATCH_UP_AT_MOST = 200
"""When others wrote more change sets than this, listeners are told once to refresh everything."""

_log = logging.getLogger(__name__)


@dataclass
class _Open:
    """The unit of work that is open now, and the failure of a nested one, which dooms it."""

    unit: UnitOfWork
    doom: list[BaseException] = field(default_factory=list[BaseException])


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
        self.followers = tuple(followers)
        self._listeners: list[Listener] = []
        self._door = threading.RLock()
        self._open: _Open | None = None
        self._watch = Watch(reader)

    @property
    def seen(self) -> Seen:
        """What was written by others up to now and is known here: the screen shows no more."""
        return Seen(self._watch.seen, self.desk)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every committed change, in the thread that wrote it.

        Returns a function that ends the subscription.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for looking only: what it would write is refused or rolled back.

        Raises:
            StorageTrouble: the store cannot be read.
        """
        with troubles.database_in_words(), Session(self.reader) as session:
            yield session

    @contextmanager
    def writing(
        self, title: str, origin: object | None = None, *, undoes: int | None = None
    ) -> Generator[UnitOfWork]:
        """A unit of work that commits once when the block ends, or rolls back whole.

        `title` is what the user knows the change by (shown beside Undo and in the history). Inside
        another unit of work the block joins it: one transaction, one change set under the outer
        title; when the inner block fails, the outer one rolls back, even if it went on.

        Raises:
            Conflict: somebody else saved one of the records meanwhile.
            StorageTrouble: the store cannot be written (locked, full, gone …).
        """
        with self._door:
            if self._open is not None:
                with _joining(self._open):
                    yield self._open.unit
                return
            with _politely(), Session(self.writer, expire_on_commit=False) as session:
                recorder = Recorder(session)
                sortkeys.listen(session)
                self._open = _Open(UnitOfWork(session))
                try:
                    yield self._open.unit
                    if self._open.doom:
                        raise self._open.doom[0]
                    changes = self._finish(session, recorder, self._open.unit, title, undoes)
                    session.commit()
                finally:
                    self._open = None
        if changes is not None:
            self.tell(changes, origin)

    def tell(self, changes: Changes, origin: object | None = None) -> None:
        """Pass changes on to everybody who listens.

        They are committed: a listener that fails is a bug to be logged, and stops nobody else.
        """
        told = replace(changes, origin=origin)
        for listener in tuple(self._listeners):
            try:
                listener(told)
            except Exception:  # noqa: BLE001 - what is committed must not seem to have failed
                _log.exception("a listener failed after “%s”", changes.title)

    def catch_up(self) -> tuple[Changes, ...]:
        """Tell what other windows and PCs have committed since the last call, as foreign changes.

        Cheap when there is nothing; to be called every second or so, from one thread at a time.

        Raises:
            StorageTrouble: the store cannot be read; what was missed comes with a later call.
        """
        with troubles.database_in_words():
            if not self._watch.stirred():
                return ()
            try:
                with Session(self.reader) as session:
                    found = self._news(session)
            except BaseException:
                self._watch.forget()
                raise
        for changes in found:
            self.tell(changes)
        return found

    def close(self) -> None:
        """Give the connections back; the register cannot be used afterwards."""
        self._listeners.clear()
        self._watch.close()
        self.writer.dispose()
        self.reader.dispose()

    def _finish(
        self,
        session: Session,
        recorder: Recorder,
        unit: UnitOfWork,
        title: str,
        undoes: int | None,
    ) -> Changes | None:
        session.flush()
        items = (*recorder.changes(), *unit.noted)
        if unit.complete and not items:
            return None
        for follower in self.followers:
            follower(session, recorder.records)
        return keep_changes(
            session,
            Changes(0, title, now(), self.author, items, undoes=undoes, complete=unit.complete),
            desk=self.desk,
        )

    def _news(self, session: Session) -> tuple[Changes, ...]:
        """What others committed after the last change set that was seen."""
        last = history.latest_set_id(session)
        found = history.since(
            session, self._watch.seen, not_by=self.desk, limit=CATCH_UP_AT_MOST + 1, up_to=last
        )
        self._watch.seen = last
        if len(found) > CATCH_UP_AT_MOST:
            whole = replace(found[-1], items=(), complete=False, id=last)
            found = [whole]
        return tuple(replace(changes, foreign=True) for changes in found)


@contextmanager
def _joining(outer: _Open) -> Generator[None]:
    try:
        yield
    except BaseException as error:
        outer.doom.append(error)
        raise


@contextmanager
def _politely() -> Generator[None]:
    """Inside the block, a lost race is a conflict, and a driver's error a trouble."""
    try:
        with troubles.database_in_words():
            yield
    except StaleDataError as error:
        raise Conflict(
            _("A record was changed by somebody else at the same moment."),
            _("Read it again and repeat your change."),
        ) from error
