# SPDX-License-Identifier: Apache-2.0
"""Work behind the window: each sort of it in its own lane, answers on the screen."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from enum import Enum
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, Signal

from crm.errors import Cancelled
from crm.progress import Progress
from ui.desk.turns import Turns
from ui.theme import sizes

if TYPE_CHECKING:
    from queue import SimpleQueue

T = TypeVar("T")
Work = Callable[[Progress], T]
Failed = Callable[[Exception], None]

READERS = 2
LONG = 2  # pieces of long work at a time; they never stand in the way of what is looked up
PATIENCE = 10.0  # seconds that closing waits for a running piece of work


class State(Enum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(QObject):
    """One piece of work; `title` is shown to the user, without one it works unseen."""

    moved = Signal()
    """Its share, note or state is another one."""

    ended = Signal()
    """Done, failed or cancelled; sent after its answer was delivered."""

    def __init__(self, title: str, work: Work[object], owner: QObject | None) -> None:
        super().__init__()
        self.title = title
        self.share = 0.0
        self.note = ""
        self.state = State.WAITING
        self.error: Exception | None = None
        self.answer: object = None
        self.progress = Progress(self._tell)
        self.work: Work[object] | None = work
        self.deliver: Callable[[object], None] | None = None
        self.failed: Failed | None = None
        self.owner = None if owner is None else weakref.ref(owner)
        self.stale = False
        self._told = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {State.DONE, State.FAILED, State.CANCELLED}

    @property
    def wanted(self) -> bool:
        """Whether whoever asked is still there and has not asked for something newer."""
        if self.stale or self.owner is None:
            return not self.stale
        owner = self.owner()
        return owner is not None and shiboken6.isValid(owner)

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self.progress.cancel()
        if self.state is State.WAITING:
            self.stale = True

    def run(self) -> None:
        """Do the work, in whatever thread this is called."""
        work, self.work = self.work, None
        if work is None or not self.wanted:
            self.state = State.CANCELLED
            return
        self.state = State.RUNNING
        try:
            self.answer = work(self.progress)
        except Cancelled:
            self.state = State.CANCELLED
        except Exception as error:  # noqa: BLE001 - told to whoever asked, or reported as a bug
            self.error, self.state = error, State.FAILED
        else:
            self.share, self.state = 1.0, State.DONE

    def release(self) -> None:
        """Let go of what was only needed for the answer."""
        self.answer = self.deliver = self.failed = self.work = None

    def _tell(self, share: float, note: str) -> None:
        self.share, self.note = share, note
        now = time.monotonic()
        if now - self._told > sizes.REDRAW_PROGRESS / 1000:
            self._told = now
            self.moved.emit()


class Jobs(QObject):
    """Takes work and gives the answers back in the screen's thread.

    `immediate` does each piece at once in the thread that asks: for tests.
    """

    changed = Signal()
    """A job with a title came or went."""

    troubled = Signal(object, object)
    """An exception nobody wanted to deal with, and the `Job` it came from."""

    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, immediate: bool = False) -> None:
        super().__init__(parent)
        self._immediate = immediate
        self._reading = _Lane("read", READERS, self._landed.emit)
        self._long = _Lane("long", LONG, self._landed.emit)
        self._writing = _Lane("write", 1, self._landed.emit)
        self._keeping = _Lane("keep", 1, self._landed.emit)
        self._all: list[Job] = []
        self._turns: list[Turns] = []
        self._topics: dict[tuple[int, str], Job] = {}
        self._closed = False
        self._landed.connect(self._land)

    def submit_read(
        self,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        title: str = "",
        topic: str = "",
        slow: bool = False,
    ) -> Job:
        """Look something up; `done` gets the answer unless `owner` has gone meanwhile.

        A newer question of the same owner on the same `topic` makes this one stale: it is
        cancelled and its answer dropped. What fails without `failed` is told by `troubled`.
        What has a title, or is `slow`, is long work: nothing that is looked up waits for it.
        """
        lane = self._long if title or slow else self._reading
        return self._submit(lane, work, done, failed, owner=owner, title=title, topic=topic)

    def submit_write(
        self,
        work: Work[T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        title: str = "",
    ) -> Job:
        """Change something; pieces of writing are done one after the other, in order.

        It is done even when the owner goes; only the answer is then dropped.
        """
        return self._submit(self._writing, work, done, failed, owner=owner, title=title, topic="")

    def submit_keep(
        self, work: Work[None], failed: Failed | None = None, *, owner: QObject | None = None
    ) -> Job:
        """Write a small file of the user's, in order, and whatever else is being done.

        It is done even when the owner goes, as with `submit_write`.
        """
        return self._submit(self._keeping, work, None, failed, owner=owner, title="", topic="")

    def take_turns(self, turns: Turns) -> None:
        """Let the window's own thread do something in short pieces, while its owner is there."""
        self._turns = [one for one in self._turns if _is_going_on(one)]
        self._turns.append(turns)
        if self._immediate:
            turns.finish()
        else:
            turns.begin()

    def shown(self) -> list[Job]:
        """The jobs with a title that are waiting or running."""
        return [job for job in self._all if job.title and not job.over]

    def busy(self) -> bool:
        """Whether anything is waiting or running."""
        return bool(self._all) or any(_is_going_on(one) for one in self._turns)

    def close(self) -> bool:
        """Stop what can be stopped, wait for the rest; false if something would not end."""
        self._closed = True
        for job in list(self._all):
            if job.title or job.state is State.WAITING:
                job.progress.cancel()
        lanes = (self._reading, self._long, self._writing, self._keeping)
        closed = [lane.close() for lane in lanes]
        return all(closed)

    def _submit(
        self,
        lane: _Lane,
        work: Work[T],
        done: Callable[[T], None] | None,
        failed: Failed | None,
        *,
        owner: QObject | None,
        title: str,
        topic: str,
    ) -> Job:
        may_be_dropped = lane in {self._reading, self._long}
        job = Job(title, cast("Work[object]", work), owner if may_be_dropped else None)
        if not may_be_dropped and owner is not None:
            done = _while_there(owner, done)
            failed = _while_there(owner, failed, partial(self._tell_trouble, job))
        job.deliver = cast("Callable[[object], None] | None", done)
        job.failed = failed
        self._replace(owner, topic, job)
        if self._closed:
            job.state = State.CANCELLED
            return job
        self._all.append(job)
        if self._immediate:
            job.run()
            self._land(job)
            return job
        lane.put(job)
        if title:
            self.changed.emit()
        return job

    def _replace(self, owner: QObject | None, topic: str, job: Job) -> None:
        if not topic:
            return
        key = (id(owner), topic)
        older = self._topics.get(key)
        if older is not None and not older.over:
            older.progress.cancel()
        if older is not None:
            older.stale = True
        self._topics[key] = job

    def _land(self, job: Job) -> None:
        self._all.remove(job)
        self._topics = {key: one for key, one in self._topics.items() if one is not job}
        try:
            if job.wanted and not self._closed:
                self._answer(job)
        finally:
            job.release()
            job.moved.emit()
            job.ended.emit()
            if job.title:
                self.changed.emit()

    def _answer(self, job: Job) -> None:
        if job.state is State.DONE and job.deliver is not None:
            job.deliver(job.answer)
        elif job.error is not None and job.failed is not None:
            job.failed(job.error)
        elif job.error is not None:
            self._tell_trouble(job, job.error)

    def _tell_trouble(self, job: Job, error: Exception) -> None:
        self.troubled.emit(error, job)


class _Lane:
    """Threads that take jobs from one queue; they start with the first job."""

    def __init__(self, name: str, width: int, landed: Callable[[Job], None]) -> None:
        self._name, self._width, self._landed = name, width, landed
        self._queue: SimpleQueue[Job | None] | None = None
        self._threads: list[Thread] = []

    def put(self, job: Job) -> None:
        if self._queue is None:
            self._queue = self._begin()
        self._queue.put(job)

    def close(self) -> bool:
        for _thread in self._threads:
            if self._queue is not None:
                self._queue.put(None)
        for thread in self._threads:
            thread.join(PATIENCE)
        return not any(thread.is_alive() for thread in self._threads)

    def _begin(self) -> SimpleQueue[Job | None]:
        from queue import SimpleQueue  # noqa: PLC0415 - not before the first frame

        jobs: SimpleQueue[Job | None] = SimpleQueue()
        for number in range(self._width):
            name = f"{self._name}-{number}"
            thread = Thread(target=self._serve, args=(jobs,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        return jobs

    def _serve(self, jobs: SimpleQueue[Job | None]) -> None:
        while (job := jobs.get()) is not None:
            job.run()
            try:
                self._landed(job)
            except RuntimeError:  # the window is gone while the program ends
                return


def _is_going_on(turns: Turns) -> bool:
    return shiboken6.isValid(turns) and not turns.over


def _while_there(
    owner: QObject, told: Callable[[T], None] | None, otherwise: Callable[[T], None] | None = None
) -> Callable[[T], None] | None:
    if told is None:
        return None
    there = weakref.ref(owner)

    def deliver(answer: T) -> None:
        still = there()
        if still is not None and shiboken6.isValid(still):
            told(answer)
        elif otherwise is not None:
            otherwise(answer)

    return deliver
