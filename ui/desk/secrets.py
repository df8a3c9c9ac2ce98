# SPDX-License-Identifier: Apache-2.0
"""Asks for passwords: of a store, of a backup, and a new one with what losing it means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.words import _
from ui.desk.desk import Desk
from ui.desk.stores import Stores
from ui.widgets.askline import AskLine
from ui.widgets.password import PasswordDialog

Leaving = Callable[[Callable[[], None]], None]
"""Asks about unsaved work, then goes on."""


def ask_password(parent: QWidget, then: Callable[[str], object]) -> AskLine:
    """Ask for the password of a store."""
    return _ask(parent, _("This store has a password"), _("Open"), then)


def restore_from(parent: QWidget, stores: Stores, copy: Path, where: str, leaving: Leaving) -> None:
    """Restore a backup, after asking for its password if it has one of its own."""

    def restore(password: str = "") -> None:
        leaving(partial(stores.restore, copy, where, password))

    if stores.asks_password(copy, where):
        _ask(parent, _("This backup has a password of its own"), _("Restore"), restore)
    else:
        restore()


def ask_new_password(
    parent: QWidget, heading: str, told: str = "", *, present: bool = False
) -> PasswordDialog:
    """Ask for a password that a store shall have, and say what losing it means."""
    from crm.storage.keys import LEAST  # noqa: PLC0415 - not before the first frame

    lost = _(
        "Without the password nobody can open the store, not even who made the program. If it is "
        "lost, the data are lost: write it down and keep it in a safe place."
    )
    paragraphs = "\n\n".join(one for one in (lost, told) if one)
    dialog = PasswordDialog(parent, heading, paragraphs, least=LEAST, present=present)
    dialog.open()
    return dialog


def change_password(desk: Desk, window: QWidget, leaving: Leaving) -> PasswordDialog:
    """Ask for another password of the store that is open, prove the present one, and change it."""
    stores = desk.stores
    has = stores.raw_key is not None
    told = (
        _("Backups made from now on have the new password; earlier ones keep theirs.")
        if has
        else _(
            "Backups made from now on have it too. Earlier ones can still be read without one: "
            "delete them if that must not be."
        )
    )
    heading = _("Change the password of the store") if has else _("Set a password")
    dialog = ask_new_password(window, heading, told, present=has)

    def given(present: str, new: str) -> None:
        def proven(is_right: bool) -> None:  # noqa: FBT001 - the answer of a job
            if not is_right:
                dialog.refuse(_("This is not the present password."))
                return
            dialog.close()
            leaving(partial(stores.lock, new, partial(_tell, desk, new)))

        # If the window is closed meanwhile nothing is changed.
        stores.prove(present, proven, owner=dialog)

    dialog.given.connect(given)
    return dialog


def _tell(desk: Desk, password: str) -> None:
    desk.notice(
        _("The store is protected by the new password.")
        if password
        else _("The store has no password any more.")
    )


def _ask(parent: QWidget, question: str, yes: str, then: Callable[[str], object]) -> AskLine:
    dialog = AskLine(parent, question, _("Password"), yes=yes, secret=True)
    dialog.given.connect(then)
    dialog.open()
    return dialog
