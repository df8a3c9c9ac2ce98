# SPDX-License-Identifier: Apache-2.0
"""A window that asks for a new password: typed twice, with what losing it means."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget
from typing_extensions import override

from crm.words import _, ngettext
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words


class PasswordDialog(QDialog):
    """It stays open until `close` after `given`: the present password may turn out to be wrong.

    With `present` the password that holds now is asked for as well, and it can be removed.
    """

    given = Signal(str, str)
    """The present password, and the new one; empty if there shall be none."""

    def __init__(
        self, parent: QWidget | None, heading: str, told: str, *, least: int, present: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        self._least = least
        hint = ngettext("At least {n} character", "At least {n} characters", least).format(n=least)
        self.present, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        self.rows = (
            FieldRow(_("Present password"), self.present),
            FieldRow(_("New password"), self.new, hint=hint),
            FieldRow(_("New password again"), self.again),
        )
        self.seen = QCheckBox(_("Show what is typed"))
        self.take = push(_("Set the password"), "primary")
        self.remove = push(_("Remove the password"), "quiet", sign="lock-open")
        self._told = words(told, wrap=True)
        self._build(heading, present=present)
        self._show(on=False)
        (self.present if present else self.new).setFocus()

    def refuse(self, sentence: str) -> None:
        """Say that the present password is another one, and let it be typed again."""
        self._wait(on=False)
        self.rows[0].show_error(sentence)
        self._fit()
        self.present.selectAll()
        self.rows[0].focus()

    @property
    def told(self) -> str:
        """What is said about passwords."""
        return self._told.text()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words are: what a sentence below a field needs, they must not lose."""
        width = self.width() - 2 * sizes.BROAD
        self._told.setMinimumHeight(self._told.heightForWidth(width))
        self.adjustSize()

    def _build(self, heading: str, *, present: bool) -> None:
        box = body(self, heading)
        box.addWidget(self._told)
        for row in self.rows:
            box.addWidget(row)
        box.addWidget(self.seen)
        box.addSpacing(sizes.SPACE)
        box.addLayout(foot(self, self.take, self.remove))
        self.rows[0].setVisible(present)
        self.remove.setVisible(present)
        self.seen.toggled.connect(self._show_typed)
        self.take.clicked.connect(self._give_new)
        self.remove.clicked.connect(partial(self._give, ""))

    def _show_typed(self, on: bool) -> None:  # noqa: FBT001 - Qt's
        self._show(on=on)

    def _show(self, *, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for line in (self.present, self.new, self.again):
            line.setEchoMode(mode)

    def _give_new(self) -> None:
        new, again = self.new.text(), self.again.text()
        short = ngettext(
            "The password has at least {n} character.",
            "The password has at least {n} characters.",
            self._least,
        ).format(n=self._least)
        wrong = "" if len(new) >= self._least else short
        differs = "" if wrong or new == again else _("This is not the same as above.")
        self.rows[1].show_error(wrong)
        self.rows[2].show_error(differs)
        self._fit()
        if wrong or differs:
            self.rows[1 if wrong else 2].focus()
            return
        self._give(new)

    def _give(self, new: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self._wait(on=True)
        self.given.emit(self.present.text(), new)

    def _wait(self, *, on: bool) -> None:
        for widget in (self.take, self.remove):
            widget.setEnabled(not on)
