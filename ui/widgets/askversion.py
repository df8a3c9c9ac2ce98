# SPDX-License-Identifier: Apache-2.0
"""A window that asks what a printed file is for, and whether it is locked."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QRadioButton, QWidget
from typing_extensions import override

from crm.words import _, tr
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot, grow
from ui.widgets.labels import push


class AskVersion(QDialog):
    """One choice and one field; `taken` comes with the version and its password, often none.

    `versions` are codes with their marked words, `lockable` those that may have a password, of at
    least `shortest` characters.
    """

    taken = Signal(str, str)

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        versions: Sequence[tuple[str, str]],
        *,
        lockable: Container[str],
        shortest: int,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        self._lockable, self._shortest = lockable, shortest
        self._group = QButtonGroup(self)
        self.ways: dict[str, QRadioButton] = {}
        # It is for whoever gets the file, so it is read while it is typed.
        self.line = QLineEdit()
        hint = _("Only if the file shall be locked (AES-256): without it nobody opens the file.")
        self.row = FieldRow(_("Password of the file"), self.line, hint=hint)
        box = body(self, question)
        for code, label in versions:
            self.ways[code] = way = QRadioButton(tr(label))
            self._group.addButton(way)
            box.addWidget(way)
        box.addSpacing(sizes.SPACE)
        box.addWidget(self.row)
        box.addSpacing(sizes.SPACE)
        take = push(_("Choose a file …"), "primary")
        take.clicked.connect(self._take)
        box.addLayout(foot(self, take))
        self._group.buttonToggled.connect(self._turn)
        first = self.ways[versions[0][0]]
        first.setChecked(True)
        first.setFocus()

    @property
    def version(self) -> str:
        """The code of the version that is chosen."""
        return next(code for code, way in self.ways.items() if way.isChecked())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def _turn(self) -> None:
        on = [code for code, way in self.ways.items() if way.isChecked()]
        self.row.setEnabled(any(code in self._lockable for code in on))

    def _take(self) -> None:
        password = self.line.text() if self.row.isEnabled() else ""
        if 0 < len(password) < self._shortest:
            said = _("A password needs at least {n} characters.")
            self.row.show_error(said.format(n=self._shortest))
            self.row.focus()
            return
        self.close()
        self.taken.emit(self.version, password)
