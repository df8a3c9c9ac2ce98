# SPDX-License-Identifier: Apache-2.0
"""Choosing whose desk this is: a member of the staff, for the views and sheets of what is mine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm.words import _
from ui.desk.desk import Desk
from ui.desk.owner import Owner, owner_of, sit_down
from ui.forms.naming import make_named, said_new
from ui.forms.options import records
from ui.theme import sizes
from ui.widgets.choice import ChoiceBox
from ui.widgets.droplist import Option
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words


class OwnerBox(ChoiceBox):
    """The staff of the store, of whom one may be chosen; empty for nobody in particular."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(records(desk, "staff"), hint=_("Nobody in particular"), parent=parent)
        self._desk = desk
        self.setAccessibleName(_("Whose desk is this?"))
        self.offer_new(partial(said_new, "staff"))
        self.wanted.connect(self.make)
        self.show_owner()

    def show_owner(self) -> None:
        """Show who sits here now."""
        owner = owner_of(self._desk)
        self.set_option(None if owner is None else Option(owner.id, owner.name, owner.name))

    def owner(self) -> Owner | None:
        """Who is chosen here."""
        option = self.option()
        if option is None or not isinstance(option.key, int):
            return None
        return Owner(option.key, option.search or option.label)

    def make(self, name: str, then: Callable[[], object] | None = None) -> None:
        """Add a member of the staff of this name, who is then chosen."""

        def done(number: int) -> None:
            self.set_option(Option(number, name, name))
            self.changed.emit()
            if then is not None:
                then()

        make_named(self._desk, self, "staff", name, done)

    def take(self) -> None:
        """Let whoever is chosen sit here from now on."""
        sit_down(self._desk, self.owner())


class OwnerDialog(QDialog):
    """Asks whose desk this is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Whose desk is this?"))
        self.setMinimumSize(sizes.MOVE_WIDTH, sizes.POPOVER_WIDTH)
        self.box = OwnerBox(desk)
        told = "\n".join((
            _("“Mine” in lists, on Today and in the sheet of progress follows from it."),
            _("Whoever is not on the staff yet is added: type the name."),
        ))  # fmt: skip
        self.take = take = push(_("Sit down here"), "primary")
        take.clicked.connect(self._sit_down)
        box = body(self, self.windowTitle())
        box.addWidget(words(told, "muted", wrap=True))
        box.addWidget(FieldRow(_("Staff member"), self.box))
        box.addStretch(1)
        box.addLayout(foot(self, take))
        self.accepted.connect(self.box.take)
        self.box.setFocus()

    def _sit_down(self) -> None:
        """Take who is chosen; whoever is only typed is added to the staff first."""
        name = self.box.pending().strip()
        if name:
            self.box.make(name, self.accept)
        else:
            self.accept()


def ask_owner(desk: Desk, parent: QWidget | None = None) -> OwnerDialog:
    """Open the window that asks whose desk this is."""
    dialog = OwnerDialog(desk, parent or QApplication.activeWindow())
    dialog.open()
    return dialog
