# SPDX-License-Identifier: Apache-2.0
"""Opens, makes and restores stores behind the window, and remembers which were open."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
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

    def make(self, where: str) -> Job:
        """Make an empty store and open it."""

        def work(_progress: Progress) -> Opened:
            from crm.storage.store import open_store  # noqa: PLC0415 - heavy; off this thread

            if Path(where).exists():
                raise InvalidInput(
                    _("There is already a file {file}.").format(file=where),
                    _("Choose another name; nothing was overwritten."),
                )
            return Opened(open_store(where), where, None)

        return self._submit(where, work, self._keep, new=True)

    def make_sample(self, where: str) -> Job:
        """Make a store with the sample county and open it; one that is there is opened."""

        def work(progress: Progress) -> Opened:
            # Heavy; off this thread.
            from crm.sample.making import make_sample  # noqa: PLC0415 - as above
            from crm.storage.store import open_store  # noqa: PLC0415 - as above

            today = datetime.now().astimezone().date()
            if not Path(where).exists():
                make_sample(Path(where), today=today, progress=progress)
            return Opened(open_store(where), where, None)

        title = _("Building the sample county")
        return self._submit(where, work, self._keep, title=title, new=True)

    def restore(self, copy: Path, where: str) -> None:
        """Put a backup in the place of a store, and open it; the former one is kept aside."""
        key = self.raw_key if where == self.where else None
        if where == self.where:
            self.closing.emit()
        self._when_quiet(lambda: self._restore(copy, where, key))

    def _restore(self, copy: Path, where: str, key: str | None) -> None:
        def work(_progress: Progress) -> Opened:
            from crm.storage.restoring import restore  # noqa: PLC0415 - heavy; off this thread
            from crm.storage.store import open_store  # noqa: PLC0415 - as above

            restore(copy, Path(where), key)
            return Opened(open_store(where, raw_key=key), where, key)

        self._submit(where, work, self._keep, title=_("Restoring a backup"))

    def _submit(
        self,
        where: str,
        work: Callable[[Progress], Opened | None],
        done: Callable[[Opened], None] | Callable[[Opened | None], None],
        *,
        title: str = "",
        new: bool = False,
    ) -> Job:
        def failed(error: Exception) -> None:
            if not isinstance(error, CrmError):
                self._jobs.troubled.emit(error, None)
                return
            told = refusal(where, error)
            self.refused.emit(told._replace(password=False, new=True) if new else told)

        answer = cast("Callable[[Opened | None], None]", done)
        return self._jobs.submit_write(work, answer, failed, owner=self, title=title)

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
