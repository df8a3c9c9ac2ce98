# SPDX-License-Identifier: Apache-2.0
"""Writing for pages: one transaction as a job, then a notice with Undo, or what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from crm.progress import Progress
from ui.desk.desk import Desk
from ui.desk.undoing import undo

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

T = TypeVar("T")


def write(
    desk: Desk,
    owner: QObject,
    title: str,
    act: Callable[[UnitOfWork], T],
    *,
    said: str | Callable[[T], str],
    done: Callable[[T], object] | None = None,
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Do `act` in one transaction under `title`; `said` is told when it is done, with Undo.

    What is said may follow from the answer; nothing is said of what changed nothing. What fails
    without `failed` is told as a trouble.
    """
    write_in_steps(
        desk, owner, title, lambda unit, _progress: act(unit), said=said, done=done, failed=failed
    )


def write_in_steps(
    desk: Desk,
    owner: QObject,
    title: str,
    act: Callable[[UnitOfWork, Progress], T],
    *,
    said: str | Callable[[T], str],
    done: Callable[[T], object] | None = None,
    failed: Callable[[Exception], None] | None = None,
    shown: str = "",
) -> None:
    """As `write`, of what takes so long that it is shown and can be stopped, as `shown`."""

    def work(progress: Progress) -> T:
        with desk.register.writing(title, origin=desk) as unit:
            return act(unit, progress)

    def told(answer: T) -> None:
        words = said if isinstance(said, str) else said(answer)
        if words:
            desk.done(words, partial(undo, desk))
        if done is not None:
            done(answer)

    desk.jobs.submit_write(work, told, failed, owner=owner, title=shown)


def take_back(desk: Desk, owner: QObject, set_id: int, *, said: str) -> None:
    """Undo one change set, also an older one; refusals are told as troubles."""

    def work(_progress: Progress) -> None:
        from crm.storage.undo import undo as undo_one  # noqa: PLC0415 - only when it is asked for

        undo_one(desk.register, set_id, desk)

    desk.jobs.submit_write(work, lambda _none: desk.done(said, partial(undo, desk)), owner=owner)
