# SPDX-License-Identifier: Apache-2.0
"""What follows the first painted frame: hooks, Qt's own words, the store, the first page."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from crm import places
from crm.progress import Progress
from crm.words import _
from ui.desk.backups import Backups
from ui.desk.desk import Desk
from ui.desk.following import Following
from ui.desk.lastday import LastDay
from ui.desk.newday import NewDay
from ui.desk.owner import name_of
from ui.desk.reminding import Reminding
from ui.desk.searching import Searching
from ui.desk.speaking import translate_qt
from ui.desk.storemenu import StoreMenu
from ui.desk.stores import Opened, Refused, shown
from ui.desk.troubles import Troubles
from ui.theme import sizes
from ui.widgets.confirm import Answer, ConfirmDialog
from ui.widgets.seenday import SeenDayView


class Frame(Protocol):
    """What the window can do about stores."""

    def fill_menus_by(self, more: Callable[[str, QMenu], None]) -> None:
        """Let somebody add what changes to each menu that is filled: its place and the menu."""
        ...

    def start(self) -> None:
        """Open the first page: a store is there."""
        ...

    def shut_in(self, page: str, argument: object) -> None:
        """Show one page (none: that something is coming), and no other one until `start`."""
        ...

    def meanwhile(self, shown: QWidget) -> None:
        """Show this instead of the skeleton until there is a page."""
        ...

    def leaving(self, go_on: Callable[[], None]) -> None:
        """Ask what to do with unsaved work, then go on."""
        ...


def fill(
    application: QApplication,
    desk: Desk,
    window: QWidget,
    frame: Frame,
    store: str,
    opening: Callable[[], None],
) -> Callable[[], None]:
    """Open the store behind the window, telling `opening`; the answer gives all hooks back."""
    troubles = Troubles(desk, window)
    troubles.watch()
    translate_qt(application)
    begun = Opening(desk, window, frame)
    begun.opening.connect(opening)
    begun.begin(store)
    return troubles.rest


class Opening(QObject):
    """Lets the window follow the stores: the first page, a door without one, or a question."""

    opening = Signal()
    """The store begins to be opened."""

    def __init__(self, desk: Desk, window: QWidget, frame: Frame) -> None:
        super().__init__(window)
        self._desk, self._window, self._frame = desk, window, frame
        self._menu = StoreMenu(desk, window, frame.leaving)
        self._backups = Backups(desk, self)
        self._following = Following(desk, self)
        self._new_day = NewDay(desk, self)
        self._searching = Searching(desk, self)
        self._reminding = Reminding(desk, window)
        stores = desk.stores
        stores.opened.connect(self._opened)
        stores.missing.connect(self._missing)
        stores.refused.connect(self._refused)
        stores.unsettled.connect(self._unsettled)
        stores.closing.connect(self._closing)
        desk.commands.add(*self._menu.commands())
        frame.fill_menus_by(self._menu.fill)

    def begin(self, store: str) -> None:
        """Open this store, or the one that was open last."""
        where = store or self._desk.stores.remembered()
        seen = LastDay(where).read() if where and Path(where).is_file() else None
        if seen is None:
            self._open(where)
            return
        self._frame.meanwhile(SeenDayView(seen))
        # What the store needs is imported only after this was painted: it would hold the painting.
        QTimer.singleShot(sizes.PAUSE_PAINTING, self, partial(self._open, where))

    def _open(self, where: str) -> None:
        self.opening.emit()
        self._desk.stores.open(where)

    def _opened(self, found: Opened) -> None:
        self._desk.open(found.register, store=found.where)
        name = found.register.author = name_of(self._desk)
        self._desk.named.emit(name)
        self._frame.start()
        self._look_for_mark()
        # What was imported stays for good: the collector need not walk it at every turn.
        gc.freeze()

    def _look_for_mark(self) -> None:
        desk = self._desk

        def work(_progress: Progress) -> bool:
            from crm.queries.conventions import conventions  # noqa: PLC0415 - heavy; off this thread

            with desk.register.reading() as session:
                return conventions(session).is_sample

        desk.jobs.submit_read(work, desk.marked.emit, owner=self, topic="mark")

    def _missing(self, where: str) -> None:
        stores = self._desk.stores
        if self._desk.has_register or where in stores.recent():
            gone = _("There is no store at “{place}” any more.").format(place=shown(where))
            step = _("Connect the drive it lies on, or open another store.")
            self._refused(Refused(where, gone, step))
            return
        self._frame.shut_in("welcome", where)

    def _refused(self, told: Refused) -> None:
        if not self._desk.has_register and told.new:
            return  # the page on which it was asked for says it
        if not self._desk.has_register:
            self._frame.shut_in("trouble", told)
            return
        open_instead = partial(self._enter, told)
        answers = [Answer(_("Stay here"), kind="primary")]
        if told.password:
            answers.insert(0, Answer(_("Give its password …"), open_instead))
        dialog = ConfirmDialog(
            self._window,
            told.sentence,
            told.next_step,
            answers,
            sign="triangle-alert",
            role="warning",
        )
        dialog.open()

    def _unsettled(self) -> None:
        self._frame.shut_in("welcome", str(places.store_file()))

    def _enter(self, told: Refused) -> None:
        self._menu.ask_password(told.where)

    def _closing(self) -> None:
        self._desk.leave()
        self._frame.shut_in("", None)
