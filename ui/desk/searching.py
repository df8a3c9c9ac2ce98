# SPDX-License-Identifier: Apache-2.0
"""Finding records for the palette as one types, and keeping what they are found by up to date."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from crm.progress import Progress
from crm.words import N_, _, tr
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.jobs import Job
from ui.desk.remembered import Place, Remembered
from ui.theme import sizes
from ui.widgets.found import Found, Give

EACH = 5  # of one record type: the others are seen too
ALL = 30
STAR, GROUP = "go.star", N_("Go to")


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
        self._known = Remembered(desk.geometry, "")
        self._here: Place | None = None
        self._asked: tuple[str, Give] = ("", _nobody)
        self._reading: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        desk.finders.append(self.find)
        desk.asked.connect(self._went)
        desk.opened.connect(self._opened)
        desk.stores.closing.connect(self._stop)
        desk.commands.add(
            Command(STAR, N_("Star this record, or no longer"), "star", "Alt+S", GROUP, "go",
                    self._star, self._may_star)
        )  # fmt: skip

    def find(self, words: str, give: Give) -> None:
        """Look for records once the typing pauses; what was asked before is forgotten."""
        self._asked = (words, give)
        self._pause.start(sizes.PAUSE_TYPING if words else 0)

    def _ask(self) -> None:
        words, give = self._asked
        if not self._desk.has_register:
            give(())
            return
        register, starred = self._desk.register, tuple(self._known.starred)
        lately = (one for one in self._known.recent if one not in starred)
        last = (*starred, *lately)

        def work(_progress: Progress) -> list[_Seen]:
            from crm.queries.searching import named, search  # noqa: PLC0415 - with the store

            with register.reading() as session:
                hits = search(session, words, limit=EACH) if words else named(session, last)
            seen = [_seen(hit.record, hit.id, hit.title, hit.detail, hit.found) for hit in hits]
            return [
                one._replace(icon="star") if (one.record, one.id) in starred else one
                for one in seen
            ]

        def done(found: Sequence[_Seen]) -> None:
            give([self._shown(one) for one in found[:ALL]])

        self._desk.jobs.submit_read(work, done, owner=self, topic="search")

    def _shown(self, one: _Seen) -> Found:
        go = partial(self._desk.go, one.record, one.id)
        return Found(one.title, go, one.detail, one.icon, one.word)

    def _went(self, page: str, argument: object) -> None:
        """Remember the record that is opened; pages that show none are told apart when read."""
        if isinstance(argument, int):
            self._known.went((page, argument))
            self._here = (page, argument)
        else:
            self._here = None
        self._desk.commands.refresh()

    def _may_star(self) -> bool:
        if self._here is None or not self._desk.has_register:
            return False
        from crm.domain.all_records import PAGED  # noqa: PLC0415 - with the store

        return self._here[0] in PAGED

    def _star(self) -> None:
        if self._here is None:
            return
        if self._known.star(self._here):
            self._desk.notice(_("Starred: it stands first when you search."))
        else:
            self._desk.notice(_("No longer starred."))

    def _opened(self) -> None:
        """Another store has its own last and starred records, and its index may be behind."""
        self._known = Remembered(self._desk.geometry, self._desk.store)
        self._here = None
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
