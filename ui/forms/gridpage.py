# SPDX-License-Identifier: Apache-2.0
"""A page on which many records are typed in a grid: all is saved at once, and nothing is lost.

From saving until the rows are read again nothing can be typed: it would stand over rows that are
older than what was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm.errors import Conflict, CrmError, NotFound
from crm.storage.changes import Changes
from crm.words import _, ngettext
from ui.desk.desk import Desk
from ui.desk.pages import Page
from ui.desk.writing import write
from ui.forms.banner import Banner
from ui.forms.commands import declare
from ui.forms.conflicts import ConflictDialog
from ui.widgets.labels import push

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork
    from ui.forms.grid import Grid
    from ui.widgets.conflict import Difference

T = TypeVar("T")


class GridPage(Page):
    """Whoever inherits reads its rows, and calls `landed` when they are shown."""

    concerned: ClassVar[frozenset[str]] = frozenset()
    """The records whose change may change the rows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        declare(desk.commands)
        self.banner = Banner()
        self.save_button = push(_("Save"), "primary", sign="save")
        self.save_button.clicked.connect(self._press_save)
        self._saving = self._missed = False

    @property
    def many(self) -> int:
        """In how many rows something is typed that is not saved."""
        raise NotImplementedError

    @property
    def typed_in(self) -> Grid | None:
        """The grid, once there is one."""
        raise NotImplementedError

    def read(self) -> None:
        """Read the rows; what is typed stays."""
        raise NotImplementedError

    def save(self, go_on: Callable[[], None] | None = None) -> None:
        """Write all that is typed, in one transaction."""
        raise NotImplementedError

    def clashes(self) -> Sequence[Difference]:
        """What somebody else saved under what is typed here, and nobody has chosen yet."""
        return ()

    def choose(self, choices: Mapping[str, str]) -> None:
        """Let `mine` or `theirs` stand, by the names that `clashes` gave."""

    def overtaken(self, error: CrmError) -> None:
        """Somebody saved under what is typed: read again, then `ask_whose`; what is typed stays."""
        self._hold(saving=False)
        self.refused(error)

    def ask_whose(self, go_on: Callable[[], None] | None = None) -> bool:
        """Let the user choose field by field, then go on; whether there is anything to choose."""
        found = self.clashes()
        if not found:
            return False
        said = ngettext(
            "Somebody else changed {n} cell in which you typed.",
            "Somebody else changed {n} cells in which you typed.", len(found),
        ).format(n=len(found))  # fmt: skip
        self.banner.say(said, ((_("Choose which of the two stays."), self.ask_whose),))
        dialog = ConflictDialog(found, parent=self.window(), take=_("Take this choice"))
        dialog.chosen.connect(partial(self._chosen, go_on))
        dialog.open()
        return True

    def forget(self) -> None:
        """What was typed is saved or thrown away: its draft goes."""

    def refused(self, error: CrmError) -> None:
        """Say what the store has against it."""
        self.banner.say(str(error), role="danger")

    def turned(self) -> None:
        """What can be done may have changed."""
        self.save_button.setEnabled(bool(self.many) and not self._saving)
        self.desk.commands.refresh()

    @property
    def may_refresh(self) -> bool:
        """Whether the rows follow what is changed elsewhere."""
        return True

    @override
    def refresh(self, changes: object) -> None:
        told = changes if isinstance(changes, Changes) and changes.complete else None
        if told is not None and not any(one.record in self.concerned for one in told.items):
            return
        if self._saving:
            self._missed = True
        elif self.may_refresh:
            self.read()

    @override
    def leave(self) -> bool:
        return not self.many

    @override
    def save_then(self, go_on: Callable[[], None]) -> None:
        self.save(go_on)

    @override
    def handlers(self) -> dict[str, Callable[[], object]]:
        return {"form.save": self.save, "form.discard": self.discard} if self.many else {}

    def may_save(self) -> bool:
        """Whether what is typed can be written now; what is wrong is gone to."""
        grid = self.typed_in
        if grid is not None:
            grid.table.take_typed()
        if self.ask_whose(self.save):
            return False
        if grid is not None and grid.wrong():
            grid.table.next_wrong()
            return False
        return not self._saving and bool(self.many)

    def write_all(
        self,
        title: str,
        act: Callable[[UnitOfWork], T],
        said: str,
        go_on: Callable[[], None] | None,
    ) -> None:
        """Write as one change under `title`, read again, then go on."""
        self._hold(saving=True)
        write(
            self.desk, self, title, act, said=said, done=partial(self._saved, go_on),
            failed=self._failed,
        )  # fmt: skip

    def landed(self) -> None:
        """The rows were read and shown: typing goes on."""
        missed = self._missed
        self._hold(saving=False)
        if missed:
            self.read()

    def unread(self, error: Exception) -> None:
        """The rows could not be read: that is told, and typing goes on."""
        self._hold(saving=False)
        self.desk.jobs.troubled.emit(error, None)

    def _saved(self, go_on: Callable[[], None] | None, _answer: object) -> None:
        self._missed = False
        self.forget()
        self.banner.hide()
        self.read()
        if go_on is not None:
            go_on()

    def _failed(self, error: Exception) -> None:
        missed = self._missed
        self._hold(saving=False)
        if isinstance(error, Conflict | NotFound):
            self.banner.say(str(error), role="danger")
            self._hold(saving=True)
            self.overtaken(error)
            return
        if isinstance(error, CrmError):
            self.refused(error)
        else:
            self.desk.jobs.troubled.emit(error, None)
        if missed and self.may_refresh:
            self.read()

    def _chosen(self, go_on: Callable[[], None] | None, choices: Mapping[str, str]) -> None:
        self.banner.hide()
        self.choose(choices)
        self.turned()
        if not self.many:
            self.discard()
        elif go_on is not None:
            go_on()

    def _hold(self, *, saving: bool) -> None:
        self._saving, self._missed = saving, False
        if self.typed_in is not None:
            self.typed_in.hold(on=saving)
        self.turned()

    def _press_save(self) -> None:
        self.save()
