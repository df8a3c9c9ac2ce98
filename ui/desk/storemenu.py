# SPDX-License-Identifier: Apache-2.0
"""What the File menu does about stores: make, open, connect, back up, restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from crm import places
from crm.words import N_, _
from ui.desk.backups import back_up_now, last_verified_words, listed, moment_words
from ui.desk.commands import Command
from ui.desk.desk import Desk
from ui.desk.files import in_words
from ui.desk.secrets import Leaving, ask_password, change_password, restore_from
from ui.desk.stores import is_server, shown
from ui.widgets.askline import AskLine
from ui.widgets.confirm import confirm
from ui.widgets.password import PasswordDialog
from ui.widgets.picking import Pickable, PickDialog

STORE = N_("Store")
REASONS = {
    "start": N_("after the start"),
    "regular": N_("every half hour"),
    "manual": N_("asked for"),
    "upgrade": N_("before an upgrade"),
    "import": N_("before an import"),
    "restore": N_("before a restore"),
    "password": N_("before the password was changed"),
}


class StoreMenu:
    """The commands about stores; what leaves the open store first asks about unsaved work."""

    def __init__(self, desk: Desk, window: QWidget, leaving: Leaving) -> None:
        self._desk, self._window, self._leaving = desk, window, leaving

    def commands(self) -> list[Command]:
        """The commands of the File menu."""
        return [
            Command("file.new", N_("New store …"), "database", "", STORE, "file", self.new),
            Command("file.open", N_("Open a store …"), "folder-kanban", "Ctrl+O", STORE, "file",
                    self.open),
            Command("file.connect", N_("Connect to the office's server …"), "globe", "", STORE,
                    "file", self.connect),
            Command("file.sample", N_("Open the sample county"), "leaf", "", STORE, "file",
                    self.sample),
            Command("file.backup", N_("Back up now"), "shield-check", "", STORE, "file",
                    self.back_up, self._has_file),
            Command("file.restore", N_("Restore a backup …"), "history", "", STORE, "file",
                    self.restore, self._has_file),
            Command("file.password", N_("Password of the store …"), "lock", "", STORE, "file",
                    self.lock, self._has_file),
        ]  # fmt: skip

    def fill(self, place: str, menu: QMenu) -> None:
        """Add to the File menu what changes: the stores that were open, the last backup."""
        if place != "file":
            return
        recent = self._desk.stores.recent()
        if recent:
            below = menu.addMenu(_("Recent stores"))
            for where in recent:
                action = below.addAction(shown(where).replace("&", "&&"))
                action.triggered.connect(partial(self._reopen, where))
        if self._has_file():
            menu.addSeparator()
            menu.addAction(last_verified_words(self._desk)).setEnabled(False)

    def new(self) -> None:
        """Ask where a new store shall be, and make it."""
        choose_new(self._window, lambda where: self._leave(self._desk.stores.make, where))

    def open(self) -> None:
        """Ask for a store and open it."""
        choose_store(self._window, lambda where: self._leave(self._desk.stores.open, where))

    def connect(self) -> None:
        """Ask for the address of the shared store and open it."""
        ask_server(self._window, lambda where: self._leave(self._desk.stores.open, where))

    def sample(self) -> None:
        """Open the sample county, made if need be."""
        self._leave(self._desk.stores.make_sample, str(places.sample_file()))

    def back_up(self) -> None:
        """Back the open store up."""
        back_up_now(self._desk)

    def restore(self) -> PickDialog:
        """Ask which backup shall take the place of the open store."""
        found = {str(one.path): one for one in listed(self._desk)}
        rows = [
            Pickable(key, moment_words(one.at), _(REASONS.get(one.reason, one.reason)))
            for key, one in found.items()
        ]
        dialog = PickDialog(
            self._window,
            _("Restore a backup"),
            rows,
            yes=_("Restore …"),
            nothing=_("There is no backup of this store yet."),
        )
        dialog.picked.connect(self._ask_to_restore)
        dialog.open()
        return dialog

    def lock(self) -> PasswordDialog:
        """Set the password of the open store, or change or remove the one that it has."""
        return change_password(self._desk, self._window, self._leaving)

    def ask_password(self, where: str) -> None:
        """Ask for the password of a store and open it."""

        def given(password: str) -> None:
            self._leaving(partial(self._open_with, where, password))

        ask_password(self._window, given)

    def _reopen(self, where: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._leave(self._desk.stores.open, where)

    def _ask_to_restore(self, copy: str) -> None:
        stores = self._desk.stores

        def go_on() -> None:
            restore_from(self._window, stores, Path(copy), stores.where, self._leaving)

        confirm(
            self._window,
            _("Put this backup in the place of the store?"),
            _("The store as it is now is kept aside; nothing is overwritten."),
            yes=_("Restore"),
            act=go_on,
        )

    def _open_with(self, where: str, password: str) -> None:
        self._desk.stores.open(where, password)

    def _leave(self, then: Callable[[str], object], where: str) -> None:
        self._leaving(lambda: _do(then, where))

    def _has_file(self) -> bool:
        return self._desk.has_register and self._desk.stores.is_file


def choose_store(parent: QWidget, then: Callable[[str], object]) -> QFileDialog:
    """Ask for a store file that is there."""
    dialog = in_words(QFileDialog(parent, _("Open a store"), str(_folder())))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Stores (*.icr)"), _("All files (*)")])
    return _opened(dialog, then)


def choose_new(parent: QWidget, then: Callable[[str], object]) -> QFileDialog:
    """Ask for the name of a store that shall be made."""
    dialog = in_words(QFileDialog(parent, _("New store"), str(_folder())))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # The store is never overwritten: the one who makes it says so if there is one.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters([_("Stores (*.icr)")])
    dialog.setDefaultSuffix("icr")
    dialog.selectFile(places.STORE_FILE)
    return _opened(dialog, then)


def choose_folder(parent: QWidget, then: Callable[[str], object]) -> QFileDialog:
    """Ask for a folder that is there."""
    dialog = in_words(QFileDialog(parent, _("Choose a folder")))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, then)


def ask_server(parent: QWidget, then: Callable[[str], object]) -> AskLine:
    """Ask for the address of a shared store."""
    hint = _("As whoever looks after the server gave it: postgresql://name:password@server/store")
    dialog = AskLine(
        parent, _("Connect to the office's server"), _("Address"), yes=_("Connect"), hint=hint
    )

    def given(text: str) -> None:
        then(text if is_server(text) else f"postgresql://{text}")

    dialog.given.connect(given)
    dialog.open()
    return dialog


def _opened(dialog: QFileDialog, then: Callable[[str], object]) -> QFileDialog:
    def chosen(name: str) -> None:
        then(name)

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _do(then: Callable[[str], object], where: str) -> None:
    then(where)


def _folder() -> Path:
    folder = places.data_folder()
    return folder if folder.is_dir() else places.documents_folder()
