# SPDX-License-Identifier: Apache-2.0
"""The desk: everything a page may ask for, in one place that is handed to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from crm.errors import NotFound
from crm.words import _
from ui.desk.commands import Commands
from ui.desk.geometry import Geometry
from ui.desk.jobs import Jobs
from ui.desk.neighbours import Neighbours
from ui.desk.relay import Relay
from ui.widgets.found import Finder

if TYPE_CHECKING:
    from crm.storage.register import Register
    from ui.desk.drafts import Drafts
    from ui.desk.stores import Stores


class Notice(NamedTuple):
    """A short sentence at the foot of the window; `kind` is done, info, warning or trouble.

    With `action` a button of that label calls `act`; Undo is such a one.
    """

    text: str
    kind: str = "done"
    action: str = ""
    act: Callable[[], object] | None = None


class Desk(QObject):
    """What pages share: the register, the relay, jobs, commands, drafts, and the way around."""

    opened = Signal()
    """A register was opened: pages may read."""

    shut = Signal()
    """The register was given back: nothing may read until another one is opened."""

    named = Signal(str)
    """Whose desk it is was said anew."""

    marked = Signal(bool)
    """Whether the store that is open holds only the sample county."""

    noticed = Signal(object)
    """A `Notice` is to be shown."""

    asked = Signal(str, object)
    """A page is to be opened: its name and its argument."""

    went_back = Signal()
    """The page before is to be opened again."""

    def __init__(
        self,
        *,
        geometry: Geometry | None = None,
        immediate: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.geometry = geometry or Geometry()
        self._drafts: Drafts | None = None
        self._stores: Stores | None = None
        self._store = ""
        self.jobs = Jobs(self, immediate=immediate)
        self.geometry.write_by(self._keep_later)
        self.relay = Relay(self)
        self.commands = Commands(self)
        self.finders: list[Finder] = []
        self.neighbours = Neighbours()
        self._register: Register | None = None

    @property
    def register(self) -> Register:
        """The records of the store that is open.

        Raises:
            NotFound: no store is open.
        """
        if self._register is None:
            raise NotFound(_("No store is open."), _("Open or make one from the File menu."))
        return self._register

    @property
    def drafts(self) -> Drafts:
        """What is typed and not yet saved, for the store that is open."""
        if self._drafts is None:
            from ui.desk.drafts import Drafts  # noqa: PLC0415 - not before the first frame

            stores = self.stores
            key = stores.raw_key if stores.where == self._store else None
            self._drafts = Drafts(store=self._store, raw_key=key)
        return self._drafts

    @property
    def stores(self) -> Stores:
        """The ways to open, make and restore a store."""
        if self._stores is None:
            from ui.desk.stores import Stores  # noqa: PLC0415 - not before the first frame

            self._stores = Stores(self.jobs, self.geometry, self)
        return self._stores

    @property
    def store(self) -> str:
        """Where the store that is open is: a path or a URL."""
        return self._store

    @property
    def has_register(self) -> bool:
        """Whether a store is open."""
        return self._register is not None

    def open(self, register: Register, *, store: str = "") -> None:
        """Work with the records of a store from now on; `store` tells its drafts apart."""
        former, self._register = self._register, register
        self._store, self._drafts = store, None
        self.relay.follow(register)
        if former is not None and former is not register:
            former.close()
        self.opened.emit()

    def leave(self) -> None:
        """Give the store back and go on without one."""
        self.relay.leave()
        former, self._register = self._register, None
        if former is not None:
            former.close()
            self.shut.emit()

    def close(self) -> None:
        """End all work and give the store back."""
        self.relay.leave()
        self.jobs.close()
        self.leave()

    def go(self, page: str, argument: object = None) -> None:
        """Open a page by its name."""
        self.asked.emit(page, argument)

    def back(self) -> None:
        """Open the page before this one again."""
        self.went_back.emit()

    def notice(
        self,
        text: str,
        *,
        kind: str = "done",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a short sentence, with a button if `act` is given."""
        self.noticed.emit(Notice(text, kind, action, act))

    def done(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Tell that something was done, with Undo beside it."""
        self.notice(text, action=_("Undo") if undo else "", act=undo)

    def _keep_later(self, write: Callable[[], None]) -> None:
        self.jobs.submit_keep(lambda _progress: write())
