# SPDX-License-Identifier: Apache-2.0
"""Finding records for the palette as one types, and keeping what they are found by up to date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from crm.progress import Progress
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.jobs import Job
from ui.theme import sizes
from ui.widgets.found import Found, Give

EACH = 5  # of one record type: the others are seen too
ALL = 30
MOST_RECENT = 8


class _Seen(NamedTuple):
    """A record that was found, with all the words and the icon that are shown of it."""

    record: str
    id: int
    title: str
    detail: str
    icon: str
    word: str


class Searching(QObject):
    """Gives the palette the records of the store that is open; without a word the last ones."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._recent: list[tuple[str, int]] = []
        self._asked: tuple[str, Give] = ("", _nobody)
        self._reading: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        desk.finders.append(self.find)
        desk.asked.connect(self._went)
        desk.opened.connect(self._opened)
        desk.stores.closing.connect(self._stop)

    def find(self, words: str, give: Give) -> None:
        """Look for records once the typing pauses; what was asked before is forgotten."""
        self._asked = (words, give)
        self._pause.start(sizes.PAUSE_TYPING if words else 0)

    def _ask(self) -> None:
        words, give = self._asked
        if not self._desk.has_register:
            give(())
            return
        register, recent = self._desk.register, tuple(self._recent)

        def work(_progress: Progress) -> list[_Seen]:
            from crm.queries.searching import named, search  # noqa: PLC0415 - with the store

            with register.reading() as session:
                hits = search(session, words, limit=EACH) if words else named(session, recent)
            return [_seen(hit.record, hit.id, hit.title, hit.detail, hit.found) for hit in hits]

        def done(found: Sequence[_Seen]) -> None:
            give([self._shown(one) for one in found[:ALL]])

        self._desk.jobs.submit_read(work, done, owner=self, topic="search")

    def _shown(self, one: _Seen) -> Found:
        go = partial(self._desk.go, one.record, one.id)
        return Found(one.title, go, one.detail, one.icon, one.word)

    def _went(self, page: str, argument: object) -> None:
        """Remember the record that is opened; pages that show none are told apart when read."""
        if isinstance(argument, int):
            others = [one for one in self._recent if one != (page, argument)]
            self._recent = [(page, argument), *others][:MOST_RECENT]

    def _opened(self) -> None:
        """Another store: nothing of it was opened yet, and its index may be behind."""
        self._recent.clear()
        register = self._desk.register

        def look(_progress: Progress) -> bool:
            from crm.storage.search.following import is_behind  # noqa: PLC0415 - with the store

            return is_behind(register)

        self._desk.jobs.submit_read(look, self._read_anew, owner=self, topic="index")

    def _read_anew(self, behind: bool) -> None:  # noqa: FBT001 - the answer of a job
        if not behind or not self._desk.has_register:
            return
        register = self._desk.register

        def work(progress: Progress) -> None:
            from crm.storage.search.following import rebuild  # noqa: PLC0415 - with the store

            rebuild(register, progress)

        # It writes in many small steps: among the writers it would keep every saving waiting.
        self._reading = self._desk.jobs.submit_read(
            work, owner=self, title=_("Preparing the search"), topic="index"
        )

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()


def _seen(record: str, record_id: int, title: str, detail: str, found: str) -> _Seen:
    from crm.domain.all_records import RECORDS  # noqa: PLC0415 - with the store

    about = RECORDS[record].about
    # Where it was found comes first: what is too long for the row is cut at its end.
    line = "  ·  ".join(one for one in (found, detail) if one)
    return _Seen(record, record_id, title, line, about.icon, tr(about.word))


def _nobody(_found: Sequence[Found]) -> None:
    """Takes what nobody asked for."""
