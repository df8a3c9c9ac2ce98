# SPDX-License-Identifier: Apache-2.0
"""Opens, makes and restores stores behind the window, and remembers which were open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal

from crm import places
from crm.errors import CrmError, InvalidInput
from crm.progress import Progress
from crm.words import _
from ui.desk.geometry import Geometry
from ui.desk.jobs import Job, Jobs

if TYPE_CHECKING:
    from crm.storage.register import Register
    from ui.desk.locking import Locked

MOST_RECENT = 8
_QUIET = 50  # milliseconds between two looks whether all reading has ended


class Opened(NamedTuple):
    """A store that was opened: its register, where it is, and its key if it has a password."""

    register: Register
    where: str
    raw_key: str | None


class Refused(NamedTuple):
    """A store that could not be opened, and why.

    `password` when a password may open it; `new` when it should have been made.
    """

    where: str
    sentence: str
    next_step: str
    password: bool = False
    new: bool = False


class Stores(QObject):
    """Every way to a store; all of them are jobs, and end with one of the signals."""

    opened = Signal(object)
    """An `Opened`: the desk works with it from now on."""

    missing = Signal(str)
    """There is no store at this place."""

    refused = Signal(object)
    """A `Refused`: nothing was changed."""

    unsettled = Signal()
    """The user wants to choose anew how to begin."""

    closing = Signal()
    """The store that is open must be given back at once: its file will be replaced."""

    def __init__(self, jobs: Jobs, geometry: Geometry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._geometry = geometry
        self.where = ""
        self.raw_key: str | None = None

    @property
    def is_file(self) -> bool:
        """Whether a store is open that is a file of this computer."""
        return bool(self.where) and not is_server(self.where)

    @property
    def backups(self) -> Path:
        """Where the backups of the open store lie."""
        return backups_of(self.where)

    def remembered(self) -> str:
        """The store that was open last, else the office's usual place."""
        return self._geometry.word("store") or str(places.store_file())

    def recent(self) -> list[str]:
        """The stores that were open, the latest first, without the one that is open now."""
        return [one for one in self._recent() if one != self.where]

    def open(self, where: str, password: str = "") -> Job:
        """Open the store at a path or URL."""

        def work(_progress: Progress) -> Opened | None:
            from crm.storage.store import open_store  # noqa: PLC0415 - heavy; off this thread

            if not is_server(where) and not Path(where).exists():
                return None
            key = _key(where, password)
            return Opened(open_store(where, raw_key=key), where, key)

        def done(found: Opened | None) -> None:
            if found is None:
                self.missing.emit(where)
            else:
                self._keep(found)

        return self._submit(where, work, done)

    def make(self, where: str, password: str = "") -> Job:
        """Make an empty store, under a password if one is given, and open it."""

        def work(_progress: Progress) -> Opened:
            from crm.storage.store import open_store  # noqa: PLC0415 - heavy; off this thread

            if Path(where).exists():
                raise InvalidInput(
                    _("There is already a file {file}.").format(file=where),
                    _("Choose another name; nothing was overwritten."),
                )
            key = _key(where, password)
            return Opened(open_store(where, raw_key=key), where, key)

        return self._submit(where, work, self._keep, new=True)

    def make_sample(self, where: str) -> Job:
        """Make a store with the sample county and open it; one that is there is opened."""
        if Path(where).exists():
            return self.open(where)

        def work(progress: Progress) -> Opened:
            # Heavy; off this thread.
            from crm.sample.making import make_sample  # noqa: PLC0415 - as above
            from crm.storage.store import open_store  # noqa: PLC0415 - as above

            today = datetime.now().astimezone().date()
            make_sample(Path(where), today=today, progress=progress)
            return Opened(open_store(where), where, None)

        title = _("Building the sample county")
        return self._submit(where, work, self._keep, title=title, new=True)

    def asks_password(self, copy: Path, where: str) -> bool:
        """Whether a backup of a store has another password than the store has now."""
        from crm.storage.keys import fits, is_encrypted  # noqa: PLC0415 - not before the first frame

        return is_encrypted(copy) and not fits(copy, self._key_now(where))

    def restore(self, copy: Path, where: str, password: str = "") -> None:
        """Put a backup in the place of a store, and open it; the former one is kept aside.

        `password` is that of the backup, if it is another one than the store has now.
        """
        present = self._key_now(where)

        def work(_progress: Progress) -> str | None:
            from crm.storage.restoring import key_of  # noqa: PLC0415 - heavy; off this thread

            return key_of(copy, present, password)

        def proven(key: str | None) -> None:
            if where == self.where:
                self.closing.emit()
            self._when_quiet(lambda: self._restore(copy, where, key, present))

        self._jobs.submit_read(work, proven, partial(self._failed, where), owner=self)

    def prove(self, password: str, then: Callable[[bool], None], *, owner: QObject) -> Job:
        """Tell whether this is the password of the store that is open, while its owner is there."""
        key = self.raw_key

        def work(_progress: Progress) -> bool:
            # Not from the file: closing it would give up the locks that this window has on it.
            from crm.storage.keys import proves  # noqa: PLC0415 - not before the first frame

            return key is None or proves(password, key)

        return self._jobs.submit_read(work, then, owner=owner)

    def lock(self, password: str, then: Callable[[], object]) -> None:
        """Put the store that is open under another password (empty: none); it is backed up first.

        Nobody else may have it open. If it cannot be done the store is opened as it was.
        """
        where, key = self.where, self.raw_key
        self.closing.emit()
        self._when_quiet(lambda: self._lock(where, key, password, then))

    def _lock(self, where: str, key: str | None, password: str, then: Callable[[], object]) -> None:
        def work(_progress: Progress) -> Locked:
            from ui.desk.locking import put_under  # noqa: PLC0415 - heavy; off this thread

            return put_under(where, key, password)

        def done(found: Locked) -> None:
            self._keep(Opened(found.register, where, found.raw_key))
            if found.trouble is None:
                then()
            else:
                self.refused.emit(Refused(where, found.trouble.sentence, found.trouble.next_step))

        title = _("Changing the password")
        self._jobs.submit_write(work, done, partial(self._failed, where), owner=self, title=title)

    def _restore(self, copy: Path, where: str, key: str | None, present: str | None) -> None:
        def work(_progress: Progress) -> Opened:
            # Heavy; off this thread.
            from crm.storage.restoring import restore  # noqa: PLC0415 - as above
            from crm.storage.store import open_store  # noqa: PLC0415 - as above
            from ui.desk.locking import carried  # noqa: PLC0415 - as above

            with carried(where, present, key):
                restore(copy, Path(where), key, present_key=present)
            return Opened(open_store(where, raw_key=key), where, key)

        self._submit(where, work, self._keep, title=_("Restoring a backup"))

    def _key_now(self, where: str) -> str | None:
        return self.raw_key if where == self.where else None

    def _submit(
        self,
        where: str,
        work: Callable[[Progress], Opened | None],
        done: Callable[[Opened], None] | Callable[[Opened | None], None],
        *,
        title: str = "",
        new: bool = False,
    ) -> Job:
        failed = partial(self._failed, where, new=new)
        answer = cast("Callable[[Opened | None], None]", done)
        return self._jobs.submit_write(work, answer, failed, owner=self, title=title)

    def _failed(self, where: str, error: Exception, *, new: bool = False) -> None:
        if not isinstance(error, CrmError):
            self._jobs.troubled.emit(error, None)
            return
        told = refusal(where, error)
        self.refused.emit(told._replace(password=False, new=True) if new else told)

    def _keep(self, found: Opened) -> None:
        self.where, self.raw_key = found.where, found.raw_key
        self._geometry.keep_word("store", found.where)
        others = [one for one in self._recent() if one != found.where]
        recent = [found.where, *others][:MOST_RECENT]
        self._geometry.keep_word("recent stores", json.dumps(recent, ensure_ascii=False))
        self.opened.emit(found)

    def _recent(self) -> list[str]:
        try:
            kept: object = json.loads(self._geometry.word("recent stores", "[]"))
        except ValueError:
            return []
        return [str(one) for one in cast("list[object]", kept)] if isinstance(kept, list) else []

    def _when_quiet(self, then: Callable[[], None]) -> None:
        """Go on when nothing reads any more: a file in use cannot be replaced."""
        if self._jobs.busy():
            QTimer.singleShot(_QUIET, self, lambda: self._when_quiet(then))
            return
        then()


def is_server(where: str) -> bool:
    """Whether a store is named by a URL."""
    return "://" in where


def backups_of(where: str) -> Path:
    """Where the backups of a store file lie."""
    return Path(where).parent / "backups"


def shown(where: str) -> str:
    """A store's place for people: a server without its password, a path from the home."""
    if is_server(where):
        scheme, _sep, rest = where.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"
    home = str(Path.home())
    return f"~{where[len(home) :]}" if where.startswith(home) else where


def refusal(where: str, error: CrmError) -> Refused:
    """Why a store was not opened; a file that is no plain one may only lack its password."""
    from crm.storage.keys import is_encrypted  # noqa: PLC0415 - not before the first frame

    locked = False
    if not is_server(where):
        try:
            locked = is_encrypted(Path(where))
        except OSError:
            locked = False
    return Refused(where, error.sentence, error.next_step, locked)


def _key(where: str, password: str) -> str | None:
    if not password:
        return None
    from crm.storage.keys import raw_key_for  # noqa: PLC0415 - not before the first frame

    return raw_key_for(Path(where), password)
