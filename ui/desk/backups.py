# SPDX-License-Identifier: Apache-2.0
"""Backs the open store up: after the start, every half hour if it was changed, and when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from crm.errors import CrmError
from crm.progress import Progress
from crm.words import _
from ui.desk.desk import Desk

if TYPE_CHECKING:
    from crm.storage.backup import Backup

T = TypeVar("T")

SOON = 20_000  # milliseconds after the start, when the first page stands
EVERY = 30 * 60_000


class Backups(QObject):
    """Works beside everything else; only what fails, or was asked for, is told."""

    made = Signal(object)
    """A verified backup was made: a `Backup`."""

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, soon: int = SOON, every: int = EVERY
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._soon = soon
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._after_start)
        self._clock = QTimer(self)
        self._clock.setInterval(every)
        self._clock.timeout.connect(self._regular)
        desk.opened.connect(self._begin)
        desk.shut.connect(self._rest)

    def _begin(self) -> None:
        if self._desk.stores.is_file:
            self._first.start(self._soon)
            self._clock.start()

    def _rest(self) -> None:
        self._first.stop()
        self._clock.stop()

    def _after_start(self) -> None:
        self._if_changed("start")

    def _regular(self) -> None:
        self._if_changed("regular")

    def _if_changed(self, reason: str) -> None:
        stores = self._desk.stores
        if not (self._desk.has_register and stores.is_file):
            return
        where, folder, key = Path(stores.where), stores.backups, stores.raw_key
        second = second_place(self._desk)

        def work(_progress: Progress) -> tuple[Backup | None, CrmError | None]:
            from crm.storage import backup  # noqa: PLC0415 - when it is used

            found = backup.make_if_changed(where, folder, raw_key=key, reason=reason)
            try:
                if second is not None:
                    # Compared with its own last one: a place that was away catches up.
                    within = backup.folder_within(second, where, key)
                    backup.make_if_changed(where, within, raw_key=key, reason=reason)
            except CrmError as error:
                return found, error
            return found, None

        def done(answer: tuple[Backup | None, CrmError | None]) -> None:
            found, missed = answer
            if found is not None:
                self.made.emit(found)
            if missed is not None:
                tell_missed(self._desk, missed)

        self._desk.jobs.submit_read(work, done, self._failed, owner=self, topic="backup", slow=True)

    def _failed(self, error: Exception) -> None:
        tell_failure(self._desk, error)


def back_up_now(desk: Desk, then: Callable[[], object] | None = None) -> None:
    """Back the open store up, and say where it lies; then do what follows."""
    stores = desk.stores
    where, key, folder = Path(stores.where), stores.raw_key, stores.backups
    second = second_place(desk)

    def work(_progress: Progress) -> tuple[Backup, CrmError | None]:
        from crm.storage import backup  # noqa: PLC0415 - when it is used

        found = backup.make(where, folder, raw_key=key, reason="manual")
        try:
            if second is not None:
                within = backup.folder_within(second, where, key)
                backup.make(where, within, raw_key=key, reason="manual")
        except CrmError as error:
            return found, error
        return found, None

    def done(answer: tuple[Backup, CrmError | None]) -> None:
        found, missed = answer
        if missed is None:
            desk.notice(_("Backed up and verified: {file}").format(file=found.path.name))
        else:
            tell_missed(desk, missed)
        if then is not None:
            then()

    _submit(desk, work, done)


def back_up_before(desk: Desk, reason: str, then: Callable[[], object]) -> None:
    """Back the store up if it was changed, then go on; not when it cannot be backed up."""
    stores = desk.stores
    if not stores.is_file:
        then()
        return
    where, folder, key = Path(stores.where), stores.backups, stores.raw_key

    def work(_progress: Progress) -> None:
        from crm.storage import backup  # noqa: PLC0415 - when it is used

        backup.make_if_changed(where, folder, raw_key=key, reason=reason)

    def done(_none: None) -> None:
        then()

    _submit(desk, work, done)


def _submit(desk: Desk, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
    """Let the user see that it is being backed up, and hear if it fails."""
    title, failed = _("Backing up the store"), partial(tell_failure, desk)
    desk.jobs.submit_read(work, done, failed, owner=desk, title=title)


def tell_failure(desk: Desk, error: Exception) -> None:
    """Say that a backup failed: nothing is lost, but something must be done."""
    if not isinstance(error, CrmError):
        desk.jobs.troubled.emit(error, None)
        return
    text = _("No backup could be made. {reason}").format(reason=str(error))
    desk.notice(text, kind="trouble")


def tell_missed(desk: Desk, error: CrmError) -> None:
    """Say that there is a backup, but none in the second place."""
    text = _("The backup was made, but not in the second place. {reason}")
    desk.notice(text.format(reason=str(error)), kind="trouble")


def second_place(desk: Desk) -> Path | None:
    """The other folder that the user wants every backup in, if there is one."""
    named = desk.geometry.word("second backup place")
    return Path(named) if named else None


def last_verified_words(desk: Desk) -> str:
    """When the open store was last backed up and verified, in words."""
    if not desk.stores.is_file:
        return _("The shared server makes its own backups.")
    found = listed(desk)
    if not found:
        return _("There is no backup of this store yet.")
    return _("Last verified backup: {moment}").format(moment=moment_words(found[0].at))


def listed(desk: Desk) -> list[Backup]:
    """The verified backups of the open store, the newest first; none of a shared store."""
    return listed_of(desk.stores.where) if desk.stores.is_file else []


def listed_of(where: str) -> list[Backup]:
    """The verified backups of a store file, the newest first."""
    from crm.storage import backup  # noqa: PLC0415 - when it is used

    path = Path(where)
    return list(backup.listed(backup.folder_beside(path), path))


def moment_words(moment: datetime) -> str:
    """A moment as it is said in lists, in the time of this computer."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
